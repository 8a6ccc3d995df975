"""Opening a ballot, and the meeting's resolution to make do with fewer seats."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.hanzi import stroke_key
from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, locked, locked_ballot
from gonglian.meetings.models import Ballot, Candidate, Meeting
from gonglian.meetings.queries import (
    Election,
    distinct_names,
    election_of,
    is_void,
    judge_agenda,
    judge_chair_by,
    judge_enough,
    judge_roll,
)
from gonglian.meetings.states import BallotState, Body, MeetingKind, MeetingState, Round, Source
from gonglian.organisation.models import Person


@transaction.atomic
def open_ballot(
    *, meeting: Meeting, body: str, seats: int, candidates: Sequence[Person], org_form: str, source: str,
    actor: Any, on: date, round: str = Round.FIRST, previous: Ballot | None = None,  # noqa: A002 - the rules' word
    approved: int | None = None, units: Mapping[int, str] | None = None,
) -> Ballot:  # fmt: skip
    """Record that a vote is held (RECORD). Candidates are put in surname-stroke order whatever order is given (NOM-06).

    units: what stands beside a name on the page, by person id. approved: the body's size in the upper union's reply.
    Effects: CON-05 and CON-18 of a congress, CON-14 for chair and vice-chair, go into the log as findings.
    Refused: the meeting has not been opened; no candidate, or one named twice; no seat; a second first ballot beside one
    that stands; a run-off or further ballot that does not fit the one before it.
    """
    meeting = locked(meeting)
    if meeting.state != MeetingState.OPENED:
        raise refuse(_("还没有记录到会情况。"), cure=_("先记到会人数。"), cite="CON-06")
    _refuse_bad_words(body, source, round)
    people = sorted(candidates, key=lambda person: stroke_key(person.name))
    _refuse_bad_list(people, seats)
    if body == Body.RECALL and (len(people), seats) != (1, 1):
        raise refuse(_("一次罢免表决只针对一人。"), cite="CON-15", field="candidates")
    if previous is None:
        _refuse_second_first(meeting, body, round)
    else:
        _refuse_misfit(meeting, body, round, previous, people, seats)
    with acting("open_ballot", meeting, actor, on) as entry:
        ballot = Ballot.objects.create(
            meeting=meeting, body=body, round=round, previous=previous, org_form=org_form, source=source,
            seats=seats, approved=approved,
        )  # fmt: skip
        _print_names(ballot, people, units or {})
        entry.findings = [finding.to_json() for finding in _findings(meeting, ballot)]
        entry.after = {
            "body": body,
            "round": round,
            "seats": seats,
            "candidates": [each.name for each in people],
        }
    return ballot


@transaction.atomic
def resolve_fewer_seats(
    *, ballot: Ballot, seats: int, minimum: int, votes_for: int, voters: int, actor: Any, on: date
) -> Ballot:
    """The meeting resolved to make do with those elected (CON-12, LAW-2.24) (RECORD).

    ballot: the last of its election. seats: the new number; minimum: the least the upper union's reply allows.
    Effects: CON-12 goes into the log; below the minimum it fails. Refused: the election is not counted or void, or full;
    a number other than those elected; no majority of those voting.
    """
    ballot = locked_ballot(ballot)
    if ballot.followers.exists() or ballot.state != BallotState.COUNTED or is_void(ballot):
        raise refuse(_("只能在最后一次有效计票之后减少名额。"), cite="CON-12")
    election = election_of(_first_of(ballot))
    if not election.vacant:
        raise refuse(_("名额已选满，不用减少。"), cite="CON-12")
    if seats != len(election.elected) or seats == 0:
        sums = {"elected": len(election.elected)}
        raise refuse(_("减少后的名额要等于已当选的 %(elected)s 人。") % sums, cite="CON-12", field="seats")
    if votes_for > voters or 2 * votes_for <= voters:
        raise refuse(
            _("减少名额没有过半数通过。"), cure=_("就空缺的名额另行选举。"), cite="CON-12", field="votes_for"
        )
    with acting("resolve_fewer_seats", ballot.meeting, actor, on) as entry:
        ballot.resolved_seats, ballot.minimum = seats, minimum
        ballot.save(update_fields=["resolved_seats", "minimum"])
        entry.findings = [
            judge_enough(Election((*election.ballots[:-1], ballot), election.elected)).to_json()
        ]
        entry.before = {"seats": election.ballots[0].seats}
        entry.after = {"seats": seats, "minimum": minimum, "votes_for": votes_for, "voters": voters}
    return ballot


def _findings(meeting: Meeting, ballot: Ballot) -> list[Any]:
    findings = [judge_roll(meeting), judge_agenda(meeting)] if meeting.kind == MeetingKind.CONGRESS else []
    if ballot.is_recall:
        findings = findings[:1]
    return [*findings, judge_chair_by(meeting)] if ballot.follows_rules_of_chair else findings


def _print_names(ballot: Ballot, people: Sequence[Person], units: Mapping[int, str]) -> None:
    names = distinct_names([(person, units.get(person.pk, "")) for person in people])
    Candidate.objects.bulk_create(
        [
            Candidate(
                ballot=ballot, person=person, order=place, name=name, unit_name=units.get(person.pk, "")
            )
            for place, (person, name) in enumerate(zip(people, names, strict=True), start=1)
        ]
    )


def _refuse_bad_words(body: str, source: str, round: str) -> None:  # noqa: A002
    if body not in Body.values or source not in Source.values or round not in Round.values:
        raise refuse(_("选举的机构、席位来源或轮次不对。"), field="body")


def _refuse_bad_list(people: Sequence[Person], seats: int) -> None:
    if seats < 1:
        raise refuse(_("应选名额至少 1 名。"), cite="NOM-05", field="seats")
    if not people:
        raise refuse(_("没有候选人。"), cure=_("先定候选人名单。"), cite="NOM-05", field="candidates")
    if len({person.pk for person in people}) != len(people):
        raise refuse(_("有候选人写了两次。"), cite="ELI-10", field="candidates")


def _refuse_second_first(meeting: Meeting, body: str, round: str) -> None:  # noqa: A002
    if round != Round.FIRST:
        raise refuse(_("再次投票要指明是接着哪一次。"), cite="CON-12", field="previous")
    standing = [
        ballot for ballot in meeting.ballots.filter(body=body, round=Round.FIRST) if not is_void(ballot)
    ]
    if standing:
        raise refuse(
            _("%(ballot)s 已经办过。") % {"ballot": standing[0]},
            cure=_("名额不足时另行选举。"),
            cite="CON-12",
        )


def _refuse_misfit(
    meeting: Meeting, body: str, round: str, previous: Ballot, people: Sequence[Person], seats: int  # noqa: A002
) -> None:  # fmt: skip
    """A run-off is among the tied for the seats left open; a further ballot is for what stayed vacant."""
    before = Ballot.objects.select_for_update(of=("self",)).select_related("meeting").get(pk=previous.pk)
    if round == Round.FIRST or before.body != body or before.meeting.union_id != meeting.union_id:
        raise refuse(_("这次投票与所接的那一次不是同一项选举。"), cite="CON-12", field="previous")
    if before.state != BallotState.COUNTED or is_void(before):
        raise refuse(
            _("所接的那一次还没有有效结果。"), cure=_("先核对，或重新选举。"), cite="CON-12", field="previous"
        )
    if any(not is_void(follower) for follower in before.followers.all()):
        raise refuse(_("接着那一次的投票已经办过。"), cite="CON-12", field="previous")
    if round == Round.RUNOFF:
        _refuse_bad_runoff(before, people, seats)
    else:
        _refuse_bad_further(before, people, seats)


def _refuse_bad_runoff(before: Ballot, people: Sequence[Person], seats: int) -> None:
    runoff = before.verdict["runoff"]
    if runoff is None:
        raise refuse(_("上一次没有末位相同，不用再次投票。"), cure=_("名额不足时另行选举。"), cite="CON-11")
    names = {row.person_id: row.name for row in before.candidates.all()}
    written = set(before.lines.exclude(write_in="").values_list("write_in", flat=True))
    standing = {names.get(person.pk, person.name if person.name in written else "") for person in people}
    if standing != set(runoff["names"]) or seats != runoff["seats"]:
        sums = {"names": "、".join(runoff["names"]), "seats": runoff["seats"]}
        raise refuse(
            _("只在 %(names)s 中再次投票，选 %(seats)s 名。") % sums, cite="CON-11", field="candidates"
        )


def _refuse_bad_further(before: Ballot, people: Sequence[Person], seats: int) -> None:
    election = election_of(_first_of(before))
    if before.verdict["runoff"]:
        raise refuse(_("末位相同的先再次投票。"), cite="CON-11", field="round")
    if before.resolved_seats is not None or not 0 < seats <= election.vacant:
        sums = {"vacant": 0 if before.resolved_seats is not None else election.vacant}
        raise refuse(_("空缺 %(vacant)s 名，另行选举不能超过这个数。") % sums, cite="CON-12", field="seats")
    elected = {person.pk for person in election.people}
    if already := [person.name for person in people if person.pk in elected]:
        raise refuse(
            _("已当选：%(names)s。") % {"names": "、".join(already)}, cite="ELI-10", field="candidates"
        )


def _first_of(ballot: Ballot) -> Ballot:
    while ballot.previous:
        ballot = ballot.previous
    return ballot
