"""Which records are proposed for merging, and to whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gonglian.organisation import access, actions
from gonglian.organisation.reads.duplicates import likely_duplicates, merges_waiting
from gonglian.organisation.states import PositionRole, Role
from tests.factories.organisation import DAY, Town, make_member, make_user
from tests.organisation.merging import BIRTH, Desk, twin_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


def test_likely_duplicates_are_proposed_to_those_who_see_members(desk: Desk) -> None:
    same = make_member("周一鸣", desk.town.north, born_on=BIRTH)
    make_member("周一鸣", desk.town.south, born_on=BIRTH)  # another union: nothing says it is he
    other = twin_of(desk.employer)
    actions.cover_employer(union=desk.town.east, employer=other, actor=None, on=DAY, start=DAY)
    pairs = likely_duplicates(desk.one, on=DAY)
    assert {(pair.noun, pair.kept.pk, pair.dropped.pk) for pair in pairs} == {
        ("people", desk.member.pk, same.pk), ("people", desk.member.pk, desk.chair.pk),
        ("people", same.pk, desk.chair.pk), ("employers", desk.employer.pk, other.pk),
    }  # fmt: skip


def test_duplicates_elsewhere_are_not_shown(desk: Desk) -> None:
    for union in (desk.town.other_county, desk.town.industrial):
        officer = desk._officer(f"of{union.pk}", union, Role.HEAD)
        assert likely_duplicates(officer, on=DAY) == []
    assert likely_duplicates(make_user("nobody"), on=DAY) == []


def test_merger_waits_for_officers_in_reach(desk: Desk) -> None:
    merge = desk.propose()
    assert merges_waiting(desk.two) == [merge]
    assert merges_waiting(desk._officer("far", desk.town.other_county, Role.HEAD)) == []


@pytest.mark.parametrize(
    ("place", "role", "may"),
    [
        ("county", Role.HANDLER, True),
        ("city", Role.HEAD, True),
        ("town", Role.HANDLER, True),
        ("north", Role.HANDLER, True),
        ("county", Role.READER, False),
        ("county", Role.AUDITOR, False),
        ("county", Role.ADMIN, False),
        ("other_county", Role.HEAD, False),
        ("industrial", Role.HEAD, False),
    ],
)
def test_who_may_merge(desk: Desk, place: str, role: str, may: bool) -> None:
    officer = desk._officer("officer", getattr(desk.town, place), role)
    assert access.can_merge(officer, desk.member) is may


def test_record_that_reaches_beyond_ones_unions_is_not_ones_to_merge(desk: Desk) -> None:
    actions.add_position(
        person=desk.member, role=PositionRole.STAFF, actor=None, on=DAY + timedelta(days=1), start=DAY,
        union=desk.town.far,
    )  # fmt: skip
    assert (
        access.can_merge(desk.one, desk.member),
        access.can_merge(desk._officer("c", desk.town.city, Role.HEAD), desk.member),
    ) == (False, True)
