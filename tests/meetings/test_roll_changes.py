"""A sealed roll changes by two persons or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Meeting, RollChange
from gonglian.organisation.models import Union
from tests.factories.meetings import HELD, make_people
from tests.factories.organisation import Town, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(town: Town) -> Union:
    return town.industrial


@pytest.fixture
def meeting(union: Union) -> Meeting:
    return actions.open_meeting(union=union, kind="congress", held_on=HELD, actor=None, on=HELD)


def rows(people: list[Any]) -> list[dict[str, Any]]:
    return [{"person": person, "unit_name": "甲单位"} for person in people]


def proposed_change(meeting: Meeting) -> tuple[Any, list[Any]]:
    """A sealed roll of three and a fourth person proposed: (the proposer, all four)."""
    people, proposer = make_people(4), make_user("proposer")
    actions.set_roll(meeting=meeting, entries=rows(people[:3]), actor=None, on=HELD)
    actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    actions.propose_roll_change(
        meeting=meeting, added=rows(people[3:]), reason="补选", actor=proposer, on=HELD
    )
    return proposer, people


def test_sealed_roll_changes_by_two_persons_or_not_at_all(meeting: Meeting) -> None:
    proposer, _people = proposed_change(meeting)
    for actor in (proposer, None):
        for act in (actions.confirm_roll_change, actions.refuse_roll_change):
            with pytest.raises(Refused, match="要由第二人复核") as refused:
                act(meeting=meeting, number=1, answer="因", actor=actor, on=HELD)
            assert refused.value.reasons[0].cite == "CON-05"
    assert meeting.roll.count() == 3
    meeting.refresh_from_db()
    assert "变动 0 处" in queries.judge_roll(meeting).message


def test_second_person_who_refuses_says_why_and_the_roll_stays(meeting: Meeting) -> None:
    proposed_change(meeting)
    given: dict[str, Any] = {"meeting": meeting, "number": 1, "actor": make_user("second"), "on": HELD}
    with pytest.raises(Refused, match="要写明为什么"):
        actions.refuse_roll_change(answer=" ", **given)
    actions.refuse_roll_change(answer="没有选举记录", **given)
    row = RollChange.objects.get()
    assert (row.state, row.answer, row.digest, meeting.roll.count()) == ("refused", "没有选举记录", "", 3)
    with pytest.raises(Refused, match="已经复核过"):
        actions.confirm_roll_change(**given)
    with pytest.raises(Refused, match="没有提出过"):
        actions.confirm_roll_change(**given | {"number": 2})


def test_two_proposals_of_one_person_do_not_both_hold(meeting: Meeting) -> None:
    proposer, people = proposed_change(meeting)
    second = make_user("second")
    actions.propose_roll_change(
        meeting=meeting, added=rows(people[3:]), reason="再补", actor=proposer, on=HELD
    )
    actions.confirm_roll_change(meeting=meeting, number=1, actor=second, on=HELD)
    with pytest.raises(Refused, match="已在名册上"):
        actions.confirm_roll_change(meeting=meeting, number=2, actor=second, on=HELD)
    assert meeting.roll.count() == 4
