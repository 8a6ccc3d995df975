"""Delegates leave and are elected anew; who is vacant; what the check of credentials says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from gonglian.congress import actions as congress
from gonglian.congress.changes import Leaving, Vote, fill_place, replace_delegate
from gonglian.congress.models import Delegate, DelegateChange, ElectingUnit, OwnPage
from gonglian.congress.slips import make_slips
from gonglian.congress.states import LeftBecause
from gonglian.congress.vacancies import empty_places, since_when, watch
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding import actions as founding
from gonglian.meetings import actions as meetings
from gonglian.organisation.actions import register_person
from gonglian.organisation.models import Membership
from gonglian.policy.finding import Result
from tests.factories.founding import Road

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]


def first_unit(road: Road) -> ElectingUnit:
    return ElectingUnit.objects.filter(convocation=road.case.preparation).earliest("pk")


def leaving(road: Road, **other: Any) -> Leaving:
    return replace(Leaving(on=road.on, ground=LeftBecause.MOVED), **other)


def vote(road: Road, place: int = 6, **other: Any) -> Vote:
    """The unit's vote for its member at `place`, none of the delegates."""
    person = road.members(road.unions[0])[place]
    plain = Vote(person=person, on=road.on, entitled=8, present=8, candidates=2, votes_for=7, front_line=True)
    return replace(plain, **other)


def change(road: Road, place: int = 0, **given: Any) -> DelegateChange:
    """The delegate at `place` of the first unit leaves and another comes."""
    delegate = first_unit(road).delegates.all()[place]
    plain = {"leaving": leaving(road), "vote": vote(road)} | given
    return replace_delegate(delegate=delegate, actor=road.handler, on=road.on, **plain)


def leave(road: Road, count: int, on: date | None = None) -> list[DelegateChange]:
    """So many delegates of all units leave without a successor."""
    rows = Delegate.objects.filter(unit__convocation=road.case.preparation).order_by("pk")[:count]
    gone = leaving(road, on=on or road.on)
    return [
        replace_delegate(delegate=row, leaving=gone, vote=None, actor=road.handler, on=gone.on)
        for row in rows
    ]


# -- one leaves, another comes


def test_successor_takes_the_place_and_waits_for_the_check(road: Road) -> None:
    unit = first_unit(road)
    gone = unit.delegates.all()[0].person
    row = change(road)
    new = unit.delegates.get(person=row.successor)
    assert (row.leaver, row.left_on, row.leaver_votes, unit.delegates.count()) == (gone, road.on, 8, 4)
    assert (new.confirmed, new.change, new.votes_for, new.front_line) == (False, row, 7, True)
    assert not unit.delegates.filter(person=gone).exists()


def test_change_is_logged_with_the_judgement_on_the_vote(road: Road) -> None:
    row = change(road, vote=vote(road, present=5, votes_for=4))
    act = Act.objects.get(act="congress.replace_delegate")
    assert (act.after["left"], act.after["elected"], act.after["reason"]) == (
        row.leaver.name, row.successor.name, "工作调离选举单位",
    )  # fmt: skip
    assert [(finding["id"], finding["result"]) for finding in act.findings] == [("CON-03", "FAIL")]


def test_first_election_is_judged_by_all_it_elected(road: Road) -> None:
    from gonglian.congress.facts import unit_election

    change(road, vote=vote(road, votes_for=2))
    assert sorted(unit_election(first_unit(road))["for"]) == [8, 8, 8, 8]


def test_successor_who_leaves_too_does_not_count_in_the_first_election(road: Road) -> None:
    from gonglian.congress.facts import unit_election

    change(road)
    row = change(road, place=3, vote=vote(road, place=7))
    assert (row.leaver_votes, len(unit_election(first_unit(road))["for"])) == (None, 4)


def test_slip_of_who_left_ends(road: Road) -> None:
    make_slips(convocation=road.case.preparation, actor=road.handler, on=road.on)
    change(road)
    assert OwnPage.objects.count() == 15


def test_place_stays_vacant_until_somebody_is_elected(road: Road) -> None:
    unit = first_unit(road)
    row = change(road, vote=None)
    assert (row.successor, empty_places(unit)) == (None, 1)
    filled = fill_place(unit=unit, change=row, vote=vote(road), actor=road.handler, on=road.on)
    assert (filled, empty_places(unit), unit.delegates.filter(change=row).count()) == (row, 0, 1)


def test_place_never_filled_is_elected_to(road: Road) -> None:
    unit = first_unit(road)
    report(road, unit, unit.places - 1)
    row = fill_place(unit=unit, change=None, vote=vote(road), actor=road.handler, on=road.on)
    assert (row.leaver, row.successor, empty_places(unit)) == (None, vote(road).person, 0)


def report(road: Road, unit: ElectingUnit, count: int) -> None:
    people = road.members(road.unions[0])[:count]
    congress.report_delegates(
        unit=unit, reported_on=road.on, entitled=8, present=8, candidates=5,
        delegates=[{"person": person, "votes_for": 8} for person in people], actor=road.handler, on=road.on,
    )  # fmt: skip


