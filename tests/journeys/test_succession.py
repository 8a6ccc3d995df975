"""替补 in the browser: a plain seat falls with a post; the new chair is proposed, confirmed, reported, and sits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.terms.models import Holder, Substitution
from tests.factories.organisation import make_duty, make_member, make_town, make_user
from tests.journeys.browser import Person
from tests.terms.seats import LATER, Bench

pytestmark = pytest.mark.django_db(transaction=True)


def send(officer: Person, **fields: Any) -> None:
    officer.fill(**fields)
    officer.page.locator("main form button.btn-primary").last.click()
    officer.page.wait_for_load_state()


def test_new_chair_of_a_constituent_takes_the_seat_that_fell(
    browser: Browser, live_server: Any, set_day: Callable[[date], None]
) -> None:
    town = make_town()
    bench, union = Bench(town), town.industrial
    successor = make_member("继任者", town.north)
    make_duty(make_user("keeper", "秦念慈"), town.county, "handler")  # who leads the union sees the rosters
    set_day(LATER)
    officer = Person(browser, live_server.url, "keeper")
    officer.go(f"/terms/{union.pk}/")
    officer.look("seats")
    officer.page.get_by_role("link", name="原职务终止").first.click()
    officer.look("post-ended")
    send(officer, ended_on=LATER)
    row = Substitution.objects.get()
    officer.go(row.get_absolute_url())
    officer.look("succession-open")
    officer.page.locator(".g-next a.btn-primary").click()
    officer.look("succession-propose")
    send(officer, person=successor.name, elected_on=LATER, declared=True)
    officer.page.locator(".g-next a.btn-primary").click()
    set_day(LATER + timedelta(days=9))
    send(officer, confirmed_on=LATER + timedelta(days=9), entitled=3, present=3, votes_for=3)
    officer.look("succession-confirmed")
    officer.page.locator(".g-next a.btn-primary").click()
    send(officer, reported_on=LATER + timedelta(days=9), number="兰餐工〔2027〕6号")
    officer.look("succession-done")
    row.refresh_from_db()
    assert row.state == "done"
    now = Holder.objects.current_record().get(seat=bench.seat(4), valid__upper_inf=True)
    assert (now.person, now.came, now.valid.lower) == (successor, "substituted", LATER + timedelta(days=9))
