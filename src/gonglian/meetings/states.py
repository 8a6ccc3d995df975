"""The words of meetings and ballots, and what may follow what."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MeetingKind(TextChoices):
    CONGRESS = "congress", _("代表大会")
    COMMITTEE = "committee", _("委员会全体会议")
    AUDIT = "audit", _("经费审查委员会全体会议")
    WOMEN = "women", _("女职工委员会全体会议")
    COMMITTEE_FIRST = "committee_first", _("委员会第一次会议")
    AUDIT_FIRST = "audit_first", _("经费审查委员会第一次会议")
    WOMEN_FIRST = "women_first", _("女职工委员会第一次会议")


# Meetings of a body between congresses: by ordinal of the term and session.
PLENARY = {
    MeetingKind.COMMITTEE: _("委员会"),
    MeetingKind.AUDIT: _("经费审查委员会"),
    MeetingKind.WOMEN: _("女职工委员会"),
}


class MeetingState(TextChoices):
    PLANNED = "planned", _("筹备中")
    OPENED = "opened", _("已开会")
    CLOSED = "closed", _("已闭会")


MEETING_TRANSITIONS: dict[str, tuple[str, ...]] = {
    MeetingState.PLANNED: (MeetingState.OPENED,),
    MeetingState.OPENED: (MeetingState.CLOSED,),
    MeetingState.CLOSED: (),
}


class ElectedBy(TextChoices):
    """Who elects chair and vice-chairs under the adopted election rules (CON-14)."""

    COMMITTEE = "committee", _("由全体委员选举")
    CONGRESS = "congress", _("由代表大会选举")


class Item(TextChoices):
    """Steps of the agenda as CON-18 knows them."""

    CREDENTIALS = "credentials", _("代表资格审查报告")
    FOUND = "found", _("成立的决议")
    RULES = "rules", _("选举办法")
    LIST = "list", _("候选人名单")
    SCRUTINEERS = "scrutineers", _("监票人")
    ELECTION = "election", _("投票选举")
    RECALL = "recall", _("罢免")
    OTHER = "other", _("其他议程")


class Way(TextChoices):
    """How a resolution is voted."""

    HANDS = "hands", _("举手")
    BALLOT = "ballot", _("投票")


class Majority(TextChoices):
    """What a resolution needs: more than half of those voting, or of all who are entitled."""

    VOTERS = "voters", _("表决人数过半数")
    ENTITLED = "entitled", _("应到人数过半数")


class OfficerRole(TextChoices):
    SCRUTINEER = "scrutineer", _("监票人")
    TELLER1 = "teller1", _("计票人（一）")
    TELLER2 = "teller2", _("计票人（二）")


TELLERS = (OfficerRole.TELLER1, OfficerRole.TELLER2)


class Body(TextChoices):
    """What a ballot elects, or that it recalls."""

    COMMITTEE = "committee", _("委员会委员")
    AUDIT = "audit", _("经费审查委员会委员")
    WOMEN = "women", _("女职工委员会委员")
    STANDING = "standing", _("常务委员")
    CHAIR = "chair", _("主席")
    VICE_CHAIR = "vice_chair", _("副主席")
    RECALL = "recall", _("罢免")


OFFICES = (Body.CHAIR, Body.VICE_CHAIR)
# The heads of the audit and the women's committee are directors, elected by those committees themselves.
OF_DIRECTORS = (MeetingKind.AUDIT_FIRST, MeetingKind.WOMEN_FIRST)
DIRECTOR_WORDS = {Body.CHAIR: _("主任"), Body.VICE_CHAIR: _("副主任")}


class Round(TextChoices):
    FIRST = "first", _("第一次投票")
    RUNOFF = "runoff", _("末位相同再次投票")
    FURTHER = "further", _("不足名额另行选举")


class Source(TextChoices):
    """Where the seats come from (联合制 or free), as NOM-05 asks."""

    FREE = "free", _("其他推荐")
    FEDERATED = "federated", _("组成单位席位")


class BallotState(TextChoices):
    OPEN = "open", _("计票中")
    COUNTED = "counted", _("已核对")


class Handed(TextChoices):
    """What became of ballots before they went into the box."""

    OUT = "out", _("发出")
    UNUSED = "unused", _("退回未用")
    SPOILED = "spoiled", _("写坏作废")


class PresenceHow(TextChoices):
    """How somebody's coming was recorded."""

    LIST = "list", _("名册勾选")
    SLIP = "slip", _("凭条")
    PHONE = "phone", _("本人手机")


class Phones(TextChoices):
    """From where a delegate's telephone is believed."""

    HERE = "here", _("只限会场网络")
    ANYWHERE = "anywhere", _("不限网络")
    CLOSED = "closed", _("不用手机签到")


class RollChangeKind(TextChoices):
    ADDED = "added", _("增加")
    REMOVED = "removed", _("去掉")


class RollChangeState(TextChoices):
    """A change of the sealed roll holds once a second person has confirmed it on his own screen."""

    PROPOSED = "proposed", _("待复核")
    CONFIRMED = "confirmed", _("已复核")
    REFUSED = "refused", _("复核不同意")


# 第一届…第十届; beyond that figures.
ORDINALS = (
    pgettext_lazy("ordinal", "一"),
    pgettext_lazy("ordinal", "二"),
    pgettext_lazy("ordinal", "三"),
    pgettext_lazy("ordinal", "四"),
    pgettext_lazy("ordinal", "五"),
    pgettext_lazy("ordinal", "六"),
    pgettext_lazy("ordinal", "七"),
    pgettext_lazy("ordinal", "八"),
    pgettext_lazy("ordinal", "九"),
    pgettext_lazy("ordinal", "十"),
)


def ordinal_word(number: int) -> str:
    """The number as it stands in 第…届 and 第…次."""
    return str(ORDINALS[number - 1]) if 1 <= number <= len(ORDINALS) else str(number)
