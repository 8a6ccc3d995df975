"""From two sheets to a verdict."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Ballot, CountLine, TellerSheet
from tests.factories.meetings import HELD, Hall, make_sheet
from tests.factories.organisation import make_town, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall(make_town().industrial)


@pytest.fixture
def ballot(hall: Hall) -> Ballot:
    return hall.vote(hall.people[:4], 3)


def submit(ballot: Ballot, teller: Any, votes: list[int], **papers: Any) -> TellerSheet:
    return actions.submit_sheet(
        ballot=ballot, teller=teller, sheet=make_sheet(ballot, votes, **papers), actor=teller, on=HELD
    )


def test_count_elects_those_above_half_of_the_entitled(hall: Hall, ballot: Ballot) -> None:
    verdict = hall.count(ballot, [8, 7, 5, 4])
    names = list(queries.candidate_names(ballot).values())
    assert (verdict["election_valid"], verdict["elected"], verdict["vacant"]) == (True, names[:3], 0)
    assert ballot.state == "counted"
    assert (ballot.issued, ballot.returned, ballot.valid, ballot.void) == (8, 8, 8, 0)
    assert ballot.counted_on == HELD
    assert [line.person.name for line in queries.elected_lines(ballot)] == names[:3]
    assert Act.objects.latest("id").findings == verdict["findings"]
