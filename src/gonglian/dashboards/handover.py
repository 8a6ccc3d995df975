"""Handing over when a chair leaves: what is open for a union, on one page. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from gonglian.approvals.access import visible_requests
from gonglian.approvals.queries import page_of, reply_due
from gonglian.approvals.states import RequestState
from gonglian.congress.states import BodyKind, Office
from gonglian.dashboards.union_sections import deadlines_section
from gonglian.documents.access import visible_papers
from gonglian.documents.states import PaperState
from gonglian.founding.access import visible_cases
from gonglian.founding.change_of_line.access import visible_changes
from gonglian.founding.change_of_line.states import OPEN_CHANGE
from gonglian.founding.joining.access import visible_joinings
from gonglian.founding.joining.states import OPEN_JOINING
from gonglian.founding.states import OPEN
from gonglian.organisation.models import Duty, Union
from gonglian.terms.by_elections.queries import under_way
from gonglian.terms.models import Holder
from gonglian.terms.picture import seat_title
from gonglian.terms.queries import SeatOn, bodies_of
from gonglian.terms.succession import open_substitutions

OPEN_REQUESTS = (RequestState.PREPARED, RequestState.SENT, RequestState.RETURNED)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing left to do: what, how it stands, by when, where; "" for no page."""

    what: str
    state: str
    by: date | None
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind; nothing: what to say where there is none."""

    title: str
    nothing: str
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Handover:
    """left: who sat on the chair before, the latest; holder or acting: who answers now; duties: who acts in the system."""

    union: Union
    left: Holder | None
    chair: SeatOn | None
    groups: list[Group]
    duties: list[Duty]

    @property
    def total(self) -> int:
        return sum(len(group.items) for group in self.groups)


def handover_of(union: Union, *, user: Any, today: date) -> Handover:
    """What is open for the union as far as the duty sees it, told by today's records."""
    chair = _chair(union, today)
    duties = Duty.objects.filter(union=union).active(today).select_related("user", "union")
    groups = [
        Group(_("请示和批复"), _("没有等签发、等批复的请示。"), list(_requests(union, user))),
        Group(_("在办事项"), _("没有在办的事项。"), list(_business(union, user))),
        Group(_("期限"), _("近期没有到期的事。"), list(_deadlines(union, user, today))),
        Group(_("没有签发的公文"), _("没有草稿。"), list(_drafts(union, user))),
    ]
    return Handover(union, _left(chair), chair, groups, list(duties.order_by("role", "user__name", "pk")))


def _chair(union: Union, today: date) -> SeatOn | None:
    """The seat of the committee's chair, of a working committee's director."""
    for body in bodies_of(union, on=today):
        if body.body.kind == BodyKind.COMMITTEE:
            heads = (seat for seat in body.seats if seat.seat.office in (Office.CHAIR, Office.DIRECTOR))
            return next(heads, None)
    return None


def _left(chair: SeatOn | None) -> Holder | None:
    """Who sat there last before today's holder."""
    gone = [row for row in chair.holders if row is not chair.holder] if chair else []
    return gone[-1] if gone else None


def _requests(union: Union, user: Any) -> Iterator[Item]:
    rows = visible_requests(user).filter(Q(applicant=union) | Q(approver=union), state__in=OPEN_REQUESTS)
    for row in rows.order_by("pk"):
        yield Item(row.subject, row.get_state_display(), reply_due(row), page_of(row))


def _business(union: Union, user: Any) -> Iterator[Item]:
    """Foundings, joinings, changes of line, by-elections and successions under way."""
    about = Q(union=union) | Q(proposer=union)
    cases = visible_cases(user).filter(about, stage__in=OPEN).order_by("pk")
    yield from (
        Item(str(row), row.get_stage_display(), row.congress_by, row.get_absolute_url()) for row in cases
    )
    part = Q(union=union) | Q(opener=union) | Q(units__union=union)
    joinings = visible_joinings(user).filter(part, state__in=OPEN_JOINING).order_by("pk").distinct()
    changes = visible_changes(user).filter(Q(union=union) | Q(applicant=union), state__in=OPEN_CHANGE)
    yield from _stated(joinings)
    yield from _stated(changes.order_by("pk"))
    one = Union.objects.filter(pk=union.pk)
    for vote in under_way(one):
        what = f"{vote.get_purpose_display()}：{seat_title(vote.seat)}"
        yield Item(what, vote.meeting.get_state_display(), None, vote.get_absolute_url())
    for row in open_substitutions(one):
        yield Item(
            _("替补：%(seat)s") % {"seat": seat_title(row.seat)},
            row.get_state_display(),
            None,
            row.get_absolute_url(),
        )


def _stated(rows: Iterable[Any]) -> Iterator[Item]:
    return (Item(str(row), row.get_state_display(), None, row.get_absolute_url()) for row in rows)


def _deadlines(union: Union, user: Any, today: date) -> Iterator[Item]:
    for row in deadlines_section(union, user=user, on=today, today=today) or ():
        yield Item(row.what, row.cite, row.by, row.url)


def _drafts(union: Union, user: Any) -> Iterator[Item]:
    rows = visible_papers(user).filter(issuer=union, state=PaperState.DRAFT).order_by("drafted_on", "pk")
    for row in rows:
        yield Item(row.title, row.get_kind_display(), None, row.get_absolute_url())
