"""Every page of the site as its holder sees it: wide and narrow, by day and in the dark."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, Page

from gonglian.accounts.models import User
from tests.architecture.door import Door
from tests.architecture.pages import pages
from tests.architecture.scene import Scene
from tests.journeys.browser import RAW, WIDTHS, axe

pytestmark = pytest.mark.django_db(transaction=True)

SHOWS_BLANKS = {"documents:wording"}  # the marks of blanks, as they are written in a wording
INTERNAL = re.compile(r"\b(None|True|False)\b|\bLAW-\d|\b[a-z]+_[a-z_]+\b|%\(\w+\)s|\{\w*\}")
FIELDS = re.compile(r"<textarea.*?</textarea>", re.S)
SAME_ID = """() => [...document.querySelectorAll('[id]')].map(e => e.id)
  .filter((id, place, all) => all.indexOf(id) !== place).map(id => `twice: #${id}`)"""
HEADINGS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => Number(h.tagName[1]))"
NAMELESS = (
    "document.querySelectorAll('main table:not(:has(caption), [aria-label], [aria-labelledby])').length"
)
WIDEST = "document.documentElement.scrollWidth"


def test_every_page_reads_well_in_every_light(browser: Browser, live_server: Any) -> None:
    scene = Scene()
    faults: dict[str, list[str]] = {}
    names = [person.name for person in User.objects.all()]
    for who in sorted({door.who for door in pages()}):
        page = signed_in(browser, live_server.url, scene.people[who])
        for door in pages():
            if door.who == who:
                found = faults_of(page, live_server.url + _address(scene, door), names)
                known = {"raw: {{"} if door.page in SHOWS_BLANKS else set()
                faults[f"{door.page} of {door.of}"] = sorted(set(found) - known)
        page.context.close()
    faults = {page: found for page, found in faults.items() if found}
    assert not faults, "\n".join(f"{page}: {found}" for page, found in faults.items())


def signed_in(browser: Browser, base: str, user: Any) -> Page:
    client = Client()
    client.force_login(user)
    context = browser.new_context(locale="zh-CN", bypass_csp=True, reduced_motion="reduce")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base}])
    page: Page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def faults_of(page: Page, address: str, names: list[str]) -> list[str]:
    """What is wrong with a page, in words. names: of people, which may look like anything."""
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(address)
    found = [*raw(page, names), *order(page.evaluate(HEADINGS)), *page.evaluate(SAME_ID)]
    found += ["table without a name"] * page.evaluate(NAMELESS)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        widest = page.evaluate(WIDEST)
        found += [f"{widest} wide at {width}"] if widest > width else []
        found += axe(page)
    page.emulate_media(color_scheme="dark")
    return found + [f"dark: {fault}" for fault in axe(page, "color-contrast")]


def raw(page: Page, names: list[str]) -> list[str]:
    """What a program says and no person does. What stands in a field was typed."""
    text = page.locator("main").inner_text()
    for name in names:
        text = text.replace(name, "")
    marks = [RAW.search(FIELDS.sub("", page.content())), INTERNAL.search(text)]
    return [f"raw: {mark.group()}" for mark in marks if mark]


def order(levels: list[int]) -> list[str]:
    """One heading of the page, and no level left out below it."""
    skips = [f"h{a} then h{b}" for a, b in pairwise(levels) if b > a + 1]
    return skips + ([f"{levels.count(1)} h1"] if levels.count(1) != 1 else [])


def test_order_finds_a_missing_level_and_a_second_title() -> None:
    assert (order([1, 2, 3, 2]), order([1, 3]), order([2]), order([1, 2, 1])) == (
        [], ["h1 then h3"], ["0 h1"], ["2 h1"],
    )  # fmt: skip


def _address(scene: Scene, door: Door) -> str:
    example: Any = getattr(scene, door.of) if door.of else ()
    return reverse(door.page, args=example if isinstance(example, tuple) else [example.pk])
