"""A union renews itself: refused as too late, allowed by an extension, with a run-off, up to the second term."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.founding import actions
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot, Meeting
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.queries import bodies_of
from tests.factories.founding import Road
from tests.journeys.browser import Person

pytestmark = pytest.mark.django_db(transaction=True)
BEGUN = date(2031, 2, 10)
LATE = date(2031, 4, 25)  # the term ends on 2031-04-04


class Way:
    """The union's two officers and the two of the county that leads it."""

    def __init__(self, browser: Browser, base: str, set_day: Callable[[date], None]) -> None:
        self.road, self.set_day = Road(), set_day
        self.union = self.road.to_established().founded_union
        self.road.handler = self.road.officer("u_handler", self.union, "handler")
        self.road.head = self.road.officer("u_head", self.union, "head")
        self.be(BEGUN)
        people = (Person(browser, base, name) for name in ("u_handler", "u_head", "a_handler", "a_head"))
        self.handler, self.head, self.upper_handler, self.upper_head = people

    def be(self, day: date) -> None:
        self.road.on = day
        self.set_day(day)

    def at_case(self, person: Person) -> Person:
        person.go(self.road.case.get_absolute_url())
        return person

    def begin(self) -> None:
        self.handler.go(self.union.get_absolute_url())
        self.handler.look("renewal-due")
        self.handler.press("开始换届")
        self.handler.look("renewal-begin")
        self.handler.page.locator("main form button.btn-primary").click()
        self.handler.page.wait_for_load_state()
        self.handler.look("renewal-case")
        self.road.case = self.union.cases.get(occasion="renewal")

    def answer(self, words: str) -> None:
        """The request laid before the head, signed; answered by the county's two officers."""
        self.at_case(self.handler).press(f"拟好{words}的请示")
        self.at_case(self.head).press("签发并报送")
        self.at_case(self.upper_handler).press("拟办批复")
        self.upper_handler.fill(decision="approve")
        self.upper_handler.press("报负责人签发")
        signer = self.at_case(self.upper_head)
        signer.look(f"renewal-sign-{words}")
        signer.page.get_by_role("button", name="签发批复").click()
        signer.page.wait_for_load_state()

    def extend(self) -> None:
        """The union asks that its term go on; the county's two officers answer."""
        self.handler.go(f"/terms/{self.union.pk}/")
        self.handler.press("请示延期")
        self.handler.fill(until=date(2031, 6, 30), reason="组成单位改制，代表选举推迟")
        self.handler.look("extension-ask")
        self.handler.page.locator("main form button.btn-primary").click()
        self.handler.page.wait_for_load_state()
        self.handler.look("extension-drafted")
        address = ExtensionRequest.objects.get().get_absolute_url()
        self.head.go(address)
        self.head.press("签发并报送")
        self.upper_handler.go(address)
        self.upper_handler.press("拟办批复")
        self.upper_handler.fill(decision="approve")
        self.upper_handler.look("extension-reply")
        self.upper_handler.page.locator("main form button.btn-primary").click()
        self.upper_handler.page.wait_for_load_state()
        self.upper_head.go(address)
        self.upper_head.look("extension-sign")
        self.upper_head.press("签发批复：同意")
        self.handler.go(address)
        self.handler.look("extension-approved")

    def count(self, ballot: Ballot, votes: dict[int, int]) -> None:
        """Both tellers enter the same sheet. votes: for each candidate by his place on the ballot."""
        present = ballot.meeting.roll.filter(present=True).count()
        for teller in (self.handler, self.head):
            teller.go(f"/meetings/ballots/{ballot.pk}/sheet/")
            teller.fill(issued=present, returned=present, valid=present, void=0)
            for place, candidate in enumerate(ballot.candidates.order_by("order")):
                cells = {"for": votes[place], "against": present - votes[place], "abstain": 0}
                teller.fill(**{f"c{candidate.person_id}-{key}": value for key, value in cells.items()})
            teller.press("交计票单")
        self.handler.go(f"/meetings/ballots/{ballot.pk}/")
        self.handler.press("确认结果并封存")
        self.handler.look(f"renewal-verdict-{ballot.round}")


@pytest.fixture
def way(browser: Browser, live_server: Any, set_day: Callable[[date], None]) -> Way:
    return Way(browser, live_server.url, set_day)


def test_union_renews_itself_late_and_with_a_run_off(way: Way) -> None:
    way.begin()
    road = way.road
    road._second()
    road.plan(planned_on=LATE)
    case = way.at_case(way.handler)
    assert case.reads("延期没有批准")
    case.look("renewal-refused")
    way.extend()
    way.answer("召开大会")
    way.be(LATE)
    meeting = road.hold()
    road.conduct(meeting)
    actions.open_ballots(case=road.refresh(), actor=road.handler, on=road.on)
    tied(way, meeting)
    for ballot in meeting.ballots.filter(state="open"):
        road.count(ballot)
    meetings.close_meeting(meeting=meeting, actor=road.handler, on=road.on)
    road._first_meetings()
    way.be(LATE + timedelta(days=3))
    way.answer("批准选举结果")
    way.at_case(way.handler).look("renewed")
    now = {
        found.body.kind: (found.term.ordinal, found.held)
        for found in bodies_of(way.union, on=road.on)
        if found.term
    }
    assert now == {"committee": (2, 5), "audit": (2, 3), "women": (2, 3)}
    way.handler.go(way.union.get_absolute_url())
    way.handler.look("renewed-union")
    way.handler.go(f"/terms/{way.union.pk}/")
    way.handler.look("renewed-terms")


def tied(way: Way, meeting: Meeting) -> None:
    """Six stand for five seats; the fifth and the sixth are equal, and the run-off between them decides."""
    first = meeting.ballots.get(body="committee")
    way.count(first, {0: 16, 1: 15, 2: 14, 3: 13, 4: 10, 5: 10})
    way.handler.press("再次投票")
    way.handler.look("runoff-open")
    way.handler.page.locator("main form button.btn-primary").click()
    way.handler.page.wait_for_load_state()
    run_off = meeting.ballots.get(body="committee", round="runoff")
    assert run_off.candidates.count() == 2
    way.count(run_off, {0: 5, 1: 11})
