"""A founding case and what it gathers. The union's own record begins with the first approval."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.congress.models import Convocation
from gonglian.core.votes import vote_sums
from gonglian.founding.change_of_line.models import ChangeOpinion, LineChange
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.states import OPEN, Consent, ConsentBody, GroupFrom, Occasion, Stage
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form, Level

__all__ = [
    "Case", "CaseConstituent", "ChangeOpinion", "GroupMember", "Joining", "JoiningUnit", "LineChange",
]  # fmt: skip


class Case(models.Model):
    """One attempt to found one industrial union, or one renewal of a union that stands (ADR 0009). `proposer` is the union
    whose officers carry it: of a renewal the union itself."""

    occasion = models.CharField(_("事由"), max_length=8, choices=Occasion, default=Occasion.FOUNDING)
    city = models.CharField(max_length=4)
    stage = models.CharField(_("阶段"), max_length=16, choices=Stage, default=Stage.DRAFT)
    version = models.PositiveIntegerField(
        default=1
    )  # two officers on one draft: the second sees what the first changed
    name = models.CharField(_("名称"), max_length=120)
    form = models.CharField(_("组织形式"), max_length=20, choices=Form)
    level = models.CharField(_("层级"), max_length=10, choices=Level)
    territory = models.ForeignKey(
        "reference.Region", models.PROTECT, related_name="+", verbose_name=_("地域")
    )
    place_words = models.CharField(
        _("地名"), max_length=40, blank=True
    )  # in the name; a village has no region
    trade_words = models.CharField(_("行业用语"), max_length=40)
    trades = ArrayField(models.CharField(max_length=5), verbose_name=_("行业代码"))
    proposer = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="+", verbose_name=_("发起单位")
    )
    leader = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="+", verbose_name=_("拟隶属")
    )
    guide = models.ForeignKey(
        "organisation.Union",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("拟接受指导"),
    )
    approver = models.ForeignKey(
        "organisation.Union", models.PROTECT, related_name="+", verbose_name=_("审批单位")
    )
    host = models.ForeignKey(
        "organisation.HostBody", models.PROTECT, null=True, blank=True, verbose_name=_("依托单位")
    )
    reason = models.TextField(_("组建理由"), blank=True)
    # another leader than the territory's: why; the city's approval of it is the mandate (意见 2.2)
    line_reason = models.TextField(_("另定领导关系的理由"), blank=True)
    mandate = models.ForeignKey(
        "organisation.Mandate",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("批准文件"),
    )
    congress_by = models.DateField(_("大会最迟日期"), null=True, blank=True)
    union = models.ForeignKey(
        "organisation.Union", models.PROTECT, null=True, blank=True, related_name="cases"
    )
    # the term a renewal follows; none where the records hold no term
    renews = models.ForeignKey("terms.Term", models.PROTECT, null=True, blank=True, related_name="+")
    convocation = models.OneToOneField(
        "congress.Convocation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_request = models.OneToOneField(
        "approvals.Request", models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_request = models.OneToOneField(
        "approvals.Request", models.PROTECT, null=True, blank=True, related_name="+"
    )
    third_request = models.OneToOneField(
        "approvals.Request", models.PROTECT, null=True, blank=True, related_name="+"
    )
    closing_paper = models.OneToOneField(  # the notice that sets it up, the report or notice that ends it
        "documents.Paper", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("结果公文")
    )
    closed_on = models.DateField(_("终止日"), null=True, blank=True)
    closed_reason = models.TextField(_("终止原因"), blank=True)
    proof = models.JSONField(_("四不变证明"), default=dict, blank=True)
    created_on = models.DateField(_("建立日"))
    created_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("组建事项")
        indexes = [models.Index(fields=["proposer", "stage"], name="case_proposer")]
        constraints = [
            models.UniqueConstraint(
                fields=["union"], name="case_one_founding", condition=Q(occasion=Occasion.FOUNDING),
                violation_error_message=_("这个工会的组建已有记录。"),
            ),
            models.UniqueConstraint(
                fields=["union"], name="case_one_open_renewal", condition=Q(occasion=Occasion.RENEWAL, stage__in=OPEN),
                violation_error_message=_("这个工会的换届正在办理。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("founding:case", args=[self.pk])

    @property
    def is_renewal(self) -> bool:
        return self.occasion == Occasion.RENEWAL

    @property
    def title(self) -> str:
        """组建… or …换届."""
        words = _("%(name)s换届") if self.is_renewal else _("组建%(name)s")
        return str(words % {"name": self.name})

    @property
    def is_dispatched(self) -> bool:
        """A working committee is set up by its federation, without congress and ballot (章程 9, 12)."""
        return self.form == Form.WORKING_COMMITTEE

    @property
    def place(self) -> str:
        """The place in its name: its own words, else the territory's name."""
        return self.place_words or self.territory.name

    @property
    def preparation(self) -> Convocation:
        """The congress being prepared; there is one from the first approval on."""
        if self.convocation is None:
            raise LookupError(f"case {self.pk} has no congress yet")
        return self.convocation

    @property
    def founded_union(self) -> Union:
        """The union's own record; there is one from the first approval on."""
        if self.union is None:
            raise LookupError(f"case {self.pk} has no union yet")
        return self.union


class CaseConstituent(models.Model):
    """A union asked to join, and what it answered (ORG-19)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="constituents")
    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="+")
    consent = models.CharField(_("答复"), max_length=10, choices=Consent, default=Consent.ASKED)
    body = models.CharField(_("决定机构"), max_length=10, choices=ConsentBody, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("应到"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成"), null=True, blank=True)
    scan = models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("扫描件"),
    )
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    withdrawn_reason = models.CharField(_("撤回原因"), max_length=200, blank=True)
    withdrawal_scan = models.ForeignKey(
        "documents.Attachment",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("撤回函"),
    )

    class Meta:
        verbose_name = _("拟组成单位")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "union"], name="case_constituent_once",
                violation_error_message=_("这个单位已在名单中。"),
            ),
            vote_sums("case_constituent_sums"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.union)


class GroupMember(models.Model):
    """A member of the preparatory group (筹备组)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="group")
    name = models.CharField(_("姓名"), max_length=40)
    unit = models.CharField(_("单位及职务"), max_length=120, blank=True)
    comes_from = models.CharField(_("来自"), max_length=20, choices=GroupFrom)
    is_head = models.BooleanField(_("组长"), default=False)

    class Meta:
        verbose_name = _("筹备组成员")
        ordering = ["-is_head", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], name="case_one_group_head", condition=Q(is_head=True),
                violation_error_message=_("筹备组只能有一名组长。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """What a request rested on when it was signed: pairs of code and words, as `rounds.snapshot` gives them. The next
    round is compared with it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="submissions")
    request = models.OneToOneField("approvals.Request", models.PROTECT, related_name="+")
    content = models.JSONField(_("报送内容"), default=list)

    class Meta:
        verbose_name = _("报送内容")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.request)
