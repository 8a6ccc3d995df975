"""Tables of a meeting and its counts. Plain rows; the act log is their history."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.meetings.count_models import BallotIssue, CountLine, TellerSheet
from gonglian.meetings.hall_models import PhonePresence
from gonglian.meetings.states import (
    DIRECTOR_WORDS,
    OF_DIRECTORS,
    OFFICES,
    PLENARY,
    BallotState,
    Body,
    ElectedBy,
    Item,
    Majority,
    MeetingKind,
    MeetingState,
    OfficerRole,
    PresenceHow,
    RollChangeKind,
    RollChangeState,
    Round,
    Source,
    Way,
    ordinal_word,
)

__all__ = [
    "AgendaItem", "Ballot", "BallotIssue", "Candidate", "CountLine", "Meeting", "MeetingOfficer", "PhonePresence", "RollChange",
    "RollEntry", "RollSeal", "TellerSheet",
]  # fmt: skip


class Meeting(models.Model):
    """One meeting of one union. `keeper` is the union whose officers keep its record, for instance the proposing
    federation while the union is still being prepared."""

    union = models.ForeignKey("organisation.Union", models.PROTECT, related_name="meetings")
    keeper = models.ForeignKey("organisation.Union", models.PROTECT, related_name="+")
    kind = models.CharField(_("会议"), max_length=16, choices=MeetingKind)
    ordinal = models.PositiveSmallIntegerField(_("届"), default=1)
    session = models.PositiveSmallIntegerField(_("次"), default=1)
    held_on = models.DateField(_("会议日期"))
    place = models.CharField(_("地点"), max_length=80, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=MeetingState, default=MeetingState.PLANNED)
    rules_chair_by = models.CharField(
        _("主席产生办法"), max_length=10, choices=ElectedBy, default=ElectedBy.COMMITTEE
    )
    members = models.PositiveIntegerField(_("会员人数"), default=0)  # frozen by who convenes; CON-13
    opened_at = models.DateTimeField(_("开会时间"), null=True, blank=True)
    note = models.TextField(_("说明"), blank=True)

    class Meta:
        verbose_name = _("会议")
        indexes = [models.Index(fields=["union", "held_on"], name="meeting_union")]

    def __str__(self) -> str:
        return f"{self.union} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def name(self) -> str:
        """第一届代表大会第二次会议, or the first meeting of a body."""
        ordinal = _("第%(ordinal)s届") % {"ordinal": ordinal_word(self.ordinal)}
        if body := PLENARY.get(MeetingKind(self.kind)):
            session = _("第%(session)s次全体会议") % {"session": ordinal_word(self.session)}
            return _("%(ordinal)s%(body)s%(session)s") % {
                "ordinal": ordinal,
                "body": body,
                "session": session,
            }
        if self.kind != MeetingKind.CONGRESS:
            return f"{ordinal}{self.get_kind_display()}"
        session = _("第%(session)s次会议") % {"session": ordinal_word(self.session)}
        return f"{ordinal}{self.get_kind_display()}{session}"

    @property
    def is_founding(self) -> bool:
        return self.kind == MeetingKind.CONGRESS and self.ordinal == 1 and self.session == 1

    @property
    def elects_as(self) -> str:
        """Who votes here, in the words of CON-14."""
        return ElectedBy.CONGRESS if self.kind == MeetingKind.CONGRESS else ElectedBy.COMMITTEE


class AgendaItem(models.Model):
    """A point of the agenda with its vote, in the order in which it was taken (CON-18)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    order = models.PositiveSmallIntegerField()
    item = models.CharField(_("议程"), max_length=12, choices=Item)
    title = models.CharField(_("内容"), max_length=120, blank=True)
    votes_for = models.PositiveIntegerField(_("赞成"), null=True, blank=True)
    against = models.PositiveIntegerField(_("反对"), null=True, blank=True)
    abstain = models.PositiveIntegerField(_("弃权"), null=True, blank=True)
    voters = models.PositiveIntegerField(_("表决人数"), null=True, blank=True)
    way = models.CharField(_("表决方式"), max_length=6, choices=Way, default=Way.HANDS)
    majority = models.CharField(_("通过办法"), max_length=8, choices=Majority, default=Majority.VOTERS)
    passed = models.BooleanField(_("通过"), default=False)

    class Meta:
        verbose_name = _("议程")
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "order"], name="agenda_order_once",
                violation_error_message=_("两项议程排在同一位。"),
            ),
            models.CheckConstraint(
                name="agenda_votes_meet", condition=Q(votes_for__isnull=True) | Q(votes_for__lte=F("voters")),
                violation_error_message=_("赞成数不能多于表决人数。"),
            ),
            models.CheckConstraint(
                name="agenda_sums_meet",
                condition=Q(against__isnull=True) | Q(voters=F("votes_for") + F("against") + F("abstain")),
                violation_error_message=_("赞成、反对、弃权加起来要等于表决人数。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title or str(self.get_item_display())


class RollEntry(models.Model):
    """A person entitled to vote here (应到), and whether he came. `name`: as it stood when the roll was sealed.

    presence_how and presence_at are of the first time he was recorded; `presence_by`: the officers' own words for it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roll")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    name = models.CharField(_("姓名"), max_length=40)
    unit_name = models.CharField(_("单位"), max_length=120, blank=True)
    present = models.BooleanField(_("到会"), default=False)
    presence_how = models.CharField(_("怎样签到"), max_length=8, choices=PresenceHow, blank=True)
    presence_by = models.CharField(_("签到说明"), max_length=20, blank=True)
    presence_at = models.DateTimeField(_("签到时间"), null=True, blank=True)
    note = models.CharField(_("说明"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("代表名册")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="roll_person_once",
                violation_error_message=_("此人已在名册中。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class RollSeal(models.Model):
    """The roll as it stood when it was sealed: SHA-256 over its ordered entries (queries.roll_digest)."""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="seal")
    sealed_at = models.DateTimeField(_("封存时间"), db_default=Now())
    digest = models.CharField(_("指纹"), max_length=64)
    count = models.PositiveIntegerField(_("人数"))

    class Meta:
        verbose_name = _("名册封存")

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.digest[:12]}"


class RollChange(models.Model):
    """A person put on or taken off the sealed roll; reason and second person are its price (CON-05).

    What was proposed together has one number. It holds once somebody else than the proposer confirmed it.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roll_changes")
    number = models.PositiveSmallIntegerField(_("第几号变动"), default=0)
    kind = models.CharField(_("变动"), max_length=8, choices=RollChangeKind)
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    unit_name = models.CharField(_("单位"), max_length=120, blank=True)
    reason = models.CharField(_("理由"), max_length=200)
    state = models.CharField(
        _("复核"), max_length=9, choices=RollChangeState, default=RollChangeState.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("提出人")
    )
    second_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("复核人")
    )
    answer = models.CharField(_("复核意见"), max_length=200, blank=True)
    changed_at = models.DateTimeField(_("提出时间"), db_default=Now())
    decided_at = models.DateTimeField(_("复核时间"), null=True, blank=True)
    digest = models.CharField(_("变动后指纹"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("名册变动")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="roll_change_has_reason", condition=~Q(reason=""),
                violation_error_message=_("封存后的变动要写理由。"),
            ),
            models.CheckConstraint(
                name="roll_change_holds_by_second",
                condition=Q(state=RollChangeState.PROPOSED, second_person__isnull=True)
                | (~Q(state=RollChangeState.PROPOSED) & Q(second_person__isnull=False)),
                violation_error_message=_("名册变动要由第二人复核。"),
            ),
            models.CheckConstraint(
                name="roll_change_two_persons",
                condition=Q(second_person__isnull=True)
                | Q(proposed_by__isnull=True)
                | ~Q(second_person=F("proposed_by")),
                violation_error_message=_("复核人不能是提出人自己。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person}"

    @property
    def is_open(self) -> bool:
        return self.state == RollChangeState.PROPOSED


class MeetingOfficer(models.Model):
    """A scrutineer (a person of the meeting) or one of the two tellers (users who enter a sheet each)."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="officers")
    role = models.CharField(_("职责"), max_length=12, choices=OfficerRole)
    person = models.ForeignKey("organisation.Person", models.PROTECT, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved = models.BooleanField(_("经表决通过"), default=False)

    class Meta:
        verbose_name = _("监票人和计票人")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="officer_person_or_user",
                condition=Q(role=OfficerRole.SCRUTINEER, person__isnull=False, user__isnull=True)
                | (~Q(role=OfficerRole.SCRUTINEER) & Q(user__isnull=False, person__isnull=True)),
                violation_error_message=_("监票人是名册上的人，计票人是用账号录入的人。"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "role"], name="officer_one_teller_each",
                condition=~Q(role=OfficerRole.SCRUTINEER),
                violation_error_message=_("计票人（一）、（二）各只有一人。"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "user"], name="officer_two_tellers_differ",
                violation_error_message=_("两名计票人不能是同一人。"),
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"], name="officer_scrutineer_once",
                violation_error_message=_("此人已是监票人。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.person or self.user)


class Ballot(models.Model):
    """One vote for one body, or on one recall, whose candidate is whom it names.

    `verdict` is what policy.elections said, `facts` what it was told, both at reconciling.
    A run-off or a further ballot names the one before it. `approved` is the size in the upper union's reply;
    `resolved_seats` the fewer seats the meeting resolved on, `minimum` the least the reply allows (CON-12).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="ballots")
    body = models.CharField(_("选举"), max_length=12, choices=Body)
    round = models.CharField(_("第几次投票"), max_length=8, choices=Round, default=Round.FIRST)
    previous = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")
    org_form = models.CharField(_("工会形式"), max_length=20)
    source = models.CharField(_("席位来源"), max_length=10, choices=Source)
    seats = models.PositiveSmallIntegerField(_("应选名额"))
    approved = models.PositiveSmallIntegerField(_("批复人数"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=8, choices=BallotState, default=BallotState.OPEN)
    issued = models.PositiveIntegerField(_("发出"), null=True, blank=True)
    returned = models.PositiveIntegerField(_("收回"), null=True, blank=True)
    valid = models.PositiveIntegerField(_("有效"), null=True, blank=True)
    void = models.PositiveIntegerField(_("废票"), null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    verdict = models.JSONField(_("结果"), default=dict, blank=True)
    counted_on = models.DateField(_("核对日"), null=True, blank=True)
    resolved_seats = models.PositiveSmallIntegerField(_("表决减少后的名额"), null=True, blank=True)
    minimum = models.PositiveSmallIntegerField(_("批复的最少人数"), null=True, blank=True)

    class Meta:
        verbose_name = _("选举")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="ballot_has_seats", condition=Q(seats__gt=0),
                violation_error_message=_("应选名额至少 1 名。"),
            ),
            models.CheckConstraint(
                name="ballot_follows_another", condition=Q(round=Round.FIRST) ^ Q(previous__isnull=False),
                violation_error_message=_("再次投票要指明是接着哪一次。"),
            ),
            models.CheckConstraint(
                name="ballot_counted_once",
                condition=Q(state=BallotState.OPEN)
                | Q(issued__isnull=False, returned=F("valid") + F("void"), counted_on__isnull=False),
                violation_error_message=_("收回的票要等于有效票加废票。"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meetings:ballot", args=[self.pk])

    @property
    def post(self) -> str:
        """What is elected, in the word of the body that elects."""
        if self.is_for_office and self.meeting.kind in OF_DIRECTORS:
            return str(DIRECTOR_WORDS[Body(self.body)])
        return str(self.get_body_display())

    @property
    def name(self) -> str:
        return f"{self.post} {self.get_round_display()}"

    @property
    def is_open(self) -> bool:
        return self.state == BallotState.OPEN

    @property
    def is_for_office(self) -> bool:
        return self.body in OFFICES

    @property
    def is_recall(self) -> bool:
        return self.body == Body.RECALL

    @property
    def about(self) -> str:
        """Whom a recall names, with the seat he holds: 主席王某."""
        row = self.candidates.first()
        return f"{row.unit_name}{row.name}" if row else ""

    @property
    def follows_rules_of_chair(self) -> bool:
        """Whether CON-14 speaks of this ballot: chair and vice-chairs of the union, not directors of its committees."""
        return self.is_for_office and self.meeting.kind not in OF_DIRECTORS


class Candidate(models.Model):
    """A name printed on the ballot. `name` tells bearers of one name apart and never changes afterwards."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="candidates")
    person = models.ForeignKey("organisation.Person", models.PROTECT, related_name="+")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(_("姓名"), max_length=180)
    unit_name = models.CharField(_("推荐单位"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("候选人")
        ordering = ["ballot", "order"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "person"], name="candidate_once"),
            models.UniqueConstraint(fields=["ballot", "name"], name="candidate_name_once"),
            models.UniqueConstraint(fields=["ballot", "order"], name="candidate_order_once"),
        ]

    def __str__(self) -> str:
        return self.name
