"""Seats voted on between congresses: a by-election that is called, one given up, one that is done; a recall being counted; rolls
changed by two persons; two committees convened."""

from __future__ import annotations

from typing import Any

from gonglian.congress.states import BodyKind, Office
from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.standing import leave
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Meeting
from gonglian.organisation.models import Union
from gonglian.terms.by_elections import actions
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.by_elections.states import By
from gonglian.terms.convening import convene
from gonglian.terms.models import Body, Holder, Seat


def build(city: City) -> None:
    _called(city)
    _given_up(city)
    _done(city)
    _recall(city)
    _convened(city)


def _called(city: City) -> None:
    """The chair's seat that fell vacant half a year ago; the committee meets next week."""
    _call(city, _seat(city.heads["vacant"], Office.CHAIR), days=-7)


def _convened(city: City) -> None:
    """The audit and the women's committee of an industrial union meet next week."""
    bodies = Body.objects.current_record().filter(
        union=city.heads["industry"], kind__in=(BodyKind.AUDIT, BodyKind.WOMEN)
    )
    for body in bodies.order_by("kind"):
        convene(
            body=body, held_on=city.ago(-6), place="工会会议室", points=["听取上半年工作情况", "讨论下半年安排"],
            actor=city.users["industry.handler"], on=city.ago(1),
        )  # fmt: skip


def _given_up(city: City) -> None:
    row = _call(city, _seat(city.heads["industry"], Office.VICE_CHAIR), days=10)
    actions.give_up(by_election=row, actor=city.users["industry.handler"], on=city.ago(9))


def _done(city: City) -> None:
    """The vice-chair of the renewed union left; the committee elected one of its members."""
    seat = leave(city, city.heads["renewed"], Office.VICE_CHAIR, "resigned", 40, "到外地工作")
    row = _call(city, seat, days=20)
    handler, head = city.users["renewed.handler"], city.users["renewed.head"]
    acting: dict[str, Any] = {"actor": handler, "on": city.ago(20)}
    roll = [entry.person for entry in row.meeting.roll.select_related("person").order_by("pk")]
    standing, *others = roll
    actions.nominate(by_election=row, person=standing, declared=True, **acting)
    meetings.seal_roll(meeting=row.meeting, **acting)
    _change_roll(row.meeting, others, head, acting)
    meetings.record_presence(meeting=row.meeting, present_ids=[person.pk for person in roll], **acting)
    meetings.appoint_officers(
        meeting=row.meeting, scrutineers=others[:2], tellers=[handler, head], approved=True, **acting
    )
    ballot = actions.open_vote(by_election=row, **acting)
    present = len(roll)
    line = {"person": standing.pk, "for": present, "against": 0, "abstain": 0}
    sheet = {
        "issued": present,
        "returned": present,
        "valid": present,
        "void": 0,
        "lines": [line],
        "write_ins": [],
    }
    for teller in (handler, head):
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=city.ago(20))
    meetings.reconcile(ballot=ballot, **acting)
    meetings.close_meeting(meeting=row.meeting, **acting)
    actions.finish(by_election=row, **acting)


def _recall(city: City) -> None:
    """The delegates of the renewed union vote today on recalling an auditor; one of two tellers has handed in his sheet."""
    handler, head = city.users["renewed.handler"], city.users["renewed.head"]
    acting: dict[str, Any] = {"actor": handler, "on": city.today}
    seated = Holder.objects.as_of(city.today).filter(seat__body__union=city.heads["renewed"])
    holder = seated.filter(seat__body__kind=BodyKind.AUDIT, seat__office=Office.MEMBER).latest("pk")
    row = actions.open_recall(holder=holder, held_on=city.today, place="一楼礼堂", **acting)
    people = [entry.person for entry in row.meeting.roll.select_related("person").order_by("pk")]
    meetings.seal_roll(meeting=row.meeting, **acting)
    meetings.record_presence(meeting=row.meeting, present_ids=[person.pk for person in people], **acting)
    watching = [person for person in people if person.pk != holder.person_id][:2]
    meetings.appoint_officers(
        meeting=row.meeting, scrutineers=watching, tellers=[handler, head], approved=True, **acting
    )
    ballot = actions.open_vote(by_election=row, **acting)
    count = len(people)
    line = {"person": holder.person_id, "for": count - 4, "against": 3, "abstain": 1}
    papers = {"issued": count, "returned": count, "valid": count, "void": 0}
    meetings.submit_sheet(
        ballot=ballot, teller=handler, sheet={**papers, "lines": [line], "write_ins": []}, **acting
    )


def _change_roll(meeting: Meeting, people: list[Any], second: Any, acting: dict[str, Any]) -> None:
    """One taken off and put on again, both confirmed; one proposal refused, one still open."""
    by = {"actor": second, "on": acting["on"]}
    last = people[-1]
    (change,) = meetings.propose_roll_change(meeting=meeting, reason="临时请假", removed=[last], **acting)
    meetings.confirm_roll_change(meeting=meeting, number=change.number, **by)
    back = {"person": last, "unit_name": ""}
    (change,) = meetings.propose_roll_change(
        meeting=meeting, reason="请假取消，按时到会", added=[back], **acting
    )
    meetings.confirm_roll_change(meeting=meeting, number=change.number, **by)
    (change,) = meetings.propose_roll_change(
        meeting=meeting, reason="说是已经调走", removed=[people[0]], **acting
    )
    meetings.refuse_roll_change(
        meeting=meeting, number=change.number, answer="调令还没有下，仍是委员。", **by
    )
    meetings.propose_roll_change(meeting=meeting, reason="单位来电请假", removed=[people[1]], **acting)


def _call(city: City, seat: Seat, *, days: int) -> ByElection:
    """days: ago; before nought the meeting is still to come."""
    on = city.ago(max(days, 0))
    return actions.open_by_election(
        seat=seat, by=By.COMMITTEE, held_on=city.ago(days), place="三楼会议室", actor=None, on=on
    )


def _seat(union: Union, office: str) -> Seat:
    return Seat.objects.filter(body__union=union, body__kind=BodyKind.COMMITTEE, office=office).latest(
        "ordinal"
    )
