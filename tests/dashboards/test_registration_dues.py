"""What the workbench tells of registrations as a legal person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gonglian.core.acts import record
from gonglian.core.periods import end_valid, since
from gonglian.dashboards.registration_dues import registrations_due
from gonglian.organisation import actions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form, Role
from gonglian.terms.actions import SeatPlan, open_body
from gonglian.terms.models import Holder
from tests.factories.organisation import (
    DAY,
    Town,
    make_duty,
    make_member,
    make_union,
    make_user,
)

UNTIL = DAY + timedelta(days=1000)
NEW = "兰山区供应链行业工会联合会"


def officer(username: str, union: Union, role: str = Role.HANDLER) -> Any:
    make_duty(user := make_user(username), union, role)
    return user


def register(union: Union, on: date = DAY, until: date = UNTIL) -> None:
    actions.record_registration(union=union, registered_on=on, certificate_until=until, actor=None, on=on)


def told(user: Any, on: date) -> list[tuple[str, date | None, str, str, bool]]:
    return [
        (line.what, line.by, line.clause, line.lane, line.is_mine) for line in registrations_due(user, on)
    ]


@pytest.mark.parametrize(("before", "lane"), [(31, None), (30, "later"), (0, "today"), (-1, "overdue")])
def test_certificate_is_renewed_within_the_days_before_it_ends(
    town: Town, before: int, lane: str | None
) -> None:
    register(town.industrial)
    found = told(officer("own", town.industrial), UNTIL - timedelta(days=before))
    assert found == ([("换领法人证书", UNTIL, "ORG-16", lane, True)] if lane else [])


def test_renewed_certificate_is_told_no_more(town: Town) -> None:
    register(town.industrial)
    register(town.industrial, on=UNTIL - timedelta(days=9), until=UNTIL + timedelta(days=1825))
    assert told(officer("own", town.industrial), UNTIL) == []


def test_union_above_waits_and_others_are_told_nothing(town: Town) -> None:
    register(town.industrial)
    found = {
        "above": told(officer("above", town.county), UNTIL),
        "late": told(officer("head", town.county, Role.HEAD), UNTIL + timedelta(days=1)),
        "reader": told(officer("reader", town.industrial, Role.READER), UNTIL),
        "elsewhere": told(officer("elsewhere", town.other_county), UNTIL),
    }
    line = ("等换领法人证书", UNTIL, "ORG-16")
    assert found == {
        "above": [(*line, "waiting", False)], "late": [(*line, "overdue", False)], "reader": [], "elsewhere": [],
    }  # fmt: skip


@pytest.mark.parametrize("registered", [True, False])
def test_change_of_name_is_registered_in_thirty_days(town: Town, registered: bool) -> None:
    user, changed = officer("own", town.industrial), DAY + timedelta(days=100)
    if registered:  # else known as a legal person by its code alone
        register(town.industrial)
    actions.rename_union(union=town.industrial, name=NEW, actor=None, on=changed)
    by = changed + timedelta(days=30)
    assert [told(user, on) for on in (changed - timedelta(days=1), by, by + timedelta(days=1))] == [
        [], [("办变更登记", by, "TRM-10", "today", True)], [("办变更登记", by, "TRM-10", "overdue", True)],
    ]  # fmt: skip
    register(town.industrial, on=by)
    assert told(user, by + timedelta(days=1)) == []


def test_change_of_address_is_registered_in_thirty_days(town: Town) -> None:
    user, moved = officer("own", town.industrial), DAY + timedelta(days=60)
    register(town.industrial)
    actions.change_address(union=town.industrial, address="沂州路1号", actor=None, on=DAY + timedelta(days=9))
    assert told(user, moved) == []  # the first that is on record is no change
    actions.change_address(union=town.industrial, address="沂州路2号", actor=None, on=moved)
    assert told(user, moved) == [("办变更登记", moved + timedelta(days=30), "TRM-10", "later", True)]


def test_first_and_corrected_names_are_no_change(town: Town) -> None:
    register(town.industrial)
    actions.correct_name(union=town.industrial, name=NEW, reason="登错", actor=None, on=DAY)
    assert told(officer("own", town.industrial), DAY + timedelta(days=40)) == []


def test_change_of_a_union_that_is_no_legal_person_is_not_registered(town: Town) -> None:
    plain = make_union("甲行业工会联合会", "industrial")
    committee = make_union("乙行业工会工作委员会", "industrial", form=Form.WORKING_COMMITTEE)
    for union in (plain, committee):
        actions.rename_union(union=union, name=f"新{union.name}", actor=None, on=DAY)
    assert [told(officer(union.name, union), DAY) for union in (plain, committee)] == [[], []]


def elect(town: Town, person: Any, on: date, ordinal: int) -> None:
    open_body(
        union=town.industrial, kind="committee", seats=[SeatPlan(person, "chair")], elected_on=on, years=5,
        ordinal=ordinal, made_by="election", actor=None, on=on,
    )  # fmt: skip


def test_first_chair_is_no_change(town: Town) -> None:
    elect(town, make_member("单知夏", town.north), DAY, 1)
    assert told(officer("own", town.industrial), DAY) == []


def test_other_chair_is_registered_in_thirty_days(town: Town) -> None:
    user, seated = officer("own", town.industrial), DAY + timedelta(days=60)
    register(town.industrial)
    elect(town, make_member("单知夏", town.north), DAY, 1)
    with record("test.leave", actor=None, on=seated):
        holder = Holder.objects.get(seat__office="chair")
        end_valid(holder, seated)
        Holder.objects.create(seat=holder.seat, person=make_member("周一鸣", town.south), valid=since(seated))
    assert told(user, seated) == [("办变更登记", seated + timedelta(days=30), "TRM-10", "later", True)]
    register(town.industrial, on=seated + timedelta(days=5))
    assert told(user, seated + timedelta(days=5)) == []


def test_questions_do_not_grow_with_the_unions(town: Town) -> None:
    user = officer("above", town.town)
    with CaptureQueriesContext(connection) as few:
        told(user, UNTIL)
    for union in (town.north, town.south):
        register(union)
        actions.rename_union(union=union, name=f"新{union.name}", actor=None, on=DAY + timedelta(days=9))
    with CaptureQueriesContext(connection) as many:
        assert len(told(user, UNTIL)) == 4
    assert len(many) == len(few) == 5
