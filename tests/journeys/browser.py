"""A person at a browser: signs in, goes places, fills in forms by their labels, and every page he sees is looked at."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from gonglian.config.paths import node_modules

PASSWORD = "Secret-2026-ok"
WIDTHS = (1280, 360)
SERIOUS = {"serious", "critical"}
RAW = re.compile(r"Traceback|DoesNotExist|\{\{|\{%|None</|&lt;Union|__proxy__|LAW-\d")


class Visitor:
    """Somebody with a browser window of his own at 1280 px, not signed in."""

    def __init__(self, browser: Browser, base: str) -> None:
        self.base = base
        context = browser.new_context(
            locale="zh-CN", bypass_csp=True, viewport={"width": WIDTHS[0], "height": 900}
        )
        self.page: Page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.looked: set[str] = set()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def go(self, address: str) -> None:
        self.page.goto(address if address.startswith("http") else self.base + address)

    def press(self, label: str) -> None:
        """Press the button or link that reads `label` and wait for the page that follows."""
        target = self.page.get_by_role("button", name=label).or_(self.page.get_by_role("link", name=label))
        target.first.click()
        self.page.wait_for_load_state()

    def fill(self, **values: Any) -> None:
        """Fill fields by name: text, a choice by its value, True/False for a tick."""
        for name, value in values.items():
            field = self.page.locator(f"main [name='{name}']").first
            tag = field.evaluate("e => e.type || e.tagName.toLowerCase()")
            if tag == "select-one":
                field.select_option(str(value))
            elif tag in ("checkbox", "radio"):
                field.set_checked(bool(value))
            else:
                field.fill(str(value))

    def reads(self, words: str) -> bool:
        return words in self.page.locator("main").inner_text()

    def look(self, name: str) -> None:
        """Hold the page against the rules at both widths: nothing scrolls sideways, nothing raw, axe finds nothing serious.

        Each name once; with GONGLIAN_SHOTS set to a folder, pictures are kept there.
        """
        if name in self.looked:
            return
        self.looked.add(name)
        html = self.page.content()
        assert not RAW.search(html), f"{name}: {RAW.search(html)}"
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            widest = self.page.evaluate("document.documentElement.scrollWidth")
            assert widest <= width, f"{name} scrolls sideways at {width}: {widest}"
            if folder := os.environ.get("GONGLIAN_SHOTS"):
                self.page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)
        self.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        assert axe(self.page) == [], name
        assert self.faults == [], name


class Person(Visitor):
    """One signed-in user."""

    def __init__(self, browser: Browser, base: str, username: str) -> None:
        super().__init__(browser, base)
        self.go("/account/login/")
        self.page.fill("[name=login]", username)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("form button.btn-primary")
        self.page.wait_for_load_state()


def axe(page: Page, *rules: str) -> list[str]:
    """Serious and critical violations: rule and first place. rules: only these, all without any."""
    page.evaluate((node_modules() / "axe-core/axe.min.js").read_text())
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    found = page.evaluate("options => axe.run(document, options).then(r => r.violations)", options)
    return [f"{v['id']}: {v['nodes'][0]['target']}" for v in found if v["impact"] in SERIOUS]
