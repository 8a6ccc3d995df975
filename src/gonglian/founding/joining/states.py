"""The words of joining and leaving, and what may follow what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Way(TextChoices):
    JOIN = "join", _("加入")
    LEAVE = "leave", _("退出")


class JoiningState(TextChoices):
    GATHERING = "gathering", _("等单位决定和接收")
    PREPARED = "prepared", _("待负责人签发")
    DONE = "done", _("已办结")
    DECLINED = "declined", _("不接收")
    WITHDRAWN = "withdrawn", _("已撤回")


OPEN_JOINING = (JoiningState.GATHERING, JoiningState.PREPARED)
JOINING_TRANSITIONS: dict[str, tuple[str, ...]] = {
    JoiningState.GATHERING: (JoiningState.PREPARED, JoiningState.DECLINED, JoiningState.WITHDRAWN),
    JoiningState.PREPARED: (
        JoiningState.GATHERING, JoiningState.DONE, JoiningState.DECLINED, JoiningState.WITHDRAWN,
    ),
}  # fmt: skip
