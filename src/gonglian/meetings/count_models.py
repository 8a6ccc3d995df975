"""What was handed out, what the tellers counted, each one's sheet, and the reconciled votes."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from gonglian.meetings.states import Handed


class BallotIssue(models.Model):
    """Papers a member of the staff gave to a delegation, took back unused, or exchanged because they were spoiled.

    first: the serial on the first stub; of spoiled papers none, their stubs are gone. Nothing here names a voter.
    """

    ballot = models.ForeignKey("meetings.Ballot", models.CASCADE, related_name="issues")
    kind = models.CharField(_("事项"), max_length=7, choices=Handed)
    first = models.PositiveIntegerField(_("从第几号"), null=True, blank=True)
    count = models.PositiveIntegerField(_("张数"))
    unit_name = models.CharField(_("代表团"), max_length=120, blank=True)
    staff = models.CharField(_("经手人"), max_length=40)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(_("记录时间"), db_default=Now())

    class Meta:
        app_label = "meetings"
        verbose_name = _("发票记录")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="ballot_issue_has_serials",
                condition=Q(count__gt=0) & (Q(kind=Handed.SPOILED) ^ Q(first__gt=0, first__isnull=False)),
                violation_error_message=_("发出和退回未用的选票要写号码，写坏作废的只写张数。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.first or ''} {self.count}"

    @property
    def last(self) -> int | None:
        return self.first + self.count - 1 if self.first else None


class TellerSheet(models.Model):
    """What one teller counted, entered alone.

    lines: [{"person": id, "for", "against", "abstain"}] in the ballot's order; write_ins: [{"name", "for"}] by name.
    """

    ballot = models.ForeignKey("meetings.Ballot", models.CASCADE, related_name="sheets")
    teller = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued = models.PositiveIntegerField(_("发出"))
    returned = models.PositiveIntegerField(_("收回"))
    valid = models.PositiveIntegerField(_("有效"))
    void = models.PositiveIntegerField(_("废票"))
    proxies = models.PositiveIntegerField(_("委托投票"), default=0)
    lines = models.JSONField(default=list)
    write_ins = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField(_("提交时间"), db_default=Now())

    class Meta:
        app_label = "meetings"
        verbose_name = _("计票单")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "teller"], name="teller_sheet_once",
                violation_error_message=_("这名计票人已交过计票单。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.ballot} {self.teller}"


class CountLine(models.Model):
    """The reconciled votes of one person. A write-in has a name; `person` is filled in once he is identified."""

    ballot = models.ForeignKey("meetings.Ballot", models.CASCADE, related_name="lines")
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    write_in = models.CharField(_("另选人"), max_length=40, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成"))
    against = models.PositiveIntegerField(_("反对"), default=0)
    abstain = models.PositiveIntegerField(_("弃权"), default=0)

    class Meta:
        app_label = "meetings"
        verbose_name = _("得票")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="count_line_of_somebody", condition=Q(person__isnull=False) | ~Q(write_in=""),
                violation_error_message=_("得票要有姓名。"),
            ),
            models.UniqueConstraint(fields=["ballot", "person"], name="count_line_person_once"),
            models.UniqueConstraint(
                fields=["ballot", "write_in"], name="count_line_write_in_once", condition=~Q(write_in="")
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.write_in or str(self.person)
