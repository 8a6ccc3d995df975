"""The check of credentials: what was checked on each delegate, verdicts with reasons, the facts of the report."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gonglian.congress import actions as congress
from gonglian.congress.credentials import Checked, Credentials, credentials
from gonglian.congress.models import Convocation, Delegate
from gonglian.congress.states import Check
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.core.small import once
from gonglian.organisation.models import Membership
from tests.congress.test_changes import change, leave, report, vote
from tests.factories.founding import Road

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]


def read(road: Road) -> Credentials:
    return credentials(Convocation.objects.get(pk=road.case.convocation_id), on=road.on)


def delegates(road: Road) -> list[Delegate]:
    return list(Delegate.objects.filter(unit__convocation=road.case.preparation).order_by("pk"))


def check(road: Road, verdicts: dict[int, str]) -> tuple[int, int]:
    return congress.check_credentials(
        convocation=road.case.preparation, verdicts=verdicts, actor=road.handler, on=road.on
    )


def of(road: Road, delegate: Delegate) -> Checked:
    return next(row for row in read(road).delegates if row.delegate == delegate)


# -- verdicts


def test_each_is_confirmed_or_refused_with_a_reason(road: Road) -> None:
    one, two, rest = *delegates(road)[:2], delegates(road)[2]
    assert check(road, {one.pk: "", two.pk: " 不是会员 "}) == (1, 1)
    rows = [Delegate.objects.get(pk=row.pk) for row in (one, two, rest)]
    assert [(row.confirmed, row.refused_for, row.checked_on) for row in rows[:2]] == [
        (True, "", road.on), (False, "不是会员", road.on),
    ]  # fmt: skip
    act = Act.objects.get(act="congress.check_credentials")
    assert (act.after["reasons"], [finding["id"] for finding in act.findings]) == (
        {two.person.name: "不是会员"}, ["CON-03"],
    )  # fmt: skip


def test_refused_is_not_confirmed_with_the_rest_but_may_be_later(road: Road) -> None:
    one = delegates(road)[0]
    check(road, {one.pk: "材料不全"})
    by = {"actor": road.handler, "on": road.on}
    assert congress.confirm_credentials(convocation=road.case.preparation, **by) == 15
    check(road, {one.pk: ""})
    assert congress.confirm_credentials(convocation=road.case.preparation, **by) == 16


@pytest.mark.parametrize("named", ["nobody", "a stranger"])
def test_list_that_moved_on_is_not_judged(road: Road, named: str) -> None:
    given = {} if named == "nobody" else {delegates(road)[0].pk: "", 10**9: ""}
    with pytest.raises(Refused, match="名单已变动"):
        check(road, given)


def test_nobody_is_confirmed_and_refused_at_once(road: Road) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError), transaction.atomic(), record("test.spoil", actor=None, on=road.on):
        Delegate.objects.filter(pk=delegates(road)[0].pk).update(refused_for="又确认又不确认")


# -- what was checked


def test_member_elected_by_quorum_and_majority_has_no_doubts(road: Road) -> None:
    row = read(road).delegates[0]
    assert (row.has_vote, row.quorum, row.majority, row.doubts, row.state) == (
        True, True, True, (), Check.CONFIRMED,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change_of", "doubts"),
    [({"present": 5, "votes_for": 5}, ("quorum",)), ({"votes_for": 4}, ("majority",)), ({}, ())],
)
def test_successor_is_checked_by_his_own_vote(
    road: Road, change_of: dict[str, Any], doubts: tuple[str, ...]
) -> None:
    row = change(road, vote=vote(road, **change_of))
    assert of(road, Delegate.objects.get(person=row.successor)).doubts == doubts


def test_who_left_the_union_since_is_a_doubt(road: Road) -> None:
    one = delegates(road)[0]
    with transaction.atomic(), record("test.end", actor=None, on=road.on):
        Membership.objects.filter(person=one.person_id).delete()
    assert of(road, one).doubts == ("has_vote",)


def test_without_a_roster_nothing_is_known(road: Road) -> None:
    with transaction.atomic(), record("test.empty", actor=None, on=road.on):
        Membership.objects.filter(union=road.unions[0]).delete()
    assert read(road).delegates[0].has_vote is None


def test_votes_that_were_not_reported_are_not_known(road: Road) -> None:
    with transaction.atomic(), record("test.unknown", actor=None, on=road.on):
        Delegate.objects.filter(pk=delegates(road)[0].pk).update(votes_for=None)
    assert read(road).delegates[0].majority is None


# -- the facts of the report


def test_numbers_in_all_and_by_unit(road: Road) -> None:
    with transaction.atomic(), record("test.mark", actor=None, on=road.on):
        Delegate.objects.filter(pk__in=[row.pk for row in delegates(road)[:3]]).update(front_line=True)
        Delegate.objects.filter(pk=delegates(road)[4].pk).update(is_manager=True)
    leave(road, 1)
    check(road, {delegates(road)[-1].pk: "材料不全"})
    found = read(road)
    told = found.tally
    assert (told.places, told.elected, told.confirmed, told.refused, told.waiting, told.vacant) == (
        16, 15, 14, 1, 0, 2,
    )  # fmt: skip
    assert (told.standing, told.men + told.women + told.sex_unknown, told.front_line, told.managers) == (
        14, 14, 2, 1,
    )  # fmt: skip
    assert [(row.tally.places, row.tally.standing, row.tally.vacant) for row in found.units] == [
        (4, 3, 1), (4, 4, 0), (4, 4, 0), (4, 3, 1),
    ]  # fmt: skip
    assert [row.delegate.refused_for for row in found.refused] == ["材料不全"]
    assert [row.why for row in found.changes] == ["工作调离选举单位"]
    assert found.watch.vacant == 2


def test_report_is_complete_once_everybody_is_judged(road: Road) -> None:
    assert read(road).is_complete
    report(road, read(road).units[0].unit, 4)
    found = read(road)
    assert (found.is_complete, found.tally.waiting) == (False, 4)


@pytest.mark.road_at("prepare")
def test_unit_that_has_not_reported_is_named(road: Road) -> None:
    road.plan()
    rows = [(union.name, [union], 8) for union in road.unions]
    congress.set_units(convocation=road.case.preparation, units=rows, actor=road.handler, on=road.on)
    found = read(road)
    assert (len(found.unreported), found.units[0].finding, found.is_complete, found.tally.vacant) == (
        4,
        None,
        False,
        0,
    )


def test_read_asks_the_same_for_any_number_of_delegates_and_changes(road: Road) -> None:
    asked = []
    for place in (6, 7):
        change(road, vote=vote(road, place=place))
        convocation = Convocation.objects.select_related("union").get(pk=road.case.convocation_id)
        with once(), CaptureQueriesContext(connection) as queries:
            credentials(convocation, on=road.on)
        asked.append(len(queries))
    assert asked == [12, 12]
