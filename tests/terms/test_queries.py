"""Bodies, seats and holders on a day; terms that end; chairs without an account."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from gonglian.core.acts import record
from gonglian.core.periods import end_valid, since
from gonglian.organisation.models import Person, Union
from gonglian.terms.actions import SeatPlan, open_body
from gonglian.terms.models import Body, Holder
from gonglian.terms.queries import bodies_of, chairs_without_account, is_ending, terms_ending
from tests.factories.meetings import make_people
from tests.factories.organisation import Town, make_user

ELECTED = date(2026, 3, 18)
LAST = date(2031, 3, 18)


@pytest.fixture
def people(db: None) -> list[Person]:
    return make_people(5)


def open_committee(union: Union, people: list[Person], kind: str = "committee", on: date = ELECTED) -> Body:
    offices = {0: "chair", 1: "vice_chair"} if kind == "committee" else {0: "director"}
    seats = [SeatPlan(person, offices.get(place, "member")) for place, person in enumerate(people)]
    return open_body(
        union=union, kind=kind, seats=seats, elected_on=on, years=5, ordinal=1, made_by="election", actor=None, on=on
    )  # fmt: skip


def leave(holder: Holder, first_day_after: date) -> None:
    with transaction.atomic(), record("test.leave", actor=None, on=first_day_after):
        end_valid(holder, first_day_after)


def enter(holder: Holder, person: Person, start: date) -> None:
    with transaction.atomic(), record("test.enter", actor=None, on=start):
        Holder.objects.create(seat=holder.seat, person=person, valid=since(start))


def told(union: Union, on: date) -> list[Any]:
    """(body, last day, [(office, who sits there, empty since)]) of each body."""
    return [
        (
            body.body.kind,
            body.ends_on,
            [
                (seat.seat.office, str(seat.holder.person) if seat.holder else None, seat.vacant_since)
                for seat in body.seats
            ],
        )
        for body in bodies_of(union, on=on)
    ]


def test_bodies_stand_from_their_election_in_the_order_of_kinds(town: Town, people: list[Person]) -> None:
    open_committee(town.industrial, people[3:], "audit")
    open_committee(town.industrial, people[:2])
    names = [str(person) for person in people]
    assert told(town.industrial, date(2026, 3, 17)) == []
    assert told(town.industrial, ELECTED) == [
        ("committee", LAST, [("chair", names[0], None), ("vice_chair", names[1], None)]),
        ("audit", LAST, [("director", names[3], None), ("member", names[4], None)]),
    ]
    assert told(town.county, ELECTED) == []


def test_seat_tells_its_holder_of_each_day(town: Town, people: list[Person]) -> None:
    body = open_committee(town.industrial, people[:1])
    first = Holder.objects.get(seat__body=body)
    leave(first, date(2027, 5, 1))
    enter(first, people[1], date(2027, 8, 1))
    seats = {
        on: told(town.industrial, on)[0][2][0][1:]
        for on in (date(2027, 4, 30), date(2027, 5, 1), date(2027, 7, 31), date(2027, 8, 1))
    }
    assert seats == {
        date(2027, 4, 30): (str(people[0]), None),
        date(2027, 5, 1): (None, date(2027, 5, 1)),
        date(2027, 7, 31): (None, date(2027, 5, 1)),
        date(2027, 8, 1): (str(people[1]), None),
    }


def test_bodies_take_six_questions_however_many_seats(
    town: Town, people: list[Person], django_assert_num_queries: Any
) -> None:
    open_committee(town.industrial, people[:3])
    open_committee(town.industrial, people[3:], "audit")
    with django_assert_num_queries(6):
        told(town.industrial, ELECTED)


@pytest.mark.parametrize(
    ("on", "found"),
    [
        (date(2030, 9, 17), False),
        (date(2030, 9, 18), True),
        (LAST, True),
        (date(2033, 1, 1), True),
        (date(2026, 3, 17), False),
    ],
    ids=["more than six months", "six months", "last day", "long over", "before it began"],
)
def test_term_ends_soon(town: Town, people: list[Person], on: date, found: bool) -> None:
    open_committee(town.industrial, people[:1])
    ending = [term.body.union for term in terms_ending(Union.objects.all(), on=on)]
    assert ending == ([town.industrial] if found else [])


@pytest.mark.parametrize(
    "changes", [{"form": "working_committee"}, {"state": "dissolved"}], ids=lambda c: next(iter(c))
)
def test_term_of_a_union_without_terms_does_not_end(
    town: Town, people: list[Person], changes: dict[str, str]
) -> None:
    open_committee(town.industrial, people[:1])
    with transaction.atomic(), record("test.change", actor=None, on=ELECTED):
        Union.objects.filter(pk=town.industrial.pk).update(**changes)
    assert terms_ending(Union.objects.all(), on=LAST) == []


def test_terms_are_those_of_the_unions_asked_for(town: Town, people: list[Person]) -> None:
    open_committee(town.industrial, people[:1])
    assert terms_ending(Union.objects.filter(pk=town.county.pk), on=LAST) == []


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (date(2026, 3, 1), False),
        (date(2026, 3, 2), True),
        (date(2026, 9, 2), True),
        (date(2026, 9, 3), False),
    ],
)
def test_is_ending_within_six_months(last: date, found: bool) -> None:
    assert is_ending(last, date(2026, 3, 2)) is found


def test_chair_without_account_is_told_until_he_has_one(town: Town, people: list[Person]) -> None:
    open_committee(town.industrial, people[:3])
    open_committee(town.industrial, people[3:], "audit")
    unions = Union.objects.all()
    assert [row.person for row in chairs_without_account(unions, on=ELECTED)] == [people[0]]
    assert chairs_without_account(unions, on=date(2026, 3, 17)) == []
    with transaction.atomic(), record("test.account", actor=None, on=ELECTED):
        Person.objects.filter(pk=people[0].pk).update(user=make_user("chair"))
    assert chairs_without_account(unions, on=ELECTED) == []
