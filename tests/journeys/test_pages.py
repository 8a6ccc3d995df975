"""First look: sign in, the list, a union's file; in a real browser, against real PostgreSQL."""

from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.organisation.states import Role
from tests.factories.organisation import make_duty, make_town, make_user
from tests.journeys.browser import Person

pytestmark = pytest.mark.django_db(transaction=True)


def test_officer_signs_in_and_reads_the_list_and_a_file(browser: Browser, live_server: Any) -> None:
    town = make_town()
    make_duty(make_user("county.head", "穆景行"), town.county, Role.HEAD)
    officer = Person(browser, live_server.url, "county.head")
    officer.look("workbench")
    officer.go("/org/?kind=industrial")
    officer.look("unions")
    officer.press(town.industrial.name)
    officer.look("union")
    assert officer.reads("柳青街道工会")


def test_stranger_is_asked_to_sign_in(browser: Browser, live_server: Any) -> None:
    page = browser.new_page()
    page.goto(f"{live_server.url}/org/")
    assert page.url.endswith("/account/login/?next=/org/")


def test_fault_of_ours_says_that_nothing_was_written(
    browser: Browser, live_server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_options: Any) -> None:
        raise RuntimeError("a fault of ours")

    make_duty(make_user("county.head", "穆景行"), make_town().county, Role.HEAD)
    officer = Person(browser, live_server.url, "county.head")
    monkeypatch.setattr("gonglian.dashboards.views.workbench_of", fail)
    answer = officer.page.goto(f"{live_server.url}/")
    assert answer is not None
    assert (answer.status, officer.reads("也没有写入任何记录")) == (500, True)
    assert officer.reads("这次请求的编号")
    officer.look("fault")
