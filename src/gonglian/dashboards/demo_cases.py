"""Two foundings for the demo city, carried through the product's own acts: one established, one being prepared.

Dates run backwards from the day of loading, so that what is due is due.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from gonglian.accounts.models import User
from gonglian.approvals import actions as approvals
from gonglian.congress import actions as congress
from gonglian.congress.models import Convocation
from gonglian.congress.states import BodyKind, Office, Source
from gonglian.founding import actions
from gonglian.founding.models import Case
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot, Meeting
from gonglian.organisation.models import Membership, Person, Union

AGENDA = ("credentials", "found", "rules", "list", "scrutineers")


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
    case: Case = field(init=False)

    def draft(self) -> None:
        words, code = self.trade
        self.case = actions.begin_case(
            proposer=self.proposer, leader=self.leader, name=f"{self.leader.region.name}{words}工会联合会", form="federation",
            level="county", territory_id=self.leader.region_id, trade_words=words, trades=[code],
            reason="本行业单位集中，职工诉求相近。", actor=self.officers.handler, on=self.on,
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
        actions.propose_reply(
            case=self.case,
            decision="approve",
            reasons="",
            congress_by=None,
            actor=self.officers.upper_handler,
            on=self.on,
        )
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
        for body, count, first in (
            (BodyKind.COMMITTEE, 8, Office.CHAIR), (BodyKind.AUDIT, 3, Office.DIRECTOR), (BodyKind.WOMEN, 3, Office.DIRECTOR),
        ):  # fmt: skip
            for place in range(count):
                office = (
                    first
                    if place == 0
                    else Office.VICE_CHAIR
                    if first == Office.CHAIR and place == 1
                    else Office.MEMBER
                )
                self._nominate(next(pools[place % len(pools)]), self.unions[place % len(pools)], body, office)

    def consult(self) -> None:
        asked = [("upper_union", self.leader.name), ("party_organisation", f"{self.trade[0]}党委（演示）")]
        asked += [("constituent", union.name) for union in self.unions]
        for kind, name in asked:
            approvals.record_opinion(
                about=self.case.founded_union, from_kind=kind, from_name=name, given_on=self.on, agrees=True,
                text="同意所提人选。", actor=self.officers.handler, on=self.on,
            )  # fmt: skip
        congress.fix_list(convocation=self.plan, actor=self.officers.handler, on=self.on)
        approvals.post_notice(
            union=self.case.founded_union, keeper=self.case.proposer, subject=f"{self.case.name}候选人公示",
            posted_on=self.on, place="街道公开栏", actor=self.officers.handler, on=self.on,
        )  # fmt: skip
        self.case = Case.objects.get(pk=self.case.pk)

    def hold(self) -> None:
        assert self.plan.planned_on is not None
        self.on = self.plan.planned_on
        acting: dict[str, Any] = {"actor": self.officers.handler, "on": self.on}
        meeting = actions.open_congress(case=self.case, held_on=self.on, place=self.plan.place, **acting)
        self._conduct(meeting)
        for first in actions.open_first_meetings(
            case=self.case, held_on=self.on, place=self.plan.place, **acting
        ):
            self._conduct(first)

    @property
    def plan(self) -> Convocation:
        return self.case.preparation

    def _members(self, union_id: int) -> list[Person]:
        rows = Membership.objects.filter(union=union_id).select_related("person").order_by("person")
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

    def _conduct(self, meeting: Meeting) -> None:
        acting: dict[str, Any] = {"actor": self.officers.handler, "on": self.on}
        if meeting.kind == "congress":
            meetings.seal_roll(meeting=meeting, **acting)
        present = list(meeting.roll.values_list("person", flat=True))
        meetings.record_presence(meeting=meeting, present_ids=present, **acting)
        if meeting.kind == "congress":
            items = [
                {"item": item, "votes_for": len(present), "voters": len(present), "passed": True}
                for item in AGENDA
            ]
            meetings.record_agenda(meeting=meeting, items=items, **acting)
            actions.open_ballots(case=self.case, **acting)
        else:
            actions.open_first_ballots(case=self.case, meeting=meeting, **acting)
        standing = set(meeting.ballots.values_list("candidates__person", flat=True))
        free = [
            entry.person for entry in meeting.roll.select_related("person") if entry.person_id not in standing
        ]
        tellers = [self.officers.handler, self.officers.head]
        meetings.appoint_officers(
            meeting=meeting, scrutineers=free[:2], tellers=tellers, approved=True, **acting
        )
        for ballot in meeting.ballots.all():
            self._count(ballot, len(present))
        meetings.close_meeting(meeting=meeting, **acting)

    def _count(self, ballot: Ballot, present: int) -> None:
        """Two votes against each of those elected; the one beyond the seats gets the rest."""
        lines = []
        for place, candidate in enumerate(ballot.candidates.order_by("order")):
            votes = max(present - 2, present // 2 + 1) if place < ballot.seats else 0
            lines.append(
                {"person": candidate.person_id, "for": votes, "against": present - votes, "abstain": 0}
            )
        sheet = {
            "issued": present,
            "returned": present,
            "valid": present,
            "void": 0,
            "lines": lines,
            "write_ins": [],
        }
        for teller in (self.officers.handler, self.officers.head):
            meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=self.on)
        meetings.reconcile(ballot=ballot, actor=self.officers.handler, on=self.on)


def load_demo_cases(
    officers: Officers, proposer: Union, leader: Union, unions: dict[str, list[Union]], today: date
) -> None:
    """One federation established two months ago, one whose congress is being prepared, one draft waiting for consents."""
    done = Founding(
        officers, proposer, leader, unions["5431"], ("货运行业", "54"), today - timedelta(days=120)
    )
    done.draft()
    done.consent()
    done.ask()
    done.approve(5)
    done.prepare(congress_in=30)
    done.nominate()
    done.consult()
    done.ask()
    done.approve(6)
    done.hold()
    done.ask()
    done.approve(7)
    preparing = Founding(
        officers, proposer, leader, unions["6210"], ("餐饮行业", "62"), today - timedelta(days=20)
    )
    preparing.draft()
    preparing.consent()
    preparing.ask()
    preparing.approve(4)
    preparing.prepare(congress_in=45)
    preparing.nominate()
    draft = Founding(
        officers, proposer, leader, unions["7020"], ("物业服务行业", "70"), today - timedelta(days=2)
    )
    draft.draft()
