"""What the workbench tells whoever looks after accounts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client

from gonglian.accounts import actions as accounts
from gonglian.dashboards.account_dues import accounts_due
from gonglian.organisation.states import Role
from gonglian.terms.actions import SeatPlan, open_body
from tests.factories.organisation import LONG_AGO, Town, make_duty, make_member, make_user

ELECTED = date(2026, 3, 18)


def officer(username: str, union: Any, role: str) -> Any:
    make_duty(user := make_user(username), union, role)
    return user


def told(user: Any, on: date) -> list[tuple[str, str, str]]:
    return [(line.what, line.whose, line.url) for line in accounts_due(user, on)]


def test_chair_without_account_waits_for_the_administrator_above(town: Town) -> None:
    person = make_member("单知夏", town.north)
    seats = [SeatPlan(person, "chair")]
    open_body(
        union=town.industrial, kind="committee", seats=seats, elected_on=ELECTED, years=5, ordinal=1,
        made_by="election", actor=None, on=ELECTED,
    )  # fmt: skip
    admin = officer("admin", town.county, Role.ADMIN)
    line = (
        "开通主席的账号",
        str(town.industrial),
        f"/org/accounts/new/?union={town.industrial.pk}&person={person.pk}",
    )
    found = {
        "admin": told(admin, ELECTED),
        "before": told(admin, ELECTED - timedelta(days=1)),
        "elsewhere": told(officer("other", town.other_county, Role.ADMIN), ELECTED),
        "auditor": told(officer("auditor", town.county, Role.AUDITOR), ELECTED),
        "head": told(officer("head", town.county, Role.HEAD), ELECTED),
    }
    assert found == {"admin": [line], "before": [], "elsewhere": [], "auditor": [], "head": []}


def test_its_page_begins_with_union_role_and_name(town: Town) -> None:
    person = make_member("单知夏", town.north)
    client = Client()
    client.force_login(officer("admin", town.county, Role.ADMIN))
    page = client.get(f"/org/accounts/new/?union={town.industrial.pk}&person={person.pk}")
    values = {name: page.context["form"][name].value() for name in ("name", "username", "union", "role")}
    assert values == {
        "name": "单知夏", "username": "shanzhixia", "union": town.industrial.name, "role": Role.HEAD,
    }  # fmt: skip


def test_code_nobody_used_in_time_is_told(town: Town) -> None:
    admin, late = officer("admin", town.county, Role.ADMIN), officer("late", town.town, Role.HANDLER)
    accounts.issue_code(user=late, actor=admin, on=LONG_AGO)
    assert [told(admin, LONG_AGO + timedelta(days=days)) for days in (3, 4)] == [
        [], [("重发一次性密码", "late", f"/org/accounts/{late.pk}/")],
    ]  # fmt: skip
