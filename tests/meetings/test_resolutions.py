"""Resolutions: voted by hands or ballot, their sums and the majority they name."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.meetings import actions
from gonglian.meetings.models import AgendaItem
from tests.factories.meetings import HELD, Hall
from tests.factories.organisation import Town

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(town: Town) -> Hall:
    return Hall(town.industrial, entitled=16, present=12)


def take(hall: Hall, **votes: Any) -> AgendaItem:
    item = {"item": "rules", "passed": True, **votes}
    return actions.record_agenda(meeting=hall.meeting, items=[item], actor=None, on=HELD)[0]


@pytest.mark.parametrize(
    ("votes", "voters"),
    [
        ({"votes_for": 7, "voters": 12}, 12),
        ({"votes_for": 7, "against": 4, "abstain": 1}, 12),
        ({"votes_for": 7, "against": 4, "abstain": 1, "voters": 12, "way": "ballot"}, 12),
        ({"votes_for": 9, "against": 3, "abstain": 0, "majority": "entitled"}, 12),
        ({}, None),
    ],
)
def test_resolution_is_recorded_with_its_sums(hall: Hall, votes: dict[str, Any], voters: int | None) -> None:
    row = AgendaItem.objects.get(pk=take(hall, **votes).pk)
    given = {"way": "hands", "majority": "voters", **votes, "voters": voters}
    assert {key: getattr(row, key) for key in given} == given


@pytest.mark.parametrize(
    ("votes", "message"),
    [
        ({"votes_for": 7}, "赞成数和表决人数要一起填"),
        ({"voters": 7}, "赞成数和表决人数要一起填"),
        ({"against": 1, "abstain": 1}, "赞成数和表决人数要一起填"),
        ({"votes_for": 7, "against": 1, "voters": 8}, "反对数和弃权数要一起填"),
        ({"votes_for": 7, "against": 4, "abstain": 2, "voters": 12}, "共 13 人，不等于表决 12 人"),
        ({"votes_for": 13, "voters": 12}, "赞成 13 人多于表决 12 人"),
        ({"votes_for": 6, "against": 6, "abstain": 0}, "没有过表决 12 人的半数"),
        ({"votes_for": 8, "voters": 12, "majority": "entitled"}, "没有过应到 16 人的半数"),
        ({"way": "shout"}, "表决方式或通过办法不对"),
        ({"majority": "all"}, "表决方式或通过办法不对"),
        ({"item": "nothing"}, "类别不对"),
    ],
)
def test_resolution_that_contradicts_itself_is_refused(
    hall: Hall, votes: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        take(hall, **votes)


@pytest.mark.parametrize(("majority", "votes"), [("voters", (5, 2, 1)), ("entitled", (9, 3, 0))])
def test_votes_that_carry_it_are_not_recorded_as_a_no(
    hall: Hall, majority: str, votes: tuple[int, int, int]
) -> None:
    given = dict(zip(("votes_for", "against", "abstain"), votes, strict=True)) | {"majority": majority}
    with pytest.raises(Refused, match="却没有记为通过"):
        take(hall, **given, passed=False)
    assert take(hall, **given, passed=True).passed


def test_failed_resolution_is_recorded_as_it_was(hall: Hall) -> None:
    assert not take(hall, votes_for=5, against=7, abstain=0, passed=False).passed
