"""One founding of the demo city, carried step by step through the product's own acts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gonglian.accounts.models import User
from gonglian.approvals import actions as approvals
from gonglian.congress import actions as congress
from gonglian.congress.models import Convocation
from gonglian.congress.nomination import actions as rounds
from gonglian.congress.states import BodyKind, Office, Source
from gonglian.dashboards.demo.names import DEMO
from gonglian.founding import actions
from gonglian.founding.models import Case
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot, Meeting
from gonglian.organisation.models import Membership, Person, Union
from gonglian.organisation.states import MembershipKind, Sex

AGENDA = ("credentials", "found", "rules", "list", "scrutineers")


def _office(body: str, place: int) -> str:
    """The first of a body stands for its head, the second of a committee for vice chair."""
    if place == 0:
        return Office.CHAIR if body == BodyKind.COMMITTEE else Office.DIRECTOR
    return Office.VICE_CHAIR if body == BodyKind.COMMITTEE and place == 1 else Office.MEMBER


@dataclass
class Officers:
    """Handler and head of the proposer and of the approver, each acting under his duty."""

    handler: User
    head: User
    upper_handler: User
    upper_head: User


@dataclass
class Founding:
    """Carries one case; `on` is the day of the step at hand. Every method is one step of the road."""

    officers: Officers
    proposer: Union
    leader: Union
    unions: list[Union]
    trade: tuple[str, str]  # words in the name, code
    on: date
    name_part: str = ""  # tells it from another union of the trade in the same place
    territory: str = ""  # its region's code, where that is not the leader's
    line_reason: str = ""  # why it shall be led by another than the territory's own
    case: Case = field(init=False)

    def draft(self) -> None:
        words, code = self.trade
        name = f"{self._place}{words}{self.name_part}工会联合会{DEMO}"
        self.case = actions.begin_case(
            proposer=self.proposer, leader=self.leader, name=name, form="federation", level="county",
            territory_id=self.territory or self.leader.region_id, line_reason=self.line_reason, trade_words=words,
            trades=[code], reason="本行业单位集中，职工诉求相近。", actor=self.officers.handler, on=self.on,
        )  # fmt: skip
        group = (
            ("管若谷", "upper_union", True),
            ("经允执", "party_organisation", False),
            ("昝怀瑾", "constituent", False),
        )
        members = [{"name": name, "comes_from": source, "is_head": head} for name, source, head in group]
        actions.set_group(case=self.case, members=members, actor=self.officers.handler, on=self.on)
        actions.ask_constituents(case=self.case, unions=self.unions, actor=self.officers.handler, on=self.on)

    def consent(self) -> None:
        for row in self.case.constituents.all():
            actions.record_consent(
                constituent=row, consent="consented", body="committee", decided_on=self.on, entitled=7, present=6, votes_for=6,
                actor=self.officers.handler, on=self.on,
            )  # fmt: skip

    def ask(self) -> None:
        actions.prepare_request(case=self.case, actor=self.officers.handler, on=self.on)
        actions.send_request(case=self.case, actor=self.officers.head, on=self.on)
        self.case.refresh_from_db()

    def approve(self, days: int) -> None:
        self.on += timedelta(days=days)
        self.propose("approve")
        self.decide()

    def propose(self, decision: str, reasons: str = "") -> None:
        actions.propose_reply(
            case=self.case, decision=decision, reasons=reasons, congress_by=None, actor=self.officers.upper_handler,
            on=self.on,
        )  # fmt: skip

    def decide(self) -> None:
        actions.decide_request(case=self.case, actor=self.officers.upper_head, on=self.on)
        self.case.refresh_from_db()

    def prepare(self, congress_in: int) -> None:
        plan = {
            "planned_on": self.on + timedelta(days=congress_in), "place": "街道会议室", "delegates": 6 * len(self.unions),
            "committee_size": 7, "audit_size": 3, "women_size": 3, "vice_chairs": 1,
        }  # fmt: skip
        acting: dict[str, Any] = {"actor": self.officers.handler, "on": self.on}
        congress.plan_congress(convocation=self.plan, plan=plan, **acting)
        rows = [(union.name, [union], int(union.declared["members"])) for union in self.unions]
        congress.set_units(convocation=self.plan, units=rows, **acting)
        for unit in self.plan.units.all():
            people = self._members(unit.unions.get().union_id)[: unit.places]
            congress.report_delegates(
                unit=unit, reported_on=self.on, entitled=unit.members, present=unit.members, candidates=unit.places + 1,
                delegates=[{"person": person, "votes_for": unit.members} for person in people], **acting,
            )  # fmt: skip
        congress.confirm_credentials(convocation=self.plan, **acting)

    def nominate(self) -> None:
        """Committee eight for seven seats, audit three, women's three; each person stands for one body."""
        pools = [iter(self._members(union.pk)) for union in self.unions]
        for body, count in ((BodyKind.COMMITTEE, 8), (BodyKind.AUDIT, 3), (BodyKind.WOMEN, 3)):
            for place in range(count):
                office, turn = _office(body, place), place % len(pools)
                fitting = (p for p in pools[turn] if body != BodyKind.WOMEN or p.sex == Sex.FEMALE)
                self._nominate(next(fitting), self.unions[turn], body, office)

    def consult(self) -> None:
        asked = [("upper_union", self.leader.name), ("party_organisation", f"{self.trade[0]}党委（演示）")]
        asked += [("constituent", union.name) for union in self.unions]
        for kind, name in asked:
            rounds.hear(
                convocation=self.plan, from_kind=kind, from_name=name, given_on=self.on, agrees=True,
                text="同意所提人选。", actor=self.officers.handler, on=self.on,
            )  # fmt: skip
        congress.fix_list(convocation=self.plan, actor=self.officers.handler, on=self.on)
        approvals.post_notice(
            union=self.case.founded_union, keeper=self.case.proposer, subject=f"{self.case.name}候选人公示",
            posted_on=self.on, place="街道公开栏", actor=self.officers.handler, on=self.on,
        )  # fmt: skip
        self.case = Case.objects.get(pk=self.case.pk)

    def hold(self, *, halfway: bool = False) -> None:
        """The congress and the first meetings. halfway: only up to the first sheet of the first count."""
        assert self.plan.planned_on is not None
        self.on = self.plan.planned_on
        acting: dict[str, Any] = {"actor": self.officers.handler, "on": self.on}
        meeting = actions.open_congress(case=self.case, held_on=self.on, place=self.plan.place, **acting)
        self._gather(meeting)
        if halfway:
            self._hand_in(meeting.ballots.earliest("pk"), self.officers.handler)
            return
        self._count_all(meeting)
        for first in actions.open_first_meetings(
            case=self.case, held_on=self.on, place=self.plan.place, **acting
        ):
            self._gather(first)
            self._count_all(first)

    @property
    def _place(self) -> str:
        """The town's trade in a town's founding, the county's in a county's."""
        return str(self.proposer.region.name)

    @property
    def plan(self) -> Convocation:
        return self.case.preparation

    def _members(self, union_id: int) -> list[Person]:
        rows = Membership.objects.filter(union=union_id, kind=MembershipKind.VOTING)
        rows = rows.select_related("person").order_by("person")
        return [row.person for row in rows]

    def _nominate(self, person: Person, union: Union, body: str, office: str) -> None:
        acting: dict[str, Any] = {"actor": self.officers.handler, "on": self.on}
        nominee = congress.nominate(
            convocation=self.plan,
            person=person,
            body=body,
            office=office,
            source=Source.FREE,
            union=union,
            **acting,
        )
        congress.record_declaration(nominee=nominee, declared_on=self.on, posts=[], kin_of=[], **acting)

    def _gather(self, meeting: Meeting) -> None:
        """Roll, presence, agenda, ballots, and who counts."""
        acting: dict[str, Any] = {"actor": self.officers.handler, "on": self.on}
        if meeting.kind == "congress":
            meetings.seal_roll(meeting=meeting, **acting)
        present = list(meeting.roll.values_list("person", flat=True))
        meetings.record_presence(meeting=meeting, present_ids=present, **acting)
        if meeting.kind == "congress":
            passed = {"votes_for": len(present), "voters": len(present), "passed": True}
            agenda = [item for item in AGENDA if item != "found" or not self.case.is_renewal]
            meetings.record_agenda(
                meeting=meeting, items=[{"item": item} | passed for item in agenda], **acting
            )
            actions.open_ballots(case=self.case, **acting)
        else:
            actions.open_first_ballots(case=self.case, meeting=meeting, **acting)
        standing = set(meeting.ballots.values_list("candidates__person", flat=True))
        roll = meeting.roll.select_related("person")
        free = [entry.person for entry in roll if entry.person_id not in standing]
        meetings.appoint_officers(
            meeting=meeting, scrutineers=free[:2], tellers=self._tellers, approved=True, **acting
        )

    @property
    def _tellers(self) -> list[User]:
        return [self.officers.handler, self.officers.head]

    def _count_all(self, meeting: Meeting) -> None:
        for ballot in meeting.ballots.all():
            for teller in self._tellers:
                self._hand_in(ballot, teller)
            meetings.reconcile(ballot=ballot, actor=self.officers.handler, on=self.on)
        meetings.close_meeting(meeting=meeting, actor=self.officers.handler, on=self.on)

    def _hand_in(self, ballot: Ballot, teller: User) -> None:
        """Two votes against each of those elected, who are first those that stand for an office; nobody votes for the
        one beyond the seats."""
        present = ballot.meeting.roll.filter(present=True).count()
        heads = set(self.plan.nominees.exclude(office=Office.MEMBER).values_list("person", flat=True))
        standing = sorted(ballot.candidates.order_by("order"), key=lambda row: row.person_id not in heads)
        votes = dict.fromkeys((row.person_id for row in standing), 0)
        for row in standing[: ballot.seats]:
            votes[row.person_id] = max(present - 2, present // 2 + 1)
        lines = [
            {"person": person, "for": number, "against": present - number, "abstain": 0}
            for person, number in votes.items()
        ]
        whole = {"issued": present, "returned": present, "valid": present, "void": 0}
        sheet = whole | {"lines": lines, "write_ins": []}
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=self.on)
