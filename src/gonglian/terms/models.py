"""A seat is not its holder, and a term's end is not a vacancy."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonglian.congress.states import BodyKind, Office, Source
from gonglian.core.periods import Dated, same


class Body(Dated):
    """A committee of a union, from its election on."""

    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="bodies")
    kind = models.CharField(_("机构"), max_length=10, choices=BodyKind)
    made_by = models.CharField(_("产生方式"), max_length=16, default="election")

    class Meta:
        verbose_name = _("机构")
        constraints = [
            ExclusionConstraint(
                name=f"body_one_{kind}_at_a_time",
                expressions=[same("union"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(kind=kind, recorded__upper_inf=True),
                violation_error_message=_("同一时段只能有一个同类机构。"),
            )
            for kind in BodyKind.values
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Term(Dated):
    """The ordinal term of a body; `valid` runs from the election day to the planned last day (TRM-02)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    ordinal = models.PositiveSmallIntegerField(_("届"))
    years = models.PositiveSmallIntegerField(_("年数"))

    class Meta:
        verbose_name = _("任期")

    def __str__(self) -> str:
        return f"{self.body} {self.ordinal}"


class Seat(models.Model):
    """A place in a body. Its holder changes by acts; it stays."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    office = models.CharField(_("职务"), max_length=10, choices=Office)
    source = models.CharField(_("席位来源"), max_length=10, choices=Source)
    constituent = models.ForeignKey(
        "organisation.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("席位")
        ordering = ["body", "number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="seat_number_once")]

    def __str__(self) -> str:
        return f"{self.body} {self.get_office_display()}"


class Holder(Dated):
    """Who sits on a seat from when to when."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holders")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="seats_held")

    class Meta:
        verbose_name = _("任职者")
        constraints = [
            ExclusionConstraint(
                name="holder_one_per_seat",
                expressions=[same("seat"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("这个席位在这段时间已有人。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.seat}"
