"""Tables of papers: series of numbers, papers, the office's own wordings, attached files."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.core.spelling import SpeltField
from gonglian.documents.states import NUMBERED_KINDS, PAPER_KINDS, PURPOSES, MediaType, PaperState


def _user(label: Any = None, **options: Any) -> Any:
    """Somebody who did something here; kept as long as the row is."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **options
    )


class Series(models.Model):
    """An agency code 代字 and the kinds of paper numbered under it; one row of numbers per year.

    A kind belongs to one series of a union at a time (held by the acts that write here).
    """

    city = models.CharField(_("所在市"), max_length=4)
    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="series", verbose_name=_("发文单位")
    )
    code = models.CharField(_("机关代字"), max_length=20)
    kinds = ArrayField(
        models.CharField(max_length=16, choices=PAPER_KINDS), verbose_name=_("文种"), default=list
    )

    class Meta:
        verbose_name = _("发文字号系列")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "code"],
                name="series_code_once",
                violation_error_message=_("这个机关代字已有单位在用。"),
            )
        ]

    def __str__(self) -> str:
        return self.code


class SeriesYear(models.Model):
    """The counter of a series in one year; its row is locked while a number is drawn."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="years")
    year = models.PositiveSmallIntegerField(_("年份"))
    first = models.PositiveIntegerField(_("起始号"), default=1)
    last = models.PositiveIntegerField(_("已编到"), default=0)

    class Meta:
        verbose_name = _("年度编号")
        constraints = [
            models.UniqueConstraint(fields=["series", "year"], name="series_year_once"),
            models.CheckConstraint(
                name="series_year_first_from_one",
                condition=Q(first__gte=1),
                violation_error_message=_("起始号从 1 开始。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.year}: {self.last}"


class Paper(models.Model):
    """A paper: drafted here and signed here, or come from elsewhere and kept (`external`).

    `body` is plain lines as `markup` reads them; blanks that stand for tables stay in it and are filled from `values`
    when the file is made. Names are kept as printed. `bound`: it goes with a request and is signed there.
    `revision` grows with each edit of a draft.
    """

    city = models.CharField(_("所在市"), max_length=4)
    issuer = models.ForeignKey(
        "organisation.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="papers",
        verbose_name=_("发文单位"),
    )
    issuer_name = models.CharField(_("发文单位"), max_length=120)
    kind = models.CharField(_("文种"), max_length=16, choices=PAPER_KINDS)
    purpose = models.CharField(_("用途"), max_length=16, choices=PURPOSES, blank=True)
    title = models.CharField(_("标题"), max_length=200)
    pinyin = SpeltField(source="title", max_length=1200)
    initials = SpeltField(source="title", part="initials", max_length=240)
    addressee = models.ForeignKey(
        "organisation.Union", models.PROTECT, null=True, blank=True, related_name="papers_received",
        verbose_name=_("主送机关"),
    )  # fmt: skip
    addressee_name = models.CharField(_("主送机关"), max_length=200, blank=True)
    body = models.TextField(_("正文"), blank=True)
    enclosures = ArrayField(
        models.CharField(max_length=200), verbose_name=_("附件名称"), default=list, blank=True
    )
    copy_to = models.CharField(_("抄送机关"), max_length=400, blank=True)
    values = models.JSONField(_("填空内容"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    state = models.CharField(_("状态"), max_length=8, choices=PaperState, default=PaperState.DRAFT)
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, blank=True, related_name="papers")
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("顺序号"), null=True, blank=True)
    drafted_by = _user(_("拟稿人"), null=True)
    drafted_on = models.DateField(_("拟稿日"))
    signer = _user(_("签发人"), null=True, blank=True)
    signer_name = models.CharField(_("签发人"), max_length=40, blank=True)
    signed_on = models.DateField(_("成文日期"), null=True, blank=True)
    void_on = models.DateField(_("作废日"), null=True, blank=True)
    void_reason = models.CharField(_("作废原因"), max_length=200, blank=True)
    bound = models.BooleanField(_("随请示办理"), default=False)
    received_on = models.DateField(_("收文日期"), null=True, blank=True)
    incoming = models.PositiveIntegerField(_("收文号"), null=True, blank=True)
    handled_by = models.CharField(_("承办人"), max_length=40, blank=True)
    answers = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_by",
        verbose_name=_("答复哪份公文"),
    )
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("公文")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "serial"],
                name="paper_serial_once",
                violation_error_message=_("这个发文字号已编给另一份公文。"),
            ),
            models.UniqueConstraint(
                fields=["city", "number"],
                name="paper_number_once",
                condition=Q(series__isnull=False),
                violation_error_message=_("这个发文字号已编给另一份公文。"),
            ),
            models.CheckConstraint(
                name="paper_number_is_whole",
                condition=Q(series__isnull=True, year__isnull=True, serial__isnull=True)
                | (Q(series__isnull=False, year__isnull=False, serial__isnull=False) & ~Q(number="")),
                violation_error_message=_("发文字号要有系列、年份和顺序号。"),
            ),
            models.CheckConstraint(
                name="paper_signed_by_somebody",
                condition=~Q(state=PaperState.SIGNED)
                | Q(signer__isnull=False, signed_on__isnull=False, issuer__isnull=False),
                violation_error_message=_("签发的公文要有签发人和成文日期。"),
            ),
            models.CheckConstraint(
                name="paper_signed_kind_is_numbered",
                condition=~Q(state=PaperState.SIGNED, kind__in=NUMBERED_KINDS) | Q(series__isnull=False),
                violation_error_message=_("这种公文签发时要编发文字号。"),
            ),
            models.CheckConstraint(
                name="paper_draft_has_no_number",
                condition=~Q(state=PaperState.DRAFT) | Q(number="", signed_on__isnull=True),
                violation_error_message=_("草稿没有发文字号和成文日期。"),
            ),
            models.UniqueConstraint(
                "addressee",
                ExtractYear("received_on"),
                "incoming",
                name="paper_incoming_once",
                violation_error_message=_("这个收文号已登记给另一份来文。"),
            ),
            models.CheckConstraint(
                name="paper_void_says_why",
                condition=~Q(state=PaperState.VOID) | (~Q(void_reason="") & Q(void_on__isnull=False)),
                violation_error_message=_("作废要写明原因和日期。"),
            ),
        ]
        indexes = [
            models.Index(fields=["issuer", "-signed_on", "-id"], name="paper_of_issuer"),
            models.Index(fields=["addressee", "-signed_on", "-id"], name="paper_of_addressee"),
            GinIndex(models.Func(models.F("title"), function="bigrams"), name="paper_title_bigrams"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title

    def get_absolute_url(self) -> str:
        return reverse("documents:paper", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        return self.state == PaperState.DRAFT

    @property
    def is_signed(self) -> bool:
        return self.state == PaperState.SIGNED

    @property
    def came_from_elsewhere(self) -> bool:
        """Registered on receipt; also one that was set aside later."""
        return self.received_on is not None or self.state == PaperState.EXTERNAL

    @property
    def incoming_number(self) -> str:
        """收〔2026〕3号; empty for what was written here or registered without one."""
        if self.incoming is None or self.received_on is None:
            return ""
        return f"收〔{self.received_on.year}〕{self.incoming}号"

    @property
    def is_numbered_kind(self) -> bool:
        return self.kind in NUMBERED_KINDS

    @property
    def copies(self) -> tuple[str, ...]:
        """The bodies that get a copy, one name each."""
        names = self.copy_to.replace("，", "、").split("、")
        return tuple(name.strip() for name in names if name.strip())


class Wording(models.Model):
    """A version of an office's own wording: first line the title, then the body, with blanks. Versions are kept; one
    without text says that the office went back to the shipped wording."""

    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="wordings", verbose_name=_("单位")
    )
    kind = models.CharField(_("文种"), max_length=16, choices=PAPER_KINDS)
    purpose = models.CharField(_("用途"), max_length=16, choices=PURPOSES)
    version = models.PositiveIntegerField(_("版次"))
    text = models.TextField(_("行文"))
    saved_by = _user(_("保存人"), null=True)
    saved_on = models.DateField(_("保存日"))

    class Meta:
        verbose_name = _("行文模板")
        constraints = [
            models.UniqueConstraint(
                fields=["union", "kind", "purpose", "version"], name="wording_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    @property
    def title(self) -> str:
        return self.text.strip().partition("\n")[0].strip()

    @property
    def body(self) -> str:
        return self.text.strip().partition("\n")[2].strip()


def stored_name(attachment: Attachment, name: str) -> str:
    """A place that nobody can guess and that says nothing about the file."""
    return f"attachments/{uuid4().hex}"


class Attachment(models.Model):
    """A file kept with a paper, or with a union alone (the scan of an opinion, of a vote). `name` is for people."""

    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="attachments")
    owner_union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="attachments")
    file = models.FileField(_("文件"), upload_to=stored_name)
    name = models.CharField(_("文件名"), max_length=120)
    size = models.PositiveBigIntegerField(_("大小"))
    media_type = models.CharField(_("格式"), max_length=80, choices=MediaType)
    sha256 = models.CharField(_("校验值"), max_length=64)
    added_by = _user(_("上传人"), null=True)
    added_on = models.DateField(_("上传日"))

    class Meta:
        verbose_name = _("附件")
        indexes = [models.Index(fields=["owner_union"], name="attachment_of_union")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:attachment", args=[self.pk])
