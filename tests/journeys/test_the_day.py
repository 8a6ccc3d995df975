"""The day of a congress in the browser: the screen in the hall follows those who come."""

from __future__ import annotations

from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.core import clock
from gonglian.meetings import actions, queries
from gonglian.organisation.states import Role
from tests.factories.meetings import make_gathering
from tests.factories.organisation import make_duty, make_town, make_user
from tests.journeys.browser import Person

pytestmark = pytest.mark.django_db(transaction=True)
WITHIN = 2.0  # seconds


def test_screen_follows_within_two_seconds_and_keeps_its_state_when_cut_off(
    browser: Browser, live_server: Any
) -> None:
    town, today = make_town(), clock.today()
    make_duty(make_user("county.head", "穆景行"), town.county, Role.HEAD)
    meeting = make_gathering(town.industrial, 9, held_on=today, keeper=town.county, place="工人文化宫一楼")
    officer = Person(browser, live_server.url, "county.head")
    officer.go(f"/meetings/{meeting.pk}/door/")
    officer.look("door-closed-to-phones")
    officer.press("开放，只限我现在的网络")
    assert officer.reads("127.0.0.0/24")
    officer.look("door-open-to-phones")
    officer.go(f"/meetings/{meeting.pk}/live/")
    came = officer.page.locator(".g-screen-sums dd").nth(1)
    for number, entry in enumerate(queries.roll_of(meeting)[:7], start=1):
        actions.check_in(meeting=meeting, person=entry.person, how="slip", actor=None, on=today)
        start = monotonic()
        officer.page.wait_for_function(
            "n => document.querySelectorAll('.g-screen-sums dd')[1].textContent === String(n)", arg=number
        )
        assert monotonic() - start < WITHIN
    assert officer.reads("已达到三分之二，可以开会")
    officer.look("live")
    mark = officer.page.locator("[data-lost-mark]")
    assert not mark.is_visible()
    officer.page.route("**/live/now/", lambda route: route.abort())
    mark.wait_for(state="visible")
    assert (came.inner_text(), "连接已断" in mark.inner_text()) == ("7", True)
    officer.page.unroute("**/live/now/")
    mark.wait_for(state="hidden")
