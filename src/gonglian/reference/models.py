"""Regions and industries: small reference tables, keyed by their official codes, filled on first start; and the yearly
notices of days off, entered by an officer."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField
from django.db import models
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from gonglian.core.periods import RECORDED_NOW


class RegionKind(TextChoices):
    CITY = "city", _("市")
    COUNTY = "county", _("县区")
    ZONE = "zone", _("开发区")
    TOWN = "town", _("乡镇（街道）")


class Region(models.Model):
    """A place with its GB/T 2260 or statistical code; the code of a place begins with its parent's."""

    code = models.CharField(_("区划代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    kind = models.CharField(_("类别"), max_length=8, choices=RegionKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta:
        verbose_name = _("地域")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Industry(models.Model):
    """A class of GB/T 4754-2017: section letter, division, group or class (whose name an operator may load)."""

    code = models.CharField(_("行业代码"), max_length=5, primary_key=True)
    level = models.CharField(_("层次"), max_length=8)
    name = models.CharField(_("名称"), max_length=80, blank=True)
    section = models.CharField(_("门类"), max_length=1)

    class Meta:
        verbose_name = _("行业")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()


class WorkdayNotice(models.Model):
    """The State Council's arrangement of one year as somebody entered it. A correction closes the record and writes
    another, so that a term computed before can still be explained."""

    year = models.PositiveSmallIntegerField(_("年份"))
    days_off = ArrayField(models.DateField(), verbose_name=_("放假的日子"))
    days_worked = ArrayField(models.DateField(), verbose_name=_("调休上班的日子"), default=list, blank=True)
    source = models.CharField(_("通知的文号或标题"), max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("录入人"), related_name="+"
    )
    entered_on = models.DateField(_("录入日"))
    recorded = DateTimeRangeField(_("记录期"), db_default=RECORDED_NOW, editable=False)

    class Meta:
        verbose_name = _("放假安排")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"], condition=Q(recorded__upper_inf=True), name="workday_notice_once_a_year",
                violation_error_message=_("这一年的放假安排刚由别人录入。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(_("%(year)s 年放假安排") % {"year": self.year})
