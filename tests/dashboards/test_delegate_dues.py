"""What the workbench tells of delegates: by-elections where too many places are vacant."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from gonglian.congress.models import Convocation, ElectingUnit
from gonglian.core.acts import record
from gonglian.core.small import once
from gonglian.dashboards.delegate_dues import delegates_due
from gonglian.dashboards.dues import Line
from gonglian.dashboards.workbench import LOADERS
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.congress.test_changes import leave
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]


def lines(road: Road, user: Any, days: int = 0) -> list[tuple[str, date | None, str, str, bool]]:
    found: list[Line] = list(delegates_due(user, road.on + timedelta(days=days)))
    return [(line.what, line.by, line.lane, line.button, line.is_mine) for line in found]


def officer(road: Road, name: str, union: Any, role: str = Role.HANDLER) -> Any:
    make_duty(user := make_user(name), union, role)
    return user


def test_workbench_asks(road: Road) -> None:
    assert delegates_due in LOADERS


def test_quarter_of_the_places_vacant_is_no_line(road: Road) -> None:
    leave(road, 4)
    assert lines(road, road.handler) == []


def test_more_than_a_quarter_is_a_line_for_who_prepares_the_congress(road: Road) -> None:
    leave(road, 5)
    assert lines(road, road.handler) == [("补选代表", date(2026, 6, 5), "later", "登记补选", True)]
    assert lines(road, road.handler, 93)[0][2] == "overdue"
    assert lines(road, officer(road, "reader", road.town.town, Role.READER)) == []
    assert lines(road, road.upper_handler) == []  # leads no union that is still in preparation


@pytest.mark.road_at("established")
def test_standing_union_and_who_leads_it_are_told(road: Road) -> None:
    leave(road, 5)
    last = lines(road, road.upper_handler)[0][1]
    own = officer(road, "own", road.case.founded_union)
    assert lines(road, own) == [("补选代表", last, "later", "登记补选", True)]
    assert lines(road, road.upper_handler) == [("等补选代表", last, "waiting", "打开本档", False)]
    assert lines(road, officer(road, "far", road.town.other_county)) == []


@pytest.mark.road_at("established")
def test_later_congress_whose_units_report_takes_the_watch(road: Road) -> None:
    leave(road, 5)
    plan = road.case.preparation
    with transaction.atomic(), record("test.later", actor=None, on=road.on):
        later = Convocation.objects.create(union=plan.union, keeper=plan.union, purpose="renewal", ordinal=2)
        unit = ElectingUnit.objects.create(convocation=later, name="新一届", places=4)
    assert len(lines(road, road.upper_handler)) == 1
    with transaction.atomic(), record("test.later", actor=None, on=road.on):
        ElectingUnit.objects.filter(pk=unit.pk).update(reported_on=road.on)
    assert [line.why[:7] for line in delegates_due(road.upper_handler, road.on)] == ["代表 4 名，"]


def test_committee_of_a_trade_is_not_bound(road: Road) -> None:
    leave(road, 5)
    with transaction.atomic(), record("test.form", actor=None, on=road.on):
        Union.objects.filter(pk=road.case.union_id).update(form="committee")
    assert lines(road, road.handler) == []


def test_questions_do_not_grow(road: Road) -> None:
    leave(road, 5)
    with once(), CaptureQueriesContext(connection) as asked:
        assert len(lines(road, road.handler)) == 1
    assert len(asked) <= 6
