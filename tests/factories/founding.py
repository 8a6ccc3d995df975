"""A founding carried step by step through the product's own acts, so that a test can begin at any stage."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from gonglian.approvals import actions as approvals
from gonglian.congress import actions as congress
from gonglian.congress.models import Nominee
from gonglian.core.acts import record
from gonglian.core.periods import since
from gonglian.founding import actions
from gonglian.founding.models import Case
from gonglian.founding.outcome import congress_meeting, first_meeting
from gonglian.founding.renewal.actions import begin_renewal
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot, Meeting
from gonglian.organisation.models import Duty, Membership, Person, Union
from gonglian.organisation.states import Role
from tests.factories.organisation import (
    LONG_AGO,
    Town,
    make_duty,
    make_primary,
    make_town,
    make_user,
)

START = date(2026, 3, 2)
AGENDA = ("credentials", "found", "rules", "list", "scrutineers")


class Road:
    """The cast, the town and one case; each method carries it one step on and returns the day it is then."""

    def __init__(self, town: Town | None = None) -> None:
        self.on = START
        self.town: Town = town or make_town()
        self.unions = [
            make_primary(f"演练{n}号餐饮有限公司", self.town.town, trades=["6210"]) for n in "一二三四"
        ]
        self._fill(8)
        self.handler = self.officer("p_handler", self.town.town, Role.HANDLER)
        self.head = self.officer("p_head", self.town.town, Role.HEAD)
        self.upper_handler = self.officer("a_handler", self.town.county, Role.HANDLER)
        self.upper_head = self.officer("a_head", self.town.county, Role.HEAD)
        self.case: Case
        self.stage = 0

    def _fill(self, members: int) -> None:
        """So many members in each union, written in bulk: hundreds of acts would only make the tests wait."""
        with transaction.atomic(), record("test.fill", actor=None, on=self.on):
            for number, union in enumerate(self.unions, start=1):
                people = [
                    Person(
                        city="3713",
                        name=f"员{number}{sign}",  # no key in it: who is elected of equals follows the strokes of names
                        pinyin=f"yuan{n}",
                        initials="y",
                        sex="12"[n % 2],
                    )
                    for n, sign in enumerate("甲乙丙丁戊己庚辛"[:members])
                ]
                Person.objects.bulk_create(people)
                Membership.objects.bulk_create(
                    Membership(
                        city="3713", person=person, union=union, union_kind=union.kind, valid=since(LONG_AGO)
                    )
                    for person in people
                )

    def officer(self, name: str, union: Union, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def refresh(self) -> Case:
        self.case = Case.objects.get(pk=self.case.pk)
        return self.case

    # -- 1 draft and 2 consents

    def begin(self, **changes: Any) -> Case:
        data = {
            "name": "兰山区餐饮行业工会联合会", "form": "federation", "level": "county", "territory_id": "371302",
            "trade_words": "餐饮行业", "trades": ["62"], "leader": self.town.county, "reason": "餐饮企业集中",
        } | changes  # fmt: skip
        self.case = actions.begin_case(proposer=self.town.town, actor=self.handler, on=self.on, **data)
        group = [
            {"name": "江听泉", "unit": "柳青街道工会", "comes_from": "upper_union", "is_head": True},
            {"name": "仇明岸", "unit": "行业党委", "comes_from": "party_organisation", "is_head": False},
            {"name": "单立秋", "unit": "演练一号", "comes_from": "constituent", "is_head": False},
        ]
        actions.set_group(case=self.case, members=group, actor=self.handler, on=self.on)
        return self.case

    def consent(self) -> None:
        actions.ask_constituents(case=self.case, unions=self.unions, actor=self.handler, on=self.on)
        for row in self.case.constituents.all():
            actions.record_consent(
                constituent=row, consent="consented", body="committee", decided_on=self.on, entitled=5, present=5, votes_for=5,
                actor=self.handler, on=self.on,
            )  # fmt: skip

    def send(self) -> Case:
        actions.prepare_request(case=self.refresh(), actor=self.handler, on=self.on)
        actions.send_request(case=self.refresh(), actor=self.head, on=self.on)
        return self.refresh()

    def answer(self, decision: str = "approve", reasons: str = "") -> Case:
        self.on += timedelta(days=3)
        actions.propose_reply(
            case=self.refresh(),
            decision=decision,
            reasons=reasons,
            congress_by=None,
            actor=self.upper_handler,
            on=self.on,
        )
        actions.decide_request(case=self.refresh(), actor=self.upper_head, on=self.on)
        return self.refresh()

    # -- to a stage, from wherever it stands

    def to_prepare(self) -> Case:
        return self._to(1)

    def to_second(self) -> Case:
        return self._to(2)

    def to_congress(self) -> Case:
        return self._to(3)

    def to_third(self) -> Case:
        return self._to(4)

    def to_report(self) -> Case:
        return self._to(5)

    def to_established(self) -> Case:
        return self._to(6)

    def _to(self, stage: int) -> Case:
        legs = (
            self._prepare,
            self._second,
            self._answered,
            self._elected,
            self._first_meetings,
            self._answered,
        )
        for leg in legs[self.stage : stage]:
            leg()
        self.stage = max(self.stage, stage)
        return self.refresh()

    def _prepare(self) -> None:
        self.begin()
        self.consent()
        self._answered()

    def _answered(self) -> None:
        self.send()
        self.answer()

    # -- the renewal that follows, carried by the union's own officers

    def begin_renewal(self, on: date, **given: Any) -> Case:
        union = self.refresh().union
        self.on = on
        if not Duty.objects.filter(user__username="u_handler").exists():
            self.handler = self.officer("u_handler", union, Role.HANDLER)
            self.head = self.officer("u_head", union, Role.HEAD)
        self.case = begin_renewal(union=union, actor=self.handler, on=on, **given)
        return self.case

    def renew(self) -> Case:
        """From the plan to the last reply."""
        for leg in (self._second, self._answered, self._elected, self._first_meetings, self._answered):
            leg()
        return self.refresh()

    # -- 4 preparing the congress

    def plan(self, **changes: Any) -> None:
        plan = {
            "planned_on": self.on + timedelta(days=30), "place": "街道会议室", "delegates": 16, "committee_size": 5,
            "audit_size": 3, "women_size": 3, "vice_chairs": 1, "years": 5,
        } | changes  # fmt: skip
        congress.plan_congress(convocation=self.case.convocation, plan=plan, actor=self.handler, on=self.on)

    def members(self, union: Union) -> list[Person]:
        return [
            m.person
            for m in Membership.objects.filter(union=union).select_related("person").order_by("person")
        ]

    def units(self) -> None:
        rows = [(union.name, [union], 8) for union in self.unions]
        congress.set_units(convocation=self.case.convocation, units=rows, actor=self.handler, on=self.on)
        for unit, union in zip(self.case.convocation.units.all(), self.unions, strict=True):
            people = self.members(union)[: unit.places]
            congress.report_delegates(
                unit=unit, reported_on=self.on, entitled=8, present=8, candidates=unit.places + 1,
                delegates=[{"person": person, "votes_for": 8} for person in people], actor=self.handler, on=self.on,
            )  # fmt: skip
        congress.confirm_credentials(convocation=self.case.convocation, actor=self.handler, on=self.on)

    def nominate(self) -> None:
        """Committee six for five seats, audit three, women's three; two per union, no person in two of them."""
        people = [self.members(union) for union in self.unions]
        self._nominate("committee", [people[n % 4][n // 4] for n in range(6)], {0: "chair", 1: "vice_chair"})
        self._nominate("audit", [people[n][3] for n in range(3)], {0: "director"})
        self._nominate("women", [people[n][5] for n in range(3)], {0: "director"})
        for nominee in Nominee.objects.filter(convocation=self.case.convocation):
            congress.record_declaration(
                nominee=nominee, declared_on=self.on, posts=[], kin_of=[], actor=self.handler, on=self.on
            )

    def _nominate(self, body: str, people: list[Person], offices: dict[int, str]) -> None:
        for place, person in enumerate(people):
            congress.nominate(
                convocation=self.case.convocation, person=person, body=body, office=offices.get(place, "member"),
                source="free", origin="constituent", union=person.memberships.get().union, actor=self.handler, on=self.on,
            )  # fmt: skip

    def consult(self) -> None:
        opinions = [("upper_union", "兰山区总工会"), ("party_organisation", "餐饮行业党委")]
        opinions += [("constituent", union.name) for union in self.unions]
        for kind, name in opinions:
            approvals.record_opinion(
                about=self.case.union, from_kind=kind, from_name=name, given_on=self.on, agrees=True, text="同意",
                actor=self.handler, on=self.on,
            )  # fmt: skip
        congress.fix_list(convocation=self.case.convocation, actor=self.handler, on=self.on)
        approvals.post_notice(
            union=self.case.union,
            keeper=self.case.proposer,
            subject="候选人公示",
            posted_on=self.on,
            place="公开栏",
            actor=self.handler,
            on=self.on,
        )
        self.refresh()

    def _second(self) -> None:
        self.plan()
        self.units()
        self.nominate()
        self.consult()

    # -- 5 the congress

    def hold(self, present: int = 16) -> Meeting:
        self.on = self.case.convocation.planned_on
        meeting = actions.open_congress(
            case=self.refresh(), held_on=self.on, place="街道会议室", actor=self.handler, on=self.on
        )
        self.open(meeting, present)
        return meeting

    def open(self, meeting: Meeting, present: int) -> None:
        if meeting.kind == "congress":
            meetings.seal_roll(meeting=meeting, actor=self.handler, on=self.on)
        ids = list(meeting.roll.values_list("person", flat=True)[:present])
        meetings.record_presence(meeting=meeting, present_ids=ids, actor=self.handler, on=self.on)

    def conduct(self, meeting: Meeting) -> None:
        entitled = meeting.roll.count()
        standing = Nominee.objects.filter(convocation=self.case.convocation).values_list("person", flat=True)
        if meeting.kind != "congress":
            standing = meeting.ballots.values_list("candidates__person", flat=True)
        free = [
            entry.person
            for entry in meeting.roll.select_related("person")
            if entry.person_id not in set(standing)
        ]
        items = [{"item": item, "votes_for": entitled, "voters": entitled, "passed": True} for item in AGENDA]
        if meeting.kind == "congress":
            meetings.record_agenda(meeting=meeting, items=items, actor=self.handler, on=self.on)
        meetings.appoint_officers(
            meeting=meeting,
            scrutineers=free[:2],
            tellers=[self.handler, self.head],
            approved=True,
            actor=self.handler,
            on=self.on,
        )

    def count(self, ballot: Ballot) -> None:
        """Everybody votes for as many candidates as there are seats, the first in order."""
        present = ballot.meeting.roll.filter(present=True).count()
        lines = [
            {"person": candidate.person_id, "for": present if place < ballot.seats else 0,
             "against": 0 if place < ballot.seats else present, "abstain": 0}
            for place, candidate in enumerate(ballot.candidates.order_by("order"))
        ]  # fmt: skip
        sheet = {
            "issued": present,
            "returned": present,
            "valid": present,
            "void": 0,
            "proxies": 0,
            "lines": lines,
            "write_ins": [],
        }
        for teller in (self.handler, self.head):
            meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=self.on)
        meetings.reconcile(ballot=ballot, actor=self.handler, on=self.on)

    def elect(self, meeting: Meeting) -> None:
        self.conduct(meeting)
        if meeting.kind == "congress":
            actions.open_ballots(case=self.refresh(), actor=self.handler, on=self.on)
        for ballot in meeting.ballots.all():
            self.count(ballot)

    def _elected(self) -> None:
        meeting = self.hold()
        self.elect(meeting)
        meetings.close_meeting(meeting=meeting, actor=self.handler, on=self.on)

    def _first_meetings(self) -> None:
        for meeting in actions.open_first_meetings(
            case=self.case, held_on=self.on, place="街道会议室", actor=self.handler, on=self.on
        ):
            self.open(meeting, meeting.roll.count())
            self._first_meeting(meeting)

    def _first_meeting(self, meeting: Meeting) -> None:
        actions.open_first_ballots(case=self.refresh(), meeting=meeting, actor=self.handler, on=self.on)
        self.elect(meeting)
        meetings.close_meeting(meeting=meeting, actor=self.handler, on=self.on)


__all__ = ["LONG_AGO", "START", "Road", "congress_meeting", "first_meeting"]
