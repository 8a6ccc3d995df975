"""The words of approvals, and what may follow what."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RequestState(TextChoices):
    PREPARED = "prepared", _("待签发")
    SENT = "sent", _("待批复")
    APPROVED = "approved", _("已同意")
    RETURNED = "returned", _("已退回")
    REFUSED = "refused", _("不同意")
    WITHDRAWN = "withdrawn", _("已撤回")
    LAPSED = "lapsed", _("已失效")


TRANSITIONS: Mapping[str, tuple[str, ...]] = {
    RequestState.PREPARED: (RequestState.SENT, RequestState.WITHDRAWN, RequestState.LAPSED),
    RequestState.SENT: (
        RequestState.APPROVED, RequestState.RETURNED, RequestState.REFUSED,
        RequestState.WITHDRAWN, RequestState.LAPSED,
    ),
    RequestState.APPROVED: (RequestState.LAPSED,),
    RequestState.RETURNED: (),
    RequestState.REFUSED: (),
    RequestState.WITHDRAWN: (),
    RequestState.LAPSED: (),
}  # fmt: skip
OPEN_STATES = (RequestState.PREPARED, RequestState.SENT)


class Decision(TextChoices):
    APPROVE = "approve", _("同意")
    RETURN = "return", _("退回修改")
    REFUSE = "refuse", _("不同意")


STATE_OF: Mapping[str, str] = {
    Decision.APPROVE: RequestState.APPROVED,
    Decision.RETURN: RequestState.RETURNED,
    Decision.REFUSE: RequestState.REFUSED,
}


class OpinionFrom(TextChoices):
    UPPER_UNION = "upper_union", _("上级工会")
    PARTY_ORGANISATION = "party_organisation", _("党组织")
    REGULATOR = "regulator", _("行业主管部门")
    CONSTITUENT = "constituent", _("组成单位")
    HOST = "host", _("依托单位")


class Lane(TextChoices):
    """Where a line stands on the workbench."""

    OVERDUE = "overdue", _("已超期")
    TODAY = "today", _("今天到期")
    WEEK = "week", _("本周到期")
    LATER = "later", _("以后到期")
    WAITING = "waiting", _("等他人")
