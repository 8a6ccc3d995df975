"""The three requests of a founding as data: which stage they leave, which paper asks, which paper answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.founding import checks, outcome
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.founding.values import case_values, plan_values, reference_values
from gonglian.policy.finding import Finding


@dataclass(frozen=True, slots=True)
class Step:
    """`leaves` → `at` when sent; `after` when approved. `field` is the Case's key to the request."""

    number: int
    kind: str
    field: str
    leaves: Stage
    at: Stage
    after: Stage
    purpose: Purpose
    gate: Callable[..., list[Finding]]

    def request(self, case: Case) -> Any:
        return getattr(case, self.field)


STEPS = (
    Step(
        1, "founding.first", "first_request", Stage.DRAFT, Stage.FIRST_REQUEST, Stage.PREPARE, Purpose.PREPARE,
        checks.first_request,
    ),
    Step(
        2, "founding.second", "second_request", Stage.PREPARE, Stage.SECOND_REQUEST, Stage.CONGRESS, Purpose.CONVENE,
        checks.second_request,
    ),
    Step(
        3, "founding.third", "third_request", Stage.CONGRESS, Stage.THIRD_REQUEST, Stage.ESTABLISHED, Purpose.RESULT,
        outcome.third_request,
    ),
)  # fmt: skip


def step_leaving(stage: str) -> Step | None:
    """The step whose request is prepared at this stage."""
    return next((step for step in STEPS if step.leaves == stage), None)


def step_at(stage: str) -> Step | None:
    """The step whose request is out at this stage."""
    return next((step for step in STEPS if step.at == stage), None)


def values_for(case: Case, *, on: date) -> dict[str, Any]:
    """All blanks known at this moment."""
    return case_values(case, on=on) | plan_values(case) | reference_values(case) | outcome.result_values(case)


REQUEST, REPLY = Kind.REQUEST, Kind.REPLY
