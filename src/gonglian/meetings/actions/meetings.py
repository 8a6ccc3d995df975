"""Opening and closing a meeting, its agenda, its scrutineers and tellers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, locked, move
from gonglian.meetings.models import Meeting, MeetingOfficer, TellerSheet
from gonglian.meetings.queries import procedure_findings
from gonglian.meetings.states import (
    TELLERS,
    BallotState,
    ElectedBy,
    MeetingKind,
    MeetingState,
    OfficerRole,
)
from gonglian.organisation.models import Person, Union


@transaction.atomic
def open_meeting(
    *, union: Union, kind: str, held_on: date, actor: Any, on: date, keeper: Union | None = None, ordinal: int = 1,
    session: int = 1, place: str = "", members: int = 0, rules_chair_by: str = ElectedBy.COMMITTEE, note: str = "",
) -> Meeting:  # fmt: skip
    """Begin the record of a meeting, before it is held or from its papers (RECORD).

    keeper: the union whose officers keep the record, the union itself if left out. members: the members' number frozen
    by who convenes (CON-13). The meeting stands as planned until presence is recorded.
    Refused: an unknown kind; the same meeting is already planned or open on that day.
    """
    if kind not in MeetingKind.values:
        raise refuse(_("没有这种会议。"), field="kind")
    standing = Meeting.objects.filter(
        union=union, kind=kind, ordinal=ordinal, session=session, held_on=held_on
    )
    if standing.exclude(state=MeetingState.CLOSED).exists():
        raise refuse(
            _("同一天的这次会议已有记录，还没有闭会。"), cure=_("在原来的记录上继续办。"), field="held_on"
        )
    keeper = keeper or union
    with record("meetings.open_meeting", actor=actor, on=on, touches={union.pk, keeper.pk}) as entry:
        meeting = Meeting.objects.create(
            union=union, keeper=keeper, kind=kind, ordinal=ordinal, session=session, held_on=held_on, place=place,
            members=members, rules_chair_by=rules_chair_by, note=note,
        )  # fmt: skip
        entry.obj = meeting
        entry.after = {
            "kind": kind,
            "ordinal": ordinal,
            "session": session,
            "held_on": held_on,
            "place": place,
        }
    return meeting


@transaction.atomic
def set_place(*, meeting: Meeting, place: str, actor: Any, on: date) -> Meeting:
    """Where the meeting is held (RECORD). Refused: no place; the meeting is closed."""
    meeting = locked(meeting)
    if not place.strip():
        raise refuse(_("还没有写地点。"), field="place")
    with acting("set_place", meeting, actor, on) as entry:
        entry.before, entry.after = {"place": meeting.place}, {"place": place.strip()}
        meeting.place = place.strip()
        meeting.save(update_fields=["place"])
    return meeting


@transaction.atomic
def appoint_officers(
    *, meeting: Meeting, scrutineers: Sequence[Person], tellers: Sequence[Any], approved: bool, actor: Any, on: date
) -> None:  # fmt: skip
    """Record the scrutineers (persons) and the two tellers (users), replacing earlier ones (RECORD).

    approved: whether the meeting approved the scrutineers by vote. Numbers and candidates among the scrutineers are
    judged at the count (CON-07). Refused: not two different tellers; a person named twice; a change of tellers while a
    sheet of an open ballot is in.
    """
    meeting = locked(meeting)
    if len({user.pk for user in tellers}) != 2 or len(tellers) != 2:
        raise refuse(
            _("计票人要两名，不能是同一人。"), cure=_("各用自己的账号录入。"), cite="CON-10", field="tellers"
        )
    if len({person.pk for person in scrutineers}) != len(scrutineers):
        raise refuse(_("监票人写了两次。"), field="scrutineers")
    _refuse_new_tellers_midway(meeting, [user.pk for user in tellers])
    with acting("appoint_officers", meeting, actor, on) as entry:
        meeting.officers.all().delete()
        watching = OfficerRole.SCRUTINEER
        rows = [
            MeetingOfficer(meeting=meeting, role=watching, person=person, approved=approved)
            for person in scrutineers
        ]
        rows += [
            MeetingOfficer(meeting=meeting, role=role, user=user, approved=approved)
            for role, user in zip(TELLERS, tellers, strict=True)
        ]
        MeetingOfficer.objects.bulk_create(rows)
        entry.after = {
            "scrutineers": [person.name for person in scrutineers],
            "tellers": [str(user) for user in tellers],
            "approved": approved,
        }


def _refuse_new_tellers_midway(meeting: Meeting, tellers: list[int]) -> None:
    handed_in = TellerSheet.objects.filter(ballot__meeting=meeting, ballot__state=BallotState.OPEN)
    if handed_in.exclude(teller__in=tellers).exists():
        raise refuse(
            _("已有计票人交了计票单，这次计票不能换人。"), cure=_("核对这次计票后再换。"), field="tellers"
        )


@transaction.atomic
def close_meeting(*, meeting: Meeting, actor: Any, on: date) -> Meeting:
    """The meeting is over; its record changes no more. The log keeps what the clauses say about it.

    Refused: it has not been opened; a ballot is still being counted.
    """
    meeting = locked(meeting)
    if waiting := meeting.ballots.filter(state=BallotState.OPEN).first():
        raise refuse(
            _("%(ballot)s 还没有核对。") % {"ballot": waiting}, cure=_("先核对计票。"), cite="CON-10"
        )
    move(meeting, MeetingState.CLOSED)
    with acting("close_meeting", meeting, actor, on) as entry:
        meeting.save(update_fields=["state"])
        entry.findings = [finding.to_json() for finding in procedure_findings(meeting)]
    return meeting
