"""Joinings of the past, and who sees and does what with a joining."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding.joining import access, actions
from gonglian.founding.joining.models import Joining
from gonglian.organisation.models import Line
from gonglian.organisation.states import Role
from tests.factories.joining import START, Entrance
from tests.factories.papers import make_scan

pytestmark = pytest.mark.django_db


@pytest.fixture
def entrance(shared_entrance: Entrance) -> Entrance:
    return shared_entrance


# -- the past


def _past(entrance: Entrance, **changes) -> Joining:
    given = {
        "way": "join", "units": [entrance.west], "decided_on": START - timedelta(days=40),
        "accepted_on": START - timedelta(days=30), "reported_on": None, "report_number": "",
    } | changes  # fmt: skip
    return actions.record_past_joining(
        union=entrance.union, opener=entrance.town.county, actor=entrance.leader_handler, on=START, **given
    )


def test_past_joining_is_recorded_with_its_findings(entrance: Entrance) -> None:
    joining = _past(entrance, upload=make_scan())
    assert joining.is_past
    assert joining.scan is not None
    line = Line.objects.as_of(START).get(child=entrance.west, kind="constituent")
    assert line.starts_on == START - timedelta(days=30)
    found = Act.objects.get(act="founding.record_past_joining").findings
    assert "ORG-21" in {finding["id"] for finding in found if finding["result"] != "OK"}


def test_past_leaving_is_recorded(entrance: Entrance) -> None:
    _past(entrance, way="leave", units=[entrance.town.north])
    assert not Line.objects.as_of(START).filter(child=entrance.town.north, kind="constituent").exists()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"accepted_on": START + timedelta(days=1)}, "在今天之后"),
        ({"reported_on": START + timedelta(days=1)}, "在今天之后"),
        ({"way": "leave", "units": []}, "还没有勾选"),
        ({"accepted_on": START.replace(year=2010), "way": "leave", "units": "north"}, "才加入"),
    ],
)
def test_past_that_contradicts_itself_is_refused(entrance: Entrance, changes: dict, message: str) -> None:
    if changes.get("units") == "north":
        changes = changes | {"units": [entrance.town.north]}
    with pytest.raises(Refused, match=message):
        _past(entrance, **changes)
    assert not Joining.objects.exists()


# -- who sees and does


def test_who_sees_a_joining(entrance: Entrance) -> None:
    joining = entrance.begin(entrance.west)
    town = entrance.town
    seen = {
        name: access.visible_joinings(entrance.officer(f"x_{name}", union, role)).filter(pk=joining.pk).exists()
        for name, union, role in (
            ("industrial", entrance.union, Role.READER), ("unit", entrance.west, Role.READER), ("leader", town.town, Role.READER),
            ("county", town.county, Role.READER), ("other", town.other_county, Role.HEAD), ("admin", town.county, Role.ADMIN),
            ("constituent", town.north, Role.HEAD),
        )
    }  # fmt: skip
    assert seen == {
        "industrial": True, "unit": True, "leader": True, "county": True, "other": False, "admin": False, "constituent": False,
    }  # fmt: skip


def test_who_may_what(entrance: Entrance) -> None:
    joining = entrance.begin(entrance.west)
    row = joining.units.get()
    people = (entrance.handler, entrance.head, entrance.unit_head, entrance.leader_handler)
    assert [access.can_carry(user, joining) for user in people] == [True, True, False, True]
    assert [access.can_sign(user, joining) for user in people] == [False, True, False, False]
    assert [access.can_record(user, row) for user in people] == [True, True, True, True]
    assert [access.can_withdraw(user, joining) for user in people] == [True, True, False, True]
