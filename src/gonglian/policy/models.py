"""What the city changed in the shipped parameters: who proposed it, who confirmed it, and the dated values that hold.

Only changes are rows; the table in force is the shipped one with these values laid over it (site.py).
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.core.periods import Dated
from gonglian.policy.catalogue import title_of
from gonglian.policy.states import Certainty, ChangeState


def _user(label: Any, **options: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **options
    )


class _Text(Func):
    """A word as a range of one value, so that the database's own index keeps it apart (no extension needed)."""

    template = "int8range(hashtextextended(%(expressions)s, 0), hashtextextended(%(expressions)s, 0), '[]')"


class ParameterChange(models.Model):
    """A proposed value and its fate. `value` is plain JSON ("1/20" for a fraction, a list for several).

    `effects`: the open cases and unions whose findings change, as the second person saw them when confirming.
    """

    key = models.CharField(_("参数"), max_length=60)
    value = models.JSONField(_("新的取值"))
    valid_from = models.DateField(_("起"))
    source = models.CharField(_("出处"), max_length=200)
    certainty = models.CharField(_("核对情况"), max_length=4, choices=Certainty)
    reason = models.CharField(_("理由"), max_length=400)
    is_correction = models.BooleanField(_("更正"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    proposed_by = _user(_("提出人"))
    proposed_on = models.DateField(_("提出日"))
    decided_by = _user(_("复核人"), null=True, blank=True)
    decided_on = models.DateField(_("复核日"), null=True, blank=True)
    effects = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = _("参数变更")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=Q(state=ChangeState.PROPOSED), name="parameter_change_one_open",
                violation_error_message=_("这个参数已有一项变更待复核。"),
            ),
            models.CheckConstraint(
                name="parameter_change_two_persons",
                condition=~Q(state=ChangeState.CONFIRMED)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                violation_error_message=_("参数变更要由另一人复核。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return title_of(self.key)

    def get_absolute_url(self) -> str:
        return reverse("policy:change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == ChangeState.PROPOSED


class ParameterValue(Dated):
    """A value that holds in this city over `valid`, as known since `recorded`; it names the change that made it."""

    key = models.CharField(_("参数"), max_length=60)
    value = models.JSONField(_("取值"))
    source = models.CharField(_("出处"), max_length=200)
    certainty = models.CharField(_("核对情况"), max_length=4, choices=Certainty)
    change = models.ForeignKey(ParameterChange, models.PROTECT, related_name="values")

    class Meta:
        verbose_name = _("参数取值")
        constraints = [
            ExclusionConstraint(
                name="parameter_value_one_a_day",
                expressions=[(_Text("key"), RangeOperators.OVERLAPS), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(recorded__upper_inf=True),
                violation_error_message=_("这几天这个参数已有另一个取值。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.valid.lower}"
