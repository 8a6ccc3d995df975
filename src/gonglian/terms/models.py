"""A seat is not its holder, and a term's end is not a vacancy."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.congress.states import BodyKind, Office, Source
from gonglian.core.periods import Dated, same
from gonglian.core.votes import vote_sums
from gonglian.terms.by_elections.models import ByElection, ByNominee
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.states import LEADING, OPEN_SUBSTITUTION, Came, ChairAnswer, SubstitutionState, Went

__all__ = [
    "Acting", "Body", "ByElection", "ByNominee", "Extension", "ExtensionRequest", "Holder", "Seat", "Substitution", "Term"
]  # fmt: skip


def _scan() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("扫描件"),
    )


class Body(Dated):
    """A committee of a union, from its first election on; it stays while its terms follow each other.

    `size`: the seats that were approved; None where nobody wrote it down."""

    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="bodies")
    kind = models.CharField(_("机构"), max_length=10, choices=BodyKind)
    made_by = models.CharField(_("产生方式"), max_length=16, default="election")
    size = models.PositiveSmallIntegerField(_("批准的席数"), null=True, blank=True)

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
    """A place in a body for one term. Its holder changes by acts; it stays. `ordinal`: of the term, 0 where there are none."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats")
    office = models.CharField(_("职务"), max_length=10, choices=Office)
    source = models.CharField(_("席位来源"), max_length=10, choices=Source)
    constituent = models.ForeignKey(
        "organisation.Union", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ordinal = models.PositiveSmallIntegerField(_("届"), default=0)
    number = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("席位")
        ordering = ["body", "ordinal", "number"]
        constraints = [models.UniqueConstraint(fields=["body", "ordinal", "number"], name="seat_number_once")]

    def __str__(self) -> str:
        return f"{self.body} {self.get_office_display()}"

    @property
    def is_leading(self) -> bool:
        """Chair or vice-chair of the committee."""
        return self.office in LEADING and self.body.kind == BodyKind.COMMITTEE

    @property
    def is_director(self) -> bool:
        """Head or deputy of an audit or women's committee, elected by that committee itself (LAW-2.31, 2.32)."""
        return self.office in (Office.DIRECTOR, Office.DEPUTY) and self.body.kind != BodyKind.COMMITTEE

    @property
    def is_head_of_women(self) -> bool:
        """Director of the women's committee, who may also be agreed on in consultation (ELI-08)."""
        return self.office == Office.DIRECTOR and self.body.kind == BodyKind.WOMEN

    @property
    def falls_with_post(self) -> bool:
        """A plain committee or audit seat that belongs to a constituent's post (TRM-07)."""
        plain = self.office == Office.MEMBER and self.body.kind != BodyKind.WOMEN
        return plain and self.source == Source.FEDERATED and self.constituent_id is not None


class Holder(Dated):
    """Who sits on a seat from when to when, how he came and how he went. `basis`: the meeting or paper he came by."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="holders")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="seats_held")
    came = models.CharField(_("产生方式"), max_length=12, choices=Came, default=Came.ELECTED)
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    went = models.CharField(_("离任方式"), max_length=12, choices=Went, blank=True)
    reason = models.CharField(_("离任原因"), max_length=200, blank=True)
    came_scan = _scan()
    went_scan = _scan()

    class Meta:
        verbose_name = _("任职者")
        constraints = [
            ExclusionConstraint(
                name="holder_one_per_seat",
                expressions=[same("seat"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("这个席位在这段时间已有人。"),
            ),
            models.CheckConstraint(
                name="holder_who_went_has_an_end", condition=Q(went="") | Q(valid__upper_inf=False),
                violation_error_message=_("登记了离任方式，就要有离任日。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} · {self.seat}"


class Acting(Dated):
    """Who acts for the vacant seat of a chair or vice-chair (TRM-05); he takes no seat by it."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="actings")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    basis = models.CharField(_("依据"), max_length=200, blank=True)
    scan = _scan()

    class Meta:
        verbose_name = _("代理")
        constraints = [
            ExclusionConstraint(
                name="acting_one_per_seat",
                expressions=[same("seat"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("这个席位在这段时间已有人代理。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.seat}"


class Extension(Dated):
    """A term that goes on by approval; `valid` holds the days it adds, `original_end` is the term's own last day (TRM-04)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="extensions")
    original_end = models.DateField(_("原届满日"))
    asked_on = models.DateField(_("请示日"))
    approved_on = models.DateField(_("批准日"))
    issuer = models.CharField(_("批准工会"), max_length=120)
    number = models.CharField(_("批准文号"), max_length=60)
    reason = models.CharField(_("延期理由"), max_length=200, blank=True)
    is_past = models.BooleanField(_("补记"), default=False)
    scan = _scan()

    class Meta:
        verbose_name = _("延期")
        constraints = [
            ExclusionConstraint(
                name="extension_days_once",
                expressions=[same("body"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("这段时间已批准过延期。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.number}"


class Substitution(models.Model):
    """替补 of a plain seat that fell with a constituent's post (TRM-07): successor, confirmation, report."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="substitutions")
    former = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    post_ended_on = models.DateField(_("原任职务终止日"))
    state = models.CharField(
        _("状态"), max_length=9, choices=SubstitutionState, default=SubstitutionState.OPEN
    )
    successor = models.ForeignKey(
        "organisation.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("接任人"),
    )
    elected_on = models.DateField(_("当选单位主席之日"), null=True, blank=True)
    confirmed_on = models.DateField(_("机构确认日"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("应到"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成"), null=True, blank=True)
    scan = _scan()
    report = models.OneToOneField(
        "documents.Paper", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("报告")
    )
    reported_on = models.DateField(_("报告日"), null=True, blank=True)
    report_number = models.CharField(_("报告文号"), max_length=60, blank=True)
    reason = models.CharField(_("不替补的原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("替补")
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], name="substitution_one_open", condition=Q(state__in=OPEN_SUBSTITUTION),
                violation_error_message=_("这个席位已在办替补。"),
            ),
            vote_sums("substitution_sums"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.seat} {self.former}"

    def get_absolute_url(self) -> str:
        return reverse("terms:substitution", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_SUBSTITUTION


class ChairName(models.Model):
    """What an officer said of another chair's name in a roster; the same name of the same union is not asked about again."""

    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="+")
    name = models.CharField(_("花名册上的主席"), max_length=40)
    answer = models.CharField(_("核对结果"), max_length=9, choices=ChairAnswer)
    answered_on = models.DateField(_("核对日"))

    class Meta:
        verbose_name = _("主席姓名核对")
        constraints = [
            models.UniqueConstraint(
                fields=["union", "name"], name="chair_name_answered_once",
                violation_error_message=_("这个姓名已经核对过。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.union_id} {self.name}"
