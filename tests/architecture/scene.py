"""One example of everything an address can name, and the people who knock.

The county and the industrial union it leads hold the examples. `nobody` signed in without any duty; the `stranger` is
head of another county; the `insider` is a reader of the county; `handler` and `head` of the county have the rights;
`teller` counts the ballot and has no duty there; the `admin` of the county looks after accounts.

Foundings are proposed by a town and approved by the county: of the town, `carrier` is head, `clerk` handler, `watcher`
reader. The insider reads them from the first request on. `chair` is head of the industrial union,
`mayor` of the city's federation.

Of the city federation, `chief` is head and `deputy` handler, who proposed the change of a parameter.

An example is a row, or a tuple of all that its address is made of.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from gonglian.accounts.models import OpenSession
from gonglian.approvals import actions as approvals
from gonglian.congress.models import Convocation, SealedArchive
from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.documents import actions as documents
from gonglian.founding import actions as founding
from gonglian.founding.change_of_line import actions as changes
from gonglian.founding.joining import actions as joining
from gonglian.founding.models import Case
from gonglian.meetings import actions as meetings
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Employer
from gonglian.organisation.states import Role
from gonglian.policy import actions as policy
from gonglian.policy.arithmetic import add_months
from gonglian.rosters import tasks, uploads
from gonglian.rosters.models import Import, ImportRow
from gonglian.rosters.states import ImportState
from gonglian.terms import actions as terms
from gonglian.terms.by_elections import actions as by_elections
from gonglian.terms.extending import actions as extending
from tests.factories.founding import Road
from tests.factories.meetings import Hall
from tests.factories.organisation import DAY, make_duty, make_member, make_user
from tests.factories.papers import make_paper, make_scan
from tests.factories.rosters import csv_file, union_row
from tests.founding.preparing import a_proposal

WORDS = {
    "wording",
    "clause",
    "workbook",
    "parameter",
    "year",
    "slip",
}  # examples that are no rows: nobody's in particular


class Scene:
    """Attributes are the examples, by the word the table of doors uses for them."""

    wording = ("request", "prepare")
    clause = ("ORG-02",)
    workbook = ("unions",)
    parameter = ("org.scale.county",)
    year = (2026,)
    slip = ("no-such-word",)

    @transaction.atomic
    def __init__(self) -> None:
        road = Road()
        town = road.town
        self.town = town
        self.union = town.industrial
        self.primary = town.north
        self.employer = Employer.objects.get(coverages__union=town.north)
        self.person = make_member("示例人", town.north)
        self.people = {
            "nobody": make_user("nobody", "无身份"),
            "stranger": self._officer("stranger", town.other_county, Role.HEAD),
            "insider": self._officer("insider", town.county, Role.READER),
            "handler": self._officer("handler", town.county, Role.HANDLER),
            "head": self._officer("head", town.county, Role.HEAD),
            "chief": self._officer("chief", town.city, Role.HEAD),
            "deputy": self._officer("deputy", town.city, Role.HANDLER),
            "admin": self._officer("admin", town.county, Role.ADMIN),
            "carrier": road.head,
            "clerk": road.handler,
            "watcher": self._officer("watcher", town.town, Role.READER),
            "mayor": self._officer("mayor", town.city, Role.HEAD),
            "chair": self._officer("chair", town.industrial, Role.HEAD),
        }
        self.account, self.duty = road.handler, road.handler.duty
        self.own_account, self.own_duty = self.people["admin"], self.people["admin"].duty
        self.session = OpenSession.objects.create(user=road.handler, key="scene")
        self._merges()
        self._meeting()
        self._papers()
        self.change = policy.propose_change(
            key="org.scale.zone", text="6、400", valid_from=clock.today(), source="会议纪要", certainty="city",
            reason="规模扩大", actor=self.people["deputy"], on=clock.today(),
        )  # fmt: skip
        self._import()
        self._drafts(road)
        self._preparing(road)
        self._congress(road)
        self._joining(road)
        self._changes(road)
        self._terms()

    def _archive(self, congress: Convocation) -> SealedArchive:
        """As if it had been sealed: the congress itself is still open."""
        with record("test.seal", actor=None, on=DAY):
            return SealedArchive.objects.create(
                convocation=congress, number=1, file=ContentFile(b"PK", "archive"), size=2, files=0, digest="0" * 64,
                content="0" * 64, public_key="0" * 64, sealed_on=DAY,
            )  # fmt: skip

    def _officer(self, name: str, union: Any, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def _merges(self) -> None:
        """A pair of records nobody proposed yet, one proposed by the handler, and a person merged into the example."""
        others = [make_member("示例人", self.primary) for _n in range(4)]
        self.pair = ("people", others[0].pk, others[1].pk)
        self.wrong_pair = ("unions", others[0].pk, others[1].pk)
        merges = [
            organisation.propose_merge(
                kept=kept,
                dropped=dropped,
                reason="同一个人",
                choices={},
                actor=self.people["handler"],
                on=DAY,
            )
            for kept, dropped in ((others[0], others[2]), (self.person, others[3]))
        ]
        self.merge = ("people", merges[0].pk)
        organisation.confirm_merge(merge=merges[1], actor=self.people["head"], on=DAY)
        self.former = others[3]

    def _meeting(self) -> None:
        hall = Hall(self.union)
        self.people["teller"] = hall.teller1
        self.meeting = hall.meeting
        meetings.propose_roll_change(
            meeting=hall.meeting, removed=hall.people[:1], reason="调离", actor=self.people["head"], on=DAY
        )
        self.roll_change = (hall.meeting.pk, 1)
        self.ballot = hall.vote(hall.people[:6], 5)
        issue = meetings.hand_out(
            ballot=self.ballot, kind="out", first=1, last=8, staff="工作员", actor=self.people["head"], on=DAY
        )
        self.ballot_issue = (self.ballot.pk, issue.pk)

    def _papers(self) -> None:
        county, head = self.town.county, self.people["head"]
        self.paper = make_paper(county, self.town.town)
        self.attachment = documents.attach_file(paper=self.paper, upload=make_scan(), actor=head, on=DAY)
        self.series = documents.save_series(union=county, code="兰工发", kinds=["notice"], actor=head, on=DAY)
        documents.set_series_start(series=self.series, year=2026, first=3, actor=head, on=DAY)
        self.series_year = (self.series.pk, 2026)
        self.notice = approvals.post_notice(
            union=county, subject="候选人公示", posted_on=DAY, actor=head, on=DAY
        )
        self.objection = approvals.record_objection(
            notice=self.notice, raised_on=DAY, text="请核对。", actor=head, on=DAY
        )

    def _import(self) -> None:
        """Checked and not yet applied; the county has no such place, so its row stays behind."""
        file, head = csv_file("unions.csv", [union_row(1)]), self.people["head"]
        self.batch = uploads.receive(files=[file], union=self.town.county, user=head, on=DAY)
        tasks.preview_import.call(self.batch.pk)

    def _drafts(self, road: Road) -> None:
        """A founding nobody else was told of, and one whose first request awaits its reply."""
        self.draft = self._begin(road, "酒店")
        self.draft_row = self.draft.constituents.earliest("pk")
        founding.ask_constituents(case=self.draft, unions=[self.primary], actor=road.handler, on=road.on)
        self.unanswered = self.draft.constituents.latest("pk")
        self._begin(road, "团餐")
        self.asked = road.send()
        self.request = self.asked.first_request

    def _begin(self, road: Road, words: str) -> Case:
        case = road.begin(name=f"兰山区{words}行业工会联合会", trade_words=f"{words}行业")
        road.consent()
        return case

    def _preparing(self, road: Road) -> None:
        """A founding whose congress is being prepared, and one thing of each kind it gathers."""
        self._begin(road, "快餐")
        road.send()
        self.case = case = road.answer()
        road.plan()
        road.units()
        road.nominate()
        road.consult()
        notice = case.founded_union.notices.get()
        objection = approvals.record_objection(
            notice=notice, raised_on=road.on, text="请核实。", actor=road.handler, on=road.on
        )
        self.case_row = case.constituents.earliest("pk")
        self.unit = (case.pk, case.preparation.units.earliest("pk").pk)
        self.delegate = (case.pk, case.preparation.units.earliest("pk").delegates.earliest("pk").pk)
        self.proposal = (case.pk, a_proposal(road).pk)
        self.nominee = (case.pk, case.preparation.nominees.earliest("pk").pk)
        self.case_notice = (case.pk, notice.pk)
        self.case_objection = (case.pk, objection.pk)
        self.sheet = (case.pk, "consent")
        self.foreign_notice = (case.pk, self.notice.pk)
        self.foreign_objection = (case.pk, self.objection.pk)

    def _joining(self, road: Road) -> None:
        """One unit of the town that wants to join; nothing is decided yet."""
        self.joining = joining.begin_joining(
            union=self.union, way="join", units=road.unions[:1], opener=self.town.county, actor=self.people["head"], on=DAY
        )  # fmt: skip
        self.joining_row = self.joining.units.get()

    def _changes(self, road: Road) -> None:
        """The town asks another leader and another payee for one of its unions, and corrects a payee."""
        asked = {"reason": "企业迁址", "applicant": self.town.town, "actor": road.handler, "on": DAY}
        lead = {"target": self.town.other_county, "union": self.town.south, **asked}
        self.line_change = changes.begin_change(kind="leadership", **lead)
        self.sent_change = changes.begin_change(kind="dues", **lead)
        self.correction = changes.begin_change(
            kind="dues", union=self.primary, target=self.town.county, is_correction=True, **asked
        )
        for side in ("former", "target"):
            changes.record_change_opinion(
                change=self.sent_change,
                side=side,
                agrees=True,
                text="同意",
                given_on=DAY,
                actor=road.handler,
                on=DAY,
            )
        changes.prepare_change(change=self.sent_change, actor=road.handler, on=DAY)
        self.sent_change = changes.send_change(change=self.sent_change, actor=road.head, on=DAY)
        self.change_request = self.sent_change.request

    def _chair(self) -> None:
        """A primary union whose chair the county's latest roster names otherwise."""
        self.chair = self.town.south
        organisation.add_position(
            person=make_member("现任人", self.chair),
            role="union_chair",
            union=self.chair,
            actor=None,
            on=DAY,
            start=DAY,
        )
        file, head = csv_file("chairs.csv", [union_row(1)]), self.people["head"]
        batch = uploads.receive(files=[file], union=self.town.county, user=head, on=DAY)
        Import.objects.filter(pk=batch.pk).update(state=ImportState.APPLIED)
        ImportRow.objects.create(
            batch=batch, file=batch.files.get(), number=1, kind="unions", target=self.chair.pk, facts={"chair": "新任人"},
            status="warning", notes=[{"code": "chair_differs", "message": ""}],
        )  # fmt: skip

    def _terms(self) -> None:
        """The industrial union's committee with its chair, a member whose post ended, and what a roster asks."""
        self._chair()
        member = terms.SeatPlan(make_member("演示委员", self.primary), "member", "federated", self.primary)
        deputy = terms.SeatPlan(make_member("演示副主席", self.primary), "vice_chair")
        self.body = terms.open_body(
            union=self.union, kind="committee", seats=[terms.SeatPlan(self.person, "chair"), member, deputy], elected_on=DAY,
            years=5, ordinal=1, made_by="election", actor=None, on=DAY,
        )  # fmt: skip
        self._extensions()
        self.seat = self.body.seats.get(number=1)
        post = organisation.add_position(
            person=self.seat.holders.get().person, role="association_vice", organisation_name="餐饮行业协会", start=DAY,
            actor=None, on=DAY,
        )  # fmt: skip
        self.seat_post = (self.seat.pk, post.pk)
        fallen = self.body.seats.get(number=2).holders.get()
        self.substitution = terms.fall_seat(
            holder=fallen, ended_on=DAY + timedelta(days=1), actor=None, on=DAY + timedelta(days=1)
        )
        later: dict[str, Any] = {"actor": None, "on": DAY + timedelta(days=1)}
        seat = self.body.seats.get(number=3)
        terms.vacate(holder=seat.holders.get(), how="resigned", left_on=DAY + timedelta(days=1), **later)
        self.by_election = by_elections.open_by_election(
            seat=seat, by="committee", held_on=DAY + timedelta(days=1), place="三楼", **later
        )
        person = make_member("补选候选人", self.primary)
        nominee = by_elections.nominate(by_election=self.by_election, person=person, declared=True, **later)
        self.by_nominee = (self.by_election.pk, nominee.pk)

    def _extensions(self) -> None:
        """The union's own officers ask that its term go on; one request is drafted, an earlier one sent."""
        own = self.people["chair"]
        asked = {
            "union": self.union,
            "until": add_months(DAY, 62),
            "reason": "组成单位改制",
            "actor": own,
            "on": DAY,
        }
        self.drafted_extension = extending.prepare_extension(**asked)
        extending.withdraw_extension(row=self.drafted_extension, reason="日期写错了", actor=own, on=DAY)
        self.extension = extending.prepare_extension(**asked)
        extending.send_extension(row=self.extension, actor=own, on=DAY)
        self.extension_request = self.extension.request

    def _congress(self, road: Road) -> None:
        """A founding in the midst of its congress; its things lie behind no other case's address."""
        self._begin(road, "餐饮")
        road.send()
        road.answer()
        road.plan()
        road.units()
        road.nominate()
        road.consult()
        road.send()
        self.convened = road.answer()
        meeting = road.hold()
        preparation = self.convened.preparation
        self.congress = preparation
        self.archive = self._archive(preparation)
        self.case_meeting = (self.convened.pk, meeting.pk)
        self.foreign_meeting = (self.convened.pk, self.meeting.pk)
        self.foreign_unit = (self.case.pk, preparation.units.earliest("pk").pk)
        self.foreign_delegate = (self.case.pk, preparation.units.earliest("pk").delegates.earliest("pk").pk)
        self.foreign_proposal = (self.case.pk, a_proposal(road).pk)
        self.foreign_nominee = (self.case.pk, preparation.nominees.earliest("pk").pk)
