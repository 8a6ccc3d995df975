"""A union and its names over time."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Least
from django.db.models.lookups import GreaterThan
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.core.periods import Dated, same
from gonglian.organisation.states import NOT_STANDING, Form, Level, UnionKind, UnionState


class UnionQuerySet(models.QuerySet["Union"]):
    def with_state(self, on: date) -> Self:
        """Each with `state_on`, its state on the day; "" before there was such a union (the least of no days is none:
        an unknown start has always been)."""
        begun = Least("prepared_on", "founded_on")
        was_preparing = Q(founded_on__gt=on) | Q(state=UnionState.NEVER_STOOD, ended_on__gt=on)
        state = Case(
            When(
                founded_on__lte=on, ended_on__isnull=True, then=F("state")
            ),  # nearly all, said first for speed
            When(GreaterThan(begun, on), then=Value("")),
            When(was_preparing, then=Value(UnionState.PREPARING)),
            When(state=UnionState.DISSOLVED, ended_on__gt=on, then=Value(UnionState.ACTIVE)),
            default=F("state"),
            output_field=models.CharField(),
        )
        return self.annotate(state_on=state)

    def listed(self, on: date, state: str = "") -> Self:
        """With `state_on`: those in `state` on the day; without it all there are then, but for what never stood."""
        rows = self.with_state(on)
        return (
            rows.filter(state_on=state) if state else rows.exclude(state_on__in=("", UnionState.NEVER_STOOD))
        )


class Union(models.Model):
    """Any trade-union organisation. Its key is `code`, never its name. `path` is today's leadership tree.

    `state` is today's; the state of a day follows from three days: preparing from `prepared_on` (the first approval of its
    founding), active from `founded_on`, and from `ended_on` what it is since. A day that is not known counts as long ago.
    """

    state_on: str  # of UnionQuerySet.with_state

    city = models.CharField(_("所在市"), max_length=4)
    kind = models.CharField(_("类别"), max_length=16, choices=UnionKind)
    form = models.CharField(_("组织形式"), max_length=20, choices=Form, blank=True)
    level = models.CharField(_("层级"), max_length=10, choices=Level, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=UnionState, default=UnionState.ACTIVE)
    code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    name = models.CharField(_("名称"), max_length=120)
    pinyin = models.CharField(max_length=400, db_index=True)
    initials = models.CharField(max_length=120, db_index=True)
    region = models.ForeignKey("reference.Region", models.PROTECT, verbose_name=_("地域"), related_name="+")
    trades = ArrayField(models.CharField(max_length=5), verbose_name=_("行业代码"), default=list, blank=True)
    host = models.ForeignKey("HostBody", models.PROTECT, null=True, blank=True, verbose_name=_("依托单位"))
    founded_on = models.DateField(_("成立日"), null=True, blank=True)
    approved_on = models.DateField(_("批准日"), null=True, blank=True)
    prepared_on = models.DateField(_("开始筹备日"), null=True, blank=True)
    ended_on = models.DateField(_("撤销或终止筹建日"), null=True, blank=True)
    declared = models.JSONField(_("上报数"), default=dict, blank=True)
    path = models.TextField(db_collation="C", default="", db_index=False)

    objects = UnionQuerySet.as_manager()

    class Meta:
        verbose_name = _("工会")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "code"], name="union_code_once", condition=~Q(code=""),
                violation_error_message=_("这个统一社会信用代码已属于另一个工会。"),
            ),
            models.UniqueConstraint(fields=["id", "kind"], name="union_id_kind"),
            models.CheckConstraint(
                name="union_form_of_industrial", condition=Q(kind=UnionKind.INDUSTRIAL) ^ Q(form=""),
                violation_error_message=_("只有产业（行业）工会要选组织形式。"),
            ),
            models.CheckConstraint(
                name="union_dates_in_this_age",
                condition=Q(founded_on__isnull=True) | Q(founded_on__gte="1900-01-01"),
                violation_error_message=_("成立日早于 1900 年，请核对年份。"),
            ),
            models.CheckConstraint(
                name="union_end_of_none_that_stands", condition=Q(ended_on__isnull=True) | Q(state__in=NOT_STANDING),
                violation_error_message=_("筹备中或运行中的工会没有撤销日。"),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["city", "kind", "state", "pinyin"], name="union_list"),
            models.Index(fields=["region"], name="union_region"),
            models.Index(fields=["path"], name="union_path"),
            GinIndex(Func(F("name"), function="bigrams"), name="union_name_bigrams"),
            GinIndex(fields=["trades"], name="union_trades"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:union", args=[self.pk])

    @property
    def is_industrial(self) -> bool:
        return self.kind == UnionKind.INDUSTRIAL

    @property
    def state_word(self) -> str:
        """Its state on the day of `with_state`."""
        return str(UnionState(self.state_on).label) if self.state_on else str(_("当时还没有"))

    @property
    def kind_words(self) -> str:
        """What it is in one short phrase: form and level for an industrial union, else the kind."""
        if self.is_industrial:
            return f"{self.get_form_display()}·{self.get_level_display()}"
        return str(self.get_kind_display())


class UnionName(Dated):
    """What a union was called from when to when."""

    union = models.ForeignKey(Union, models.CASCADE, related_name="names")
    name = models.CharField(_("名称"), max_length=120)

    class Meta:
        verbose_name = _("工会名称")
        constraints = [
            ExclusionConstraint(
                name="union_one_name_at_a_time",
                expressions=[
                    same("union"),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("同一时段只能有一个名称。"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class UnionAddress(Dated):
    """Where a union was seated from when to when (TRM-10)."""

    union = models.ForeignKey(Union, models.CASCADE, related_name="addresses")
    address = models.CharField(_("住所"), max_length=200)

    class Meta:
        verbose_name = _("工会住所")
        constraints = [
            ExclusionConstraint(
                name="union_one_address_at_a_time",
                expressions=[
                    same("union"),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("同一时段只能有一个住所。"),
            )
        ]

    def __str__(self) -> str:
        return self.address


class Registration(Dated):
    """The union's certificate as a legal person: each registration or renewal begins a period on its day (ORG-16)."""

    union = models.ForeignKey(Union, models.PROTECT, related_name="registrations")
    certificate_until = models.DateField(_("证书有效期止"))

    class Meta:
        verbose_name = _("法人登记")
        constraints = [
            ExclusionConstraint(
                name="registration_one_at_a_time",
                expressions=[
                    same("union"),
                    ("valid", RangeOperators.OVERLAPS),
                ],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("同一时段只能有一次登记有效。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.union_id} {self.starts_on}"
