"""People, the posts they hold and the union that keeps their membership."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.core.periods import Dated
from gonglian.organisation.states import KEEP_MEMBERS, MembershipKind, PositionRole, Sex, UnionKind


class Person(models.Model):
    """A natural person. The ID number is sealed and found by its keyed hash; the log never carries it."""

    city = models.CharField(_("所在市"), max_length=4)
    name = models.CharField(_("姓名"), max_length=40)
    pinyin = models.CharField(max_length=160, db_index=True)
    initials = models.CharField(max_length=40, db_index=True)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("出生日期"), null=True, blank=True)
    id_sealed = models.BinaryField(null=True, blank=True)
    id_hash = models.BinaryField(max_length=32, null=True, blank=True)
    phone = models.CharField(_("手机号"), max_length=20, blank=True)
    details = models.JSONField(_("其他登记项"), default=dict, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="former", verbose_name=_("并入的记录")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("账号"),
    )

    class Meta:
        verbose_name = _("人员")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "id_hash"], name="person_id_once", condition=Q(id_hash__isnull=False),
                violation_error_message=_("这个身份证号已属于另一个人。"),
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["name"], name="person_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation:person", args=[self.pk])


class Position(Dated):
    """A post held outside the union's own seats; what the eligibility clauses judge (意见 2.3.c)."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="positions")
    role = models.CharField(_("职务类别"), max_length=24, choices=PositionRole)
    title = models.CharField(_("职务"), max_length=80, blank=True)
    employer = models.ForeignKey("Employer", models.PROTECT, null=True, blank=True, related_name="positions")
    union = models.ForeignKey("Union", models.PROTECT, null=True, blank=True, related_name="positions")
    organisation_name = models.CharField(_("单位"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("任职")
        indexes = [
            models.Index(fields=["person"], name="position_person", condition=Q(recorded__upper_inf=True))
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.title or self.get_role_display()}"

    @property
    def place(self) -> str:
        return str(self.employer or self.union or self.organisation_name)


class Membership(Dated):
    """Where a member's membership is kept. Kept only in primary and joint primary unions (意见 2.2, 会籍不变)."""

    city = models.CharField(max_length=4)
    person = models.ForeignKey(Person, models.PROTECT, related_name="memberships")
    union = models.ForeignKey("Union", models.PROTECT, related_name="memberships")
    union_kind = models.CharField(max_length=16, choices=UnionKind)
    kind = models.CharField(_("会籍"), max_length=10, choices=MembershipKind, default=MembershipKind.VOTING)

    class Meta:
        verbose_name = _("会籍")
        constraints = [
            models.CheckConstraint(
                name="membership_kept_in_primary", condition=Q(union_kind__in=KEEP_MEMBERS),
                violation_error_message=_("会籍只保存在基层工会或联合基层工会。"),
            ),
            models.UniqueConstraint(
                fields=["person"], name="membership_one_open", condition=Q(valid__upper_inf=True, recorded__upper_inf=True),
                violation_error_message=_("此人的会籍已在另一个工会。"),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["union"], name="membership_union", condition=Q(recorded__upper_inf=True))
        ]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.union_id}"
