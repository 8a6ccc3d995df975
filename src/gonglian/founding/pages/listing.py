"""The list of cases: where each stands, whose turn it is, by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from gonglian.approvals.queries import reply_due
from gonglian.core.pages import Page, bounds, page_number
from gonglian.founding.models import Case
from gonglian.founding.states import OPEN, Stage
from gonglian.founding.steps import step_at, step_leaving

SHAPES = {Stage.ESTABLISHED: "ok", Stage.REFUSED: "no", Stage.WITHDRAWN: "no", Stage.LAPSED: "no"}


@dataclass(frozen=True, slots=True)
class Row:
    """`turn`: whose turn in words; `due`: the day the next thing is due; None where none is set."""

    case: Case
    turn: str
    due: date | None
    is_late: bool

    @property
    def shape(self) -> str:
        return SHAPES.get(Stage(self.case.stage), "wait" if step_at(self.case.stage) else "now")

    @property
    def tone(self) -> str:
        return "" if self.case.stage not in OPEN else "now"


def rows_of(cases: QuerySet[Case], *, stage: str, page: str, on: date) -> Page[Row]:
    """A page of cases, the latest first; open ones before those that are over when no stage is asked for."""
    found = cases.filter(stage=stage) if stage else cases
    total = found.count()
    number = page_number(page, total)
    parties = ("proposer", "approver", "territory", "first_request", "second_request", "third_request")
    ordered = found.select_related(*parties).order_by(F("created_on").desc(), "-pk")
    return Page(number, total, [_row(case, on) for case in ordered[bounds(number)]])


def _row(case: Case, on: date) -> Row:
    due = due_of(case)
    return Row(case, turn_of(case), due, bool(due and due < on))


def turn_of(case: Case) -> str:
    """Whose turn it is."""
    if step_at(case.stage):
        return _("%(union)s批复") % {"union": case.approver}
    step = step_leaving(case.stage)
    if step is None:
        return "—"
    request = step.request(case)
    if request is not None and request.is_open:
        return _("%(union)s负责人签发") % {"union": case.proposer}
    return _("%(union)s经办") % {"union": case.proposer}


def due_of(case: Case) -> date | None:
    """The day by which the approver replies, or by which the congress is to be held."""
    waiting = step_at(case.stage)
    if waiting is not None:
        request: Any = waiting.request(case)
        return reply_due(request)
    return case.congress_by if case.stage in (Stage.PREPARE, Stage.CONGRESS) else None
