"""The roll of those entitled, its seal, and later changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, is_sealed, locked, refuse_if_counted
from gonglian.meetings.models import Meeting, RollChange, RollEntry, RollSeal
from gonglian.meetings.queries import judge_roll, roll_digest, roll_of
from gonglian.meetings.states import MeetingState, RollChangeKind
from gonglian.organisation.models import Person

RollRow = Mapping[str, Any]


@transaction.atomic
def set_roll(*, meeting: Meeting, entries: Sequence[RollRow], actor: Any, on: date) -> list[RollEntry]:
    """Replace the roll. entries: {"person": Person, "unit_name", "note"} each, in the roll's order; only person is needed.

    Refused: the roll is sealed; the meeting has been opened; a person stands twice.
    """
    meeting = locked(meeting)
    if is_sealed(meeting):
        raise refuse(_("名册已封存。"), cure=_("用“变动名册”，写明理由和复核人。"), cite="CON-05")
    if meeting.state != MeetingState.PLANNED:
        raise refuse(_("会议已开会，名册不能重填。"), cure=_("封存后用“变动名册”。"), cite="CON-05")
    _refuse_repeated([row["person"] for row in entries])
    with acting("set_roll", meeting, actor, on) as entry:
        meeting.roll.all().delete()
        rows = RollEntry.objects.bulk_create([_entry(meeting, row) for row in entries])
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


@transaction.atomic
def change_roll(
    *, meeting: Meeting, reason: str, second_person: Any, actor: Any, on: date,
    added: Sequence[RollRow] = (), removed: Sequence[Person] = (),
) -> list[RollChange]:  # fmt: skip
    """Add and remove persons after sealing; each change keeps reason, second person and the digest after it (CON-05).

    second_person: a user other than the actor. Refused: the roll is not sealed; no reason; the second person is the
    actor; nothing changes; someone added stands there already or someone removed does not; a count is reconciled.
    """
    meeting = locked(meeting)
    if not is_sealed(meeting):
        raise refuse(_("名册还没有封存。"), cure=_("直接改名册。"), cite="CON-05")
    refuse_if_counted(meeting)
    _refuse_unwitnessed(reason, second_person, actor)
    _refuse_bad_changes(meeting, [row["person"] for row in added], removed)
    with acting("change_roll", meeting, actor, on) as entry:
        meeting.roll.filter(person__in=removed).delete()
        RollEntry.objects.bulk_create([_entry(meeting, row) for row in added])
        digest = roll_digest(roll_of(meeting))
        common = {
            "meeting": meeting,
            "reason": reason.strip(),
            "second_person": second_person,
            "digest": digest,
        }
        changes = [RollChange(kind=RollChangeKind.ADDED, **_who(row), **common) for row in added]
        changes += [RollChange(kind=RollChangeKind.REMOVED, person=person, **common) for person in removed]
        entry.after = {
            "added": [row["person"].name for row in added],
            "removed": [person.name for person in removed],
            "reason": reason.strip(),
            "second_person": str(second_person),
            "digest": digest,
        }
        return RollChange.objects.bulk_create(changes)


def _refuse_unwitnessed(reason: str, second_person: Any, actor: Any) -> None:
    if not reason.strip():
        raise refuse(_("封存后的变动要写理由。"), cite="CON-05", field="reason")
    if actor is not None and second_person.pk == actor.pk:
        raise refuse(
            _("复核人不能是经办人自己。"),
            cure=_("请另一名工作人员复核。"),
            cite="CON-05",
            field="second_person",
        )


def _who(row: RollRow) -> dict[str, Any]:
    return {"person": row["person"], "unit_name": row.get("unit_name") or ""}


def _entry(meeting: Meeting, row: RollRow) -> RollEntry:
    return RollEntry(meeting=meeting, name=row["person"].name, note=row.get("note") or "", **_who(row))


def _freeze_names(entries: Sequence[RollEntry]) -> None:
    for entry in entries:
        entry.name = entry.person.name
    RollEntry.objects.bulk_update(entries, ["name"])


def _refuse_repeated(people: Sequence[Person]) -> None:
    seen: set[int] = set()
    for person in people:
        if person.pk in seen:
            raise refuse(
                _("%(person)s 在名册中写了两次。") % {"person": person}, cite="CON-05", field="entries"
            )
        seen.add(person.pk)


def _refuse_bad_changes(meeting: Meeting, added: Sequence[Person], removed: Sequence[Person]) -> None:
    if not added and not removed:
        raise refuse(_("没有要变动的人。"), field="added")
    _refuse_repeated(added)
    standing = set(meeting.roll.values_list("person_id", flat=True))
    if already := [person.name for person in added if person.pk in standing]:
        raise refuse(
            _("已在名册上：%(names)s。") % {"names": "、".join(already)}, cite="CON-05", field="added"
        )
    if absent := [person.name for person in removed if person.pk not in standing]:
        raise refuse(
            _("不在名册上：%(names)s。") % {"names": "、".join(absent)}, cite="CON-05", field="removed"
        )
