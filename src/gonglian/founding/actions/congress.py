"""Holding the founding congress and the first meetings: records opened from what was prepared and agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.facts import confirmed_delegates, nominees_of
from gonglian.congress.states import BodyKind, ChairBy, Office, Source
from gonglian.core.acts import record
from gonglian.core.hanzi import stroke_key
from gonglian.core.refused import refuse
from gonglian.founding import outcome
from gonglian.founding.actions.stages import lock, require, touches
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Meeting
from gonglian.meetings.states import Body, MeetingKind, MeetingState
from gonglian.organisation.models import Person

SIZES = {BodyKind.COMMITTEE: "committee_size", BodyKind.AUDIT: "audit_size", BodyKind.WOMEN: "women_size"}


@transaction.atomic
def open_congress(*, case: Case, held_on: date, place: str, actor: Any, on: date) -> Meeting:
    """Record that the congress is held: its roll is the delegates with confirmed credentials.

    A second meeting follows one that failed its quorum (CON-06); the failed one stays on record.
    Refused: another meeting is still open or had its quorum; a day in the future.
    """
    case = lock(case)
    require(case, Stage.CONGRESS)
    if held_on > on:
        raise refuse(_("会议日期不能晚于今天。"), cure=_("开会当天再登记。"), field="held_on")
    earlier = outcome.congress_meetings(case)
    if earlier and (earlier[-1].state != MeetingState.CLOSED or outcome.had_quorum(earlier[-1])):
        raise refuse(_("大会已经登记过。"), cure=_("在已登记的会议里继续。"))
    plan = case.preparation
    with record("founding.open_congress", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        meeting = meetings.open_meeting(
            union=case.founded_union, keeper=case.proposer, kind=MeetingKind.CONGRESS, ordinal=plan.ordinal,
            held_on=held_on, place=place, rules_chair_by=plan.chair_by, members=plan.members, actor=actor, on=on,
        )  # fmt: skip
        roll = [(delegate.person, delegate.unit.name) for delegate in confirmed_delegates(plan)]
        _fill_roll(meeting, roll, actor, on)
        entry.after = {"held_on": held_on, "delegates": len(roll), "attempt": len(earlier) + 1}
    return meeting


@transaction.atomic
def open_ballots(*, case: Case, actor: Any, on: date) -> int:
    """Open the ballots of the congress: committee, audit, women's, and chair and vice-chair where the rules say so.

    Returns how many. Refused: they are open already; no congress in session.
    """
    case = lock(case)
    require(case, Stage.CONGRESS)
    meeting = outcome.congress_meeting(case)
    if meeting is None or meeting.state != MeetingState.OPENED or meeting.ballots.exists():
        raise refuse(_("没有正在开的大会，或选举已经开始。"), cure=_("先登记开会和到会人数。"))
    plan = case.preparation
    with record("founding.open_ballots", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        opened = [
            str(body)
            for body, field in SIZES.items()
            if _open(case, meeting, body, getattr(plan, field), actor, on)
        ]
        if plan.chair_by == ChairBy.CONGRESS:
            opened += _open_offices(case, meeting, nominees_of(plan, BodyKind.COMMITTEE), actor, on)
        entry.after = {"ballots": opened}
    return len(opened)


@transaction.atomic
def open_first_meetings(*, case: Case, held_on: date, place: str, actor: Any, on: date) -> list[Meeting]:
    """The elected committee and audit committee meet: each a record of its own, with its own roll and quorum.

    Refused: a body is not fully decided yet; the meetings are on record already; a day before the congress.
    """
    case = lock(case)
    require(case, Stage.CONGRESS)
    _refuse_early(case, held_on, on)
    with record("founding.open_first_meetings", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        opened = [
            _first_meeting(case, kind, body, held_on, place, actor, on)
            for kind, body in (
                (MeetingKind.COMMITTEE_FIRST, BodyKind.COMMITTEE),
                (MeetingKind.AUDIT_FIRST, BodyKind.AUDIT),
            )
        ]
        entry.after = {"held_on": held_on}
    return opened


@transaction.atomic
def open_first_ballots(*, case: Case, meeting: Meeting, actor: Any, on: date) -> int:
    """Open the ballots of a first meeting: chair and vice-chairs where the committee elects them; the audit director.

    Returns how many. Refused: nobody present yet; open already; nobody elected was named for the office.
    """
    case = lock(case)
    require(case, Stage.CONGRESS)
    plan = case.preparation
    meeting.refresh_from_db()
    if (
        meeting not in outcome.meetings_of(case)
        or meeting.state != MeetingState.OPENED
        or meeting.ballots.exists()
    ):
        raise refuse(_("这个会议还没有记到会人数，或选举已经开始。"), cure=_("先记到会人数。"))
    body = BodyKind.COMMITTEE if meeting.kind == MeetingKind.COMMITTEE_FIRST else BodyKind.AUDIT
    people = outcome.elected(case)[body]
    nominees = [nominee for nominee in nominees_of(plan, body) if nominee.person in people]
    with record("founding.open_first_ballots", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        if body == BodyKind.AUDIT:
            opened = _open_director(case, meeting, nominees, actor, on)
        else:
            opened = (
                _open_offices(case, meeting, nominees, actor, on)
                if plan.chair_by == ChairBy.COMMITTEE
                else []
            )
        entry.after = {"ballots": opened}
    return len(opened)


def _open_director(case: Case, meeting: Meeting, nominees: Sequence[Any], actor: Any, on: date) -> list[str]:
    directors = [nominee.person for nominee in nominees if nominee.office == Office.DIRECTOR]
    if not directors:
        raise refuse(
            _("当选的经审委委员中没有拟任主任的人选。"), cure=_("先提名一名经审委主任人选。"), cite="LAW-2.30"
        )
    meetings.open_ballot(
        meeting=meeting, body=Body.CHAIR, seats=1, candidates=directors, org_form=case.form, source=Source.FREE,
        actor=actor, on=on,
    )  # fmt: skip
    return [Office.DIRECTOR]


def _open(case: Case, meeting: Meeting, body: str, seats: int | None, actor: Any, on: date) -> bool:
    nominees = nominees_of(case.preparation, body)
    if not seats or not nominees:
        return False
    federated = all(nominee.source == Source.FEDERATED for nominee in nominees)
    meetings.open_ballot(
        meeting=meeting, body=body, seats=seats, candidates=[nominee.person for nominee in nominees],
        org_form=case.form, source=Source.FEDERATED if federated else Source.FREE, approved=_approved(case, body, seats),
        actor=actor, on=on,
    )  # fmt: skip
    return True


def _open_offices(case: Case, meeting: Meeting, nominees: Sequence[Any], actor: Any, on: date) -> list[str]:
    """Ballots for chair and vice-chair among those named for the office."""
    opened = []
    for body, office, seats in (
        (Body.CHAIR, Office.CHAIR, 1), (Body.VICE_CHAIR, Office.VICE_CHAIR, case.preparation.vice_chairs)
    ):  # fmt: skip
        people = [nominee.person for nominee in nominees if nominee.office == office]
        if people and seats:
            meetings.open_ballot(
                meeting=meeting, body=body, seats=seats, candidates=people, org_form=case.form, source=Source.FREE,
                actor=actor, on=on,
            )  # fmt: skip
            opened.append(str(body))
    return opened


def _first_meeting(
    case: Case, kind: str, body: str, held_on: date, place: str, actor: Any, on: date
) -> Meeting:
    plan = case.preparation
    meeting = meetings.open_meeting(
        union=case.founded_union, keeper=case.proposer, kind=kind, ordinal=plan.ordinal, held_on=held_on,
        place=place, rules_chair_by=plan.chair_by, members=plan.members, actor=actor, on=on,
    )  # fmt: skip
    _fill_roll(meeting, [(person, "") for person in outcome.elected(case)[body]], actor, on)
    return meeting


def _fill_roll(meeting: Meeting, roll: Sequence[tuple[Person, str]], actor: Any, on: date) -> None:
    entries = [
        {"person": person, "unit_name": unit}
        for person, unit in sorted(roll, key=lambda row: stroke_key(row[0].name))
    ]
    meetings.set_roll(meeting=meeting, entries=entries, actor=actor, on=on)


def _approved(case: Case, body: str, seats: int) -> int:
    agreed = case.preparation.agreed
    return int(agreed.get(SIZES[BodyKind(body)]) or seats)


def _refuse_early(case: Case, held_on: date, on: date) -> None:
    congress = outcome.congress_meeting(case)
    if (
        congress is None
        or not outcome.is_decided(case, BodyKind.COMMITTEE)
        or not outcome.is_decided(case, BodyKind.AUDIT)
    ):
        raise refuse(_("委员会和经审委还没有全部选出。"), cure=_("先在大会上完成选举和计票。"), cite="CON-11")
    if outcome.first_meeting(case, MeetingKind.COMMITTEE_FIRST):
        raise refuse(_("两个第一次会议已经登记过。"), cure=_("在已登记的会议里继续。"))
    if held_on < congress.held_on or held_on > on:
        raise refuse(_("第一次会议要在大会之后，不能晚于今天。"), field="held_on")
