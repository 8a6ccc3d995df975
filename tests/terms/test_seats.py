"""Taking a seat, leaving it, adding one: what comes about, what stays as a finding, what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.periods import DateRange
from gonglian.core.refused import Refused
from gonglian.core.story import tell
from gonglian.dashboards.terms_due import chairs_due
from gonglian.organisation.models import Duty, Person
from gonglian.organisation.states import Role
from gonglian.terms.actions import add_seat, end_acting, fall_seat, name_acting, seat_holder, vacate
from gonglian.terms.models import Acting, Body, Holder, Seat
from gonglian.terms.states import Went
from tests.factories.organisation import make_duty, make_member, make_user
from tests.factories.papers import make_scan
from tests.terms.seats import ELECTED, LATER, Bench, last_act


def left(bench: Bench, number: int, how: str = "resigned", on: date = LATER, **more: Any) -> Holder:
    return vacate(holder=bench.holder(number), how=how, left_on=on, actor=None, on=max(on, LATER), **more)


def reasons(refusal: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(reason.field, reason.cite) for reason in refusal.value.reasons]


# -- leaving


@pytest.mark.parametrize("how", ["resigned", "moved", "died", "recalled", "ended", "term_over"])
def test_who_leaves_sat_there_until_the_day_before(bench: Bench, how: str) -> None:
    gone = left(bench, 3, how, reason="照文件")
    assert (gone.person, gone.valid.lower, gone.ends_on) == (
        bench.people[2],
        ELECTED,
        LATER - timedelta(days=1),
    )
    assert (gone.came, gone.went, gone.reason) == ("elected", how, "照文件")
    assert Seat.objects.filter(pk=gone.seat_id).exists()
    _findings, told = last_act("vacate")
    assert (told["how"], told["from"], told["person"]) == (how, "2027-06-01", bench.people[2].name)


def test_leaving_keeps_the_scan(bench: Bench) -> None:
    gone = left(bench, 3, upload=make_scan())
    assert gone.went_scan is not None
    assert gone.went_scan.owner_union == bench.town.industrial


@pytest.mark.parametrize(
    ("number", "how", "consents", "findings"),
    [
        (1, "moved", [], [("TRM-06", "FAIL")]),
        (2, "moved", ["committee"], [("TRM-06", "FAIL")]),
        (1, "moved", ["committee", "upper_union"], [("TRM-06", "OK")]),
        (1, "resigned", [], []),
        (3, "moved", [], []),
    ],
)
def test_a_move_is_recorded_with_its_finding(
    bench: Bench, number: int, how: str, consents: list[str], findings: list[tuple[str, str]]
) -> None:
    assert left(bench, number, how, consents=consents).went == how
    assert last_act("vacate")[0] == findings


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"left_on": LATER + timedelta(days=1)}, "left_on"),
        ({"left_on": ELECTED}, "left_on"),
        ({"left_on": ELECTED - timedelta(days=1)}, "left_on"),
        ({"how": "ended", "reason": " "}, "reason"),
    ],
    ids=["tomorrow", "his first day", "before him", "no reason"],
)
def test_leaving_that_contradicts_itself_is_refused(bench: Bench, given: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        vacate(
            **{"holder": bench.holder(3), "how": "resigned", "left_on": LATER, "actor": None, "on": LATER}
            | given
        )
    assert reasons(refusal) == [(field, "")]
    assert bench.holder(3).person == bench.people[2]


def test_the_second_officer_of_one_second_is_told(bench: Bench) -> None:
    holder = bench.holder(1)
    vacate(holder=holder, how="resigned", left_on=LATER, actor=None, on=LATER)
    with pytest.raises(Refused, match="已不在"):
        vacate(holder=holder, how="died", left_on=LATER, actor=None, on=LATER)
    assert Holder.objects.current_record().get(seat=holder.seat).went == "resigned"


# -- duties end with the seat


def with_account(person: Person, bench: Bench, role: str = Role.HEAD) -> Duty:
    person.user = make_user(f"user{person.pk}")
    with transaction.atomic(), record("test.account", actor=None, on=ELECTED):
        person.save(update_fields=["user"])
    return make_duty(person.user, bench.town.industrial, role)


def test_duties_in_the_union_end_with_the_chair(bench: Bench) -> None:
    duty = with_account(bench.people[0], bench)
    elsewhere = make_duty(duty.user, bench.town.county, Role.READER)
    left(bench, 1)
    assert list(Duty.objects.active(LATER).filter(user=duty.user)) == [elsewhere]
    assert last_act("vacate")[1]["duties"] == ["负责人"]


def test_duties_of_a_plain_member_stay(bench: Bench) -> None:
    duty = with_account(bench.people[2], bench)
    left(bench, 3)
    assert list(Duty.objects.active(LATER).filter(user=duty.user)) == [duty]


def test_duties_stay_with_who_heads_another_body(bench: Bench) -> None:
    duty = with_account(bench.people[0], bench)
    add_seat(
        body=bench.audit,
        person=bench.people[0],
        since=ELECTED,
        basis="经审委会议",
        office="deputy",
        actor=None,
        on=LATER,
    )
    left(bench, 1)
    assert list(Duty.objects.active(LATER).filter(user=duty.user)) == [duty]


# -- taking


def taken(bench: Bench, number: int, **given: Any) -> Holder:
    asked = {"person": bench.people[9], "how": "by_election", "since": LATER, "basis": "第三次全体会议"}
    return seat_holder(**{"seat": bench.seat(number), "actor": None, "on": LATER} | asked | given)


def test_a_vacant_seat_is_taken(bench: Bench) -> None:
    left(bench, 3, on=date(2027, 5, 1))
    holder = taken(bench, 3, upload=make_scan())
    assert (holder.valid.lower, holder.ends_on, holder.came, holder.basis) == (
        LATER, None, "by_election", "第三次全体会议"
    )  # fmt: skip
    assert holder.came_scan is not None
    findings, told = last_act("seat_holder")
    assert dict(findings)["ELI-04"] == "FAIL"  # no membership on record: found, not refused
    assert (told["how"], told["from"]) == ("by_election", "2027-06-01")


def test_who_takes_an_office_leaves_his_plain_seat(bench: Bench) -> None:
    left(bench, 1)
    taken(bench, 1, person=bench.people[2])
    gone = Holder.objects.current_record().get(seat=bench.seat(3))
    assert (gone.went, gone.valid.upper) == (Went.OTHER_SEAT, LATER)
    assert bench.holder(1).person == bench.people[2]


@pytest.mark.parametrize(
    ("given", "field", "cite"),
    [
        ({"since": LATER + timedelta(days=1)}, "since", ""),
        ({"since": LATER - timedelta(days=1)}, "since", ""),
        ({"how": "substituted"}, "how", "TRM-07"),
        ({"person": 1}, "person", "ELI-10"),
        ({"person": 2}, "person", "ELI-10"),
    ],
    ids=["tomorrow", "before it fell vacant", "chair by succession", "heads already", "plain to plain"],
)
def test_taking_that_cannot_be_is_refused(bench: Bench, given: dict[str, Any], field: str, cite: str) -> None:
    number = 4 if given.get("person") == 2 else 1
    left(bench, number)
    if "person" in given:
        given = {"person": bench.people[given["person"]]}
    with pytest.raises(Refused) as refusal:
        taken(bench, number, **given)
    assert reasons(refusal) == [(field, cite)]


def test_a_seat_that_is_held_is_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="现由"):
        taken(bench, 3)


def test_a_seat_of_a_body_that_is_over_is_refused(bench: Bench) -> None:
    left(bench, 3)
    with transaction.atomic(), record("test.over", actor=None, on=LATER):
        Body.objects.filter(pk=bench.body.pk).update(valid=DateRange(ELECTED, LATER))
    with pytest.raises(Refused, match="已经结束"):
        taken(bench, 3)


# -- adding


def added(bench: Bench, **given: Any) -> Holder:
    asked = {
        "body": bench.body,
        "person": bench.people[9],
        "since": LATER,
        "basis": "第三次全体会议",
        "actor": None,
    }
    return add_seat(**{**asked, "on": LATER} | given)


@pytest.mark.parametrize(
    ("size", "result", "kept"),
    [(None, "FAIL", 4), (5, "OK", 5)],
    ids=["beyond the approved", "approved anew"],
)
def test_an_added_seat_is_judged_by_the_approved_size(
    bench: Bench, size: int | None, result: str, kept: int
) -> None:
    make_member("会员", bench.town.north)
    holder = added(bench, size=size, constituent=bench.town.north)
    assert (holder.seat.number, holder.seat.source, holder.seat.constituent) == (
        5,
        "federated",
        bench.town.north,
    )
    assert holder.came == "added"
    findings, _told = last_act("add_seat")
    assert findings == [("CON-13", result)]
    assert Body.objects.get(pk=bench.body.pk).size == kept


def test_a_second_chair_is_not_added(bench: Bench) -> None:
    with pytest.raises(Refused, match="已有一个") as refusal:
        added(bench, office="chair")
    assert reasons(refusal) == [("office", "")]


def test_an_added_seat_needs_its_basis(bench: Bench) -> None:
    with pytest.raises(Refused) as refusal:
        added(bench, basis=" ")
    assert reasons(refusal) == [("basis", "")]


def test_nobody_is_added_to_a_body_he_sits_in(bench: Bench) -> None:
    with pytest.raises(Refused):
        added(bench, person=bench.people[2])
    assert Seat.objects.filter(body=bench.body).count() == 4


# -- acting


def acted(bench: Bench, number: int = 1, since: date = LATER) -> Acting:
    return name_acting(
        seat=bench.seat(number), person=bench.people[1], since=since, basis="委员会决定", actor=None, on=LATER
    )


def test_acting_ends_when_the_seat_is_filled(bench: Bench) -> None:
    left(bench, 1, on=date(2027, 5, 1))
    acted(bench, since=date(2027, 5, 10))
    assert last_act("name_acting")[0] == [("TRM-05", "OK")]
    taken(bench, 1)
    assert Acting.objects.current_record().get().valid.upper == LATER


def test_acting_too_long_is_found(bench: Bench) -> None:
    left(bench, 1, on=date(2026, 11, 30))
    acted(bench)
    assert last_act("name_acting")[0] == [("TRM-05", "FAIL")]  # six months from the vacancy


@pytest.mark.parametrize(("number", "match"), [(3, "不设代理"), (2, "不需要代理")])
def test_only_a_vacant_chair_is_acted_for(bench: Bench, number: int, match: str) -> None:
    if number == 3:
        left(bench, 3)
    with pytest.raises(Refused, match=match) as refusal:
        acted(bench, number)
    assert refusal.value.reasons[0].cite == "TRM-05"


def test_acting_begins_after_the_vacancy_and_once(bench: Bench) -> None:
    left(bench, 1)
    with pytest.raises(Refused, match="才空缺"):
        acted(bench, since=LATER - timedelta(days=1))
    with pytest.raises(Refused, match="还没有到"):
        acted(bench, since=LATER + timedelta(days=1))
    acted(bench)
    with pytest.raises(Refused, match="已在代理"):
        acted(bench)


def test_acting_ends_by_itself(bench: Bench) -> None:
    left(bench, 1, on=date(2027, 5, 1))
    acting = acted(bench, since=date(2027, 5, 1))
    for day, match in ((date(2027, 5, 1), "才开始"), (LATER + timedelta(days=1), "还没有到")):
        with pytest.raises(Refused, match=match):
            end_acting(acting=acting, left_on=day, actor=None, on=LATER)
    assert end_acting(acting=acting, left_on=LATER, actor=None, on=LATER).valid.upper == LATER
    with pytest.raises(Refused, match="已不再代理"):
        end_acting(acting=acting, left_on=LATER, actor=None, on=LATER)


@pytest.mark.parametrize("how", ["resigned", "moved", "died", "recalled", "ended", "term_over"])
def test_who_leaves_his_own_seat_acts_no_longer(bench: Bench, how: str) -> None:
    left(bench, 1, on=date(2027, 5, 1))
    acted(bench, since=date(2027, 5, 10))
    left(bench, 2, how, reason="照文件")
    assert Acting.objects.current_record().get().valid.upper == LATER
    told = last_act("close_acting")[1]
    assert (told["person"], told["from"], told["why"]) == (bench.people[1].name, str(LATER), "own_seat")
    assert "本人已离开自己的席位" in tell(Act.objects.filter(act="terms.close_acting").get())


def test_a_seat_that_falls_with_its_post_ends_acting(bench: Bench) -> None:
    left(bench, 1, on=date(2027, 5, 1))
    name_acting(seat=bench.seat(1), person=bench.people[3], since=date(2027, 5, 10), actor=None, on=LATER)
    fall_seat(holder=bench.holder(4), ended_on=LATER, actor=None, on=LATER)
    assert Acting.objects.current_record().get().valid.upper == LATER
    assert last_act("close_acting")[1]["person"] == bench.people[3].name


def test_who_changes_his_seat_acts_on_and_others_do_not_mind(bench: Bench) -> None:
    left(bench, 1, on=date(2027, 5, 1))
    left(bench, 2, on=date(2027, 5, 1))
    name_acting(seat=bench.seat(1), person=bench.people[2], since=date(2027, 5, 10), actor=None, on=LATER)
    taken(bench, 2, person=bench.people[2])
    left(bench, 4)
    assert Acting.objects.current_record().get().valid.upper is None


def test_a_vacant_chair_is_due_for_the_union_and_the_union_above(bench: Bench) -> None:
    own, above = make_user("own"), make_user("above")
    for user, union in ((own, bench.town.industrial), (above, bench.town.county)):
        user.duty = make_duty(user, union, "head")

    def due(user: Any, on: date = LATER) -> list[tuple[str, str, str]]:
        return [(line.what, str(line.by), line.lane) for line in chairs_due(user, on)]

    assert due(own) == []
    left(bench, 1, on=date(2027, 5, 1))
    acted(bench, since=date(2027, 5, 10))
    assert f"由{bench.people[1]}代理" in next(chairs_due(own, LATER)).why
    left(bench, 2)
    assert "没有人代理" in next(chairs_due(own, LATER)).why
    assert due(own) == [("补选主席", "2027-11-01", "later")]
    assert due(above) == [("督促补选主席", "2027-11-01", "waiting")]
    assert due(above, date(2027, 11, 2)) == [("督促补选主席", "2027-11-01", "overdue")]
    own.duty.role = "reader"
    assert due(own) == []
    taken(bench, 1)
    assert due(above) == []
