"""The words of a congress being prepared."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Purpose(TextChoices):
    FOUNDING = "founding", _("成立")
    RENEWAL = "renewal", _("换届")
    DISPATCH = "dispatch", _("派出")  # no congress: people are appointed


class BodyKind(TextChoices):
    COMMITTEE = "committee", _("委员会")
    AUDIT = "audit", _("经费审查委员会")
    WOMEN = "women", _("女职工委员会")


class Office(TextChoices):
    """What a nominee stands for inside the body, beside the plain seat."""

    MEMBER = "member", _("委员")
    CHAIR = "chair", _("主席")
    VICE_CHAIR = "vice_chair", _("副主席")
    DIRECTOR = "director", _("主任")
    DEPUTY = "deputy", _("副主任")


class Source(TextChoices):
    """Where a seat comes from: a constituent's post (联合制) or free of any post."""

    FEDERATED = "federated", _("组成单位席位")
    FREE = "free", _("其他推荐")


class Origin(TextChoices):
    """Where a nominee comes from (ELI-05)."""

    CONSTITUENT = "constituent", _("组成单位")
    LOCAL_FEDERATION = "local_federation", _("地方工会")
    INDUSTRIAL_UNION = "industrial_union", _("产业工会")
    REGULATOR = "regulator", _("行业主管部门")
    ASSOCIATION_PARTY = "association_party", _("协会（商会）党组织")
    LEADING_ENTERPRISE_UNION = "leading_enterprise_union", _("龙头企业工会")
    OTHER = "other", _("其他")


class ChairBy(TextChoices):
    COMMITTEE = "committee", _("由全体委员选举")
    CONGRESS = "congress", _("由代表大会选举")


class LeftBecause(TextChoices):
    """Why a delegate is one no more (LAW-3.7)."""

    MOVED = "moved", _("工作调离选举单位")
    CONTRACT = "contract", _("劳动关系终止")
    AWAY = "away", _("离岗一年以上")
    RESIGNED = "resigned", _("本人辞去代表")
    REPLACED = "replaced", _("原选举单位撤换")
    NOT_CONFIRMED = "refused", _("资格审查没有通过")
    DIED = "died", _("去世")
    OTHER = "other", _("其他")


class Check(TextChoices):
    """Where a delegate's credentials stand."""

    WAITING = "waiting", _("待审查")
    CONFIRMED = "confirmed", _("已确认")
    REFUSED = "refused", _("不予确认")


class Outcome(TextChoices):
    """What became of a person proposed in a round."""

    OPEN = "open", _("酝酿中")
    TAKEN = "taken", _("列为候选人")
    DROPPED = "dropped", _("不列入")
