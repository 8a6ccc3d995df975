"""Ballots: first, run-off, further, and fewer seats by resolution."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Ballot
from gonglian.policy.finding import Result
from tests.factories.meetings import HELD, Hall
from tests.factories.organisation import make_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(shared_hall: Hall) -> Hall:
    return shared_hall


def people_of(ballot: Ballot, places: list[int]) -> list[Any]:
    rows = list(ballot.candidates.select_related("person").order_by("order"))
    return [rows[place].person for place in places]


def test_ballot_lists_candidates_in_stroke_order(hall: Hall) -> None:
    ballot = hall.vote([hall.people[place] for place in (5, 0, 2, 1)], 3)
    assert list(queries.candidate_names(ballot).values()) == ["丁安和一", "于安和一", "王安和一", "尹安和一"]


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ({"seats": 0}, "至少 1 名"),
        ({"candidates": []}, "没有候选人"),
        ({"twice": True}, "写了两次"),
        ({"body": "choir"}, "不对"),
        ({"source": "other"}, "不对"),
        ({"round": "runoff"}, "接着哪一次"),
    ],
)
def test_ballot_refused(hall: Hall, when: dict[str, Any], message: str) -> None:
    given: dict[str, Any] = {"candidates": hall.people[:4], "seats": 3} | when
    if given.pop("twice", False):
        given["candidates"] = hall.people[:2] * 2
    with pytest.raises(Refused, match=message):
        hall.vote(**given)
    assert not Ballot.objects.exists()


def test_ballot_before_presence_is_refused(hall: Hall) -> None:
    planned = actions.open_meeting(
        union=hall.meeting.union, kind="audit_first", held_on=HELD, actor=None, on=HELD
    )
    hall.meeting = planned
    with pytest.raises(Refused, match="还没有记录到会"):
        hall.vote(hall.people[:3], 3, body="audit")


def test_second_first_ballot_stands_only_after_a_void_one(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    with pytest.raises(Refused, match="已经办过"):
        hall.vote(hall.people[:4], 3)
    hall.count(ballot, [8, 7, 6, 0], proxies=1)
    again = hall.vote(hall.people[:4], 3)
    hall.count(again, [8, 7, 6, 0])
    (election,) = queries.elections_of(hall.meeting)
    assert election.ballots == (again,)
    assert "CON-08" not in queries.failed_clauses(hall.meeting)
    hall.vote(hall.people[4:7], 3, body="audit")


def test_ballot_before_the_agenda_is_recorded_with_findings(hall: Hall) -> None:
    hall.agree(["credentials"])
    hall.vote(hall.people[:4], 3)
    results = {row["id"]: row["result"] for row in Act.objects.latest("id").findings}
    assert results == {"CON-05": "OK", "CON-18": "FAIL"}


@pytest.mark.parametrize(("kind", "result"), [("congress", "FAIL"), ("committee_first", "OK")])
def test_chair_ballot_is_judged_by_who_should_elect(kind: str, result: str) -> None:
    hall = Hall(make_town().industrial, kind=kind, rules_chair_by="committee")
    ballot = hall.vote(hall.people[:1], 1, body="chair")
    assert {row["id"]: row["result"] for row in Act.objects.latest("id").findings}["CON-14"] == result
    hall.count(ballot, [8])
    assert ("CON-14" in queries.failed_clauses(hall.meeting)) is (result == "FAIL")


# -- run-off


def tied(hall: Hall) -> Ballot:
    """Two seats: one elected, two tied for the other."""
    ballot = hall.vote(hall.people[:4], 2)
    verdict = hall.count(ballot, [6, 5, 5, 0])
    assert verdict["runoff"]["seats"] == 1
    return ballot


def test_runoff_among_the_tied_fills_the_seat(hall: Hall) -> None:
    ballot = tied(hall)
    runoff = hall.vote(people_of(ballot, [1, 2]), 1, round="runoff", previous=ballot)
    hall.count(runoff, [3, 4], valid=7)
    (election,) = queries.elections_of(hall.meeting)
    assert [line.person for line in election.elected] == people_of(ballot, [0, 2])
    assert (election.seats, election.vacant, election.is_counted, election.is_valid) == (2, 0, True, True)
    assert queries.failed_clauses(hall.meeting) == []


def test_election_still_counted_lacks_facts_and_fails_nothing(hall: Hall) -> None:
    hall.vote(hall.people[:4], 2)
    (election,) = queries.elections_of(hall.meeting)
    assert queries.judge_enough(election).result == Result.UNKNOWN


@pytest.mark.parametrize(("places", "seats"), [([1, 3], 1), ([1, 2], 2), ([1], 1), ([1, 2, 3], 1)])
def test_runoff_of_others_than_the_tied_is_refused(hall: Hall, places: list[int], seats: int) -> None:
    ballot = tied(hall)
    with pytest.raises(Refused, match="再次投票"):
        hall.vote(people_of(ballot, places), seats, round="runoff", previous=ballot)


def test_second_tie_leaves_the_seat_to_a_further_ballot(hall: Hall) -> None:
    ballot = tied(hall)
    with pytest.raises(Refused, match="先再次投票"):
        hall.vote(hall.people[5:8], 1, round="further", previous=ballot)
    runoff = hall.vote(people_of(ballot, [1, 2]), 1, round="runoff", previous=ballot)
    assert hall.count(runoff, [4, 4])["vacant"] == 1
    with pytest.raises(Refused, match="没有末位相同"):
        hall.vote(people_of(ballot, [1, 2]), 1, round="runoff", previous=runoff)
    assert "CON-12" in queries.failed_clauses(hall.meeting)
    further = hall.vote(hall.people[5:8], 1, round="further", previous=runoff)
    hall.count(further, [5, 2, 0])
    assert queries.elections_of(hall.meeting)[0].vacant == 0
    assert queries.failed_clauses(hall.meeting) == []


# -- further ballot


def short(hall: Hall) -> Ballot:
    """Three seats, two elected."""
    ballot = hall.vote(hall.people[:4], 3)
    assert hall.count(ballot, [8, 7, 4, 4])["vacant"] == 1
    return ballot


def test_further_ballot_elects_the_rest(hall: Hall) -> None:
    ballot = short(hall)
    further = hall.vote(people_of(ballot, [2, 3]), 1, round="further", previous=ballot)
    hall.count(further, [5, 3])
    assert queries.elected_people(hall.meeting, "committee") == people_of(ballot, [0, 1, 2])
    assert queries.failed_clauses(hall.meeting) == []


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("too many seats", "不能超过"),
        ("elected already", "已当选"),
        ("another body", "不是同一项选举"),
        ("as a first ballot", "不是同一项选举"),
        ("a second follower", "已经办过"),
    ],
)
def test_further_ballot_refused(hall: Hall, when: str, message: str) -> None:
    ballot = short(hall)
    given: dict[str, Any] = {
        "candidates": people_of(ballot, [2, 3]),
        "seats": 1,
        "round": "further",
        "previous": ballot,
    }
    if when == "a second follower":
        hall.vote(**given)
    given |= {
        "too many seats": {"seats": 2},
        "elected already": {"candidates": people_of(ballot, [0, 2])},
        "another body": {"body": "audit"},
        "as a first ballot": {"round": "first"},
        "a second follower": {},
    }[when]
    with pytest.raises(Refused, match=message):
        hall.vote(**given)


def test_further_ballot_after_an_open_or_void_one_is_refused(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    for _step in range(2):
        with pytest.raises(Refused, match="还没有有效结果"):
            hall.vote(hall.people[4:6], 1, round="further", previous=ballot)
        if ballot.is_open:
            hall.count(ballot, [8, 7, 4, 4], proxies=1)


def test_void_further_ballot_may_be_voted_again(hall: Hall) -> None:
    ballot = short(hall)
    given: dict[str, Any] = {
        "candidates": people_of(ballot, [2, 3]),
        "seats": 1,
        "round": "further",
        "previous": ballot,
    }
    hall.count(hall.vote(**given), [5, 3], proxies=1)
    hall.count(hall.vote(**given), [5, 3])
    assert queries.elections_of(hall.meeting)[0].vacant == 0
    assert queries.failed_clauses(hall.meeting) == []


# -- fewer seats


@pytest.mark.parametrize(("minimum", "failed"), [(2, []), (3, ["CON-11", "CON-12"])])
def test_fewer_seats_by_resolution_down_to_the_approved_minimum(
    hall: Hall, minimum: int, failed: list[str]
) -> None:
    ballot = short(hall)
    assert queries.failed_clauses(hall.meeting) == ["CON-11", "CON-12"]
    resolve(ballot, minimum=minimum)
    assert queries.failed_clauses(hall.meeting) == failed
    assert (queries.elections_of(hall.meeting)[0].seats, queries.elections_of(hall.meeting)[0].vacant) == (
        2,
        0,
    )
    with pytest.raises(Refused, match="不能超过"):
        hall.vote(people_of(ballot, [2, 3]), 1, round="further", previous=ballot)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seats": 1}, "要等于已当选"),
        ({"votes_for": 4}, "没有过半数"),
        ({"votes_for": 9}, "没有过半数"),
    ],
)
def test_fewer_seats_refused(hall: Hall, change: dict[str, int], message: str) -> None:
    with pytest.raises(Refused, match=message):
        resolve(short(hall), **change)


def test_fewer_seats_of_a_full_or_open_election_is_refused(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    with pytest.raises(Refused, match="最后一次有效计票"):
        resolve(ballot)
    hall.count(ballot, [8, 7, 6, 0])
    with pytest.raises(Refused, match="已选满"):
        resolve(ballot)


def resolve(ballot: Ballot, **change: int) -> Ballot:
    given = {"seats": 2, "minimum": 2, "votes_for": 8, "voters": 8} | change
    return actions.resolve_fewer_seats(ballot=ballot, actor=None, on=HELD, **given)
