"""The checklist of a step: each clause as a line with its state, citation, cure and the page that cures it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.founding import checks, outcome
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.policy.finding import Finding, Level, Result


@dataclass(frozen=True, slots=True)
class State:
    """Shape, tone and word of a line's state, and its place in the order, worst first."""

    rank: int
    shape: str
    tone: str
    word: Any


FAILED = State(0, "no", "bad", gettext_lazy("不符合"))
MISSING = State(1, "now", "now", gettext_lazy("待办"))
WARNED = State(2, "warn", "soon", gettext_lazy("提醒"))
OPEN = State(3, "todo", "", gettext_lazy("待补充"))
FULFILLED = State(4, "ok", "", gettext_lazy("符合"))


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement. `url` and `word`: the page that cures it, empty when it is cured elsewhere or by others."""

    state: State
    finding: Finding
    url: str = ""
    word: str = ""

    @property
    def is_ok(self) -> bool:
        return self.state is FULFILLED

    @property
    def cites(self) -> str:
        return "、".join(self.finding.cites)


@dataclass(frozen=True, slots=True)
class Checklist:
    title: str
    lines: tuple[Line, ...]

    @property
    def note(self) -> str:
        """How many of each state: 10 项：不符合 2，待办 2，符合 6."""
        counted = Counter(line.state for line in self.lines)
        states = sorted(counted, key=lambda state: state.rank)
        parts = _("，").join(f"{state.word} {counted[state]}" for state in states)
        return _("%(count)s 项：%(parts)s") % {"count": len(self.lines), "parts": parts}

    @property
    def barring(self) -> list[Line]:
        return [line for line in self.lines if line.finding.bars]


GATES = {
    Stage.DRAFT: checks.first_request, Stage.FIRST_REQUEST: checks.first_request,
    Stage.PREPARE: checks.second_request, Stage.SECOND_REQUEST: checks.second_request,
    Stage.CONGRESS: outcome.third_request, Stage.THIRD_REQUEST: outcome.third_request,
}  # fmt: skip
# Clause → page of the case that cures it, and the word of the link.
_DRAFT = ("draft", gettext_lazy("改方案"))
_UNIONS = ("constituents", gettext_lazy("办组成单位"))
_NOMINEES = ("nominees", gettext_lazy("调整候选人"))
_UNITS = ("units", gettext_lazy("分配代表名额"))
_PLAN = ("plan", gettext_lazy("填大会规模"))
CURES = {
    "ORG-01": _UNIONS, "ORG-02": _DRAFT, "ORG-03": _UNIONS, "ORG-04": _UNIONS, "ORG-05": _DRAFT, "ORG-06": _UNIONS,
    "ORG-07": _DRAFT, "ORG-08": _DRAFT, "ORG-09": _DRAFT, "ORG-11": _DRAFT, "ORG-12": _DRAFT, "ORG-19": _UNIONS,
    "ORG-20": ("group", gettext_lazy("填筹备组")),
    "CON-01": _UNITS, "CON-02": _UNITS, "CON-03": _UNITS, "CON-13": _PLAN,
    "NOM-01": ("opinions", gettext_lazy("登记意见")), "NOM-02": ("opinions", gettext_lazy("登记意见")),
    "NOM-03": ("notice", gettext_lazy("登记公示")), "NOM-05": _NOMINEES, "NOM-06": _NOMINEES, "NOM-08": _NOMINEES,
}  # fmt: skip


def checklist_of(case: Case, *, on: date, with_cures: bool) -> Checklist | None:
    """The list of the step at hand; None when the case is over or nothing is to be judged yet."""
    gate = GATES.get(Stage(case.stage))
    findings = [finding for finding in gate(case, on=on) if finding.result is not Result.NA] if gate else []
    if not findings:
        return None
    waiting = case.stage in (Stage.FIRST_REQUEST, Stage.SECOND_REQUEST, Stage.THIRD_REQUEST)
    title = _("按条款核对") if waiting or not with_cures else _("呈报前要齐备的")
    return Checklist(title, lines_of(case, findings, with_cures=with_cures and not waiting))


def lines_of(case: Case, findings: Iterable[Finding], *, with_cures: bool) -> tuple[Line, ...]:
    """Lines worst first; within one state in the order judged."""
    lines = [_line(case, finding, with_cures) for finding in findings]
    return tuple(sorted(lines, key=lambda line: line.state.rank))


def state_of(finding: Finding) -> State:
    """What a finding means to the person who reads the list."""
    if finding.result is Result.OK or finding.result is Result.NA:
        return FULFILLED
    if finding.level is Level.B:
        return FAILED if finding.result is Result.FAIL else MISSING
    return WARNED if finding.result is Result.FAIL else OPEN


def _line(case: Case, finding: Finding, with_cures: bool) -> Line:
    state = state_of(finding)
    page = _page(case, finding) if with_cures and state is not FULFILLED else None
    if page is None:
        return Line(state, finding)
    return Line(state, finding, reverse(f"founding:{page[0]}", args=[case.pk]), str(page[1]))


def _page(case: Case, finding: Finding) -> Sequence[Any] | None:
    """The page for a clause as things stand: sizes come before units, the list before its notice."""
    if case.stage == Stage.CONGRESS:
        return None
    plan = case.convocation
    if plan is not None and finding.clause in ("CON-01", "CON-02") and not plan.delegates:
        return _PLAN
    if plan is not None and finding.clause == "NOM-05" and not (plan.committee_size and plan.audit_size):
        return _PLAN
    return _NOMINEES if finding.clause.startswith("ELI-") else CURES.get(finding.clause)
