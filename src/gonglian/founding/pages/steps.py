"""The seven steps of a founding as a line: done, now, next, with days and who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.approvals.queries import reply_due
from gonglian.core.templatetags.kit import day
from gonglian.founding import outcome
from gonglian.founding.models import Case
from gonglian.founding.states import Consent, Stage
from gonglian.meetings.states import BallotState, MeetingKind

DONE, NOW, NEXT = "done", "now", "next"
SHAPES = {DONE: "ok", NOW: "now", NEXT: "todo"}


@dataclass(frozen=True, slots=True)
class StepLine:
    """`state`: done, now or next; `word` says it to a screen reader; `notes`: days and who."""

    number: int
    title: str
    state: str
    notes: tuple[Any, ...]

    @property
    def shape(self) -> str:
        return SHAPES[self.state]

    @property
    def word(self) -> str:
        return {DONE: _("已办："), NOW: _("正在办："), NEXT: _("未到：")}[self.state]


def steps_of(case: Case) -> list[StepLine]:
    """All seven, as they stand."""
    at = step_number(case)
    rows = (
        (_("拟订方案"), _drafted(case)), (_("组成单位同意"), _consents(case)),
        (_("请示组建"), _request(case.first_request)), (_("筹备大会"), _prepared(case)),
        (_("召开大会"), _held(case)), (_("报告选举结果"), _reported(case)), (_("批复成立"), _established(case)),
    )  # fmt: skip
    return [
        StepLine(number, title, _state(number, at), tuple(note for note in notes if note))
        for number, (title, notes) in enumerate(rows, start=1)
    ]


def step_number(case: Case) -> int:
    """The step at hand, 1 to 7; 8 when the union is established; of a case given up, the step it had reached."""
    fixed = {Stage.FIRST_REQUEST: 3, Stage.PREPARE: 4, Stage.SECOND_REQUEST: 4, Stage.THIRD_REQUEST: 7,
             Stage.ESTABLISHED: 8}  # fmt: skip
    if case.stage in fixed:
        return fixed[Stage(case.stage)]
    if case.stage == Stage.DRAFT:
        return _draft_step(case)
    if case.stage == Stage.CONGRESS:
        return 6 if _is_held(case) else 5
    return _reached(case)


def step_title(case: Case) -> str:
    """第 4 步，共 7 步：筹备大会; or how the case ended."""
    number = step_number(case)
    if case.stage in (Stage.ESTABLISHED, Stage.REFUSED, Stage.WITHDRAWN, Stage.LAPSED):
        return str(case.get_stage_display())
    titles = (_("拟订方案"), _("组成单位同意"), _("请示组建"), _("筹备大会"), _("召开大会"), _("报告选举结果"),
              _("批复成立"))  # fmt: skip
    return _("第 %(n)s 步，共 7 步：%(title)s") % {"n": number, "title": titles[number - 1]}


def _state(number: int, at: int) -> str:
    return DONE if number < at else NOW if number == at else NEXT


def _draft_step(case: Case) -> int:
    answers = list(case.constituents.values_list("consent", flat=True))
    if not answers or not case.group.exists():
        return 1
    return 2 if Consent.ASKED in answers or answers.count(Consent.CONSENTED) < 2 else 3


def _is_held(case: Case) -> bool:
    """Both first meetings have elected: only the report is left."""
    meetings = [
        outcome.first_meeting(case, kind) for kind in (MeetingKind.COMMITTEE_FIRST, MeetingKind.AUDIT_FIRST)
    ]
    return all(
        meeting is not None
        and meeting.ballots.exists()
        and not meeting.ballots.filter(state=BallotState.OPEN).exists()
        for meeting in meetings
    )


def _reached(case: Case) -> int:
    """How far a case came that was given up or refused."""
    requests = (case.first_request, case.second_request, case.third_request)
    if requests[2] is not None:
        return 7
    if requests[1] is not None:
        return 5 if requests[1].is_approved else 4
    if requests[0] is not None:
        return 4 if requests[0].is_approved else 3
    return _draft_step(case)


def _drafted(case: Case) -> list[Any]:
    return [day(case.created_on), case.created_by]


def _consents(case: Case) -> list[Any]:
    answers = list(case.constituents.values_list("consent", flat=True))
    if not answers:
        return [_("还没有请谁加入")]
    words = [
        (Consent.CONSENTED, _("%(n)s 家同意")), (Consent.REFUSED, _("%(n)s 家不同意")),
        (Consent.WITHDRAWN, _("%(n)s 家撤回")), (Consent.ASKED, _("%(n)s 家待答复")),
    ]  # fmt: skip
    counted = [text % {"n": answers.count(key)} for key, text in words if key in answers]
    return [_("，").join(counted)]


def _request(request: Any) -> list[Any]:
    """What became of a request, in two short lines."""
    if request is None:
        return []
    if request.decided_on:
        reply = request.reply.number if request.reply and request.reply.number else ""
        return [_("%(day)s %(decision)s") % {"day": request.decided_on, "decision": request.get_decision_display()}, reply]
    if request.sent_on:
        return [_("%(day)s 报送") % {"day": request.sent_on}, _due(request)]
    return [_("已拟好，等签发")]


def _due(request: Any) -> str:
    due: date | None = reply_due(request)
    return _("最迟 %(day)s 批复") % {"day": due} if due else ""


def _prepared(case: Case) -> list[Any]:
    if case.second_request is not None:
        return _request(case.second_request)
    return [_("大会最迟 %(day)s") % {"day": case.congress_by}] if case.congress_by else []


def _held(case: Case) -> list[Any]:
    meeting = outcome.congress_meeting(case)
    if meeting is not None:
        return [day(meeting.held_on), meeting.place]
    plan = case.convocation
    planned = _("拟定 %(day)s") % {"day": plan.planned_on} if plan and plan.planned_on else ""
    return [planned]


def _reported(case: Case) -> list[Any]:
    request = case.third_request
    if request is None:
        return [_("大会后即报")]
    return [_("%(day)s 报送") % {"day": request.sent_on}, request.paper.number] if request.sent_on else _request(request)


def _established(case: Case) -> list[Any]:
    request = case.third_request
    if request is None or not request.sent_on:
        return [case.approver]
    return [*(_request(request) if request.decided_on else [_due(request)]), case.approver]


