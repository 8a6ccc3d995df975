"""A proposed change of a parameter stands on the workbench of the city's officers, and on nobody else's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gonglian.dashboards.policy_dues import changes_due
from gonglian.organisation.states import Role
from gonglian.policy import actions
from tests.factories.organisation import make_duty, make_town, make_user

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 2)


def officer(name: str, union: Any, role: str) -> Any:
    user = make_user(name)
    make_duty(user, union, role)
    return user


def test_a_change_waits_for_the_second_person() -> None:
    town = make_town()
    users = {
        "first": officer("first", town.city, Role.HANDLER),
        "second": officer("second", town.city, Role.HEAD),
        "reader": officer("reader", town.city, Role.READER),
        "county": officer("county", town.county, Role.HEAD),
    }
    change = actions.propose_change(
        key="org.scale.zone", text="6、400", valid_from=date(2026, 4, 1), source="会议纪要", certainty="city",
        reason="规模扩大", actor=users["first"], on=ON,
    )  # fmt: skip
    told = {
        who: [(line.what, line.by, line.is_mine) for line in changes_due(user, ON)]
        for who, user in users.items()
    }
    assert told == {
        "first": [("等复核参数变更", date(2026, 4, 1), False)],
        "second": [("复核参数变更", date(2026, 4, 1), True)],
        "reader": [],
        "county": [],
    }
    actions.confirm_change(change=change, actor=users["second"], on=ON)
    assert list(changes_due(users["second"], ON)) == []
