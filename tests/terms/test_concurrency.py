"""Two officers at one second: one act comes about, the other is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.terms import actions
from gonglian.terms.extending.actions import answer_extension
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.models import Extension, Holder, Seat, Substitution
from tests.factories.extensions import Asking
from tests.factories.organisation import make_town
from tests.meetings.test_concurrency import at_once
from tests.terms.seats import LAST, LATER, Bench

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def bench() -> Bench:
    return Bench(make_town())


def one_of(*acts: Callable[[], Any]) -> None:
    results = at_once(*acts)
    assert len([result for result in results if isinstance(result, Refused)]) == len(acts) - 1, results
    assert None not in results


def test_two_who_let_a_holder_go(bench: Bench) -> None:
    holder = bench.holder(1)

    def go(how: str) -> Callable[[], Any]:
        return lambda: actions.vacate(holder=holder, how=how, left_on=LATER, actor=None, on=LATER)

    one_of(go("resigned"), go("died"), go("moved"))
    assert Holder.objects.current_record().filter(seat=holder.seat).count() == 1
    assert Act.objects.filter(act="terms.vacate").count() == 1


def test_two_who_fill_a_seat(bench: Bench) -> None:
    actions.vacate(holder=bench.holder(1), how="died", left_on=date(2027, 5, 1), actor=None, on=LATER)
    seat = bench.seat(1)

    def fill(place: int) -> Callable[[], Any]:
        person = bench.people[place]
        return lambda: actions.seat_holder(
            seat=seat, person=person, how="by_election", since=LATER, actor=None, on=LATER
        )

    one_of(fill(8), fill(9))
    assert Holder.objects.current_record().filter(seat=seat, valid__upper_inf=True).count() == 1


def test_two_who_add_the_same_person(bench: Bench) -> None:
    def add() -> Any:
        return actions.add_seat(
            body=bench.body, person=bench.people[9], since=LATER, basis="会议", actor=None, on=LATER
        )

    one_of(add, add)
    assert Seat.objects.filter(body=bench.body).count() == 5


def test_two_who_extend_a_term(bench: Bench) -> None:
    def extend() -> Any:
        return actions.decide_extension(
            body=bench.body, issuer=bench.town.county, asked_on=LATER, until=date(2031, 6, 18), number="兰工发〔2027〕1号",
            actor=None, on=LATER,
        )  # fmt: skip

    assert date(2031, 6, 18) > LAST
    one_of(extend, extend)
    assert Extension.objects.count() == 1


def test_two_who_ask_and_two_who_answer(bench: Bench) -> None:
    asking = Asking(bench)
    one_of(asking.prepare, asking.prepare)
    assert ExtensionRequest.objects.count() == 1
    asking.row = ExtensionRequest.objects.get()
    asking.send()
    asking.propose()
    sign = partial(answer_extension, row=asking.row, actor=asking.county_head, on=asking.on)
    one_of(sign, sign)
    assert Extension.objects.count() == 2  # one for each body


def test_two_who_end_a_post(bench: Bench) -> None:
    holder = bench.holder(4)
    one_of(*[lambda: actions.end_post(holder=holder, ended_on=LATER, actor=None, on=LATER)] * 2)
    assert Substitution.objects.count() == 1
