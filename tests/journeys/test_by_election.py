"""A by-election in the browser, from the vacant chair to the new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot
from gonglian.organisation.states import Role
from gonglian.terms.actions import vacate
from tests.factories.meetings import make_sheet
from tests.factories.organisation import make_duty, make_member, make_town, make_user
from tests.journeys.browser import Person
from tests.terms.seats import LATER, Bench

pytestmark = pytest.mark.django_db(transaction=True)


def test_vacant_chair_is_filled_by_the_committee(
    browser: Browser, live_server: Any, set_day: Callable[[date], None]
) -> None:
    bench = Bench(town := make_town())
    left = LATER - timedelta(days=1)
    vacate(holder=bench.holder(1), how="resigned", left_on=left, actor=None, on=LATER)
    make_member("候选新主席", town.north)
    make_duty(make_user("county.head", "穆景行"), town.county, Role.HEAD)
    tellers = [make_user("one", "计票甲"), make_user("two", "计票乙")]
    for teller in tellers:
        make_duty(teller, town.county, Role.HANDLER)
    set_day(LATER)
    officer = Person(browser, live_server.url, "county.head")
    seats = f"/terms/{town.industrial.pk}/"
    officer.go(seats)
    officer.press("发起补选")
    officer.look("call")
    officer.fill(held_on=LATER.isoformat(), place="工人文化宫三楼", by="committee")
    officer.press("发起补选")
    officer.press("办理补选")
    officer.press("提名候选人")
    officer.fill(person="候选新主席", unit_name="甲单位", declared=True)
    officer.press("提名候选人")
    officer.look("by-election")
    page = officer.page.url
    officer.press("到会议页")
    officer.look("meeting-before")
    hold(officer, tellers)
    officer.go(page)
    officer.press("开始投票")
    ballot = Ballot.objects.get()
    _count(officer, ballot, tellers)
    officer.go(page)
    officer.press("结果生效")
    officer.look("by-election-done")
    officer.go(seats)
    assert officer.reads("候选新主席")
    officer.go(page)
    _archive(officer)


def _archive(officer: Person) -> None:
    officer.press("封存档案")
    officer.page.locator("main form button.btn-primary").click()
    assert officer.reads("第 1 份")
    officer.look("by-election-archive")


def hold(officer: Person, tellers: list[Any], watching: slice = slice(2)) -> None:
    """Seal the roll, name officers (watching: which of the roll are scrutineers), tick who came."""
    officer.press("封存名册")
    officer.press("登记监票人和计票人")
    for tick in officer.page.locator("main [name='scrutineers']").all()[watching]:
        tick.check()
    officer.fill(teller1=tellers[0].pk, teller2=tellers[1].pk, approved=True)
    officer.page.locator("main button.btn-primary").click()
    officer.go(f"{officer.page.url.split('officers')[0]}presence/")
    for tick in officer.page.locator("main [name='present']").all():
        tick.check()
    officer.press("记下到会的人")


def _count(officer: Person, ballot: Ballot, tellers: list[Any]) -> None:
    """Two equal sheets, the verdict, the end of the meeting."""
    sheet = make_sheet(ballot, [3], valid=3)
    for teller in tellers:  # two sheets in two browsers: the journey of a founding walks them
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=LATER)
    officer.go(ballot.get_absolute_url())
    officer.look("count")
    officer.press("确认")
    officer.go(ballot.meeting.get_absolute_url())
    officer.press("闭会")
    officer.look("meeting-closed")
