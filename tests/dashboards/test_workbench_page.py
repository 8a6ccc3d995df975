"""The workbench as a page: groups, figures, first acts."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from gonglian.dashboards.dues import Line
from gonglian.dashboards.workbench import COUNTED, SHOWN, figures_of, groups_of, members_led
from gonglian.founding import actions as founding
from gonglian.organisation.access import visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.organisation import Town, make_primary
from tests.factories.pages import client_of
from tests.factories.papers import make_officer

MONDAY = date(2026, 3, 2)


def line(lane: str, by: date | None = None, what: str = "办事", is_mine: bool = True) -> Line:
    return Line(what, "甲工会", by, "依据", "", "/", "办理", lane, is_mine)


# -- groups and figures


def test_groups_stand_in_the_order_of_urgency_and_own_acts_first() -> None:
    lines = [
        line("waiting", is_mine=False),
        line("overdue", date(2026, 2, 1), "等", is_mine=False),
        line("overdue", date(2026, 2, 9), "后"),
        line("overdue", date(2026, 2, 3), "先"),
        line("later", None, "无期"),
        line("later", date(2026, 5, 1), "有期"),
    ]
    groups = groups_of(lines, on=MONDAY, shown="")
    assert [(group.lane, [row.what for row in group.lines]) for group in groups] == [
        ("overdue", ["先", "后", "等"]),
        ("later", ["有期", "无期"]),
        ("waiting", ["办事"]),
    ]


@pytest.mark.parametrize(
    ("lane", "shown", "lines"),
    [
        ("later", "", SHOWN),
        ("later", "later", SHOWN + 3),
        ("waiting", "later", SHOWN),
        ("overdue", "", SHOWN + 3),
    ],
)
def test_long_group_is_folded_unless_urgent_or_asked_for(lane: str, shown: str, lines: int) -> None:
    (group,) = groups_of([line(lane) for _ in range(SHOWN + 3)], on=MONDAY, shown=shown)
    assert (group.total, len(group.lines), group.rest) == (SHOWN + 3, lines, SHOWN + 3 - lines)


def test_week_says_its_last_day() -> None:
    (group,) = groups_of([line("week", date(2026, 3, 5))], on=date(2026, 3, 4), shown="")
    assert group.note == "到 2026-03-08"


def figures(user: Any, on: date = MONDAY) -> list[tuple[str, int | None, str]]:
    found = figures_of(user, visible_unions(user, on=on), on=on)
    return [(figure.label, figure.value, figure.note) for figure in found]


def test_figures_of_a_county_are_along_leadership(road: Road) -> None:
    road.begin()
    assert figures(road.handler) == [
        ("各类工会", 7, "按属地领导，含本单位"),
        ("产业（行业）工会", 0, "按属地领导"),
        ("会员", 32, "按属地领导，会籍"),
        ("组建中", 1, "由本单位办理或审批"),
    ]
    assert figures(road.upper_head)[3] == ("组建中", 0, "由本单位办理或审批")


def test_figures_of_an_industrial_union_are_along_its_constituents(town: Town) -> None:
    assert figures(make_officer(town.industrial)) == [
        ("组成单位", 2, "按组成关系"),
        ("会员", None, "按组成关系，没有登记，只作统计"),
        ("组建中", 0, "由本单位办理或审批"),
    ]


def test_members_of_many_unions_are_the_reported_sum(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    make_primary("报数一厂", town.town, declared={"members": 40})
    make_primary("报数二厂", town.town, declared={"members": 2})
    make_primary("乱报三厂", town.town, declared={"members": "不详"})
    unions = Union.objects.all()
    exact = members_led(unions, on=MONDAY)
    monkeypatch.setattr("gonglian.dashboards.workbench.COUNTED", 1)
    summed = members_led(unions, on=MONDAY)
    assert COUNTED == 500
    assert [(row.value, row.note) for row in (exact, summed)] == [
        (42, "按属地领导，上报"),
        (42, "按属地领导，各基层工会上报数"),
    ]


# -- the page


def page_of(user: Any, address: str = "/") -> str:
    response = client_of(user).get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_administrator_with_nothing_to_do_is_offered_accounts_and_unions(town: Town) -> None:
    page = page_of(make_officer(town.other_county, Role.ADMIN))
    assert re.findall(r'<a class="btn g-btn" href="([^"]+)">([^<]+)</a>', page) == [
        ("/org/accounts/new/", "开立账号"),
        ("/org/territory/", "登记下级工会"),
    ]


def test_page_of_a_fresh_duty_offers_first_acts(town: Town) -> None:
    page = page_of(make_officer(town.other_county))
    assert "一件一行。现在没有。" in page
    assert re.findall(r'<a class="btn g-btn" href="([^"]+)">([^<]+)</a>', page) == [
        ("/founding/new/", "组建新工会"),
        ("/rosters/", "导入名册"),
        ("/org/", "看名单"),
    ]


def test_page_of_a_reader_offers_the_list_only(town: Town) -> None:
    page = page_of(make_officer(town.county, Role.READER))
    assert re.findall(r'<a class="btn g-btn" href="[^"]+">([^<]+)</a>', page) == ["看名单"]


def test_page_of_the_admin_says_that_he_has_no_sight(town: Town) -> None:
    page = page_of(make_officer(town.county, Role.ADMIN))
    assert ("系统管理员管账号，不看工会的事。" in page, "g-figs" in page, "g-due" in page) == (
        True,
        False,
        False,
    )


def test_page_has_one_primary_act_and_links_each_clause(road: Road, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: date(2026, 3, 18))
    road.begin()
    founding.ask_constituents(case=road.case, unions=road.unions[:3], actor=road.handler, on=road.on)
    road.consent()
    road.send()
    page = page_of(road.upper_head)
    assert "超期 1 天" in page
    assert len(re.findall("btn-primary", page)) == 1
    assert re.search(r'btn-primary" href="[^"]+">办理批复<', page)
    assert re.findall(r'<a class="g-cite" href="([^"]+)">([^<]+)</a>', page) == [
        ("/policy/CON-16/", "意见 2.3.b")
    ]


def test_page_on_another_day_says_which_day_each_part_is_of(town: Town) -> None:
    page = page_of(make_officer(town.county), "/?on=2024-12-31")
    assert "要办的事按今天的记录；右边的数和办过的事按所看的日期。" in page
