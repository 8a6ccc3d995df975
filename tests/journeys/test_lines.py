"""Joining, leaving and a change of leader in a browser: two units accepted together, one leaving later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.founding.joining import queries
from gonglian.organisation.models import Line
from tests.factories.changes import Move
from tests.factories.joining import Entrance
from tests.journeys.browser import Person

pytestmark = pytest.mark.django_db(transaction=True)


def _save(person: Person) -> None:
    person.page.locator("main form button.btn-primary").last.click()
    person.page.wait_for_load_state()


def _decide(handler: Person, day: date) -> None:
    """Each unit's committee of five decided for it."""
    links = handler.page.get_by_role("link", name="登记决定")
    for place in range(links.count()):
        handler.page.get_by_role("link", name="登记决定").nth(place).click()
        handler.fill(decided_on=day.isoformat(), entitled=5, present=5, votes_for=5)
        handler.look("joining-decision")
        _save(handler)
    handler.press("登记委员会的决定")
    handler.fill(accepted_on=day.isoformat(), entitled=9, present=8, votes_for=8)
    handler.look("joining-acceptance")
    _save(handler)


def test_two_units_join_together_and_one_leaves_later(
    browser: Browser, live_server: Any, set_day: Callable[[date], None]
) -> None:
    entrance = Entrance()
    set_day(entrance.on)
    handler, head = (Person(browser, live_server.url, name) for name in ("i_handler", "i_head"))
    handler.go(entrance.union.get_absolute_url())
    handler.look("joining-union-file")
    handler.press("吸收组成单位")
    handler.fill(named=f"{entrance.west.code}\n{entrance.east.name}")
    handler.look("joining-pick")
    _save(handler)
    handler.look("joining-begun")
    _decide(handler, entrance.on)
    head.go(handler.page.url)
    head.look("joining-to-sign")
    head.press("签发并办结")
    assert head.reads("四项都没有变")
    head.look("joining-done")
    assert len(queries.constituents(entrance.union, on=entrance.on)) == 4

    later = entrance.on + timedelta(days=30)
    set_day(later)
    handler.go(entrance.union.get_absolute_url())
    handler.press("组成单位退出")
    handler.page.get_by_label("西垣运输有限公司").check()
    handler.look("leaving-pick")
    _save(handler)
    _decide(handler, later)
    head.go(handler.page.url)
    head.press("签发并办结")
    assert len(queries.constituents(entrance.union, on=later)) == 3
    head.go("/founding/joining/")
    head.look("joining-list")


def test_change_of_leader_is_asked_heard_and_decided(
    browser: Browser, live_server: Any, set_day: Callable[[date], None]
) -> None:
    move = Move()
    set_day(move.on)
    names = ("t_handler", "t_head", "o_head", "c_handler", "c_head")
    handler, head, target, city, mayor = (Person(browser, live_server.url, name) for name in names)
    handler.go(move.union.get_absolute_url())
    handler.press("变更上级")
    handler.fill(target=move.target.name, reason="企业整体迁到罗庄区")
    handler.look("change-begin")
    _save(handler)
    handler.look("change-begun")
    page = handler.page.url
    for person, side in ((handler, "former"), (target, "target")):
        person.go(page)
        person.press("登记意见")
        person.fill(side=side, agrees="yes", text="同意", given_on=move.on.isoformat())
        _save(person)
    handler.go(page)
    handler.press("拟好请示")
    head.go(page)
    head.press("签发并报送")
    city.go(page)
    city.press("拟办批复")
    city.look("change-reply")
    _save(city)
    mayor.go(page)
    mayor.look("change-to-decide")
    mayor.press("签发批复")
    assert mayor.reads("已变更")
    mayor.look("change-done")
    assert Line.objects.as_of(move.on).get(child=move.union, kind="leadership").parent == move.target
