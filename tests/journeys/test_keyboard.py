"""A founding's request answered without a mouse: what has the focus is seen, in order, and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.factories.founding import Road
from tests.journeys.browser import PASSWORD, Visitor

pytestmark = pytest.mark.django_db(transaction=True)
MOST_STEPS = 60  # of Tab to anything one needs
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const label = e.labels && e.labels.length ? e.labels[0].textContent : '';
  return {
    tag: e.tagName.toLowerCase(), name: (e.getAttribute('aria-label') || label || e.innerText || '').replace(/\\s+/g, ""),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none',
    inside: box.top >= -1 && box.top < innerHeight, field: e.name || '',
  };
}"""


class Keys:
    """Somebody who only has a keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, wanted: Callable[[dict[str, Any]], bool], key: str = "Tab") -> dict[str, Any]:
        """Go on until the focus is there. Every stop on the way is seen, on the screen and has a name."""
        for _step in range(MOST_STEPS):
            self.page.keyboard.press(key)
            focused: dict[str, Any] = self.page.evaluate(FOCUSED)
            if focused["tag"] == "body":
                continue
            assert (focused["seen"], focused["inside"], bool(focused["name"])) == (True, True, True), str(
                focused
            )
            if wanted(focused):
                return focused
        raise AssertionError("not reached by the keyboard")

    def enter(self, name: str) -> None:
        self.tab_to(lambda focused: focused["name"] == name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, field: str, text: str) -> None:
        self.tab_to(lambda focused: focused["field"] == field)
        self.page.keyboard.type(text)


def test_request_is_answered_by_the_keyboard_alone(
    browser: Browser, live_server: Any, set_day: Callable[[date], None]
) -> None:
    road = Road()
    road.begin()
    road.consent()
    road.send()
    set_day(road.on)
    visitor = Visitor(browser, live_server.url)
    visitor.go("/account/login/")
    keys = Keys(visitor.page)
    keys.write("login", road.upper_handler.username)
    keys.write("password", PASSWORD)
    visitor.page.keyboard.press("Enter")
    visitor.page.get_by_role("heading", name="工作台").wait_for()
    _skip_to_the_text(keys)
    keys.enter("拟办批复：柳青街道工会")
    _menu_closes_by_escape(keys)
    keys.enter("拟办批复")
    keys.enter("报负责人签发")
    assert road.refresh().first_request.proposed_decision == "approve"


def _skip_to_the_text(keys: Keys) -> None:
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate(FOCUSED)["name"] == "跳到正文"
    keys.page.keyboard.press("Enter")
    keys.page.keyboard.press("Tab")
    assert keys.page.evaluate("document.querySelector('main').contains(document.activeElement)")


def _menu_closes_by_escape(keys: Keys) -> None:
    """It opens with Enter; Escape closes it and leaves the focus on what opened it."""
    opener = keys.tab_to(lambda focused: focused["tag"] == "summary")
    keys.page.keyboard.press("Enter")
    assert keys.page.locator("details.g-pop[open]").count() == 1
    keys.page.keyboard.press("Escape")
    assert keys.page.locator("details.g-pop[open]").count() == 0
    assert keys.page.evaluate(FOCUSED)["name"] == opener["name"]
