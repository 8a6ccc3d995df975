"""Regions and industries: small reference tables, keyed by their official codes, filled on first start."""

from __future__ import annotations

from django.db import models
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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
