"""A recall in the browser: the congress votes in secret, two tellers count apart, the seat falls vacant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot
from gonglian.organisation.states import Role
from gonglian.terms.models import Holder
from tests.factories.meetings import Hall
from tests.factories.organisation import make_duty, make_town, make_user
from tests.journeys.browser import Person
from tests.journeys.test_by_election import hold
from tests.terms.seats import LATER, Bench

pytestmark = pytest.mark.django_db(transaction=True)


def test_chair_is_recalled_by_the_congress(
    browser: Browser, live_server: Any, set_day: Callable[[date], None]
) -> None:
    bench = Bench(town := make_town())
    meetings.close_meeting(meeting=Hall(town.industrial, entitled=9, present=9).meeting, actor=None, on=LATER)
    chair = bench.holder(1).person
    make_duty(make_user("county.head", "穆景行"), town.county, Role.HEAD)
    tellers = [make_user("one", "计票甲"), make_user("two", "计票乙")]
    for teller in tellers:
        make_duty(teller, town.county, Role.HANDLER)
    set_day(LATER)
    officer = Person(browser, live_server.url, "county.head")
    seats = f"/terms/{town.industrial.pk}/"
    officer.go(f"/terms/seats/{bench.seat(1).pk}/recall/")
    officer.look("recall-call")
    officer.fill(held_on=LATER.isoformat(), place="工人文化宫礼堂")
    officer.press("发起罢免")
    officer.go(seats)
    officer.press("办理罢免")
    officer.look("recall-called")
    page = officer.page.url
    officer.press("到会议页")
    hold(officer, tellers, watching=slice(1, 3))
    officer.go(page)
    officer.press("开始投票")
    ballot = Ballot.objects.get()
    _hand_out(officer, ballot)
    _count_apart(browser, live_server.url, officer, ballot)
    officer.go(ballot.meeting.get_absolute_url())
    officer.press("闭会")
    officer.look("recall-meeting-closed")
    officer.go(page)
    officer.look("recall-closed")
    officer.press("结果生效")
    officer.look("recall-done")
    assert officer.reads(f"{chair.name}已罢免")
    assert Holder.objects.current_record().get(seat=bench.seat(1)).went == "recalled"
    officer.go(seats)
    assert not officer.reads(f"{chair.name} 在任")


def _hand_out(officer: Person, ballot: Ballot) -> None:
    """Ten stubs to the delegates, one of them back unused."""
    for kind, first, last in (("out", 1, 10), ("unused", 10, 10)):
        officer.go(ballot.get_absolute_url())
        officer.press("记发票")
        officer.look("hand-out")
        officer.fill(kind=kind, first=first, last=last)
        officer.page.locator("main button.btn-primary").click()
        officer.page.wait_for_load_state()
    assert officer.reads("领出 10 − 退回未用 1 − 写坏作废 0 ＝ 发到代表 9")


def _count_apart(browser: Browser, base: str, officer: Person, ballot: Ballot) -> None:
    """Each teller in a browser of his own; one mistypes, the cells are listed, he corrects; the sums prove it."""
    address = ballot.get_absolute_url()
    one, two = Person(browser, base, "one"), Person(browser, base, "two")
    _hand_in(one, ballot, 6, 3)
    officer.go(address)
    assert officer.reads("已交 1 份")
    assert not officer.reads("赞成")  # nobody sees a single sheet but who counted it
    officer.look("recall-counting")
    _hand_in(two, ballot, 5, 4)
    assert two.reads("有 2 格不同")
    two.look("recall-differences")
    _hand_in(two, ballot, 6, 3)
    officer.go(address)
    officer.press("确认结果并封存")
    officer.look("recall-counted")
    assert officer.reads("2×6＝12 ＞ 9")
    assert officer.reads("罢免成立")
    assert officer.reads("与计票单相符")


def _hand_in(teller: Person, ballot: Ballot, votes: int, against: int) -> None:
    teller.go(f"{ballot.get_absolute_url()}sheet/")
    teller.look("recall-sheet")
    pk = ballot.candidates.get().person_id
    teller.fill(
        issued=9, returned=9, valid=9, void=0,
        **{f"c{pk}-for": votes, f"c{pk}-against": against, f"c{pk}-abstain": 0},
    )  # fmt: skip
    teller.press("交计票单")
