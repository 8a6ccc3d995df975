"""What waits for a duty, worked out from the records as they stand; nothing of it is stored.

One loader an area. Each asks a fixed number of questions, however many lines it finds; founding judges its clauses for the
first JUDGED cases only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from gonglian.approvals import queries as approvals
from gonglian.approvals.access import visible_requests
from gonglian.approvals.states import Lane, RequestState
from gonglian.dashboards.renewal import renewals, renewing
from gonglian.meetings.access import visible_ballots, visible_meetings
from gonglian.meetings.models import Ballot, Meeting
from gonglian.meetings.states import TELLERS, BallotState, MeetingState
from gonglian.organisation.access import can_import_rosters, visible_unions
from gonglian.organisation.models import Line as UnionLine
from gonglian.organisation.models import Union
from gonglian.organisation.states import WRITING_ROLES, Form, LineKind, Role, UnionKind, UnionState
from gonglian.policy.catalogue import short_source
from gonglian.policy.site import site_table
from gonglian.rosters.access import visible_imports
from gonglian.rosters.states import AT_WORK, ImportState
from gonglian.terms.queries import chairs_without_account

MOST_UNIONS = 50  # registrations, accounts and terms shown at once, the most urgent first


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the workbench: what; whose, in words; by when (None: no fixed day); why, with the clause's id; where it
    is done; the button's word; the lane (approvals.states.Lane); whether the own union acts, or waits for others."""

    what: str
    whose: str
    by: date | None
    why: str
    clause: str
    url: str
    button: str
    lane: str
    is_mine: bool = True

    @property
    def cite(self) -> str:
        """The clause's source in words; "" without a clause."""
        return short_source(self.clause) if self.clause else ""


def requests_due(user: Any, on: date) -> Iterator[Line]:
    """Requests and objections before the duty, and replies and signatures it waits for."""
    for is_mine, found in ((True, approvals.inbox(user, on)), (False, approvals.outbox(user, on))):
        for due in found:
            whose = str(due.union)
            yield Line(due.what, whose, due.by, due.why, due.clause, due.url, due.button, due.lane, is_mine)
    if user.duty.role != Role.HEAD:
        yield from _signatures(user, on)


def _signatures(user: Any, on: date) -> Iterator[Line]:
    """What lies before the own head: requests to sign, replies to sign."""
    own = user.duty.union_id
    rows = visible_requests(user).filter(
        Q(applicant=own, state=RequestState.PREPARED)
        | Q(approver=own, state=RequestState.SENT, proposed_by__isnull=False)
    )
    for row in rows.select_related("applicant", "approver").order_by("pk"):
        asks = row.applicant_id == own
        by = None if asks else approvals.reply_due(row)
        why = _("请示已拟好，等负责人签发") if asks else _("批复已拟好，等负责人签发")
        whose = row.approver if asks else row.applicant
        clause = "" if asks else "CON-16"
        url, lane = approvals.page_of(row), waiting_or_late(by, on=on)
        yield Line(row.subject, str(whose), by, why, clause, url, _("查看"), lane, is_mine=False)


def waiting_or_late(by: date | None, *, on: date) -> str:
    """The lane of what others have to do: overdue once its day is past."""
    late = by is not None and by < on
    return Lane.OVERDUE.value if late else Lane.WAITING.value


def meetings_due(user: Any, on: date) -> Iterator[Line]:
    """Counts and meetings whose record the own union keeps."""
    if user.duty.role in WRITING_ROLES:
        kept = visible_meetings(user).filter(Q(keeper=user.duty.union_id) | Q(union=user.duty.union_id))
        yield from _counts(kept, on)
        yield from _meetings(kept, on)


def sheets_due(user: Any, on: date) -> Iterator[Line]:
    """Sheets the user has to hand in as a teller, under whatever duty, or none."""
    mine = Q(meeting__officers__role__in=TELLERS, meeting__officers__user=user.pk)
    rows = (
        visible_ballots(user).filter(mine, state=BallotState.OPEN).exclude(sheets__teller=user.pk).distinct()
    )
    for ballot in rows.order_by("meeting__held_on", "pk"):
        by = ballot.meeting.held_on
        why = _("%(meeting)s，您是计票人，两人分别填写") % {"meeting": ballot.meeting.name}
        what = _("填写计票单：%(body)s") % {"body": ballot.get_body_display()}
        url = ballot.get_absolute_url()
        yield Line(
            what,
            str(ballot.meeting.union),
            by,
            why,
            "CON-10",
            url,
            _("填写计票单"),
            approvals.lane_of(by, on),
        )


def _counts(kept: QuerySet[Meeting], on: date) -> Iterator[Line]:
    """Open ballots: to be compared once both sheets are in, before that waiting for the tellers."""
    rows = Ballot.objects.filter(meeting__in=kept, state=BallotState.OPEN).select_related("meeting__union")
    for ballot in rows.annotate(handed_in=Count("sheets")).order_by("meeting__held_on", "pk"):
        by, whose, url = ballot.meeting.held_on, str(ballot.meeting.union), ballot.get_absolute_url()
        words = {"body": ballot.get_body_display(), "count": ballot.handed_in, "meeting": ballot.meeting.name}
        if ballot.handed_in >= len(TELLERS):
            what, why = _("核对计票：%(body)s") % words, _("%(meeting)s，两份计票单已交") % words
            yield Line(what, whose, by, why, "CON-10", url, _("核对计票单"), approvals.lane_of(by, on))
        else:
            what, why = _("等计票单：%(body)s") % words, _("%(meeting)s，已交 %(count)s 份，共 2 份") % words
            lane = waiting_or_late(by, on=on)
            yield Line(what, whose, by, why, "CON-10", url, _("看计票"), lane, is_mine=False)


