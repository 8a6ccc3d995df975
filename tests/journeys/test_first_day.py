"""The first day of an empty installation, as docs/first-day.md tells it: from the first sign-in to the first case."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser

from gonglian.founding.models import Case
from gonglian.organisation.actions import begin_city
from gonglian.organisation.models import Line, Union
from tests.factories.rosters import csv_file, sector_row
from tests.journeys.browser import PASSWORD, Person
from tests.journeys.roster import UNIONS, write_roster

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 3, 2)
CITY, COUNTY = "沂州市总工会", "兰山区总工会"
STANDING = "兰山区小吃行业工会联合会"
CODE = re.compile(r"[a-z]{4}-\d{4}-\w{4}")


def _come_in(browser: Browser, base: str, username: str, code: str) -> Person:
    """Signs in by the slip of paper and sets an own password."""
    person = Person(browser, base, username)  # knows no password yet
    person.fill(login=username, password=code)
    person.press("登录")
    person.look("first-day-password")
    person.fill(oldpassword=code, password1=PASSWORD, password2=PASSWORD)
    person.press("改密码")
    return person


def _next(person: Person, button: str) -> None:
    """Goes on with the red button of the workbench, which reads `button`."""
    person.go("/")
    marked = person.page.locator(".g-due .btn-primary")
    assert marked.all_inner_texts() == [button]
    marked.click()
    person.page.wait_for_load_state()


def _register_territory(admin: Person) -> None:
    _next(admin, "登记下级工会")
    admin.press("登记勾选的工会")
    admin.look("first-day-counties")
    admin.press(f"接着登记{COUNTY}之下的")
    admin.press("登记勾选的工会")
    admin.press("回工作台")


def _open_accounts(admin: Person) -> dict[str, str]:
    """A handler and a head each for the city and one county; their one-time codes by user name."""
    codes = {}
    officers = (("city.handler", "管若谷", CITY, "handler"), ("city.head", "田望秋", CITY, "head"),
                ("handler", "夏书宁", "兰山区", "handler"), ("head", "穆景行", "兰山区", "head"))  # fmt: skip
    _next(admin, "开账号")
    for username, name, union, role in officers:
        if codes:
            admin.press("再开一个账号")
        admin.fill(name=name, username=username, union=union, role=role)
        admin.press("开立账号")
        admin.look("first-day-slip")
        found = CODE.search(admin.page.content())
        assert found, username
        codes[username] = found.group()
    admin.go("/")
    admin.look("first-day-administrator-done")
    assert admin.page.locator(".g-due .btn-primary").count() == 0
    return codes


def _bring_in_rosters(handler: Person, folder: Path) -> None:
    sector = folder / "sector_unions.csv"
    row = sector_row(STANDING, 行业="餐饮", 覆盖县区="兰山区", 成员工会数=2)
    sector.write_bytes(csv_file(sector.name, [row]).read())
    _next(handler, "导入名册")
    handler.page.set_input_files(
        "main input[type=file]", [str(path) for path in (*write_roster(folder), sector)]
    )
    handler.press("上传并检查")
    handler.page.get_by_role("button", name="写入").click()
    handler.page.wait_for_load_state()
    handler.look("first-day-applied")


def _link_constituents(handler: Person) -> None:
    _next(handler, "补记组成单位")
    handler.look("first-day-link")
    for name in UNIONS[:2]:
        handler.page.get_by_label(name).check()
    handler.press("补记勾选的单位")
    assert handler.reads("2 家")


def test_empty_installation_comes_to_its_first_case_on_one_day(
    browser: Browser, live_server: Any, set_day: Callable[[date], None], tmp_path: Path
) -> None:
    cache.clear()
    set_day(DAY)
    base = live_server.url
    code = begin_city(union_name=CITY, username="admin", name="樊守正", actor=None, on=DAY)
    admin = _come_in(browser, base, "admin", code)
    admin.look("first-day-workbench")
    _register_territory(admin)
    codes = _open_accounts(admin)
    city = _come_in(browser, base, "city.handler", codes["city.handler"])
    _bring_in_rosters(city, tmp_path)
    leaders = Line.objects.as_of(DAY).filter(kind="leadership", child__kind="primary")
    assert [line.parent.name for line in leaders.select_related("parent")] == ["柳青街道总工会"] * len(UNIONS)
    _link_constituents(city)
    city.go("/")
    assert not city.reads("开始使用")
    county = _come_in(browser, base, "handler", codes["handler"])
    county.press("组建新工会")
    county.look("first-day-draft")
    county.fill(form="federation", trade_words="饭店行业", trades="餐饮业", reason="餐饮单位集中")
    county.press("拟订方案")
    county.look("first-day-case")
    case = Case.objects.get()
    assert (case.name, case.leader.name, case.trades) == ("兰山区饭店行业工会联合会", COUNTY, ["62"])
    assert county.reads(f"报{CITY}审批")
    assert Union.objects.get(name=STANDING).pk  # what came by roster stands beside it
