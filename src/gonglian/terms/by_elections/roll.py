"""Who votes in a by-election, proposed from those who sit today or stood on the last congress's roll."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.meetings.models import Meeting
from gonglian.meetings.queries import roll_of
from gonglian.meetings.states import MeetingKind, MeetingState
from gonglian.terms.by_elections.states import By
from gonglian.terms.convening import sitting_members
from gonglian.terms.models import Body


def proposed_roll(body: Body, by: str, *, on: date) -> list[dict[str, Any]]:
    """Entries for `meetings.set_roll`: those who sit in the body, or the delegates of the union's last closed congress."""
    return sitting_members(body, on=on) if by == By.COMMITTEE else _delegates(body)


def _delegates(body: Body) -> list[dict[str, Any]]:
    rows = Meeting.objects.filter(
        union=body.union_id, kind=MeetingKind.CONGRESS, state=MeetingState.CLOSED, seal__isnull=False
    )
    last = rows.order_by("held_on", "pk").last()
    entries = roll_of(last) if last else []
    return [{"person": entry.person, "unit_name": entry.unit_name} for entry in entries]
