"""The data of an archive as plain values. Names, units, figures; no numbers of persons, no telephones, no kin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from gonglian.congress.models import Convocation, Delegate
from gonglian.meetings.models import Ballot, Meeting
from gonglian.meetings.queries import sheet_values
from gonglian.policy.site import site_table

DATA = "data/"
MEETING = DATA + "meetings/"
PARAMETERS = DATA + "parameters.json"

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
_DELEGATE = ("votes_for", "is_manager", "front_line", "confirmed", "refused_for", "checked_on")
_CHANGE = ("left_on", "ground", "elected_on", "entitled", "present", "candidates", "votes_for")


def data_of(convocation: Convocation, meetings: Iterable[Meeting]) -> Iterator[tuple[str, Any]]:
    """(name, value) of each file of data: the preparation, each meeting with its counts, the parameters they were judged by."""
    yield f"{DATA}convocation.json", _convocation(convocation)
    yield f"{DATA}units.json", [_unit(unit) for unit in convocation.units.order_by("pk")]
    yield f"{DATA}nominees.json", _nominees(convocation)
    for number, meeting in enumerate(meetings, start=1):
        yield f"{MEETING}{number:02}.json", _meeting(meeting)
    yield PARAMETERS, _parameters()


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
        "agenda": [
            _columns(row, ("order", "item", "title", "votes_for", "voters", "passed"))
            for row in meeting.agenda.order_by("order")
        ],
        "ballots": [_ballot(ballot) for ballot in meeting.ballots.order_by("pk")],
    }


def _ballot(ballot: Ballot) -> dict[str, Any]:
    return _columns(ballot, _BALLOT) | {
        "previous": ballot.previous_id,
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


def _parameters() -> list[dict[str, Any]]:
    """Every value in force in this city: by them the counts are judged again."""
    table = site_table()
    rows = [row.to_json() for key in table.ids() for row in table.rows(key)]
    return [{name: value for name, value in row.items() if name != "title"} for row in rows]


def _columns(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _who(person: Any) -> dict[str, Any]:
    return {"person": person.pk, "name": person.name}
