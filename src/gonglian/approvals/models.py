"""Tables of approvals: requests with their replies, opinions of others, public notices with objections."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision, OpinionFrom, RequestState


def _user(label: Any, **options: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=label, related_name="+", **options
    )


def _union(label: Any, related_name: str) -> Any:
    return models.ForeignKey(
        "organisation.Union", models.PROTECT, verbose_name=label, related_name=related_name
    )


class Request(models.Model):
    """A 请示 from one union to another, with its 批复. What it is about belongs to the area that owns `kind`, which
    points here. `candidates` are the persons whose own matter it is (APP-01). `proposed_…` is the draft decision that the
    approver's handler laid before the head; `reply` is then still a draft."""

    kind = models.CharField(_("事项"), max_length=40)
    applicant = _union(_("请示单位"), "requests_made")
    approver = _union(_("批复单位"), "requests_received")
    subject = models.CharField(_("标题"), max_length=200)
    paper = models.OneToOneField(
        "documents.Paper", models.PROTECT, related_name="request", verbose_name=_("请示")
    )
    reply = models.OneToOneField(
        "documents.Paper", models.PROTECT, null=True, blank=True, related_name="answered_request",
        verbose_name=_("批复"),
    )  # fmt: skip
    state = models.CharField(_("状态"), max_length=10, choices=RequestState, default=RequestState.PREPARED)
    candidates = ArrayField(
        models.CharField(max_length=60), verbose_name=_("候选人"), default=list, blank=True
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next_rounds",
        verbose_name=_("上一次请示"),
    )
    prepared_by = _user(_("经办人"))
    prepared_on = models.DateField(_("拟稿日"))
    signed_by = _user(_("签发人"), null=True, blank=True)
    sent_on = models.DateField(_("报送日"), null=True, blank=True)
    received_on = models.DateField(_("收文日"), null=True, blank=True)
    proposed_by = _user(_("拟办人"), null=True, blank=True)
    proposed_on = models.DateField(_("拟办日"), null=True, blank=True)
    proposed_decision = models.CharField(_("拟办意见"), max_length=8, choices=Decision, blank=True)
    proposed_reasons = models.TextField(_("拟办理由"), blank=True)
    decided_by = _user(_("批复签发人"), null=True, blank=True)
    decided_on = models.DateField(_("批复日"), null=True, blank=True)
    decision = models.CharField(_("批复意见"), max_length=8, choices=Decision, blank=True)
    reasons = models.TextField(_("理由"), blank=True)
    closed_on = models.DateField(_("撤回或失效日"), null=True, blank=True)
    closed_reason = models.CharField(_("撤回或失效原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("请示")
        constraints = [
            models.CheckConstraint(
                name="request_not_to_itself",
                condition=~Q(applicant=F("approver")),
                violation_error_message=_("请示不能报给本单位自己。"),
            ),
            models.CheckConstraint(
                name="request_sent_is_signed",
                condition=Q(state__in=[RequestState.PREPARED, RequestState.WITHDRAWN, RequestState.LAPSED])
                | Q(signed_by__isnull=False, sent_on__isnull=False, received_on__isnull=False),
                violation_error_message=_("报送的请示要有签发人、报送日和收文日。"),
            ),
            models.CheckConstraint(
                name="request_decided_by_somebody",
                condition=~Q(state__in=[RequestState.APPROVED, RequestState.RETURNED, RequestState.REFUSED])
                | (Q(decided_by__isnull=False, decided_on__isnull=False) & ~Q(decision="")),
                violation_error_message=_("批复要有签发人、日期和意见。"),
            ),
            models.CheckConstraint(
                name="request_signer_does_not_decide",
                condition=Q(decided_by__isnull=True)
                | (~Q(decided_by=F("prepared_by")) & ~Q(decided_by=F("signed_by"))),
                violation_error_message=_("不能批复自己提交或签发的请示（APP-01）。"),
            ),
            models.CheckConstraint(
                name="request_no_without_reasons",
                condition=~Q(decision__in=[Decision.RETURN, Decision.REFUSE]) | ~Q(reasons=""),
                violation_error_message=_("退回和不同意要写明理由。"),
            ),
            models.UniqueConstraint(
                fields=["previous"],
                name="request_one_next_round",
                condition=Q(previous__isnull=False) & ~Q(state=RequestState.WITHDRAWN),
                violation_error_message=_("退回的请示已重新拟报。"),
            ),
        ]
        indexes = [
            models.Index(fields=["applicant", "state"], name="request_of_applicant"),
            models.Index(fields=["approver", "state"], name="request_of_approver"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def is_open(self) -> bool:
        return self.state in (RequestState.PREPARED, RequestState.SENT)

    @property
    def is_approved(self) -> bool:
        return self.state == RequestState.APPROVED


class Consultation(models.Model):
    """An opinion of a body that was asked, as it came: by whom, when, what; `agrees` None: it neither agrees nor not."""

    request = models.ForeignKey(
        Request, models.PROTECT, null=True, blank=True, related_name="opinions", verbose_name=_("请示")
    )
    about = _union(_("所涉工会"), "opinions")
    from_kind = models.CharField(_("来自"), max_length=20, choices=OpinionFrom)
    from_name = models.CharField(_("单位名称"), max_length=120)
    on = models.DateField(_("日期"))
    agrees = models.BooleanField(_("是否同意"), null=True, blank=True)
    text = models.TextField(_("意见"))
    attachment = models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("扫描件"),
    )
    recorded_by = _user(_("登记人"), null=True)

    class Meta:
        verbose_name = _("征求意见")
        indexes = [models.Index(fields=["about", "on"], name="consultation_about")]

    def __str__(self) -> str:
        return f"{self.from_name} {self.on}"


class PublicNotice(models.Model):
    """A 公示 that was posted. Its end is computed (NOM-03). A changed list is a new notice that replaces the old."""

    union = _union(_("公示单位"), "notices")
    keeper = models.ForeignKey(  # whose officers answer while the union has none of its own
        "organisation.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("受理单位"),
    )
    subject = models.CharField(_("公示内容"), max_length=200)
    paper = models.ForeignKey(
        "documents.Paper", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("公示稿")
    )
    posted_on = models.DateField(_("张贴日"))
    place = models.CharField(_("张贴处"), max_length=200, blank=True)
    enterprise_chair = models.BooleanField(_("含企业工会主席候选人"), default=False)
    replaces = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("替代的公示"),
    )
    posted_by = _user(_("登记人"), null=True)

    class Meta:
        verbose_name = _("公示")
        indexes = [models.Index(fields=["union", "posted_on"], name="notice_of_union")]

    def __str__(self) -> str:
        return self.subject


class Objection(models.Model):
    """An objection to a notice, and its answer. A name may be missing: an unsigned objection is kept too."""

    notice = models.ForeignKey(PublicNotice, models.PROTECT, related_name="objections")
    on = models.DateField(_("提出日"))
    by_name = models.CharField(_("提出人"), max_length=60, blank=True)
    text = models.TextField(_("异议"))
    answer = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日"), null=True, blank=True)
    answered_by = _user(_("答复人"), null=True, blank=True)

    class Meta:
        verbose_name = _("异议")
        constraints = [
            models.CheckConstraint(
                name="objection_answer_is_whole",
                condition=Q(answer="", answered_on__isnull=True)
                | (~Q(answer="") & Q(answered_on__gte=F("on"))),
                violation_error_message=_("答复要有内容，答复日不早于提出日。"),
            )
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.on}"
