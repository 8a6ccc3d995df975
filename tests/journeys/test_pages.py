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
