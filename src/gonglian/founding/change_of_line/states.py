"""The words of a change of line, and what may follow what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.states import LineKind


class ChangeState(TextChoices):
    DRAFT = "draft", _("拟办")
    SENT = "sent", _("待批复")
    DONE = "done", _("已变更")
    REFUSED = "refused", _("不同意变更")
    WITHDRAWN = "withdrawn", _("已撤回")


class Side(TextChoices):
    """Whose opinion is asked."""

    FORMER = "former", _("现上级")
    TARGET = "target", _("拟变更的上级")


OPEN_CHANGE = (ChangeState.DRAFT, ChangeState.SENT)
CHANGE_TRANSITIONS: dict[str, tuple[str, ...]] = {
    ChangeState.DRAFT: (ChangeState.SENT, ChangeState.DONE, ChangeState.WITHDRAWN),
    ChangeState.SENT: (ChangeState.DRAFT, ChangeState.DONE, ChangeState.REFUSED, ChangeState.WITHDRAWN),
}
RELATIONS = {LineKind.LEADERSHIP: _("领导关系"), LineKind.DUES: _("经费上缴渠道")}
