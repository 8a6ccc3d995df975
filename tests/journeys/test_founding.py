"""From an .xlsx to an established union, as four officers: with a returned request, an ineligible candidate and a failed
quorum, each recorded and cured."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from gonglian.founding.models import Case
from gonglian.meetings.models import Ballot, Meeting
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.factories.organisation import make_duty, make_union, make_user
from tests.journeys.browser import Person, Visitor
from tests.journeys.roster import UNIONS, member_name, write_roster

pytestmark = pytest.mark.django_db(transaction=True)
START = date(2026, 3, 2)


class Journey:
    """The cast with a browser each, and the day."""

    def __init__(self, browser: Browser, base: str, set_day: Callable[[date], None], folder: Path) -> None:
        self.browser, self.set_day, self.day = browser, set_day, START
        set_day(START)
        city = make_union("沂州市总工会", "local", "3713", level="city")
        county = make_union("兰山区总工会", "local", "371302", city, level="county")
        self.town = make_union("柳青街道工会", "township", "371302004", county, level="township")
        cast = (("handler", "管若谷", self.town, Role.HANDLER), ("head", "田望秋", self.town, Role.HEAD),
                ("upper.handler", "夏书宁", county, Role.HANDLER), ("upper.head", "穆景行", county, Role.HEAD))  # fmt: skip
        people = []
        for username, name, union, role in cast:
            make_duty(make_user(username, name), union, role)
            people.append(Person(browser, base, username))
        self.handler, self.head, self.upper_handler, self.upper_head = people
        self.leader, self.files = county, write_roster(folder)

    def wait(self, days: int) -> None:
        self.day += timedelta(days=days)
        self.set_day(self.day)

    @property
    def case(self) -> Case:
        return Case.objects.get()

    def at(self, person: Person, page: str = "") -> Person:
        """The person opens the case, or one of its pages."""
        person.go(f"/founding/{self.case.pk}/{page}")
        return person

    # -- steps

    def bring_in_the_roster(self) -> None:
        officer = self.handler
        officer.go("/rosters/upload/")
        officer.look("upload")
        officer.page.set_input_files("main input[type=file]", [str(path) for path in self.files])
        officer.press("上传并检查")
        assert officer.reads("校验")
        officer.look("preview")
        officer.page.get_by_role("button", name="写入").click()
        officer.page.wait_for_load_state()
        officer.look("applied")
        assert Union.objects.filter(kind="primary").count() == len(UNIONS)

    def draft(self) -> None:
        officer = self.handler
        officer.go("/founding/")
        officer.look("cases-empty")
        officer.press("组建新工会")
        officer.fill(
            form="federation", level="county", territory="371302", trade_words="餐饮行业", trades="62",
            leader=self.leader.pk, reason="餐饮单位集中",
        )  # fmt: skip
        officer.look("draft")
        officer.page.locator("main form button.btn-primary").last.click()
        officer.page.wait_for_load_state()
        officer.look("case-draft")
        self.group()

    def group(self) -> None:
        officer = self.at(self.handler, "group/")
        rows = (("江听泉", "upper_union"), ("仇明岸", "party_organisation"), ("单立秋", "constituent"))
        prefix = officer.page.locator("main [name$='-0-name']").get_attribute("name").removesuffix("0-name")  # type: ignore[union-attr]
        for place, (name, source) in enumerate(rows):
            officer.fill(**{f"{prefix}{place}-name": name, f"{prefix}{place}-comes_from": source})
        officer.fill(**{f"{prefix}0-is_head": True})
        officer.look("group")
        officer.press("确定筹备组")

    def consents(self) -> None:
        officer = self.at(self.handler, "constituents/pick/")
        for box in officer.page.locator("main input[name=unions]").all():
            box.check()
        officer.look("pick")
        officer.press("把勾选的列入名单")
        for row in self.case.constituents.all():
            officer.go(f"/founding/constituents/{row.pk}/consent/")
            officer.fill(
                consent="consented", body="committee", decided_on=self.day, entitled=5, present=5, votes_for=5
            )
            officer.look("consent")
            officer.page.locator("main form button.btn-primary").click()
            officer.page.wait_for_load_state()
        self.at(officer, "constituents/").look("constituents")

    def ask(self, words: str) -> None:
        self.at(self.handler).press(f"拟好{words}的请示")
        signer = self.at(self.head)
        signer.look(f"sign-{self.case.stage}")
        signer.press("签发并报送")

    def answer(self, decision: str = "approve", reasons: str = "") -> None:
        self.wait(3)
        officer = self.at(self.upper_handler)
        officer.look(f"decide-{self.case.stage}")
        officer.press("拟办批复")
        officer.fill(decision=decision, reasons=reasons)
        officer.look("reply")
        officer.press("报负责人签发")
        signer = self.at(self.upper_head)
        signer.look(f"what-if-{self.case.stage}")
        signer.page.get_by_role("button", name="签发批复").click()
        signer.page.wait_for_load_state()

    def plan(self) -> None:
        officer = self.at(self.handler, "plan/")
        officer.fill(
            planned_on=self.day + timedelta(days=30), place="街道会议室", delegates=15, committee_size=5, audit_size=3,
            women_size=3, vice_chairs=1, years=5,
        )  # fmt: skip
        officer.look("plan")
        officer.page.locator("main form button.btn-primary").click()
        officer.page.wait_for_load_state()
        self.at(officer, "units/").page.locator("main form button.btn-primary").click()
        officer.page.wait_for_load_state()
        for number, unit in enumerate(self.case.preparation.units.all()):
            self.report(number, unit)
        self.at(officer, "units/").look("units")
        officer.press("代表和资格审查")
        officer.look("credentials")
        officer.press("保存审查结果")
        self.hand_out_slips(self.at(officer, "units/"))

    def hand_out_slips(self, officer: Person) -> None:
        """One delegate opens her page by the slip's address, without any account."""
        officer.press("发代表凭条")
        officer.look("slips")
        delegate = Visitor(self.browser, officer.base)
        delegate.go(officer.page.locator(".g-slips code").first.inner_text())
        delegate.look("slip")
        delegate.press("打开我的页面")
        assert delegate.reads("您的代表资格已确认，可以参加选举和表决。")
        delegate.look("own-page")

    def report(self, number: int, unit: Any) -> None:
        officer = self.at(self.handler, f"units/{unit.pk}/")
        union = self.order.index(unit.unions.get().union.name[:4])
        officer.fill(reported_on=self.day, entitled=8, present=8, candidates=unit.places + 1)
        for place in range(unit.places):
            officer.fill(**{f"d{place}-name": member_name(union, place), f"d{place}-votes": 8})
        officer.look("unit")
        officer.page.locator("main form button.btn-primary").click()
        officer.page.wait_for_load_state()

    @property
    def order(self) -> list[str]:
        return list(UNIONS)

    def nominate(
        self, union: int, place: int, body: str, office: str, post: dict[str, Any] | None = None
    ) -> None:
        """Put a member on the list and enter his declaration."""
        officer = self.at(self.handler, "nominees/")
        officer.fill(
            person=member_name(union, place), body=body, office=office, source="free", origin="constituent"
        )
        officer.page.locator("main form button.btn-primary, main form button:has-text('列入')").last.click()
        officer.page.wait_for_load_state()
        nominee = self.case.preparation.nominees.latest("pk")
        self.at(officer, f"nominees/{nominee.pk}/declare/").fill(declared_on=self.day, **(post or {}))
        officer.look("declare")
        officer.page.locator("main form button.btn-primary").click()
        officer.page.wait_for_load_state()

    def candidates(self) -> None:
        offices = {(0, 0): "chair", (0, 1): "vice_chair"}
        for union, place in ((0, 0), (1, 0), (2, 0), (0, 1), (1, 1)):
            self.nominate(union, place, "committee", offices.get((union, place), "member"))
        manager = {
            "p0-role": "head",
            "p0-title": "总经理",
            "p0-place": "听泉饭庄有限公司",
            "p0-from": self.day,
        }
        self.nominate(2, 1, "committee", "member", manager)
        for union in range(3):
            self.nominate(union, 2, "audit", "director" if union == 0 else "member")
            self.nominate(union, 5, "women", "director" if union == 0 else "member")

    def opinions(self) -> None:
        asked = [("upper_union", self.leader.name), ("party_organisation", "餐饮行业党委")]
        asked += [("constituent", union.name) for union in Union.objects.filter(kind="primary")]
        for kind, name in asked:
            officer = self.at(self.handler, "opinions/")
            officer.fill(from_kind=kind, from_name=name, given_on=self.day, answer="yes", text="同意")
            officer.page.locator("main form button.btn-primary").click()
            officer.page.wait_for_load_state()
        self.at(self.handler, "opinions/").look("opinions")

    def fix_and_post(self) -> None:
        officer = self.at(self.handler, "nominees/")
        officer.look("nominees")
        officer.page.get_by_role("button", name="确定名单").click()
        officer.page.wait_for_load_state()
        self.at(officer, "notice/").fill(posted_on=self.day, place="街道公开栏")
        officer.look("notice")
        officer.page.locator("main form button.btn-primary").click()
        officer.page.wait_for_load_state()

    def hold(self, present: int) -> Meeting:
        officer = self.at(self.handler)
        officer.page.locator(".g-next a.btn-primary").click()
        officer.fill(held_on=self.day, place="街道会议室")
        officer.press("登记开会")
        meeting = Meeting.objects.latest("pk")
        officer.page.get_by_role("button", name="封存").first.click()
        officer.page.wait_for_load_state()
        self.attend(meeting, present)
        return meeting

    def attend(self, meeting: Meeting, present: int) -> None:
        officer = self.handler
        officer.go(f"/meetings/{meeting.pk}/presence/")
        for box in officer.page.locator("main input[name=present]").all()[:present]:
            box.check()
        officer.look("presence")
        officer.press("记下到会的人")

    def conduct(self, meeting: Meeting) -> None:
        officer = self.handler
        officer.go(f"/meetings/{meeting.pk}/agenda/")
        entitled = meeting.roll.count()
        for place in range(6 if meeting.kind == "congress" else 0):
            item = officer.page.locator(f"main [name='agenda-{place}-item']").input_value()
            if item != "election":
                officer.fill(
                    **{
                        f"agenda-{place}-votes_for": entitled,
                        f"agenda-{place}-voters": entitled,
                        f"agenda-{place}-passed": True,
                    }
                )
        officer.look("agenda")
        officer.press("记录议程")

    def officers(self, meeting: Meeting, standing: set[str]) -> None:
        officer = self.handler
        officer.go(f"/meetings/{meeting.pk}/officers/")
        free = [e for e in meeting.roll.select_related("person") if e.person.name not in standing][:2]
        for entry in free:
            officer.page.locator(f"main input[name=scrutineers][value='{entry.person_id}']").check()
        officer.page.locator("main select[name=teller1]").select_option(label="管若谷")
        officer.page.locator("main select[name=teller2]").select_option(label="田望秋")
        officer.fill(approved=True)
        officer.look("officers")
        officer.press("登记")

    def count(self, ballot: Ballot, slip: bool = False) -> None:
        """Both tellers enter what they counted; with `slip` the second first enters one cell wrongly."""
        present = ballot.meeting.roll.filter(present=True).count()
        self.sheet(self.handler, ballot, present)
        if slip:
            self.sheet(self.head, ballot, present, off=1)
            self.handler.go(f"/meetings/ballots/{ballot.pk}/")
            self.handler.look("differences")
        self.sheet(self.head, ballot, present)
        self.handler.go(f"/meetings/ballots/{ballot.pk}/")
        self.handler.press("确认结果并封存")
        self.handler.look("verdict")

    def sheet(self, teller: Person, ballot: Ballot, present: int, off: int = 0) -> None:
        teller.go(f"/meetings/ballots/{ballot.pk}/sheet/")
        teller.fill(issued=present, returned=present, valid=present, void=0)
        for place, candidate in enumerate(ballot.candidates.order_by("order")):
            votes = present - off * (place == 0) if place < ballot.seats else 0
            cells = {"for": votes, "against": present - votes, "abstain": 0}
            teller.fill(**{f"c{candidate.person_id}-{key}": value for key, value in cells.items()})
        teller.look("sheet")
        teller.press("交计票单")

    def close(self, meeting: Meeting) -> None:
        self.handler.go(f"/meetings/{meeting.pk}/")
        self.handler.look("meeting")
        self.handler.page.get_by_role("button", name="闭会").click()
        self.handler.page.wait_for_load_state()

    def first_meetings(self) -> None:
        officer = self.at(self.handler)
        officer.press("登记两个第一次会议")
        officer.fill(held_on=self.day, place="街道会议室")
        officer.page.locator("main form button.btn-primary").click()
        officer.page.wait_for_load_state()
        for meeting in Meeting.objects.exclude(kind="congress").order_by("pk"):
            self.attend(meeting, meeting.roll.count())
            self.at(self.handler).press("开始选举")
            self.officers(meeting, set(meeting.ballots.values_list("candidates__person__name", flat=True)))
            for ballot in meeting.ballots.all():
                self.count(ballot)
            self.close(meeting)


