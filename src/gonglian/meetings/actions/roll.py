"""The roll of those entitled, and its seal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, is_sealed, locked
from gonglian.meetings.models import Meeting, RollEntry, RollSeal
from gonglian.meetings.queries import judge_roll, roll_digest, roll_of
from gonglian.meetings.states import MeetingState
from gonglian.organisation.models import Person

RollRow = Mapping[str, Any]


@transaction.atomic
def set_roll(*, meeting: Meeting, entries: Sequence[RollRow], actor: Any, on: date) -> list[RollEntry]:
    """Replace the roll. entries: {"person": Person, "unit_name", "note"} each, in the roll's order; only person is needed.

    Refused: the roll is sealed; the meeting has been opened; a person stands twice.
    """
    meeting = locked(meeting)
    if is_sealed(meeting):
        raise refuse(_("名册已封存。"), cure=_("用“变动名册”，写明理由，由第二人复核。"), cite="CON-05")
    if meeting.state != MeetingState.PLANNED:
        raise refuse(_("会议已开会，名册不能重填。"), cure=_("封存后用“变动名册”。"), cite="CON-05")
    refuse_repeated([row["person"] for row in entries])
    with acting("set_roll", meeting, actor, on) as entry:
        meeting.roll.all().delete()
        rows = RollEntry.objects.bulk_create([roll_entry(meeting, row) for row in entries])
        entry.after = {"entitled": len(rows), "people": [row["person"].name for row in entries]}
    return rows


@transaction.atomic
def seal_roll(*, meeting: Meeting, actor: Any, on: date) -> RollSeal:
    """Freeze the roll, its names as they are spelt now, under a digest (CON-05, DECIDE).

    A roll sealed after the meeting was opened is kept with a finding. Refused: an empty roll; it is sealed already.
    """
    meeting = locked(meeting)
    entries = roll_of(meeting)
    if not entries:
        raise refuse(_("名册是空的。"), cure=_("先填名册。"), cite="CON-05")
    if is_sealed(meeting):
        raise refuse(_("名册已封存。"), cite="CON-05")
    with acting("seal_roll", meeting, actor, on) as entry:
        _freeze_names(entries)
        seal = RollSeal.objects.create(meeting=meeting, digest=roll_digest(entries), count=len(entries))
        meeting.refresh_from_db()
        entry.findings = [judge_roll(meeting).to_json()]
        entry.after = {"digest": seal.digest, "entitled": seal.count}
    return seal


def who(row: RollRow) -> dict[str, Any]:
    return {"person": row["person"], "unit_name": row.get("unit_name") or ""}


def roll_entry(meeting: Meeting, row: RollRow) -> RollEntry:
    return RollEntry(meeting=meeting, name=row["person"].name, note=row.get("note") or "", **who(row))


def _freeze_names(entries: Sequence[RollEntry]) -> None:
    for entry in entries:
        entry.name = entry.person.name
    RollEntry.objects.bulk_update(entries, ["name"])


def refuse_repeated(people: Sequence[Person]) -> None:
    seen: set[int] = set()
    for person in people:
        if person.pk in seen:
            raise refuse(
                _("%(person)s 在名册中写了两次。") % {"person": person}, cite="CON-05", field="entries"
            )
        seen.add(person.pk)
