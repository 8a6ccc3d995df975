"""A change of one union's leader or dues payee, and the opinions of both sides."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gonglian.founding.change_of_line.states import OPEN_CHANGE, RELATIONS, ChangeState, Side
from gonglian.organisation.states import ONE_PARENT, LineKind

_KINDS = [(kind.value, RELATIONS[kind]) for kind in ONE_PARENT]


def _union(label: Any) -> models.ForeignKey:  # type: ignore[type-arg]
    return models.ForeignKey("organisation.Union", models.PROTECT, related_name="+", verbose_name=label)


class LineChange(models.Model):
    """`union` leaves `former` for `target` along one kind of line. A correction mends a wrong entry from its own first
    day, without a request: two persons stand for it."""

    city = models.CharField(max_length=4)
    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="line_changes", verbose_name=_("工会")
    )
    kind = models.CharField(_("变更的关系"), max_length=12, choices=_KINDS)
    former, target = _union(_("现上级")), _union(_("拟变更的上级"))
    applicant = _union(_("请示单位"))
    approver = models.ForeignKey(
        "organisation.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("审批单位"),
    )
    reason = models.TextField(_("理由"))
    is_correction = models.BooleanField(_("更正"), default=False)
    state = models.CharField(_("状态"), max_length=10, choices=ChangeState, default=ChangeState.DRAFT)
    request = models.OneToOneField(
        "approvals.Request", models.PROTECT, null=True, blank=True, related_name="line_change"
    )
    mandate = models.OneToOneField(
        "organisation.Mandate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("批准文件"),
    )
    opened_on = models.DateField(_("提出日"))
    opened_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    decided_on = models.DateField(_("生效日"), null=True, blank=True)
    proof = models.JSONField(_("四不变证明"), default=dict, blank=True)

    class Meta:
        verbose_name = _("变更上级")
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind"], name="line_change_one_open", condition=Q(state__in=OPEN_CHANGE),
                violation_error_message=_("这个工会的这一关系已有没有办结的变更。"),
            ),
            models.CheckConstraint(
                name="line_change_to_another", condition=~Q(former=F("target")),
                violation_error_message=_("拟变更的上级与现上级相同。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return _now("变更%(union)s的%(relation)s") % {
            "union": self.union,
            "relation": self.get_kind_display(),
        }

    def get_absolute_url(self) -> str:
        return reverse("founding:change", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_CHANGE

    @property
    def is_of_leadership(self) -> bool:
        return self.kind == LineKind.LEADERSHIP


class ChangeOpinion(models.Model):
    """What the present or the intended superior says to it."""

    change = models.ForeignKey(LineChange, models.CASCADE, related_name="opinions")
    side = models.CharField(_("哪一方"), max_length=6, choices=Side)
    agrees = models.BooleanField(_("同意"))
    text = models.CharField(_("意见"), max_length=400)
    given_on = models.DateField(_("日期"))
    recorded_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("上级意见")
        ordering = ["side"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "side"], name="change_opinion_once",
                violation_error_message=_("这一方的意见已登记。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_side_display()} {self.text}"
