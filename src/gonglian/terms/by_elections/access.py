"""Who may see a by-election and carry it: those who keep the seat (terms.access)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gonglian.core.access import fetch
from gonglian.organisation.access import can_change_union, visible_unions
from gonglian.terms.by_elections.models import ByElection


def can_carry(user: Any, row: ByElection) -> bool:
    return can_change_union(user, row.seat.body.union)


def get_by_election(user: Any, pk: int) -> ByElection:
    """For reading; 404 outside the reach."""
    return fetch(_rows(user), lambda row: True, pk=pk)


def get_by_election_to_carry(user: Any, pk: int) -> ByElection:
    """For those who keep the seat; 403 to a reader."""
    return fetch(_rows(user), lambda row: can_carry(user, row), pk=pk)


def _rows(user: Any) -> QuerySet[ByElection]:
    rows = ByElection.objects.filter(seat__body__union__in=visible_unions(user).values("pk"))
    return rows.select_related("seat__body__union", "seat__constituent", "meeting__union", "holder__person")