def test_new_report_takes_the_place_of_earlier_changes(road: Road) -> None:
    change(road)
    report(road, first_unit(road), 4)
    act = Act.objects.filter(act="congress.report_delegates").latest("pk")
    assert (DelegateChange.objects.count(), len(act.before["changes"])) == (0, 1)


# -- what is refused


def bad(road: Road) -> dict[str, tuple[dict[str, Any], str]]:
    """What is wrong: how the act is called, and what it says."""
    day = timedelta(days=1)
    delegate = first_unit(road).delegates.all()[1].person
    other = road.members(road.unions[1])[7]
    return {
        "left in the future": ({"leaving": leaving(road, on=road.on + day)}, "离任日期不能晚于今天"),
        "left before his election": ({"leaving": leaving(road, on=road.on - 900 * day)}, "才选为代表"),
        "other without words": (
            {"leaving": leaving(road, ground=LeftBecause.OTHER, note=" ")},
            "要写明是什么原因",
        ),
        "elected in the future": ({"vote": vote(road, on=road.on + day)}, "补选日期不能晚于今天"),
        "elected before the place was empty": (
            {"vote": vote(road, on=road.on - 900 * day)},
            "早于名额空缺之日",
        ),
        "more present than entitled": ({"vote": vote(road, present=9)}, "实到 9 人多于应到 8 人"),
        "more votes than present": ({"vote": vote(road, present=6)}, "得票 7 票多于实到 6 人"),
        "a delegate already": ({"vote": vote(road, person=delegate)}, "已是.*的代表"),
        "no member": ({"vote": vote(road, person=other)}, "不是.*有表决权的会员"),
    }


WRONG = (
    "left in the future", "left before his election", "other without words", "elected in the future",
    "elected before the place was empty", "more present than entitled", "more votes than present", "a delegate already",
    "no member",
)  # fmt: skip


@pytest.mark.parametrize("when", WRONG)
def test_change_that_contradicts_itself_is_refused(road: Road, when: str) -> None:
    given, said = bad(road)[when]
    with pytest.raises(Refused, match=said):
        change(road, **given)
    assert (DelegateChange.objects.count(), first_unit(road).delegates.count()) == (0, 4)


def test_every_wrong_change_is_tried(road: Road) -> None:
    assert set(bad(road)) == set(WRONG)


def test_who_left_already_cannot_leave_again(road: Road) -> None:
    delegate = first_unit(road).delegates.all()[0]
    change(road)
    with pytest.raises(Refused, match="已经不是这个单位的代表"):
        replace_delegate(delegate=delegate, leaving=leaving(road), vote=None, actor=road.handler, on=road.on)


def test_full_unit_elects_nobody_more(road: Road) -> None:
    with pytest.raises(Refused, match="没有空缺的代表名额"):
        fill_place(unit=first_unit(road), change=None, vote=vote(road), actor=road.handler, on=road.on)


def test_vacancy_that_was_left_is_filled_as_that(road: Road) -> None:
    change(road, vote=None)
    with pytest.raises(Refused, match="没有空缺的代表名额"):
        fill_place(unit=first_unit(road), change=None, vote=vote(road), actor=road.handler, on=road.on)


def test_member_who_only_retains_his_membership_has_no_vote(road: Road) -> None:
    person = vote(road).person
    with transaction.atomic(), record("test.retain", actor=None, on=road.on):
        Membership.objects.filter(person=person).update(kind="retained")
    with pytest.raises(Refused, match="有表决权的会员"):
        change(road)


def test_stranger_may_be_elected_where_no_roster_is_kept(road: Road) -> None:
    person = register_person(name="公冶望", actor=None, on=road.on)
    elected = vote(road, person=person)
    with transaction.atomic(), record("test.empty", actor=None, on=road.on):
        Membership.objects.filter(union=road.unions[0]).delete()
    row = replace_delegate(
        delegate=first_unit(road).delegates.all()[0],
        leaving=leaving(road),
        vote=elected,
        actor=road.handler,
        on=road.on,
    )
    assert row.successor == person


@pytest.mark.parametrize("wrong", [{"present": 9}, {"left_on": None}, {"elected_on": None}])
def test_database_holds_the_sums(road: Road, wrong: dict[str, Any]) -> None:
    row = change(road)
    with pytest.raises(IntegrityError), transaction.atomic(), record("test.spoil", actor=None, on=road.on):
        DelegateChange.objects.filter(pk=row.pk).update(**wrong)


# -- the roll


@pytest.fixture
def congress_day(road: Road) -> Any:
    """The congress is recorded, its roll not sealed yet."""
    road.on = road.case.preparation.planned_on
    return founding.open_congress(
        case=road.refresh(), held_on=road.on, place="街道会议室", actor=road.handler, on=road.on
    )


