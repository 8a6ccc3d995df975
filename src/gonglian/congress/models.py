"""Tables of a congress in preparation. Drafts are plain rows; the act log is their history."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.nomination.models import NominationRound, Proposal, RoundOpinion
from gonglian.congress.states import BodyKind, ChairBy, LeftBecause, Office, Origin, Purpose, Source
from gonglian.meetings.states import MeetingKind, ordinal_word

__all__ = [
    "Convocation", "Delegate", "DelegateChange", "ElectingUnit", "ElectingUnitUnion", "NominationRound", "Nominee", "OwnPage",
    "Proposal", "RoundOpinion", "SealedArchive",
]  # fmt: skip


class Convocation(models.Model):
    """One congress of one union, from the first plan to its closing; for a dispatched union the list of those to be
    appointed alone. `keeper` is the union whose officers prepare it."""

    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="convocations")
    keeper = models.ForeignKey("organisation.Union", models.PROTECT, related_name="+")
    purpose = models.CharField(_("事由"), max_length=8, choices=Purpose)
    ordinal = models.PositiveSmallIntegerField(_("届"), default=1)
    members = models.PositiveIntegerField(
        _("会员人数"), default=0
    )  # frozen on the day of the request to convene
    planned_on = models.DateField(_("拟召开日期"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=80, blank=True)
    delegates = models.PositiveSmallIntegerField(_("代表名额"), null=True, blank=True)
    committee_size = models.PositiveSmallIntegerField(_("委员会席数"), null=True, blank=True)
    audit_size = models.PositiveSmallIntegerField(_("经审委席数"), null=True, blank=True)
    women_size = models.PositiveSmallIntegerField(_("女职工委员会席数"), null=True, blank=True)
    vice_chairs = models.PositiveSmallIntegerField(_("副主席席数"), default=1)
    years = models.PositiveSmallIntegerField(_("任期年数"), default=5)
    chair_by = models.CharField(_("主席产生办法"), max_length=10, choices=ChairBy, default=ChairBy.COMMITTEE)
    list_fixed_on = models.DateField(_("名单确定日"), null=True, blank=True)
    agreed = models.JSONField(_("上级同意的方案"), default=dict, blank=True)

    class Meta:
        verbose_name = _("大会筹备")

    def __str__(self) -> str:
        return f"{self.union} {self.ordinal}"

    @property
    def name(self) -> str:
        """第一届代表大会."""
        ordinal = _("第%(ordinal)s届") % {"ordinal": ordinal_word(self.ordinal)}
        return f"{ordinal}{MeetingKind.CONGRESS.label}"

    @property
    def day(self) -> date:
        """The day it is planned for; there is one once the plan is saved."""
        if self.planned_on is None:
            raise LookupError(f"convocation {self.pk} has no day yet")
        return self.planned_on


class ElectingUnit(models.Model):
    """A constituent, or several small ones that agreed, electing delegates together (选举单位)."""

    convocation = models.ForeignKey(Convocation, models.CASCADE, related_name="units")
    name = models.CharField(_("选举单位"), max_length=120)
    members = models.PositiveIntegerField(_("会员人数"), default=0)
    places = models.PositiveSmallIntegerField(_("代表名额"), default=1)
    reported_on = models.DateField(_("选举日期"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("应到"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到"), null=True, blank=True)
    candidates = models.PositiveSmallIntegerField(_("候选人数"), null=True, blank=True)

    class Meta:
        verbose_name = _("选举单位")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ElectingUnitUnion(models.Model):
    """Which constituents an electing unit is made of; each constituent in exactly one."""

    convocation = models.ForeignKey(Convocation, models.CASCADE)
    unit = models.ForeignKey(ElectingUnit, models.CASCADE, related_name="unions")
    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("选举单位组成")
        constraints = [
            models.UniqueConstraint(
                fields=["convocation", "union"], name="electing_unit_union_once",
                violation_error_message=_("这个组成单位已在另一个选举单位（CON-02）。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.unit_id} ∋ {self.union_id}"


class DelegateChange(models.Model):
    """A delegate's place that changed hands: who left it and why, and whom the unit elected in his stead by a vote of its own.

    Without a successor the place is vacant; without a leaver it had never been filled. `leaver_votes`: his votes in the unit's
    first election, which is judged with them.
    """

    unit = models.ForeignKey(ElectingUnit, models.CASCADE, related_name="changes")
    leaver = models.ForeignKey(
        "organisation.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("原代表"),
    )
    left_on = models.DateField(_("离任日期"), null=True, blank=True)
    ground = models.CharField(_("原因"), max_length=12, choices=LeftBecause, blank=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    leaver_votes = models.PositiveIntegerField(null=True, blank=True)
    successor = models.ForeignKey(
        "organisation.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("新代表"),
    )
    elected_on = models.DateField(_("补选日期"), null=True, blank=True)
    entitled = models.PositiveIntegerField(_("应到"), null=True, blank=True)
    present = models.PositiveIntegerField(_("实到"), null=True, blank=True)
    candidates = models.PositiveSmallIntegerField(_("候选人数"), null=True, blank=True)
    votes_for = models.PositiveIntegerField(_("得票"), null=True, blank=True)

    class Meta:
        verbose_name = _("代表变动")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="delegate_change_left_whole",
                condition=Q(leaver__isnull=True, left_on__isnull=True, ground="", successor__isnull=False)
                | (Q(leaver__isnull=False, left_on__isnull=False) & ~Q(ground="")),
                violation_error_message=_("离任的代表要有日期和原因。"),
            ),
            models.CheckConstraint(
                name="delegate_change_vote_whole",
                condition=Q(successor__isnull=True, elected_on__isnull=True)
                | Q(
                    successor__isnull=False,
                    elected_on__isnull=False,
                    votes_for__lte=F("present"),
                    present__lte=F("entitled"),
                ),
                violation_error_message=_("补选要有日期和票数，得票不多于实到，实到不多于应到（CON-03）。"),
            ),
            models.CheckConstraint(
                name="delegate_change_two_people",
                condition=Q(leaver__isnull=True) | Q(successor__isnull=True) | ~Q(leaver=F("successor")),
                violation_error_message=_("新代表与原代表是同一个人。"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver or '—'} → {self.successor or '—'}"

    @property
    def why(self) -> str:
        """The ground in words, with the note behind it."""
        words = str(self.get_ground_display()) if self.ground else ""
        return f"{words}（{self.note}）" if words and self.note else words or self.note


class Delegate(models.Model):
    """A person elected by a unit. `confirmed` or `refused_for` a reason once the preparatory group has checked the
    credentials; neither before. `change`: how he came to a place that another had left."""

    unit = models.ForeignKey(ElectingUnit, models.CASCADE, related_name="delegates")
    change = models.OneToOneField(
        DelegateChange, models.CASCADE, null=True, blank=True, related_name="delegate"
    )
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    votes_for = models.PositiveIntegerField(_("得票"), null=True, blank=True)
    is_manager = models.BooleanField(_("中层正职以上"), default=False)
    front_line = models.BooleanField(_("一线职工"), default=False)
    confirmed = models.BooleanField(_("资格确认"), default=False)
    refused_for = models.CharField(_("资格不予确认的理由"), max_length=200, blank=True)
    checked_on = models.DateField(_("资格审查日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("代表")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="delegate_confirmed_or_refused", condition=Q(confirmed=False) | Q(refused_for=""),
                violation_error_message=_("代表资格不能又确认又不予确认。"),
            ),
            models.UniqueConstraint(
                fields=["unit", "person"], name="delegate_once_per_unit",
                violation_error_message=_("这名代表已在本单位名单中。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.person)


class OwnPage(models.Model):
    """A delegate's way to a page of her own. The word on her slip opens it once, on the telephone that then keeps it; only
    its digest is kept here. Another slip, or another report of the unit, ends it."""

    delegate = models.OneToOneField(Delegate, models.CASCADE, related_name="own_page")
    digest = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(_("打开时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("代表凭条")

    def __str__(self) -> str:
        return str(self.delegate)


class Nominee(models.Model):
    """A person proposed for a seat, with the declaration he signed (NOM-08)."""

    convocation = models.ForeignKey(Convocation, models.CASCADE, related_name="nominees")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    body = models.CharField(_("机构"), max_length=10, choices=BodyKind)
    office = models.CharField(_("拟任"), max_length=10, choices=Office, default=Office.MEMBER)
    source = models.CharField(_("席位来源"), max_length=10, choices=Source, default=Source.FEDERATED)
    origin = models.CharField(_("来自"), max_length=24, choices=Origin, default=Origin.CONSTITUENT)
    union = models.ForeignKey("organisation.Union", models.PROTECT, null=True, blank=True, related_name="+")
    unit_name = models.CharField(_("单位及职务"), max_length=120, blank=True)
    declared_on = models.DateField(_("声明日期"), null=True, blank=True)
    kin_of = models.JSONField(_("近亲属任职"), default=list, blank=True)
    is_model = models.BooleanField(_("劳动模范"), default=False)
    front_line = models.BooleanField(_("一线职工"), default=False)
    withdrawn = models.BooleanField(_("已换下"), default=False)

    class Meta:
        verbose_name = _("候选人")
        constraints = [
            models.UniqueConstraint(
                fields=["convocation", "person", "body"], name="nominee_once_per_body", condition=Q(withdrawn=False),
                violation_error_message=_("此人已是这个机构的候选人（ELI-10）。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person} · {self.get_body_display()}"
