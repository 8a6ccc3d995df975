"""Who sees the archive of a congress or a meeting: every business duty of the union, of its keeper, and of those that lead
them. Who seals it: handlers and heads among these."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.models import Convocation
from gonglian.core.access import fetch
from gonglian.meetings.models import Meeting
from gonglian.organisation.access import can_change_union, visible_unions
from gonglian.organisation.states import UnionKind


def visible_convocations(user: Any) -> QuerySet[Convocation]:
    """Congresses in reach; an industrial union sees its own alone, not those of the unions it guides."""
    return Convocation.objects.filter(_in_reach(user)).select_related("union", "keeper")


def visible_meetings(user: Any) -> QuerySet[Meeting]:
    """Meetings whose record can be read whole, by the same reach."""
    return Meeting.objects.filter(_in_reach(user)).select_related("union", "keeper")


def can_seal(user: Any, owner: Convocation | Meeting) -> bool:
    return can_change_union(user, owner.keeper) or can_change_union(user, owner.union)


def get_convocation(user: Any, pk: int) -> Convocation:
    """For reading; 404 outside the reach."""
    return fetch(visible_convocations(user), lambda row: True, pk=pk)


def get_convocation_to_seal(user: Any, pk: int) -> Convocation:
    """For who may seal its archive; 403 to a reader."""
    return fetch(visible_convocations(user), lambda row: can_seal(user, row), pk=pk)


def get_meeting(user: Any, pk: int) -> Meeting:
    """For reading; 404 outside the reach."""
    return fetch(visible_meetings(user), lambda row: True, pk=pk)


def get_meeting_to_seal(user: Any, pk: int) -> Meeting:
    """For who may seal its archive; 403 to a reader."""
    return fetch(visible_meetings(user), lambda row: can_seal(user, row), pk=pk)


def get_archive(user: Any, pk: int) -> SealedArchive:
    """A sealed archive to take along; 404 outside the reach."""
    congresses, meetings = visible_convocations(user).values("pk"), visible_meetings(user).values("pk")
    rows = SealedArchive.objects.filter(Q(convocation__in=congresses) | Q(meeting__in=meetings))
    return fetch(rows.select_related("convocation__union", "meeting__union"), lambda row: True, pk=pk)


def _in_reach(user: Any) -> Q:
    duty = getattr(user, "duty", None)
    unions = visible_unions(user)
    if duty is not None and duty.union.kind == UnionKind.INDUSTRIAL:
        unions = unions.filter(pk=duty.union_id)
    return Q(union__in=unions) | Q(keeper__in=unions)
