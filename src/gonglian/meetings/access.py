"""Who may see a meeting, keep its record, and enter a teller's sheet. Authority is today's duty.

The record is kept by handlers and heads of the union that holds the meeting, of the union named as keeper, and of
those that lead them. A teller enters his own sheet under any duty, or none.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from gonglian.accounts.models import User
from gonglian.core import clock
from gonglian.core.access import fetch
from gonglian.meetings.models import Ballot, BallotIssue, Meeting, RollChange
from gonglian.meetings.states import TELLERS
from gonglian.organisation.access import can_change_union, visible_people, visible_unions
from gonglian.organisation.models import Duty, Person


def visible_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings held or kept by a union in reach."""
    unions = visible_unions(user)
    return Meeting.objects.filter(Q(union__in=unions) | Q(keeper__in=unions)).select_related(
        "union", "keeper"
    )


def visible_ballots(user: Any) -> QuerySet[Ballot]:
    """Ballots of visible meetings, and those at which the user is a teller."""
    told = Q(meeting__officers__role__in=TELLERS, meeting__officers__user=user.pk)
    seen = Q(meeting__in=visible_meetings(user))
    mine = Ballot.objects.filter(seen | told).values("pk")
    return Ballot.objects.filter(pk__in=mine).select_related("meeting", "meeting__union", "meeting__keeper")


def can_keep(user: Any, meeting: Meeting) -> bool:
    """May record what happened in the meeting."""
    return can_change_union(user, meeting.keeper) or can_change_union(user, meeting.union)


def is_teller(user: Any, ballot: Ballot) -> bool:
    return ballot.meeting.officers.filter(role__in=TELLERS, user=user.pk).exists()


def can_reconcile(user: Any, ballot: Ballot) -> bool:
    """Keepers of the record and the tellers themselves."""
    return can_keep(user, ballot.meeting) or is_teller(user, ballot)


def get_meeting(user: Any, pk: int) -> Meeting:
    """The meeting for reading; 404 outside the reach."""
    return fetch(visible_meetings(user), _anyone, pk=pk)


def get_meeting_to_keep(user: Any, pk: int) -> Meeting:
    """The meeting for an officer who keeps its record; 403 for a reader."""
    return fetch(visible_meetings(user), lambda meeting: can_keep(user, meeting), pk=pk)


def get_roll_change(user: Any, pk: int, number: int) -> tuple[Meeting, list[RollChange]]:
    """The meeting and what was proposed together under a number, for an officer who keeps the record; 404 for no such number."""
    meeting = get_meeting_to_keep(user, pk)
    rows = meeting.roll_changes.filter(number=number).select_related("person", "proposed_by", "second_person")
    if not rows:
        raise Http404
    return meeting, list(rows)


def get_ballot(user: Any, pk: int) -> Ballot:
    """The ballot for reading; 404 for a stranger."""
    return fetch(visible_ballots(user), _anyone, pk=pk)


def get_ballot_to_keep(user: Any, pk: int) -> Ballot:
    """The ballot for an officer who keeps the meeting's record."""
    return fetch(visible_ballots(user), lambda ballot: can_keep(user, ballot.meeting), pk=pk)


def get_issue(user: Any, pk: int, issue: int) -> BallotIssue:
    """A line of what was handed out, for an officer who keeps the record; 404 for a line of another ballot."""
    ballot = get_ballot_to_keep(user, pk)
    return fetch(ballot.issues.select_related("ballot"), _anyone, pk=issue)


def get_ballot_to_count(user: Any, pk: int) -> Ballot:
    """The ballot for one of its two tellers; 403 for everybody else who may see it."""
    return fetch(visible_ballots(user), lambda ballot: is_teller(user, ballot), pk=pk)


def get_ballot_to_reconcile(user: Any, pk: int) -> Ballot:
    return fetch(visible_ballots(user), lambda ballot: can_reconcile(user, ballot), pk=pk)


def users_at_hand(user: Any, meeting: Meeting) -> QuerySet[User]:
    """Who may be named as teller or second person: those with a duty today at a union in reach or of the meeting."""
    unions = visible_unions(user).values("pk")
    duties = Duty.objects.active(clock.today()).filter(
        Q(union__in=unions) | Q(union__in=[meeting.union_id, meeting.keeper_id])
    )
    return User.objects.filter(pk__in=duties.values("user"), is_active=True).order_by("name", "pk")


def people_named(user: Any, name: str) -> QuerySet[Person]:
    """Persons of exactly this name within the user's reach."""
    return visible_people(user).filter(name=name)


def _anyone(row: object) -> bool:
    return True
