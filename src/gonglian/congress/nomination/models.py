"""Tables of the rounds of nomination."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import OpinionFrom
from gonglian.congress.states import BodyKind, Office, Origin, Outcome, Source
from gonglian.meetings.states import ordinal_word


class NominationRound(models.Model):
    """One round of consultation. Its opinions are `heard`: each is of the round that was open on the day it was given, or of
    none."""

    convocation = models.ForeignKey("congress.Convocation", models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("轮次"))
    begun_on = models.DateField(_("开始日期"))
    closed_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("酝酿轮次")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["convocation", "number"], name="nomination_round_once"),
            models.UniqueConstraint(
                fields=["convocation"], name="nomination_round_one_open", condition=Q(closed_on__isnull=True),
                violation_error_message=_("上一轮酝酿还没有结束。"),
            ),
            models.CheckConstraint(
                name="nomination_round_days", condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("begun_on")),
                violation_error_message=_("酝酿的结束日期不能早于开始日期。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return _("第%(number)s轮酝酿") % {"number": ordinal_word(self.number)}


class RoundOpinion(models.Model):
    """An opinion given in a round; it stays there, whatever days the rounds get later."""

    round = models.ForeignKey(NominationRound, models.CASCADE, related_name="heard")
    opinion = models.OneToOneField("approvals.Consultation", models.PROTECT, related_name="heard_in")

    class Meta:
        verbose_name = _("酝酿中的意见")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.round} {self.opinion}"


class Proposal(models.Model):
    """A person proposed for a body by one who was asked. `votes_for` of `voters`: the support, where it was counted."""

    round = models.ForeignKey(NominationRound, models.CASCADE, related_name="proposals")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    body = models.CharField(_("机构"), max_length=10, choices=BodyKind)
    office = models.CharField(_("拟任"), max_length=10, choices=Office, default=Office.MEMBER)
    source = models.CharField(_("席位来源"), max_length=10, choices=Source, default=Source.FEDERATED)
    origin = models.CharField(_("来自"), max_length=24, choices=Origin, default=Origin.CONSTITUENT)
    union = models.ForeignKey("organisation.Union", models.PROTECT, null=True, blank=True, related_name="+")
    unit_name = models.CharField(_("单位及职务"), max_length=120, blank=True)
    is_model = models.BooleanField(_("劳动模范"), default=False)
    front_line = models.BooleanField(_("一线职工"), default=False)
    by_kind = models.CharField(_("哪一方推荐"), max_length=20, choices=OpinionFrom)
    by_name = models.CharField(_("推荐单位"), max_length=120)
    votes_for = models.PositiveIntegerField(_("赞成人数"), null=True, blank=True)
    voters = models.PositiveIntegerField(_("参加推荐人数"), null=True, blank=True)
    outcome = models.CharField(_("结果"), max_length=8, choices=Outcome, default=Outcome.OPEN)
    reason = models.CharField(_("理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("推荐")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person", "body", "by_name"], name="proposal_once",
                violation_error_message=_("这个单位在本轮已推荐过此人。"),
            ),
            models.CheckConstraint(
                name="proposal_support_meets",
                condition=Q(votes_for__isnull=True, voters__isnull=True) | Q(votes_for__lte=F("voters")),
                violation_error_message=_("赞成人数不能多于参加推荐人数。"),
            ),
            models.CheckConstraint(
                name="proposal_dropped_for_a_reason", condition=~Q(outcome=Outcome.DROPPED) | ~Q(reason=""),
                violation_error_message=_("不列入的要写明理由。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.by_name}：{self.person}"