@pytest.mark.road_at("congress")
def test_roll_not_sealed_follows_the_change_and_the_check(road: Road, congress_day: Any) -> None:
    row = change(road)
    people = set(congress_day.roll.values_list("person", flat=True))
    assert (len(people), row.leaver_id in people, row.successor_id in people) == (15, False, False)
    congress.confirm_credentials(convocation=road.case.preparation, actor=road.handler, on=road.on)
    assert congress_day.roll.filter(person=row.successor).count() == 1
    new = Delegate.objects.get(person=row.successor)
    congress.check_credentials(
        convocation=road.case.preparation, verdicts={new.pk: "不是本单位会员"}, actor=road.handler, on=road.on
    )
    assert congress_day.roll.filter(person=row.successor).count() == 0


@pytest.mark.road_at("congress")
def test_sealed_roll_is_changed_in_the_meeting_alone(road: Road, congress_day: Any) -> None:
    meetings.seal_roll(meeting=congress_day, actor=road.handler, on=road.on)
    plan, by = road.case.preparation, {"actor": road.handler, "on": road.on}
    acts = (
        lambda: change(road),
        lambda: fill_place(unit=first_unit(road), change=None, vote=vote(road), **by),
        lambda: congress.confirm_credentials(convocation=plan, **by),
        lambda: congress.check_credentials(convocation=plan, verdicts={}, **by),
    )
    for act in acts:
        with pytest.raises(Refused, match="大会名册已封存"):
            act()


@pytest.mark.road_at("third")
def test_delegate_may_leave_after_the_congress(road: Road) -> None:
    assert change(road).leaver is not None


# -- vacancies


def test_nobody_is_missing(road: Road) -> None:
    found = watch(road.case.preparation, on=road.on)
    assert (found.places, found.vacant, found.since, found.last, found.finding.result) == (
        16, 0, None, None, Result.OK,
    )  # fmt: skip


def test_a_quarter_is_borne_and_more_is_not(road: Road) -> None:
    leave(road, 4)
    assert watch(road.case.preparation, on=road.on).since is None
    leave(road, 1, road.on + timedelta(days=2))
    found = watch(road.case.preparation, on=road.on + timedelta(days=2))
    assert (found.vacant, found.since, found.last) == (5, date(2026, 3, 7), date(2026, 6, 7))
    assert (found.finding.result, "最迟 2026-06-07 补选" in found.finding.message) == (Result.OK, True)


def test_after_three_months_the_clause_fails(road: Road) -> None:
    leave(road, 5)
    days = [
        watch(road.case.preparation, on=day).finding.result for day in (date(2026, 6, 5), date(2026, 6, 6))
    ]
    assert days == [Result.OK, Result.FAIL]


def test_by_election_ends_the_watch(road: Road) -> None:
    rows = leave(road, 5)
    fill_place(unit=rows[0].unit, change=rows[0], vote=vote(road), actor=road.handler, on=road.on)
    assert watch(road.case.preparation, on=road.on).since is None


def test_places_not_filled_and_delegates_refused_are_vacant(road: Road) -> None:
    report(road, first_unit(road), 3)
    refused = Delegate.objects.filter(unit__convocation=road.case.preparation).last()
    congress.check_credentials(
        convocation=road.case.preparation,
        verdicts={refused.pk: "管理人员超比例"},
        actor=road.handler,
        on=road.on,
    )
    assert watch(road.case.preparation, on=road.on).vacant == 2


@pytest.mark.road_at("prepare")
def test_unit_that_has_not_reported_has_no_vacancies(road: Road) -> None:
    road.plan()
    rows = [(union.name, [union], 8) for union in road.unions]
    congress.set_units(convocation=road.case.preparation, units=rows, actor=road.handler, on=road.on)
    assert (watch(road.case.preparation, on=road.on).vacant, empty_places(first_unit(road))) == (0, 0)


@pytest.mark.parametrize(
    ("form", "level", "result"),
    [
        ("committee", "county", Result.NA),
        ("federation", "city", Result.NA),
        ("federation", "county", Result.OK),
    ],
)
def test_watch_is_for_those_the_rules_bind(road: Road, form: str, level: str, result: Result) -> None:
    plan = road.case.preparation
    plan.union.form, plan.union.level = form, level
    assert watch(plan, on=road.on).finding.result is result


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(-2, 3)), max_size=20), st.integers(4, 30))
def test_since_is_the_first_day_of_the_unbroken_excess(changes: list[tuple[int, int]], places: int) -> None:
    start, events = date(2026, 1, 1), sorted(changes)
    found = since_when([(start + timedelta(days=n), by) for n, by in events], places, Fraction(1, 4))
    over = [4 * sum(by for day, by in events if day <= n) > places for n in range(61)]
    expected = None
    if over[60]:
        expected = start + timedelta(days=max((n + 1 for n in range(61) if not over[n]), default=0))
    assert found == expected
