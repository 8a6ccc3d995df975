"""Reads of by-elections used by more than one caller."""

from __future__ import annotations

from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.by_elections.states import State
from gonglian.terms.models import Seat


def called_for(seats: list[Seat]) -> dict[int, ByElection]:
    """The by-election or recall under way, by the seat's key."""
    return {row.seat_id: row for row in ByElection.objects.filter(seat__in=seats, state=State.OPEN)}
