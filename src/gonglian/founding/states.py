"""The stages of a founding case and what may follow what. One helper changes the stage (actions/stages.py)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Occasion(TextChoices):
    """What the road is taken for. A renewal begins at PREPARE and ends RENEWED (ADR 0009)."""

    FOUNDING = "founding", _("组建")
    RENEWAL = "renewal", _("换届")


class Stage(TextChoices):
    DRAFT = "draft", _("拟订方案")
    FIRST_REQUEST = "first_request", _("请示组建")
    PREPARE = "prepare", _("筹备大会")
    SECOND_REQUEST = "second_request", _("请示召开大会")
    CONGRESS = "congress", _("召开大会")
    THIRD_REQUEST = "third_request", _("报告选举结果")
    DISPATCH = "dispatch", _("决定设立")
    ESTABLISHED = "established", _("已成立")
    RENEWED = "renewed", _("已换届")
    REFUSED = "refused", _("不予批准")
    WITHDRAWN = "withdrawn", _("已撤回")
    LAPSED = "lapsed", _("已失效")


OPEN = (
    Stage.DRAFT,
    Stage.FIRST_REQUEST,
    Stage.PREPARE,
    Stage.SECOND_REQUEST,
    Stage.CONGRESS,
    Stage.THIRD_REQUEST,
    Stage.DISPATCH,
)
UNTIL_THE_BALLOT = (Stage.PREPARE, Stage.SECOND_REQUEST, Stage.CONGRESS)
STANDING = (Stage.ESTABLISHED, Stage.RENEWED)
WITH_DELEGATES = (*UNTIL_THE_BALLOT, Stage.THIRD_REQUEST, *STANDING)  # they stand as long as the term
AT_REQUEST = (Stage.FIRST_REQUEST, Stage.SECOND_REQUEST, Stage.THIRD_REQUEST)
TRANSITIONS: dict[str, tuple[str, ...]] = {
    Stage.DRAFT: (Stage.FIRST_REQUEST, Stage.PREPARE, Stage.WITHDRAWN),
    Stage.FIRST_REQUEST: (Stage.DRAFT, Stage.PREPARE, Stage.REFUSED, Stage.WITHDRAWN),
    Stage.PREPARE: (Stage.SECOND_REQUEST, Stage.DISPATCH, Stage.WITHDRAWN, Stage.LAPSED),
    Stage.SECOND_REQUEST: (Stage.PREPARE, Stage.CONGRESS, Stage.REFUSED, Stage.WITHDRAWN),
    Stage.CONGRESS: (Stage.THIRD_REQUEST, Stage.WITHDRAWN, Stage.LAPSED),
    Stage.THIRD_REQUEST: (
        *(Stage.CONGRESS, Stage.ESTABLISHED, Stage.RENEWED, Stage.REFUSED, Stage.WITHDRAWN),
    ),
    Stage.DISPATCH: (Stage.PREPARE, Stage.ESTABLISHED, Stage.WITHDRAWN),  # a working committee's own way
}


class Consent(TextChoices):
    ASKED = "asked", _("待答复")
    CONSENTED = "consented", _("同意")
    REFUSED = "refused", _("不同意")
    WITHDRAWN = "withdrawn", _("已撤回")


class ConsentBody(TextChoices):
    COMMITTEE = "committee", _("工会委员会")
    CONGRESS = "congress", _("会员（代表）大会")


class GroupFrom(TextChoices):
    """Where a member of the preparatory group comes from (ORG-20)."""

    CONSTITUENT = "constituent", _("组成单位")
    PARTY_ORGANISATION = "party_organisation", _("依托单位或主管部门党组织")
    UPPER_UNION = "upper_union", _("上级工会")
