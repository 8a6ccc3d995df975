"""Reads of approvals: days by which things are due, and who has what before him. Deadlines are computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals import registry
from gonglian.approvals.access import can_propose, visible_notices, visible_requests
from gonglian.approvals.models import Objection, PublicNotice, Request
from gonglian.approvals.states import OPEN_STATES, Decision, Lane, RequestState
from gonglian.documents.access import visible_papers
from gonglian.documents.models import Paper
from gonglian.organisation.models import Union
from gonglian.organisation.states import WRITING_ROLES, Role
from gonglian.policy.site import site_table
from gonglian.policy.workdays import Calendar, workday_after
from gonglian.reference.calendar import site_calendar

_ORDER = {lane: place for place, lane in enumerate(Lane.values)}


@dataclass(frozen=True, slots=True)
class Due:
    """One line of a workbench: what, which union, by when (None: no fixed day), why, where, the button's word, the lane, and
    the clause that asks for it (its id, may be empty)."""

    what: str
    union: Union
    by: date | None
    why: str
    url: str
    button: str
    lane: str
    clause: str = ""


def reply_due(request: Request) -> date | None:
    """The last day for the reply: days after receipt by the parameter in force then (CON-16; the city's practice for other
    requests). None before it was received."""
    if request.received_on is None:
        return None
    days = site_table().value("election.approval_reply_days", request.received_on)
    return request.received_on + timedelta(days=int(days))


def is_reply_late(request: Request, on: date) -> bool:
    """Whether the reply came late, or is missing on `on` though due. Silence is no approval, it is a finding."""
    due = reply_due(request)
    return due is not None and (request.decided_on or on) > due and request.state != RequestState.WITHDRAWN


def notice_ends(posted_on: date, calendar: Calendar, enterprise_chair: bool = False) -> date:
    """The last day of a notice, to 24:00 (NOM-03). The day of posting is not counted; the earliest ballot is the day after.

    Five working days; for an enterprise's chair also seven calendar days, the later end counts.
    """
    table = site_table()
    end = workday_after(posted_on, int(table.value("election.notice_workdays", posted_on)), calendar)
    if enterprise_chair:
        days = int(table.value("election.chair_notice_days.enterprise", posted_on))
        end = max(end, posted_on + timedelta(days=days))
    return end


def notice_facts(notice: PublicNotice, ballot_on: date) -> dict[str, Any]:
    """The facts of NOM-03 for a posted notice and a day of ballot."""
    return {
        "posted_on": notice.posted_on,
        "ballot_on": ballot_on,
        "enterprise_chair": notice.enterprise_chair,
        "objections": [
            {"on": one.on, "answered_on": one.answered_on} for one in notice.objections.order_by("on", "pk")
        ],
    }


def open_business(union: Union) -> QuerySet[Request]:
    """Requests of or to the union that are still open."""
    return Request.objects.filter(state__in=OPEN_STATES).filter(applicant=union) | Request.objects.filter(
        state__in=OPEN_STATES, approver=union
    )


def inbox(user: Any, on: date) -> list[Due]:
    """What waits for the user's duty, most urgent first: replies to propose or sign, requests to sign, returned requests to
    take up again, objections to answer. Empty for readers, auditors and administrators."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role not in WRITING_ROLES:
        return []
    lines = [
        *_to_decide(user, duty, on), *_to_send(user, duty), *_to_redo(user, duty), *_to_answer(user, duty, on)
    ]  # fmt: skip
    return sorted(lines, key=_urgency)


def outbox(user: Any, on: date) -> list[Due]:
    """What the user's union sent and still waits for, the oldest first."""
    duty = getattr(user, "duty", None)
    if duty is None:
        return []
    rows = visible_requests(user).filter(applicant=duty.union_id, state=RequestState.SENT)
    return sorted((_waiting(row, on) for row in rows.select_related("approver", "paper")), key=_urgency)


def lane_of(by: date | None, on: date) -> str:
    """The group a due day falls in; the week ends on Sunday."""
    if by is None:
        return Lane.LATER.value
    if by < on:
        return Lane.OVERDUE.value
    if by == on:
        return Lane.TODAY.value
    return Lane.WEEK.value if by <= on + timedelta(days=6 - on.weekday()) else Lane.LATER.value


def _urgency(line: Due) -> tuple[int, date, str]:
    return _ORDER[line.lane], line.by or date.max, line.what


