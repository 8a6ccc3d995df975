"""Opening a body: what comes about, what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.organisation.models import Person, Union
from gonglian.terms.actions import SeatPlan, open_body
from gonglian.terms.models import Body, Holder, Seat, Term
from tests.factories.meetings import make_people
from tests.factories.organisation import Town

ELECTED = date(2028, 2, 29)
APPROVED = date(2028, 3, 10)


@pytest.fixture
def people(db: None) -> list[Person]:
    return make_people(3)


def opened(union: Union, seats: list[SeatPlan], years: int = 5, kind: str = "committee") -> Body:
    return open_body(
        union=union, kind=kind, seats=seats, elected_on=ELECTED, years=years, ordinal=2, made_by="election", actor=None,
        on=APPROVED,
    )  # fmt: skip


def test_open_body_runs_from_the_election_day(town: Town, people: list[Person]) -> None:
    seats = [
        SeatPlan(people[0], "chair"),
        SeatPlan(people[1], "member", "federated", town.north),
        SeatPlan(people[2]),
    ]
    body = opened(town.industrial, seats)
    term = Term.objects.get(body=body)
    assert (body.valid.lower, body.ends_on) == (ELECTED, None)
    assert (term.ordinal, term.valid.lower, term.ends_on) == (2, ELECTED, date(2033, 2, 28))  # TRM-02
    assert list(Seat.objects.filter(body=body).values_list("number", "office", "source", "constituent")) == [
        (1, "chair", "free", None),
        (2, "member", "federated", town.north.pk),
        (3, "member", "free", None),
    ]
    holders = Holder.objects.filter(seat__body=body).order_by("seat__number")
    assert [(row.person, row.valid.lower, row.ends_on) for row in holders] == [
        (person, ELECTED, None) for person in people
    ]


def test_open_body_is_told_in_the_log(town: Town, people: list[Person]) -> None:
    opened(town.industrial, [SeatPlan(people[0])])
    act = Act.objects.get(act="terms.open_body")
    assert (act.on, act.object_id, act.touches) == (APPROVED, town.industrial.pk, [town.industrial.pk])
    assert act.after == {"body": "committee", "seats": 1, "from": "2028-02-29", "until": "2033-02-28"}
    assert [(row["id"], row["result"]) for row in act.findings] == [("TRM-01", "OK")]


def test_open_body_refuses_no_seats_and_one_person_twice(town: Town, people: list[Person]) -> None:
    for seats in ([], [SeatPlan(people[0], "chair"), SeatPlan(people[0])]):
        with pytest.raises(Refused) as refused:
            opened(town.industrial, seats)
        assert [reason.cite for reason in refused.value.reasons] == ["ELI-10"]
    assert Body.objects.count() == 0


@pytest.mark.parametrize(("years", "stands"), [(3, True), (4, False), (5, True), (6, False)])
def test_open_body_asks_for_a_term_the_charter_knows(
    town: Town, people: list[Person], years: int, stands: bool
) -> None:
    if stands:
        assert Term.objects.get(body=opened(town.industrial, [SeatPlan(people[0])], years)).years == years
        return
    with pytest.raises(Refused):
        opened(town.industrial, [SeatPlan(people[0])], years)
    assert Body.objects.count() == 0


def test_second_body_of_a_kind_is_refused_by_the_database(town: Town, people: list[Person]) -> None:
    from django.db import IntegrityError, transaction

    opened(town.industrial, [SeatPlan(people[0])])
    with pytest.raises(IntegrityError, match="body_one_committee_at_a_time"), transaction.atomic():
        opened(town.industrial, [SeatPlan(people[1])])