def _meetings(kept: QuerySet[Meeting], on: date) -> Iterator[Line]:
    """Meetings planned, and those opened that still have to be closed."""
    rows = kept.filter(state__in=(MeetingState.PLANNED, MeetingState.OPENED))
    for meeting in rows.order_by("held_on", "pk"):
        planned = meeting.state == MeetingState.PLANNED
        what = _("记录会议") if planned else _("结束会议记录")
        why = (
            _("%(meeting)s，开会前封存名册，当天登记到会")
            if planned
            else _("%(meeting)s，议程和选举记完后闭会")
        ) % {"meeting": meeting.name}
        clause = "CON-05" if planned else "CON-18"
        lane = approvals.lane_of(meeting.held_on, on)
        url = meeting.get_absolute_url()
        yield Line(what, str(meeting.union), meeting.held_on, why, clause, url, _("打开会议"), lane)


def imports_due(user: Any, on: date) -> Iterator[Line]:
    """Rosters that were read and wait to be written or given up, and those the system is still working on."""
    if not can_import_rosters(user):
        return
    open_states = (*AT_WORK, ImportState.PREVIEWED, ImportState.FAILED)
    for batch in (
        visible_imports(user).filter(state__in=open_states).prefetch_related("files").order_by("-pk")
    ):
        works = batch.state in AT_WORK
        lane = Lane.WAITING if works else Lane.LATER
        why = {
            ImportState.PREVIEWED: _("已检查，核对后写入或放弃"),
            ImportState.FAILED: _("没有读成，改好后重新上传或放弃"),
        }.get(ImportState(batch.state), batch.get_state_display())
        what = _("导入名册：%(files)s") % {"files": batch.title}
        button = _("看进度") if works else _("核对名册")
        yield Line(
            what,
            str(batch.union),
            None,
            str(why),
            "",
            batch.get_absolute_url(),
            button,
            lane.value,
            not works,
        )


def unions_due(user: Any, on: date) -> Iterator[Line]:
    """Of the own union and those it leads directly: registrations, chairs' accounts, terms that end."""
    if user.duty.role not in WRITING_ROLES:
        return
    unions = own_and_led(user, on)
    yield from _registrations(user, unions, on)
    yield from _accounts(unions, on)
    yield from _terms(user, unions, on)


def own_and_led(user: Any, on: date) -> QuerySet[Union]:
    """The union one acts for and those it leads directly on the day."""
    led = UnionLine.objects.as_of(on).filter(kind=LineKind.LEADERSHIP, parent=user.duty.union_id)
    return visible_unions(user).filter(Q(pk=user.duty.union_id) | Q(pk__in=led.values("child")))


def registration_due(union: Union) -> date | None:
    """The last day to apply for registration as a legal person (ORG-16); None for a union that is registered, has no day
    of approval, or is a working committee."""
    if union.code or union.approved_on is None or union.form == Form.WORKING_COMMITTEE:
        return None
    days = site_table().value("legal_person.apply_days", union.approved_on)
    return union.approved_on + timedelta(days=int(days))


def _registrations(user: Any, unions: QuerySet[Union], on: date) -> Iterator[Line]:
    rows = unions.filter(
        kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE, code="", approved_on__isnull=False
    ).exclude(form=Form.WORKING_COMMITTEE)
    for union in rows.order_by("approved_on", "pk")[:MOST_UNIONS]:
        by = registration_due(union)
        own = union.pk == user.duty.union_id
        what = _("申请法人登记") if own else _("等申请法人登记")
        lane = approvals.lane_of(by, on) if own else waiting_or_late(by, on=on)
        why = _("%(day)s 批准成立，档里还没有信用代码") % {"day": union.approved_on}
        yield Line(what, str(union), by, why, "ORG-16", union.get_absolute_url(), _("打开本档"), lane, own)


def _accounts(unions: QuerySet[Union], on: date) -> Iterator[Line]:
    for holder in chairs_without_account(unions, on=on)[:MOST_UNIONS]:
        union = holder.seat.body.union
        why = _("主席%(name)s还没有账号，由系统管理员开通后才能以负责人身份办事") % {"name": holder.person}
        what, url = _("等开通主席的账号"), union.get_absolute_url()
        yield Line(what, str(union), None, why, "", url, _("打开本档"), Lane.WAITING.value, is_mine=False)


def _terms(user: Any, unions: QuerySet[Union], on: date) -> Iterator[Line]:
    """Terms that end or are over. Who has not begun when the request is due is overdue, on the upper union's bench too."""
    found = renewals(unions, today=on)[:MOST_UNIONS]
    begun = renewing([row.term.body.union_id for row in found])
    for renewal in found:
        union = renewal.term.body.union
        last, is_late = renewal.due(on, has_begun=union.pk in begun)
        own = union.pk == user.duty.union_id
        what = _("准备换届") if own else _("督促按期换届")
        url = f"{union.get_absolute_url()}#renewal"
        lane = Lane.OVERDUE.value if is_late else approvals.lane_of(last, on)
        yield Line(what, str(union), last, renewal.reminder(on), "TRM-03", url, _("看安排"), lane)
