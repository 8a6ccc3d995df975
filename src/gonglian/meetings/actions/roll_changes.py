"""Changes of the sealed roll: proposed by one officer, confirmed by another under his own account (CON-05)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, is_sealed, locked, refuse_if_counted
from gonglian.meetings.actions.roll import RollRow, refuse_repeated, roll_entry, who
from gonglian.meetings.models import Meeting, RollChange
from gonglian.meetings.queries import judge_roll, roll_digest, roll_of
from gonglian.meetings.states import RollChangeKind, RollChangeState
from gonglian.organisation.models import Person


@transaction.atomic
def propose_roll_change(
    *, meeting: Meeting, reason: str, actor: Any, on: date,
    added: Sequence[RollRow] = (), removed: Sequence[Person] = (),
) -> list[RollChange]:  # fmt: skip
    """Ask for persons to be added to and removed from the sealed roll; nothing changes before it is confirmed.

    Returns the changes, all of one number. Refused: the roll is not sealed; no reason; nothing changes; someone added
    stands there already or someone removed does not; a count is reconciled.
    """
    meeting = locked(meeting)
    if not is_sealed(meeting):
        raise refuse(_("名册还没有封存。"), cure=_("直接改名册。"), cite="CON-05")
    refuse_if_counted(meeting)
    if not reason.strip():
        raise refuse(_("封存后的变动要写理由。"), cite="CON-05", field="reason")
    _refuse_bad_changes(meeting, [row["person"] for row in added], removed)
    number = (meeting.roll_changes.aggregate(last=Max("number"))["last"] or 0) + 1
    common = {"meeting": meeting, "number": number, "reason": reason.strip(), "proposed_by": actor}
    with acting("propose_roll_change", meeting, actor, on) as entry:
        changes = [RollChange(kind=RollChangeKind.ADDED, **who(row), **common) for row in added]
        changes += [RollChange(kind=RollChangeKind.REMOVED, person=person, **common) for person in removed]
        entry.after = _told(changes) | {"reason": reason.strip()}
        return RollChange.objects.bulk_create(changes)


@transaction.atomic
def confirm_roll_change(*, meeting: Meeting, number: int, actor: Any, on: date, answer: str = "") -> Meeting:
    """The second person agrees, and the roll changes; its new digest stays with the change (CON-05).

    Refused: nobody, or the proposer himself, confirms; it is decided already; the roll no longer fits; a count is
    reconciled.
    """
    meeting = locked(meeting)
    refuse_if_counted(meeting)
    changes = _open_changes(meeting, number, actor)
    added: list[dict[str, Any]] = [
        {"person": row.person, "unit_name": row.unit_name} for row in _of(changes, RollChangeKind.ADDED)
    ]
    removed = [row.person for row in _of(changes, RollChangeKind.REMOVED)]
    _refuse_bad_changes(meeting, [row["person"] for row in added], removed)
    with acting("confirm_roll_change", meeting, actor, on) as entry:
        meeting.roll.filter(person__in=removed).delete()
        meeting.roll.bulk_create([roll_entry(meeting, row) for row in added])
        digest = roll_digest(roll_of(meeting))
        _decide(meeting, number, RollChangeState.CONFIRMED, actor, answer, digest)
        entry.findings = [judge_roll(meeting).to_json()]
        entry.after = _told(changes) | {"digest": digest}
    return meeting


@transaction.atomic
def refuse_roll_change(*, meeting: Meeting, number: int, answer: str, actor: Any, on: date) -> Meeting:
    """The second person does not agree; the roll stays, the proposal stays on record.

    Refused: no word why; nobody, or the proposer himself, decides; it is decided already.
    """
    meeting = locked(meeting)
    if not answer.strip():
        raise refuse(_("不同意的要写明为什么。"), cite="CON-05", field="answer")
    changes = _open_changes(meeting, number, actor)
    with acting("refuse_roll_change", meeting, actor, on) as entry:
        _decide(meeting, number, RollChangeState.REFUSED, actor, answer)
        entry.after = _told(changes) | {"answer": answer.strip()}
    return meeting


def _open_changes(meeting: Meeting, number: int, actor: Any) -> list[RollChange]:
    changes = list(meeting.roll_changes.filter(number=number).select_related("person"))
    if not changes or not changes[0].is_open:
        raise refuse(_("这处变动已经复核过，或者没有提出过。"), cite="CON-05")
    if actor is None or actor.pk == changes[0].proposed_by_id:
        raise refuse(
            _("名册封存后的变动要由第二人复核，提出人不能自己复核。"),
            cure=_("请另一名工作人员用自己的账号复核。"), cite="CON-05",
        )  # fmt: skip
    return changes


def _of(changes: Sequence[RollChange], kind: RollChangeKind) -> list[RollChange]:
    return [row for row in changes if row.kind == kind]


def _told(changes: Sequence[RollChange]) -> dict[str, Any]:
    return {
        "number": changes[0].number,
        "added": [row.person.name for row in _of(changes, RollChangeKind.ADDED)],
        "removed": [row.person.name for row in _of(changes, RollChangeKind.REMOVED)],
    }


def _decide(
    meeting: Meeting, number: int, state: RollChangeState, actor: Any, answer: str, digest: str = ""
) -> None:
    meeting.roll_changes.filter(number=number).update(
        state=state, second_person=actor, answer=answer.strip(), decided_at=Now(), digest=digest
    )


def _refuse_bad_changes(meeting: Meeting, added: Sequence[Person], removed: Sequence[Person]) -> None:
    if not added and not removed:
        raise refuse(_("没有要变动的人。"), field="added")
    refuse_repeated(added)
    standing = set(meeting.roll.values_list("person_id", flat=True))
    if already := [person.name for person in added if person.pk in standing]:
        raise refuse(
            _("已在名册上：%(names)s。") % {"names": "、".join(already)}, cite="CON-05", field="added"
        )
    if absent := [person.name for person in removed if person.pk not in standing]:
        raise refuse(
            _("不在名册上：%(names)s。") % {"names": "、".join(absent)}, cite="CON-05", field="removed"
        )