def test_union_is_founded_by_four_officers(
    browser: Browser, live_server: Any, set_day: Callable[[date], None], tmp_path: Path
) -> None:
    way = Journey(browser, live_server.url, set_day, tmp_path)
    way.bring_in_the_roster()
    way.draft()
    way.consents()
    way.ask("筹备成立")
    way.answer("return", "组建理由写得不够具体，请补充单位数和职工数。")
    assert way.at(way.handler).reads("拟订方案")
    way.ask("筹备成立")
    way.answer()
    way.plan()
    way.candidates()
    way.opinions()
    barred_then_replaced(way)
    way.ask("召开大会")
    way.answer()
    congress(way)
    way.first_meetings()
    way.ask("批准选举结果")
    way.answer()
    way.at(way.handler).look("established")
    union = way.case.founded_union
    assert (way.case.stage, union.state) == ("established", "active")
    way.upper_head.go(union.get_absolute_url())
    way.upper_head.look("founded-union")
    assert all(way.upper_head.reads(name) for name in UNIONS)


def barred_then_replaced(way: Journey) -> None:
    """The general manager bars the request; he is taken off, another stands, and the notice runs."""
    case = way.at(way.handler)
    assert case.reads("听泉饭庄") or case.reads("行政")
    case.look("ineligible")
    nominee = way.case.preparation.nominees.get(person__name=member_name(2, 1))
    way.at(way.handler, f"nominees/{nominee.pk}/withdraw/").fill(reason="现任企业总经理")
    way.handler.page.locator("main form button.btn-primary").click()
    way.handler.page.wait_for_load_state()
    way.nominate(2, 3, "committee", "member")
    way.fix_and_post()


def congress(way: Journey) -> None:
    """A first meeting fails its quorum and stays on record; the second elects."""
    way.day = way.case.preparation.planned_on or way.day
    way.set_day(way.day)
    failed = way.hold(present=8)
    way.handler.look("no-quorum")
    way.close(failed)
    way.at(way.handler).look("second-meeting")
    way.wait(2)
    meeting = way.hold(present=15)
    way.conduct(meeting)
    standing = set(way.case.preparation.nominees.values_list("person__name", flat=True))
    way.officers(meeting, standing)
    way.at(way.handler).press("开始选举")
    for number, ballot in enumerate(meeting.ballots.all()):
        way.count(ballot, slip=number == 0)
    way.close(meeting)
