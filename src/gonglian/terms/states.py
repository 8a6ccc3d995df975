"""The words of seats: how somebody came, how he went, how a seat stands on a day."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from gonglian.congress.states import Office


class Came(TextChoices):
    ELECTED = "elected", _("换届选举")
    BY_ELECTION = "by_election", _("补选")
    SUBSTITUTED = "substituted", _("替补")
    ADDED = "added", _("增补")
    APPOINTED = "appointed", _("任命")
    AGREED = "agreed", _("协商产生")  # the head of a women's committee (LAW-2.32)


class Went(TextChoices):
    RESIGNED = "resigned", _("辞职")
    MOVED = "moved", _("调动")
    DIED = "died", _("去世")
    RECALLED = "recalled", _("罢免")
    SUBSTITUTED = "substituted", _("原任职务终止，由接任人替补")
    OTHER_SEAT = "other_seat", _("转任同一机构的其他席位")
    ENDED = "ended", _("其他原因离任")
    TERM_OVER = "term_over", _("任期届满换届")


class ActingEnds(TextChoices):
    """Why acting ended by itself."""

    SEATED = "seated", _("，席位已有人到任")
    OWN_SEAT = "own_seat", _("，本人已离开自己的席位")
    TERM_OVER = "term_over", _("，已经换届")


class Status(TextChoices):
    """How a seat stands on a day."""

    FILLED = "filled", _("在任")
    ENDING = "ending", _("将到期")
    CARRY_OVER = "carry_over", _("超期留任")
    ACTING = "acting", _("代理")
    VACANT = "vacant", _("空缺")


class SubstitutionState(TextChoices):
    OPEN = "open", _("等接任人")
    PROPOSED = "proposed", _("等机构确认")
    CONFIRMED = "confirmed", _("等报告上级")
    DONE = "done", _("已替补")
    DROPPED = "dropped", _("不替补")


class ChairAnswer(TextChoices):
    """What it means that a roster names another chair than the one on record."""

    SAME = "same", _("同一人，花名册写法不同")
    CORRECTED = "corrected", _("同一人，系统里登记错了，按花名册更正")
    SUCCESSOR = "successor", _("换了人，花名册上的是新主席")


OPEN_SUBSTITUTION = (SubstitutionState.OPEN, SubstitutionState.PROPOSED, SubstitutionState.CONFIRMED)
LEADING = (
    Office.CHAIR,
    Office.VICE_CHAIR,
)  # in a committee; a move asks for consents (TRM-06), a vacancy may be acted for
HEADS = (Office.CHAIR, Office.VICE_CHAIR, Office.DIRECTOR, Office.DEPUTY)
LEAVES = (
    Went.RESIGNED,
    Went.MOVED,
    Went.DIED,
    Went.RECALLED,
    Went.ENDED,
)  # what an officer may record of one holder
