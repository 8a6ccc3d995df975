"""The way from an empty installation to the first industrial union."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.dashboards.setting_up import steps_of
from gonglian.organisation import actions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Level, LineKind, Role, UnionKind
from tests.factories.organisation import DAY, LONG_AGO, make_duty, make_primary, make_union, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> Union:
    return make_union("海平市总工会", UnionKind.LOCAL, "3713", level=Level.CITY)


def officer(union: Union, role: str) -> Any:
    user = make_user(f"{role}{union.pk}")
    make_duty(user, union, role)
    return user


def done(user: Any) -> list[bool]:
    return [step.is_done for step in steps_of(user, DAY)]


def next_of(user: Any) -> list[str]:
    return [step.url for step in steps_of(user, DAY) if step.is_next]


def test_admin_of_an_empty_installation_begins_with_the_territory(city: Union) -> None:
    admin = officer(city, Role.ADMIN)
    assert done(admin) == [True, False, False, False, True, False]
    assert next_of(admin) == ["/org/territory/"]


def test_officers_go_on_with_rosters_once_territory_and_accounts_stand(city: Union) -> None:
    make_union("兰山区总工会", UnionKind.LOCAL, "371302", city, level=Level.COUNTY)
    handler, _head = officer(city, Role.HANDLER), officer(city, Role.HEAD)
    assert done(handler) == [True, True, True, False, True, False]
    assert next_of(handler) == ["/rosters/upload/"]


def test_an_industrial_union_on_record_asks_for_its_constituents(city: Union) -> None:
    primary = make_primary("北关货运有限公司", city, "371302")
    union = make_union(
        "海平市物流行业工会联合会",
        UnionKind.INDUSTRIAL,
        "3713",
        city,
        level=Level.CITY,
        declared={"units": 3},
    )
    handler = officer(city, Role.HANDLER)
    assert done(handler) == [True, False, False, True, False, True]
    assert [step.url for step in steps_of(handler, DAY)][4] == f"/rosters/link/{union.pk}/"
    actions.open_line(
        child=primary, parent=union, kind=LineKind.CONSTITUENT, actor=None, on=DAY, start=LONG_AGO
    )
    assert done(handler)[4]


def test_the_list_is_gone_once_all_is_done(city: Union) -> None:
    county = make_union("兰山区总工会", UnionKind.LOCAL, "371302", city, level=Level.COUNTY)
    primary = make_primary("北关货运有限公司", county)
    union = make_union("兰山区物流行业工会联合会", UnionKind.INDUSTRIAL, "371302", county)
    actions.open_line(
        child=primary, parent=union, kind=LineKind.CONSTITUENT, actor=None, on=DAY, start=LONG_AGO
    )
    users = [officer(city, role) for role in (Role.HANDLER, Role.HEAD, Role.ADMIN)]
    assert [steps_of(user, DAY) for user in users] == [[], [], []]


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR])
def test_readers_are_not_asked(city: Union, role: str) -> None:
    assert steps_of(officer(city, role), DAY) == []


def test_counties_are_not_asked(city: Union) -> None:
    county = make_union("兰山区总工会", UnionKind.LOCAL, "371302", city, level=Level.COUNTY)
    assert steps_of(officer(county, Role.ADMIN), DAY) == []
    assert steps_of(make_user("nobody"), DAY) == []
