"""Reads of by-elections used by more than one caller."""

from __future__ import annotations

from django.db.models import QuerySet

from gonglian.organisation.models import Union
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.by_elections.states import State
from gonglian.terms.models import Seat


def called_for(seats: list[Seat]) -> dict[int, ByElection]:
    """The by-election or recall under way, by the seat's key."""
    return {row.seat_id: row for row in ByElection.objects.filter(seat__in=seats, state=State.OPEN)}


def under_way(unions: QuerySet[Union]) -> QuerySet[ByElection]:
    """Those under way for seats of `unions`, the first meeting first."""
    rows = ByElection.objects.filter(state=State.OPEN, seat__body__union__in=unions.values("pk"))
    return rows.select_related("seat__body__union", "seat__constituent", "meeting").order_by(
        "meeting__held_on", "pk"
    )
