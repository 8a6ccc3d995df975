"""A constituent's post ends: the plain seat falls the same day, and nothing else does (TRM-07)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gonglian.core.refused import Refused
from gonglian.organisation.actions import add_position, end_position
from gonglian.organisation.models import Position
from gonglian.terms.actions import SeatPlan, end_post, fall_seat, open_body, vacate
from gonglian.terms.models import Holder, Substitution
from tests.factories.papers import make_scan
from tests.terms.seats import ELECTED, LATER, Bench, last_act


def fallen() -> list[tuple[str, date]]:
    return [(str(row.former), row.post_ended_on) for row in Substitution.objects.order_by("pk")]


def post_of(bench: Bench, role: str = "union_chair") -> Position:
    return add_position(
        person=bench.people[3], role=role, union=bench.town.north, actor=None, on=ELECTED, start=ELECTED
    )


def test_the_seat_falls_and_a_substitution_is_opened(bench: Bench) -> None:
    opened = end_post(holder=bench.holder(4), ended_on=LATER, upload=make_scan(), actor=None, on=LATER)
    gone = Holder.objects.current_record().get(seat=bench.seat(4))
    assert (gone.went, gone.reason, gone.valid.upper) == ("substituted", bench.town.north.name, LATER)
    assert gone.went_scan is not None
    assert (opened.state, opened.former, opened.post_ended_on) == ("open", bench.people[3], LATER)
    assert last_act("fall_seat")[1]["constituent"] == bench.town.north.name


def test_the_recorded_post_ends_with_it(bench: Bench) -> None:
    post, staff = post_of(bench), post_of(bench, "staff")
    end_post(holder=bench.holder(4), ended_on=LATER, actor=None, on=LATER)
    rows = Position.objects.current_record().filter(person=bench.people[3])
    assert {(row.role, row.ends_on) for row in rows} == {
        ("union_chair", LATER - timedelta(days=1)), ("staff", None)
    }  # fmt: skip
    assert len(fallen()) == 1
    assert post.pk != staff.pk


@pytest.mark.parametrize(("role", "falls"), [("union_chair", True), ("staff", False)])
def test_a_post_that_ends_elsewhere_takes_the_seat_along(bench: Bench, role: str, falls: bool) -> None:
    end_position(position=post_of(bench, role), last_day=date(2027, 5, 20), actor=None, on=LATER)
    assert fallen() == ([(str(bench.people[3]), date(2027, 5, 21))] if falls else [])


def test_a_chair_who_leaves_his_own_body_takes_the_seat_along(bench: Bench) -> None:
    north = open_body(
        union=bench.town.north, kind="committee", seats=[SeatPlan(bench.people[3], "chair"), SeatPlan(bench.people[8])],
        elected_on=ELECTED, years=5, ordinal=1, made_by="election", actor=None, on=ELECTED,
    )  # fmt: skip
    vacate(holder=bench.holder(2, north), how="resigned", left_on=LATER, actor=None, on=LATER)
    assert fallen() == []
    vacate(holder=bench.holder(1, north), how="resigned", left_on=LATER, actor=None, on=LATER)
    assert fallen() == [(str(bench.people[3]), LATER)]


def test_chair_vice_chair_and_free_seats_never_fall(bench: Bench) -> None:
    for number in (1, 2, 3):
        with pytest.raises(Refused, match="不能替补") as refusal:
            fall_seat(holder=bench.holder(number), ended_on=LATER, actor=None, on=LATER)
        assert refusal.value.reasons[0].cite == "TRM-07"
    assert fallen() == []


def test_a_fall_that_contradicts_itself_is_refused(bench: Bench) -> None:
    holder = bench.holder(4)
    for day, match in ((LATER + timedelta(days=1), "还没有到"), (ELECTED, "才任职")):
        with pytest.raises(Refused, match=match):
            end_post(holder=holder, ended_on=day, actor=None, on=LATER)
    end_post(holder=holder, ended_on=LATER, actor=None, on=LATER)
    with pytest.raises(Refused, match="已不在"):
        fall_seat(holder=holder, ended_on=LATER, actor=None, on=LATER)
