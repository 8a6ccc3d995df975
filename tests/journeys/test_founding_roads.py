"""The other roads of founding in a browser: returned and sent again with its differences, refused; another line by the city's
mandate; a working committee set up by its federation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.congress import actions as congress
from gonglian.founding.models import Case
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.journeys.browser import Person

pytestmark = pytest.mark.django_db(transaction=True)


class Desk:
    """A road carried by the product's acts where it is straight, and its officers at their browsers where it turns."""

    def __init__(self, browser: Browser, base: str, set_day: Callable[[date], None]) -> None:
        self.road, self.browser, self.base, self.set_day = Road(), browser, base, set_day
        self.to_day()

    def to_day(self) -> None:
        self.set_day(self.road.on)

    def officer(self, username: str, union: Any = None, role: str = Role.HANDLER) -> Person:
        """Signed in; with `union` a new account with that duty."""
        if union is not None:
            make_duty(make_user(username), union, role)
        return Person(self.browser, self.base, username)

    def open(self, person: Person, page: str = "") -> Person:
        person.go(f"/founding/{self.road.case.pk}/{page}")
        return person

    def answer(self, handler: Person, head: Person, decision: str, reasons: str = "") -> None:
        self.open(handler).press("拟办批复")
        handler.fill(decision=decision, reasons=reasons)
        handler.press("报负责人签发")
        self.press(self.open(head), "签发批复")

    def press(self, person: Person, label: str) -> None:
        person.page.get_by_role("button", name=label).first.click()
        person.page.wait_for_load_state()

    def save(self, person: Person) -> None:
        person.page.locator("main form button.btn-primary").last.click()
        person.page.wait_for_load_state()


@pytest.fixture
def desk(browser: Browser, live_server: Any, set_day: Callable[[date], None]) -> Desk:
    return Desk(browser, live_server.url, set_day)


def test_returned_request_comes_again_with_its_differences_and_is_refused(desk: Desk) -> None:
    road = desk.road
    road.begin()
    road.consent()
    road.send()
    handler, upper, head = desk.officer("p_handler"), desk.officer("a_handler"), desk.officer("a_head")
    desk.answer(upper, head, "return", "组建理由写得不够具体。")
    desk.open(handler, "draft/").fill(reason="街道有餐饮企业 120 家，职工 2600 人。")
    desk.save(handler)
    assert handler.reads("退回以后改了什么")
    assert handler.reads("餐饮企业集中")
    handler.look("returned-applicant")
    road.send()
    desk.open(upper).look("returned-approver")
    assert upper.reads("组建理由写得不够具体。")
    assert upper.reads("职工 2600 人")
    desk.answer(upper, head, "refuse", "同地同行业已有工会。")
    assert desk.open(handler).reads("不予批准")
    assert handler.reads("同地同行业已有工会")
    handler.look("refused")


def test_another_line_is_approved_by_the_city(desk: Desk) -> None:
    road = desk.road
    upper = desk.officer("c_handler", road.town.city)
    head = desk.officer("c_head", road.town.city, Role.HEAD)
    road.begin()
    road.consent()
    handler = desk.officer("p_handler")
    desk.open(handler, "draft/").fill(
        leader="", other_leader=road.town.city.pk, line_reason="业务由市里统一管理，便于开展工作。"
    )
    handler.look("other-line-draft")
    desk.save(handler)
    assert handler.reads("不按属地，报市总工会审批")
    handler.look("other-line-case")
    road.send()
    desk.answer(upper, head, "approve")
    head.look("other-line-approved")
    case = road.refresh()
    assert case.mandate is not None
    assert desk.open(handler).reads(case.mandate.number)
    handler.look("other-line-mandate")


def test_working_committee_is_set_up_without_a_congress(desk: Desk) -> None:
    road = desk.road
    handler, head = desk.officer("a_handler"), desk.officer("a_head")
    handler.go("/founding/new/")
    handler.fill(
        form="working_committee", level="county", territory="371302", trade_words="餐饮行业", trades="6210",
        leader=road.town.county.pk, host_kind="association", host_name="兰山区餐饮协会", reason="行业小而散",
    )  # fmt: skip
    desk.save(handler)
    handler.look("dispatch-draft")
    road.case = Case.objects.get()
    road.handler = road.upper_handler
    road.consent()
    desk.press(desk.open(handler), "开始协商")
    handler.look("dispatch-consulting")
    _appoint(desk, handler)
    desk.open(handler, "opinions/").fill(
        from_kind="party_organisation",
        from_name="餐饮协会党组织",
        given_on=road.on,
        answer="yes",
        text="同意",
    )
    handler.look("dispatch-opinions")
    desk.save(handler)
    desk.press(desk.open(handler), "拟好设立通知")
    desk.open(head).look("dispatch-sign")
    desk.press(head, "签发通知，决定设立")
    head.look("dispatch-established")
    case = road.refresh()
    assert (case.stage, case.founded_union.state) == ("established", "active")
    head.go(case.founded_union.get_absolute_url())
    head.look("dispatched-union")
    assert head.reads("主任")


def _appoint(desk: Desk, handler: Person) -> None:
    """The first on the form with his declaration, the others as the form would do."""
    road = desk.road
    people = [road.members(union)[0] for union in road.unions] + road.members(road.unions[0])[1:3]
    desk.open(handler, "nominees/").fill(
        person=people[0].name, body="committee", office="director", source="free", origin="constituent"
    )
    handler.look("dispatch-people")
    desk.save(handler)
    plan = road.refresh().preparation
    rest = (
        ("committee", "deputy"),
        ("committee", "member"),
        ("committee", "member"),
        ("audit", "member"),
        ("women", "member"),
    )
    for person, (body, office) in zip(people[1:], rest, strict=True):
        congress.nominate(
            convocation=plan, person=person, body=body, office=office, source="free", origin="constituent",
            actor=road.handler, on=road.on,
        )  # fmt: skip
    for nominee in plan.nominees.all():
        congress.record_declaration(
            nominee=nominee, declared_on=road.on, posts=[], kin_of=[], actor=road.handler, on=road.on
        )
    desk.open(handler, "nominees/").look("dispatch-people-listed")
