"""The requests of a founding and of a renewal as data: which stage they leave, which paper asks, which paper answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.founding import checks, dispatch, outcome
from gonglian.founding.models import Case
from gonglian.founding.renewal import gates
from gonglian.founding.states import OPEN, Stage
from gonglian.founding.values import case_values, plan_values, reference_values
from gonglian.policy.finding import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """`leaves` → `at` when sent; `after` when approved. `field` is the Case's key to the request; purpose and refusal say
    which wording asks and answers, and which refuses."""

    number: int
    kind: str
    field: str
    leaves: Stage
    at: Stage
    after: Stage
    purpose: Purpose
    refusal: Purpose
    gate: Callable[..., list[Finding]]

    def request(self, case: Case) -> Any:
        return getattr(case, self.field)


STEPS = (
    Step(
        1, "founding.first", "first_request", Stage.DRAFT, Stage.FIRST_REQUEST, Stage.PREPARE, Purpose.PREPARE,
        Purpose.REFUSE, checks.first_request,
    ),
    Step(
        2, "founding.second", "second_request", Stage.PREPARE, Stage.SECOND_REQUEST, Stage.CONGRESS, Purpose.CONVENE,
        Purpose.REFUSE_CONVENE, checks.second_request,
    ),
    Step(
        3, "founding.third", "third_request", Stage.CONGRESS, Stage.THIRD_REQUEST, Stage.ESTABLISHED, Purpose.RESULT,
        Purpose.REFUSE_RESULT, outcome.third_request,
    ),
)  # fmt: skip
RENEWAL_STEPS = (
    Step(
        2, "renewal.convene", "second_request", Stage.PREPARE, Stage.SECOND_REQUEST, Stage.CONGRESS, Purpose.RENEW,
        Purpose.REFUSE_RENEW, gates.convene,
    ),
    Step(
        3, "renewal.result", "third_request", Stage.CONGRESS, Stage.THIRD_REQUEST, Stage.RENEWED, Purpose.RENEWED,
        Purpose.REFUSE_RENEWED, gates.result,
    ),
)  # fmt: skip


def steps_of(case: Case) -> tuple[Step, ...]:
    return RENEWAL_STEPS if case.is_renewal else STEPS


def step_leaving(case: Case) -> Step | None:
    """The step whose request is prepared at the case's stage."""
    return next((step for step in steps_of(case) if step.leaves == case.stage), None)


def step_at(case: Case) -> Step | None:
    """The step whose request is out at the case's stage."""
    return next((step for step in steps_of(case) if step.at == case.stage), None)


def gate_of(case: Case, *, on: date) -> list[Finding]:
    """The findings of the step at hand: they show on the page, and its act takes them as its gate."""
    if case.is_dispatched:
        return dispatch.gate(case, on=on) if case.stage in OPEN else []
    step = step_leaving(case) or step_at(case)
    return step.gate(case, on=on) if step else []


def values_for(case: Case, *, on: date) -> dict[str, Any]:
    """All blanks known at this moment."""
    return case_values(case, on=on) | plan_values(case) | reference_values(case) | outcome.result_values(case)


REQUEST, REPLY = Kind.REQUEST, Kind.REPLY
