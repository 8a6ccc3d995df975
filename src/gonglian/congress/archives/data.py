"""The data of an archive as plain values. Names, units, figures; no numbers of persons, no telephones, no kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models

from gonglian.congress.archives.records import Record
from gonglian.congress.models import Convocation, Delegate
from gonglian.meetings.models import Ballot, Meeting
from gonglian.meetings.queries import sheet_values
from gonglian.policy.site import rows_ever

DATA = "data/"
MEETING = DATA + "meetings/"

_PLAN = (
    "purpose", "ordinal", "members", "planned_on", "place", "delegates", "committee_size", "audit_size", "women_size",
    "vice_chairs", "years", "chair_by", "list_fixed_on", "agreed",
)  # fmt: skip
_MEETING = (
    "id", "kind", "name", "ordinal", "session", "held_on", "place", "state", "rules_chair_by", "members", "opened_at", "note",
)  # fmt: skip
_BALLOT = (
    "id", "name", "body", "post", "round", "org_form", "source", "seats", "approved", "resolved_seats", "minimum", "state",
    "issued", "returned", "valid", "void", "counted_on", "facts", "verdict",
)  # fmt: skip
_AGENDA = ("order", "item", "title", "votes_for", "against", "abstain", "voters", "way", "majority", "passed")
_DELEGATE = ("votes_for", "is_manager", "front_line", "confirmed", "refused_for", "checked_on")
_CHANGE = ("left_on", "ground", "elected_on", "entitled", "present", "candidates", "votes_for")


def data_of(of: Record) -> Iterator[tuple[str, Any]]:
    """(name, value) of each file of data: the preparation, and each meeting with its counts and what they were judged by."""
    if of.convocation:
        yield f"{DATA}convocation.json", _convocation(of.convocation)
        yield f"{DATA}units.json", [_unit(unit) for unit in of.convocation.units.order_by("pk")]
        yield f"{DATA}nominees.json", _nominees(of.convocation)
    for number, meeting in enumerate(of.meetings, start=1):
        yield f"{MEETING}{number:02}.json", _meeting(meeting)


def _convocation(convocation: Convocation) -> dict[str, Any]:
    return {
        "union": convocation.union.name,
        "keeper": convocation.keeper.name,
        "name": convocation.name,
    } | _columns(convocation, _PLAN)


def _unit(unit: Any) -> dict[str, Any]:
    delegates = Delegate.objects.filter(unit=unit).select_related("person").order_by("pk")
    return _columns(
        unit, ("name", "members", "places", "reported_on", "entitled", "present", "candidates")
    ) | {
        "unions": [link.union.name for link in unit.unions.select_related("union").order_by("pk")],
        "changes": [
            _change(row) for row in unit.changes.select_related("leaver", "successor").order_by("pk")
        ],
        "delegates": [_who(row.person) | _columns(row, _DELEGATE) for row in delegates],
    }


def _change(row: Any) -> dict[str, Any]:
    """A place that changed hands; the note behind the ground may be of the person's health and stays here."""
    left, came = (_who(person) if person else None for person in (row.leaver, row.successor))
    return {"left": left, "came": came} | _columns(row, _CHANGE)


def _nominees(convocation: Convocation) -> list[dict[str, Any]]:
    rows = convocation.nominees.select_related("person", "union").order_by("pk")
    columns = ("body", "office", "source", "origin", "unit_name", "declared_on", "withdrawn")
    return [
        _who(row.person) | {"union": row.union.name if row.union else ""} | _columns(row, columns)
        for row in rows
    ]


def _meeting(meeting: Meeting) -> dict[str, Any]:
    seal = getattr(meeting, "seal", None)
    return _columns(meeting, _MEETING) | {
        "union": meeting.union.name,
        "keeper": meeting.keeper.name,
        "roll": [
            {"person": row.person_id} | _columns(row, ("name", "unit_name", "present", "presence_by", "note"))
            for row in meeting.roll.order_by("pk")
        ],
        "roll_seal": seal and _columns(seal, ("sealed_at", "digest", "count")),
        "roll_changes": [
            _who(row.person)
            | _columns(row, ("kind", "unit_name", "reason", "changed_at", "digest"))
            | {"second_person": str(row.second_person)}
            for row in meeting.roll_changes.select_related("person", "second_person").order_by("pk")
        ],
        "officers": [
            {"role": row.role, "name": str(row), "approved": row.approved}
            for row in meeting.officers.select_related("person", "user").order_by("pk")
        ],
        "agenda": [_columns(row, _AGENDA) for row in meeting.agenda.order_by("order")],
        "ballots": [_ballot(ballot) for ballot in meeting.ballots.order_by("pk")],
    }


def _ballot(ballot: Ballot) -> dict[str, Any]:
    return _columns(ballot, _BALLOT) | {
        "previous": ballot.previous_id,
        "parameters": _judged_by(ballot),
        "candidates": [
            {"person": row.person_id} | _columns(row, ("order", "name", "unit_name"))
            for row in ballot.candidates.order_by("order")
        ],
        "sheets": [
            {"teller": str(row.teller), "submitted_at": row.submitted_at} | sheet_values(row)
            for row in ballot.sheets.select_related("teller").order_by("pk")
        ],
        "lines": [
            {"person": row.person_id} | _columns(row, ("write_in", "votes_for", "against", "abstain"))
            for row in ballot.lines.order_by("pk")
        ],
    }


def _judged_by(ballot: Ballot) -> list[dict[str, Any]]:
    """The values that the count was judged by, as its verdict keeps them, each with the dated row it stood in on the day of
    the election. A correction entered since then changes neither."""
    used = {
        key: value
        for found in (ballot.verdict or {}).get("findings", ())
        for key, value in found["parameters"].items()
    }
    return [_row_then(key, value, ballot.meeting.held_on) for key, value in sorted(used.items())]


def _row_then(key: str, value: Any, on: date) -> dict[str, Any]:
    rows = [row.to_json() for row in rows_ever(key) if row.holds(on)]
    row = next((row for row in rows if row["value"] == value), {"id": key, "value": value, "valid_from": on})
    return {
        name: row.get(name) for name in ("id", "value", "valid_from", "valid_until", "source", "certainty")
    }


def _columns(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _who(person: Any) -> dict[str, Any]:
    return {"person": person.pk, "name": person.name}
