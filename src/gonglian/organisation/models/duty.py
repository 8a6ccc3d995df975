"""Who acts for which union, and the papers that allow a protected change."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.states import MandateKind, Role


class DutyQuerySet(models.QuerySet["Duty"]):
    def active(self, on: object) -> DutyQuerySet:
        return self.filter(valid__contains=on)


class Duty(models.Model):
    """A user acts for a union in a role, from when to when; opened and closed with the post. Authority is always
    today's duty."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="duties")
    union = models.ForeignKey("Union", models.PROTECT, related_name="duties")
    role = models.CharField(_("职责"), max_length=8, choices=Role)
    department = models.CharField(_("部门"), max_length=40, blank=True)
    valid = DateRangeField(_("有效期"))

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = _("身份")
        indexes = [models.Index(fields=["user"], name="duty_user")]

    def __str__(self) -> str:
        return "·".join(filter(None, [str(self.union), self.department, str(self.get_role_display())]))


class Mandate(models.Model):
    """An approval paper that a protected change of one union names (意见 2.2: 特殊情况须履行报批程序)."""

    union = models.ForeignKey("Union", models.PROTECT, related_name="mandates", verbose_name=_("所涉工会"))
    kind = models.CharField(_("类别"), max_length=16, choices=MandateKind)
    number = models.CharField(_("文号"), max_length=60)
    issuer = models.CharField(_("批准机关"), max_length=120)
    issued_on = models.DateField(_("批准日"))
    second_person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("复核人"),
    )

    class Meta:
        verbose_name = _("批准文件")
        constraints = [
            models.CheckConstraint(
                name="mandate_correction_needs_second_person",
                condition=~Q(kind=MandateKind.CORRECTION) | Q(second_person__isnull=False),
                violation_error_message=_("更正要有第二人复核。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.number}"
