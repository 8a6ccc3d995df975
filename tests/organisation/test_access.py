"""Who sees what: expectations are written by hand, never asked of the code under test."""

from datetime import date, timedelta

import pytest

from gonglian.core import clock
from gonglian.organisation import access, actions
from gonglian.organisation.models import Duty, Line
from gonglian.organisation.states import LineKind, Role
from tests.factories.organisation import DAY, Town, make_duty, make_member, make_user

pytestmark = pytest.mark.django_db
TODAY = DAY + timedelta(days=200)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


ALL = {"city", "county", "other_county", "town", "north", "south", "east", "far", "industrial"}
REACH = {
    "city": ALL,
    "county": {"county", "town", "north", "south", "east", "industrial"},
    "other_county": {"other_county", "far"},
    "town": {"town", "north", "south"},
    "north": {"north"},
    "industrial": {"industrial", "north", "south"},
}


def _user(town: Town, place: str, role: str = Role.HANDLER) -> object:
    user = make_user(f"user.{place}")
    make_duty(user, getattr(town, place), role)
    return user


def _names(town: Town, unions: object) -> set[str]:
    ids = {union.pk for union in unions}
    return {name for name in ALL if getattr(town, name).pk in ids}


@pytest.mark.parametrize("place", REACH)
def test_unions_in_reach_of_a_duty(town: Town, place: str) -> None:
    assert _names(town, access.visible_unions(_user(town, place))) == REACH[place]


def test_administrator_of_accounts_sees_no_business(town: Town) -> None:
    assert not access.visible_unions(_user(town, "city", Role.ADMIN)).exists()


def test_user_without_a_duty_sees_nothing(town: Town) -> None:
    assert not access.visible_unions(make_user("nobody")).exists()


@pytest.mark.parametrize(
    ("place", "sees"),
    [
        ("north", {"秦甲"}),
        ("town", {"秦甲", "秦乙"}),
        ("industrial", set()),
        ("other_county", set()),
        ("city", {"秦甲", "秦乙"}),
    ],
)
def test_member_rows_go_along_leadership_only(town: Town, place: str, sees: set[str]) -> None:
    make_member("秦甲", town.north)
    make_member("秦乙", town.south)
    user = _user(town, place)
    assert {m.person.name for m in access.visible_memberships(user)} == sees
    assert {p.name for p in access.visible_people(user)} == sees


def test_union_that_moved_away_is_seen_only_on_days_before(town: Town) -> None:
    user = _user(town, "county")
    actions.change_line(
        child=town.east, parent=town.other_county, kind=LineKind.LEADERSHIP, mandate=None, actor=None, on=DAY
    )
    assert "east" not in _names(town, access.visible_unions(user, on=TODAY))
    assert "east" in _names(town, access.visible_unions(user, on=DAY - timedelta(days=1)))


def test_constituent_that_left_is_seen_by_the_industrial_union_only_on_days_before(town: Town) -> None:
    user = _user(town, "industrial")
    line = Line.objects.get(child=town.north, kind=LineKind.CONSTITUENT)
    actions.end_line(line=line, first_day_after=DAY, actor=None, on=DAY)
    assert _names(town, access.visible_unions(user)) == {"industrial", "south"}
    assert _names(town, access.visible_unions(user, on=date(2020, 1, 1))) == {"industrial", "north", "south"}


@pytest.mark.parametrize(
    ("role", "place", "target", "may"),
    [
        (Role.HANDLER, "town", "north", True),
        (Role.HEAD, "town", "north", True),
        (Role.READER, "town", "north", False),
        (Role.AUDITOR, "town", "north", False),
        (Role.ADMIN, "town", "north", False),
        (Role.HANDLER, "industrial", "north", False),
        (Role.HANDLER, "industrial", "industrial", True),
    ],
)
def test_writing_needs_role_and_leadership(town: Town, role: str, place: str, target: str, may: bool) -> None:
    assert access.can_change_union(_user(town, place, role), getattr(town, target)) is may


def test_duty_that_ended_yesterday_is_no_duty(town: Town) -> None:
    user = make_user("former")
    duty = make_duty(user, town.county, Role.HEAD)
    actions.end_duty(duty=duty, last_day=TODAY - timedelta(days=1), actor=None, on=TODAY)
    assert not Duty.objects.filter(user=user).active(TODAY).exists()
