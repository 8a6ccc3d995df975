"""The four kinds of lines between unions, and which employers a union covers."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonglian.core.periods import Dated, same
from gonglian.organisation.states import LineKind


class Line(Dated):
    """`child` stands under `parent` along one kind of line. One leader and one dues payee at a time (意见 2.2)."""

    child = models.ForeignKey("Union", models.PROTECT, related_name="lines_up")
    parent = models.ForeignKey("Union", models.PROTECT, related_name="lines_down")
    kind = models.CharField(_("关系"), max_length=12, choices=LineKind)
    mandate = models.ForeignKey("Mandate", models.PROTECT, null=True, blank=True, verbose_name=_("批准文件"))

    class Meta:
        verbose_name = _("隶属与指导关系")
        constraints = [
            ExclusionConstraint(
                name="line_one_leader_at_a_time",
                expressions=[same("child"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(kind=LineKind.LEADERSHIP, recorded__upper_inf=True),
                violation_error_message=_("同一时段只能有一个领导关系（意见 2.2）。"),
            ),
            ExclusionConstraint(
                name="line_one_dues_payee_at_a_time",
                expressions=[same("child"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(kind=LineKind.DUES, recorded__upper_inf=True),
                violation_error_message=_("同一时段只能有一个经费上缴渠道（意见 2.2）。"),
            ),
            ExclusionConstraint(
                name="line_once_per_pair",
                expressions=[same("child"), same("parent"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(kind__in=[LineKind.GUIDANCE, LineKind.CONSTITUENT], recorded__upper_inf=True),
                violation_error_message=_("这两个工会之间已有同样的关系，时段重叠。"),
            ),
            models.CheckConstraint(
                name="line_not_to_itself", condition=~Q(child=F("parent")),
                violation_error_message=_("工会不能是自己的上级。"),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["parent", "kind"], name="line_down", condition=Q(recorded__upper_inf=True)),
            models.Index(fields=["child", "kind"], name="line_up", condition=Q(recorded__upper_inf=True)),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.kind} {self.parent_id}"


class Coverage(Dated):
    """`union` organises the workers of `employer`."""

    union = models.ForeignKey("Union", models.PROTECT, related_name="coverages")
    employer = models.ForeignKey("Employer", models.PROTECT, related_name="coverages")
    mandate = models.ForeignKey("Mandate", models.PROTECT, null=True, blank=True, verbose_name=_("批准文件"))

    class Meta:
        verbose_name = _("覆盖单位")
        constraints = [
            ExclusionConstraint(
                name="coverage_once_per_pair",
                expressions=[same("union"), same("employer"), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("这个单位已在本会覆盖之内，时段重叠。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.union_id} ⊃ {self.employer_id}"
