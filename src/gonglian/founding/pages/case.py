"""The case page: one page for proposer and approver, each sees the acts that are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gonglian.congress.facts import nominees_of
from gonglian.congress.models import ElectingUnit
from gonglian.congress.states import BodyKind
from gonglian.founding import access, checks, outcome
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.pages.checklist import FAILED, Checklist, State, checklist_of, state_of
from gonglian.founding.pages.next_act import Next, next_act
from gonglian.founding.pages.sheets import SheetLink, sheets_of
from gonglian.founding.pages.side import Side, side_of
from gonglian.founding.pages.steps import StepLine, step_number, step_title, steps_of
from gonglian.founding.plans import Plan, plan_establishment
from gonglian.founding.states import OPEN, Stage
from gonglian.founding.steps import step_at, step_leaving
from gonglian.meetings.models import Meeting
from gonglian.policy.finding import Finding, Result

SHOWN = 10  # rows of a table before "all of them"


@dataclass(frozen=True, slots=True)
class NomineeRow:
    """A nominee with the worst of his findings."""

    nominee: Any
    state: State
    why: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class CasePage:
    case: Case
    sub: str
    steps: list[StepLine]
    next: Next
    checklist: Checklist | None
    side: Side
    sheets: list[SheetLink]
    constituents: Sequence[CaseConstituent]
    units: Sequence[ElectingUnit]
    nominees: list[NomineeRow]
    meetings: list[Meeting]
    plan: Plan | None
    can_carry: bool
    can_decide: bool
    can_recall: bool

    @property
    def is_draft(self) -> bool:
        return self.case.stage == Stage.DRAFT

    @property
    def is_preparing(self) -> bool:
        return self.case.stage == Stage.PREPARE

    @property
    def is_open(self) -> bool:
        return self.case.stage in OPEN

    @property
    def shown_constituents(self) -> Sequence[CaseConstituent]:
        return self.constituents[:SHOWN]

    @property
    def people_asked(self) -> int:
        """The body's candidates the page heads its table with."""
        return len(self.nominees)


def page_of(case: Case, user: Any, *, on: date) -> CasePage:
    """Everything the page shows to `user` on a day."""
    carries = access.can_carry(user, case)
    decides = access.can_decide(user, case) and step_at(case.stage) is not None
    checklist = checklist_of(case, on=on, with_cures=carries)
    late = step_number(case) >= 4
    return CasePage(
        case=case, sub=step_title(case), steps=steps_of(case), next=next_act(case, user, checklist), checklist=checklist,
        side=side_of(case, user), sheets=sheets_of(case),
        constituents=list(case.constituents.select_related("union").order_by("pk")),
        units=_units(case) if late else [], nominees=nominee_rows(case, on=on) if late else [],
        meetings=[*outcome.congress_meetings(case), *outcome.meetings_of(case)[1:]] if case.union_id else [],
        plan=_plan(case, on) if decides or case.stage == Stage.THIRD_REQUEST and carries else None,
        can_carry=carries, can_decide=decides, can_recall=carries and _is_prepared(case),
    )  # fmt: skip


def nominee_rows(case: Case, *, on: date, body: str = BodyKind.COMMITTEE) -> list[NomineeRow]:
    """Standing nominees of a body in surname-stroke order, each with what is wrong about him."""
    plan = case.convocation
    if plan is None:
        return []
    wrong: dict[int, list[Finding]] = {}
    for nominee, finding in checks.nominee_findings(case, on=on):
        if finding.result in (Result.FAIL, Result.UNKNOWN):
            wrong.setdefault(nominee.pk, []).append(finding)
    return [_nominee_row(nominee, wrong.get(nominee.pk, [])) for nominee in nominees_of(plan, body)]


def _nominee_row(nominee: Any, findings: list[Finding]) -> NomineeRow:
    states = sorted((state_of(finding) for finding in findings), key=lambda state: state.rank)
    return NomineeRow(nominee, states[0] if states else state_of_nobody(), tuple(findings))


def state_of_nobody() -> State:
    """Nothing is wrong."""
    return State(4, "ok", "", FAILED.word)


def _units(case: Case) -> list[ElectingUnit]:
    return list(case.convocation.units.prefetch_related("delegates")) if case.convocation else []


def _plan(case: Case, on: date) -> Plan | None:
    return plan_establishment(case, on=on) if case.stage == Stage.THIRD_REQUEST else None


def _is_prepared(case: Case) -> bool:
    """A request lies before the head and is not sent yet."""
    step = step_leaving(case.stage)
    request = step.request(case) if step else None
    return request is not None and request.is_open