def page_of(request: Request) -> str:
    """Where the request is handled: its owner's page, else the list of approvals."""
    return registry.url_of(request.kind, request.pk) or reverse("approvals:requests")


def _to_decide(user: Any, duty: Any, on: date) -> Iterable[Due]:
    rows = visible_requests(user).filter(approver=duty.union_id, state=RequestState.SENT)
    if duty.role == Role.HANDLER:
        rows = rows.filter(proposed_by__isnull=True)
    for row in rows.select_related("applicant", "paper"):
        by = reply_due(row)
        why = _("收文 %(day)s，%(number)s，收到后 15 日内批复") % {
            "day": row.received_on,
            "number": row.paper.number,
        }
        button = _("办理批复") if duty.role == Role.HEAD else _("拟办批复")
        yield Due(row.subject, row.applicant, by, why, page_of(row), button, lane_of(by, on), "CON-16")


def _to_send(user: Any, duty: Any) -> Iterable[Due]:
    if duty.role != Role.HEAD:
        return
    rows = visible_requests(user).filter(applicant=duty.union_id, state=RequestState.PREPARED)
    for row in rows.select_related("approver"):
        why = _("经办已于 %(day)s 拟好，等负责人签发") % {"day": row.prepared_on}
        yield Due(row.subject, row.approver, None, why, page_of(row), _("签发报送"), Lane.LATER.value)


def _to_redo(user: Any, duty: Any) -> Iterable[Due]:
    rows = visible_requests(user).filter(applicant=duty.union_id, state=RequestState.RETURNED)
    taken_up = (
        Request.objects.exclude(state=RequestState.WITHDRAWN)
        .filter(previous__isnull=False)
        .values("previous")
    )
    for row in rows.exclude(pk__in=taken_up).select_related("approver"):
        why = _("%(day)s 退回：%(reasons)s") % {"day": row.decided_on, "reasons": row.reasons}
        yield Due(row.subject, row.approver, None, why, page_of(row), _("修改再报"), Lane.LATER.value)


def _to_answer(user: Any, duty: Any, on: date) -> Iterable[Due]:
    mine = Q(notice__keeper=duty.union_id) | Q(notice__keeper=None, notice__union=duty.union_id)
    rows = Objection.objects.filter(mine, notice__in=visible_notices(user), answered_on=None)
    calendar = site_calendar()
    for row in rows.select_related("notice__union"):
        notice = row.notice
        by = notice_ends(notice.posted_on, calendar, notice.enterprise_chair)
        why = _("%(day)s 收到异议，投票前要答复") % {"day": row.on}
        url = reverse("approvals:notice", args=[notice.pk])
        yield Due(notice.subject, notice.union, by, why, url, _("答复异议"), lane_of(by, on), "NOM-03")


def _waiting(row: Request, on: date) -> Due:
    by = reply_due(row)
    words = _("已报送 %(day)s，等批复") if not is_reply_late(row, on) else _("已报送 %(day)s，批复超期")
    lane = Lane.OVERDUE if is_reply_late(row, on) else Lane.WAITING
    return Due(
        row.subject,
        row.approver,
        by,
        words % {"day": row.sent_on},
        page_of(row),
        _("查看"),
        lane.value,
        "CON-16",
    )


def state_word(request: Request, user: Any) -> str:
    """The request's state in words; to the approver also the decision that waits for its head. A proposal is internal:
    the applicant is not told."""
    if request.state == RequestState.SENT and request.proposed_decision and can_propose(user, request):
        return _("拟%(decision)s，待签发") % {"decision": Decision(request.proposed_decision).label}
    return str(request.get_state_display())


def request_of_paper(paper: Paper, *, user: Any, on: date, today: date) -> dict[str, Any] | None:
    """The request this paper asks or answers: its page, its state in words, the other of the two papers. None for a
    paper that goes with no request, or one that the user does not see."""
    rows = visible_requests(user).filter(Q(paper=paper) | Q(reply=paper))
    request = rows.select_related("paper", "reply").first()
    if request is None:
        return None
    other = request.reply if request.paper_id == paper.pk else request.paper
    seen = other is not None and visible_papers(user).filter(pk=other.pk).exists()
    return {
        "request": request, "url": page_of(request), "word": state_word(request, user),
        "other": other if seen else None,
    }  # fmt: skip
