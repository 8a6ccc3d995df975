"""A body is renewed: the next term, its seats and holders; what the former leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from gonglian.congress.states import Office
from gonglian.core.acts import record
from gonglian.core.refused import Refused
from gonglian.organisation.models import Duty
from gonglian.terms.actions import SeatPlan, add_seat, name_acting, renew_body, vacate
from gonglian.terms.models import Acting, Body, Holder, Seat
from gonglian.terms.picture import seat_rank
from gonglian.terms.queries import body_on
from gonglian.terms.reads import terms_page
from tests.factories.organisation import make_duty, make_user
from tests.terms.seats import LAST, LATER, Bench, last_act

pytestmark = pytest.mark.django_db
EARLY = date(2031, 3, 3)
APPROVED = date(2031, 3, 20)


def renew(bench: Bench, *people: int, elected_on: date = EARLY, on: date = APPROVED, **given: Any) -> Body:
    seats = [SeatPlan(bench.people[place], "member" if n else "chair") for n, place in enumerate(people)]
    wanted = {"years": 5, "ordinal": 2, "made_by": "election", "size": len(seats)} | given
    return renew_body(body=bench.body, seats=seats, elected_on=elected_on, actor=None, on=on, **wanted)


def held(bench: Bench, on: date) -> tuple[int, list[str]]:
    found = body_on(Body.objects.get(pk=bench.body.pk), on=on)
    return (found.term.ordinal if found.term else 0), [
        str(row.holder.person) for row in found.seats if row.holder
    ]


def names(bench: Bench, *places: int) -> list[str]:
    return [str(bench.people[place]) for place in places]


def test_each_day_shows_the_term_that_ran_then(bench: Bench) -> None:
    renew(bench, 6, 1, 7)
    assert held(bench, EARLY - timedelta(days=1)) == (1, names(bench, 0, 1, 2, 3))
    assert held(bench, EARLY) == (2, names(bench, 6, 1, 7))
    before = body_on(bench.body, on=EARLY - timedelta(days=1))
    assert before.ends_on == EARLY - timedelta(days=1)
    went = Holder.objects.current_record().filter(seat__body=bench.body, seat__ordinal=1)
    assert set(went.values_list("went", flat=True)) == {"term_over"}


def test_term_that_was_over_keeps_its_last_day(bench: Bench) -> None:
    late = LAST + timedelta(days=40)
    renew(bench, 0, 1, elected_on=late, on=late)
    assert body_on(bench.body, on=late - timedelta(days=1)).ends_on == LAST
    assert held(bench, late - timedelta(days=1)) == (1, names(bench, 0, 1, 2, 3))


def test_who_acted_acts_no_longer(bench: Bench) -> None:
    vacate(holder=bench.holder(1), how="resigned", left_on=LATER, reason="辞职", actor=None, on=LATER)
    name_acting(seat=bench.seat(1), person=bench.people[1], since=LATER, actor=None, on=LATER)
    renew(bench, 0, 1)
    assert not Acting.objects.current_record().filter(valid__upper_inf=True).exists()
    assert last_act("close_acting")[1]["why"] == "term_over"


def test_duties_of_the_former_head_end_today(bench: Bench) -> None:
    chair = bench.people[0]
    chair.user = make_user("former")
    with record("test.account", actor=None, on=LATER):
        chair.save(update_fields=["user"])
    make_duty(chair.user, bench.town.industrial, "head")
    renew(bench, 6, 1)
    assert Duty.objects.filter(user=chair.user).active(APPROVED - timedelta(days=1)).exists()
    assert not Duty.objects.filter(user=chair.user).active(APPROVED).exists()


def test_seat_added_later_counts_in_its_own_term(bench: Bench) -> None:
    body = renew(bench, 6, 1)
    add_seat(
        body=body,
        person=bench.people[8],
        since=APPROVED,
        basis="委员会全体会议",
        size=3,
        actor=None,
        on=APPROVED,
    )
    assert list(Seat.objects.filter(body=body, ordinal=2).values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"ordinal": 3}, "不能跳号"),
        ({"ordinal": 1}, "不能跳号"),
        ({"years": 4}, "任期 4 年"),
        ({"elected_on": date(2026, 3, 18)}, "才选出"),
    ],
)
def test_renewal_out_of_order_is_refused(bench: Bench, given: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused, match=message):
        renew(bench, 6, 1, **given)
    assert held(bench, APPROVED)[0] == 1


def test_one_person_on_two_seats_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="同一人占了两席"):
        renew(bench, 6, 6)


def test_page_tells_who_sat_in_earlier_terms(bench: Bench) -> None:
    renew(bench, 6, 1)
    page = terms_page(bench.town.industrial, user=make_user("reader"), on=APPROVED, today=APPROVED)
    told = [(stay.seat, str(stay.row.person), stay.went) for stay in page.blocks[0].stays]
    assert told == [("主席", str(bench.people[6]), ""), ("委员", str(bench.people[1]), "")]
    (former,) = page.blocks[0].earlier
    assert (former.ordinal, len(former.stays)) == (1, 4)
    first = former.stays[0]
    assert (first.seat, str(first.row.person), first.went) == ("主席", str(bench.people[0]), "任期届满换届")


def test_chair_comes_first_whatever_the_number_of_his_seat() -> None:
    seats = [
        Seat(office=office, number=n)
        for n, office in enumerate([Office.MEMBER, Office.VICE_CHAIR, Office.CHAIR])
    ]
    assert [seat.number for seat in sorted(seats, key=seat_rank)] == [2, 1, 0]
