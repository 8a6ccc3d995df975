"""What a by-election or recall adds to the archive of its meeting: the seat, who was named, and what came of it."""

from __future__ import annotations

from typing import Any

from gonglian.congress.archives.contents import Contribution
from gonglian.congress.archives.data import DATA
from gonglian.congress.archives.records import Record
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.models import Holder
from gonglian.terms.states import Came, Went


def vote_record(of: Record) -> Contribution:
    """data/by_election.json of a meeting called for a seat, and the scans of coming and going; nothing for any other."""
    rows = ByElection.objects.select_related("seat__body", "meeting", "holder__person")
    row = None if of.convocation else rows.filter(meeting=of.owner.pk).first()
    if row is None:
        return Contribution()
    came = _holder(row, came=Came.BY_ELECTION, valid__startswith=row.meeting.held_on)
    went = _holder(row, went=Went.RECALLED, person=row.holder.person) if row.holder else None
    scans = [came and came.came_scan, went and went.went_scan]
    data = _plain(row) | {"seated": _held(came), "recalled": _held(went)}
    return Contribution(data=[(f"{DATA}by_election.json", data)], files=[scan for scan in scans if scan])


def _plain(row: ByElection) -> dict[str, Any]:
    seat, nominees = row.seat, row.nominees.select_related("person")
    return {
        "purpose": row.purpose,
        "state": row.state,
        "seat": {
            "body": seat.body.kind, "ordinal": seat.ordinal, "office": seat.office, "number": seat.number,
            "source": seat.source, "name": str(seat),
        },
        "asked_to_recall": str(row.holder.person) if row.holder else None,
        "nominees": [
            {"person": each.person_id, "name": str(each), "unit_name": each.unit_name} for each in nominees
        ],
    }  # fmt: skip


def _holder(row: ByElection, **known: Any) -> Holder | None:
    """Who took or lost the seat by this meeting, as it is on record now."""
    rows = Holder.objects.current_record().filter(seat=row.seat, **known).order_by("pk")
    return rows.select_related("person", "came_scan", "went_scan").last()


def _held(holder: Holder | None) -> dict[str, Any] | None:
    if holder is None:
        return None
    return {
        "person": holder.person_id, "name": str(holder.person), "since": holder.starts_on, "last": holder.ends_on,
        "came": holder.came, "went": holder.went,
    }  # fmt: skip
