"""A by-election or recall: one seat, one meeting, and who is named for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.terms.by_elections.states import Purpose, State


class ByElection(models.Model):
    """A seat put to the vote in a meeting of its own. `holder`: whose recall is asked; None where the seat is vacant."""

    seat = models.ForeignKey("terms.Seat", models.PROTECT, related_name="by_elections")
    meeting = models.OneToOneField("meetings.Meeting", models.PROTECT, related_name="by_election")
    purpose = models.CharField(_("事由"), max_length=6, choices=Purpose)
    holder = models.ForeignKey("terms.Holder", models.PROTECT, null=True, blank=True, related_name="+")
    state = models.CharField(_("状态"), max_length=6, choices=State, default=State.OPEN)

    class Meta:
        app_label = "terms"
        verbose_name = _("补选和罢免")
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], name="by_election_one_open", condition=Q(state=State.OPEN),
                violation_error_message=_("这个席位正在办补选或罢免。"),
            ),
            models.CheckConstraint(
                name="by_election_recalls_somebody",
                condition=Q(purpose=Purpose.FILL) ^ Q(holder__isnull=False),
                violation_error_message=_("罢免要写明罢免谁。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.seat}"

    def get_absolute_url(self) -> str:
        return reverse("terms:by_election", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_recall(self) -> bool:
        return self.purpose == Purpose.RECALL


class ByNominee(models.Model):
    """Somebody named for the seat, found eligible on the day he was named."""

    by_election = models.ForeignKey(ByElection, models.CASCADE, related_name="nominees")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    unit_name = models.CharField(_("单位"), max_length=120, blank=True)

    class Meta:
        app_label = "terms"
        verbose_name = _("补选候选人")
        ordering = ["by_election", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["by_election", "person"], name="by_nominee_once",
                violation_error_message=_("此人已是候选人。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.person)
