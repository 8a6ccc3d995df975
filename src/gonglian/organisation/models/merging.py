"""Two records of the same person or employer made one: proposed by one officer, confirmed by another."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.states import MergeState


def _user(label: Any, **more: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **more
    )


class Merge(models.Model):
    """`dropped` becomes one with `kept`. choices: for each differing field whose value holds, "kept" or "dropped", and
    `membership`, the id of the one that holds. moved: what was done, so that it can be undone."""

    reason = models.CharField(_("理由"), max_length=200)
    choices = models.JSONField(default=dict, blank=True)
    moved = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    state = models.CharField(_("状态"), max_length=10, choices=MergeState, default=MergeState.PROPOSED)
    proposed_on = models.DateField(_("提出日"))
    proposed_by = _user(_("提出人"), null=True)
    decided_on = models.DateField(_("复核日"), null=True, blank=True)
    decided_by = _user(_("复核人"), null=True, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.kept)  # type: ignore[attr-defined]

    def get_absolute_url(self) -> str:
        return reverse("organisation:merge", args=[self.noun, self.pk])  # type: ignore[attr-defined]


def _rules(noun: str) -> list[Any]:
    return [
        models.UniqueConstraint(
            fields=["dropped"], name=f"{noun}_merge_open_once", condition=Q(state=MergeState.PROPOSED),
            violation_error_message=_("这条记录的合并已在等复核。"),
        ),
        models.CheckConstraint(
            name=f"{noun}_merge_of_two", condition=~Q(kept=F("dropped")),
            violation_error_message=_("一条记录不能和自己合并。"),
        ),
    ]  # fmt: skip


class PersonMerge(Merge):
    noun = "people"
    kept = models.ForeignKey("Person", models.PROTECT, related_name="+", verbose_name=_("保留的记录"))
    dropped = models.ForeignKey("Person", models.PROTECT, related_name="+", verbose_name=_("并入的记录"))

    class Meta:
        verbose_name = _("人员合并")
        constraints = _rules("person")


class EmployerMerge(Merge):
    noun = "employers"
    kept = models.ForeignKey("Employer", models.PROTECT, related_name="+", verbose_name=_("保留的记录"))
    dropped = models.ForeignKey("Employer", models.PROTECT, related_name="+", verbose_name=_("并入的记录"))

    class Meta:
        verbose_name = _("单位合并")
        constraints = _rules("employer")
