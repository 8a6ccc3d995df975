"""Who votes in a by-election, proposed from those who sit today or stood on the last congress's roll."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.congress.states import BodyKind
from gonglian.core.hanzi import stroke_key
from gonglian.meetings.models import Meeting
from gonglian.meetings.queries import roll_of
from gonglian.meetings.states import MeetingKind, MeetingState
from gonglian.terms.by_elections.states import By
from gonglian.terms.models import Body, Holder


def proposed_roll(body: Body, by: str, *, on: date) -> list[dict[str, Any]]:
    """Entries for `meetings.set_roll`: the sitting committee, or the delegates of the union's last closed congress."""
    return sitting_members(body, BodyKind.COMMITTEE, on=on) if by == By.COMMITTEE else _delegates(body)


def sitting_members(body: Body, kind: str, *, on: date) -> list[dict[str, Any]]:
    """Entries of who sits on a day in the union's body of a kind, by strokes of the surname."""
    rows = Holder.objects.as_of(on).filter(seat__body__union=body.union_id, seat__body__kind=kind)
    people = {row.person_id: (row.person, row.seat.constituent) for row in rows.select_related(
        "person", "seat__constituent"
    )}  # fmt: skip
    return sorted(
        ({"person": person, "unit_name": str(unit or "")} for person, unit in people.values()),
        key=lambda entry: stroke_key(entry["person"].name),
    )


def _delegates(body: Body) -> list[dict[str, Any]]:
    rows = Meeting.objects.filter(
        union=body.union_id, kind=MeetingKind.CONGRESS, state=MeetingState.CLOSED, seal__isnull=False
    )
    last = rows.order_by("held_on", "pk").last()
    entries = roll_of(last) if last else []
    return [{"person": entry.person, "unit_name": entry.unit_name} for entry in entries]
