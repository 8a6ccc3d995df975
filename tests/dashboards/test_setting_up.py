"""The way from an empty installation to the first industrial union."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.dashboards.setting_up import steps_of
from gonglian.organisation import actions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Level, LineKind, Role, UnionKind
from tests.factories.founding import Road
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
    assert done(admin) == [True, False, False, False, False, False, False]
    assert next_of(admin) == ["/org/territory/"]


def test_officers_go_on_with_rosters_once_territory_and_accounts_stand(city: Union) -> None:
    make_union("兰山区总工会", UnionKind.LOCAL, "371302", city, level=Level.COUNTY)
    handler, _head = officer(city, Role.HANDLER), officer(city, Role.HEAD)
    assert done(handler) == [True, True, True, False, False, False, False]
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
    assert done(handler) == [True, False, False, False, True, False, True]
    assert [step.url for step in steps_of(handler, DAY)][5] == f"/rosters/link/{union.pk}/"
    actions.open_line(
        child=primary, parent=union, kind=LineKind.CONSTITUENT, actor=None, on=DAY, start=LONG_AGO
    )
    assert done(handler)[5]


def test_officers_of_one_union_below_let_the_founding_begin(city: Union) -> None:
    admin = officer(city, Role.ADMIN)
    counties = [
        make_union(f"{name}区总工会", UnionKind.LOCAL, code, city, level=Level.COUNTY)
        for name, code in (("兰山", "371302"), ("罗庄", "371311"))
    ]
    officer(counties[0], Role.HANDLER)
    officer(counties[1], Role.HEAD)
    assert not done(admin)[3]  # a handler here and a head there are not a pair
    officer(counties[0], Role.HEAD)
    assert done(admin)[3]


def test_city_is_not_sent_to_a_founding_that_it_has_nobody_to_ask_for(city: Union) -> None:
    last = steps_of(officer(city, Role.HANDLER), DAY)[-1]
    assert (last.url, last.note) == ("", "由下级工会的经办办")


def test_every_union_without_constituents_is_counted(city: Union) -> None:
    for number in range(2):
        make_union(
            f"海平市第{number}行业工会联合会",
            UnionKind.INDUSTRIAL,
            "3713",
            city,
            level=Level.CITY,
            declared={"units": 3},
        )
    assert "还有 2 个" in steps_of(officer(city, Role.HANDLER), DAY)[5].why


def test_the_list_is_gone_once_all_is_done(city: Union) -> None:
    county = make_union("兰山区总工会", UnionKind.LOCAL, "371302", city, level=Level.COUNTY)
    primary = make_primary("北关货运有限公司", county)
    union = make_union("兰山区物流行业工会联合会", UnionKind.INDUSTRIAL, "371302", county)
    actions.open_line(
        child=primary, parent=union, kind=LineKind.CONSTITUENT, actor=None, on=DAY, start=LONG_AGO
    )
    for role in (Role.HANDLER, Role.HEAD):
        officer(county, role)
    users = [officer(city, role) for role in (Role.HANDLER, Role.HEAD, Role.ADMIN)]
    assert [steps_of(user, DAY) for user in users] == [[], [], []]


def test_only_what_is_open_is_left_after_the_first_case() -> None:
    road = Road()
    road.begin()
    assert set(done(officer(road.town.city, Role.ADMIN))) == {False}


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR])
def test_readers_are_not_asked(city: Union, role: str) -> None:
    assert steps_of(officer(city, role), DAY) == []


def test_counties_are_not_asked(city: Union) -> None:
    county = make_union("兰山区总工会", UnionKind.LOCAL, "371302", city, level=Level.COUNTY)
    assert steps_of(officer(county, Role.ADMIN), DAY) == []
    assert steps_of(make_user("nobody"), DAY) == []
