"""Unions that join or leave an industrial union together, by one decision of its committee."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.core.votes import vote_sums
from gonglian.founding.joining.states import OPEN_JOINING, JoiningState, Way
from gonglian.founding.states import Consent, ConsentBody


def _count(label: Any) -> Any:
    return models.PositiveIntegerField(label, null=True, blank=True)


def _scan() -> Any:
    return models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("扫描件"),
    )


def _paper(label: Any) -> Any:
    return models.OneToOneField(
        "documents.Paper", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=label
    )


class Joining(models.Model):
    """One joining or leaving. `union` is the industrial union; entitled, present and votes_for are of its committee's
    meeting of accepted_on. `is_past`: recorded from paper after it had come about."""

    city = models.CharField(max_length=4)
    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="joinings", verbose_name=_("产业（行业）工会")
    )
    way = models.CharField(_("事项"), max_length=6, choices=Way)
    state = models.CharField(_("状态"), max_length=10, choices=JoiningState, default=JoiningState.GATHERING)
    opener = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="+", verbose_name=_("提出单位")
    )
    opened_on = models.DateField(_("提出日"))
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    accepted_on = models.DateField(_("接收决定日"), null=True, blank=True)
    entitled, present, votes_for = _count(_("应到")), _count(_("实到")), _count(_("赞成"))
    scan = _scan()
    report = _paper(_("报告"))
    reported_on = models.DateField(_("报告日"), null=True, blank=True)
    report_number = models.CharField(_("报告文号"), max_length=60, blank=True)
    is_past = models.BooleanField(_("补记"), default=False)
    closed_reason = models.CharField(_("不接收或撤回的原因"), max_length=200, blank=True)
    proof = models.JSONField(_("四不变证明"), default=dict, blank=True)

    class Meta:
        verbose_name = _("加入和退出")
        constraints = [
            vote_sums("joining_sums"),
            models.CheckConstraint(
                name="joining_done_is_accepted",
                condition=~Q(state=JoiningState.DONE) | Q(accepted_on__isnull=False),
                violation_error_message=_("办结的事项要有接收决定日。"),
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["union", "state"], name="joining_union")]

    def __str__(self) -> str:
        return f"{self.get_way_display()}{self.union}"

    def get_absolute_url(self) -> str:
        return reverse("founding:joining", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_JOINING

    @property
    def leaves(self) -> bool:
        return self.way == Way.LEAVE


class JoiningUnit(models.Model):
    """A union that joins or leaves, and what its own body decided (ORG-21)."""

    joining = models.ForeignKey(Joining, models.CASCADE, related_name="units")
    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="joining_units")
    consent = models.CharField(_("决定"), max_length=10, choices=Consent, default=Consent.ASKED)
    body = models.CharField(_("决定机构"), max_length=10, choices=ConsentBody, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    entitled, present, votes_for = _count(_("应到")), _count(_("实到")), _count(_("赞成"))
    scan = _scan()
    letter = _paper(_("答复函"))

    class Meta:
        verbose_name = _("加入或退出的单位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["joining", "union"], name="joining_unit_once",
                violation_error_message=_("这个单位已在名单中。"),
            ),
            vote_sums("joining_unit_sums"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.union)
