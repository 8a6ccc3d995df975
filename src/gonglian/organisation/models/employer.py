"""Employers (units, independent legal persons or their branches) and the bodies that host industrial unions."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.states import HostKind


class Employer(models.Model):
    """A unit keyed by its USCC. `legal_person` names the head enterprise of a branch; empty = it is one itself."""

    city = models.CharField(_("所在市"), max_length=4)
    uscc = models.CharField(_("统一社会信用代码"), max_length=18)
    name = models.CharField(_("单位名称"), max_length=120)
    pinyin = models.CharField(max_length=400, db_index=True)
    initials = models.CharField(max_length=120, db_index=True)
    region = models.ForeignKey("reference.Region", models.PROTECT, verbose_name=_("地域"), related_name="+")
    industry = models.CharField(_("行业代码"), max_length=5, blank=True)
    economic_type = models.CharField(_("经济类型"), max_length=6, blank=True)
    legal_person = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="branches", verbose_name=_("所属法人")
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="former", verbose_name=_("并入的记录")
    )
    workers = models.PositiveIntegerField(_("职工人数"), null=True, blank=True)

    class Meta:
        verbose_name = _("单位")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "uscc"], name="employer_uscc_once",
                violation_error_message=_("这个统一社会信用代码已属于另一个单位。"),
            ),
            models.CheckConstraint(
                name="employer_not_its_own_head", condition=~Q(legal_person=F("id")),
                violation_error_message=_("分支机构的所属法人不能是它自己。"),
            ),
        ]  # fmt: skip
        indexes = [GinIndex(Func(F("name"), function="bigrams"), name="employer_name_bigrams")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:employer", args=[self.pk])


class HostBody(models.Model):
    """The body an industrial union leans on (意见 2.1.b)."""

    kind = models.CharField(_("类别"), max_length=20, choices=HostKind)
    name = models.CharField(_("名称"), max_length=120)
    employer = models.ForeignKey(Employer, models.PROTECT, null=True, blank=True)

    class Meta:
        verbose_name = _("依托单位")

    def __str__(self) -> str:
        return self.name
