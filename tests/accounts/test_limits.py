"""Too many searches or exports: 429 with the time from which it works again; other people and pages go on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonglian.accounts.middleware import limited_as
from gonglian.organisation.states import Role
from tests.factories.organisation import make_duty, make_town, make_user


@pytest.mark.parametrize(
    ("page", "action"),
    [
        ("dashboards:find", "search"),
        ("organisation:unions_xlsx", "export"),
        ("documents:docx", "export"),
        ("documents:pdf", "export"),
        ("founding:sheet", "export"),
        ("meetings:ballot_paper", "export"),
        ("meetings:submit_sheet", ""),
        ("organisation:unions", ""),
        ("account_login", ""),
        ("", ""),
    ],
)
def test_limited_as(page: str, action: str) -> None:
    assert limited_as(page) == action


@pytest.mark.parametrize(("address", "action"), [("/find/?q=a", "search"), ("/org/unions.xlsx", "export")])
def test_one_too_many_is_answered_with_the_time(db: None, settings: Any, address: str, action: str) -> None:
    settings.REQUEST_RATES = settings.REQUEST_RATES | {action: "2/m/user"}
    town = make_town()
    clients = []
    for name in ("one", "two"):
        make_duty(user := make_user(name), town.county, Role.HEAD)
        clients.append(Client())
        clients[-1].force_login(user)
    first, second = clients
    assert [first.get(address).status_code for _ in range(3)] == [200, 200, 429]
    text = first.get(address).content.decode()
    assert ("短时间内查找或导出的次数太多" in text, "以后再试" in text) == (True, True)
    assert (second.get(address).status_code, first.get("/org/").status_code) == (200, 200)
