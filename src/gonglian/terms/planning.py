"""The renewal plan: from a term's last day backwards to the first reminder, forwards to the reply (procedures D).

Pure: dates in, dates out. A step's latest day is a working day; a free day moves back before the congress, forward after it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import add_months, add_years
from gonglian.policy.parameters import ParameterTable
from gonglian.reference.workdays import Calendar

REMIND, WORK_PLAN, REPORT = "term.remind_months", "term.work_plan_months", "election.report_workdays"
NOTICE, REPLY = "election.notice_workdays", "election.approval_reply_days"

Rules = Callable[[str], int]  # a parameter's value


class Status(StrEnum):
    """Where a term stands in its plan when nothing of the renewal is recorded yet."""

    RUNNING = "running"
    REMIND = "remind"
    PLAN = "plan"
    LATE = "late"
    CARRY_OVER = "carry_over"


class Code(TextChoices):
    REMIND = "remind", gettext_lazy("提醒换届")
    WORK_PLAN = "work_plan", gettext_lazy("拟订换届工作方案")
    REQUEST_CONVENE = "request_convene", gettext_lazy("报送召开大会的请示")
    REPLY_CONVENE = "reply_convene", gettext_lazy("收到召开大会的批复")
    NOTICE_START = "notice_start", gettext_lazy("张贴候选人公示")
    NOTICE_END = "notice_end", gettext_lazy("候选人公示期满")
    CONGRESS = "congress", gettext_lazy("召开大会选举")
    REPORT = "report", gettext_lazy("报告选举结果")
    REPLY = "reply", gettext_lazy("收到选举结果的批复")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its latest day and why just that; `provisional` while a year's working days behind it aren't announced."""

    code: Code
    latest: date
    why: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """`ends_on`: the term's last day, itself included (TRM-02). `steps`: in the order they fall due."""

    ends_on: date
    steps: tuple[Step, ...]
    status: Status

    def next_step(self, today: date) -> Step | None:
        """What is to be done next, from the work plan to the congress; None when even the congress's day has passed."""
        codes = [step.code for step in self.steps]
        work = self.steps[codes.index(Code.WORK_PLAN) : codes.index(Code.CONGRESS) + 1]
        return next((step for step in work if step.latest >= today), None)


def plan_renewal(
    *, elected_on: date, years: int, today: date, table: ParameterTable, calendar: Calendar
) -> Plan:
    """The plan of a term of `years` from its election day.

    Parameters are those in force on the term's last day, today's once it is past. Refused (NoParameterError): a day before
    the first of them.
    """
    ends_on = add_years(elected_on, years)
    rules = partial(table.value, on=max(ends_on, today))
    congress = _congress(ends_on, calendar)
    steps = (*_before(ends_on, congress, rules, calendar), congress, *_after(congress, rules, calendar))
    return Plan(ends_on, steps, _status(ends_on, steps, today))


def _status(ends_on: date, steps: tuple[Step, ...], today: date) -> Status:
    """A step's day itself is still in time."""
    latest = {step.code: step.latest for step in steps}
    if today > ends_on:
        return Status.CARRY_OVER
    if today > latest[Code.REQUEST_CONVENE]:
        return Status.LATE
    if today >= latest[Code.WORK_PLAN]:
        return Status.PLAN
    return Status.REMIND if today >= latest[Code.REMIND] else Status.RUNNING


def _congress(ends_on: date, calendar: Calendar) -> Step:
    day = _back(ends_on, calendar)
    why = _("届满日 %(day)s 当天或之前最后一个工作日") % {"day": ends_on}
    return Step(Code.CONGRESS, day, why, _rests_on_rule(day, ends_on, calendar))


def _before(ends_on: date, congress: Step, rules: Rules, calendar: Calendar) -> list[Step]:
    """From the first reminder to the end of the public notice."""

    def months(code: Code, key: str) -> Step:
        count = rules(key)
        target = add_months(ends_on, -count)
        day = _back(target, calendar)
        why = _("届满日前 %(months)s 个月") % {"months": count}
        return Step(code, day, why, _rests_on_rule(day, target, calendar))

    notice, reply_days = rules(NOTICE), rules(REPLY)
    end = _workdays(Code.NOTICE_END, congress, -1, _("大会前一个工作日"), calendar)
    start_why = _("公示 %(days)s 个工作日，张贴当天不算") % {"days": notice}
    start = _workdays(Code.NOTICE_START, end, -notice, start_why, calendar)
    reply = Step(Code.REPLY_CONVENE, start.latest, _("公示前收到"), start.provisional)
    asked = _days(
        Code.REQUEST_CONVENE, reply, -reply_days, _("上级 %(days)s 日内批复") % {"days": reply_days}, calendar
    )
    remind = months(Code.REMIND, REMIND)
    work_plan = months(Code.WORK_PLAN, WORK_PLAN)
    return [remind, work_plan, asked, reply, start, end]


def _after(congress: Step, rules: Rules, calendar: Calendar) -> list[Step]:
    report_days = rules(REPORT)
    reply_days = rules(REPLY)
    report_why = _("大会后 %(days)s 个工作日内") % {"days": report_days}
    report = _workdays(Code.REPORT, congress, report_days, report_why, calendar)
    reply = _days(
        Code.REPLY, report, reply_days, _("上级 %(days)s 日内批复") % {"days": reply_days}, calendar
    )
    return [report, reply]


def _workdays(code: Code, anchor: Step, count: int, why: str, calendar: Calendar) -> Step:
    return _step(code, anchor, calendar.add_workdays(anchor.latest, count), why, calendar)


def _days(code: Code, anchor: Step, count: int, why: str, calendar: Calendar) -> Step:
    """Calendar days from the anchor; a free day moves on in the same direction."""
    move: Callable[[date, Calendar], date] = _back if count < 0 else _forward
    return _step(code, anchor, move(anchor.latest + timedelta(days=count), calendar), why, calendar)


def _step(code: Code, anchor: Step, day: date, why: str, calendar: Calendar) -> Step:
    return Step(code, day, why, anchor.provisional or _rests_on_rule(day, anchor.latest, calendar))


def _back(day: date, calendar: Calendar) -> date:
    return day if calendar.is_workday(day) else calendar.previous_workday(day)


def _forward(day: date, calendar: Calendar) -> date:
    return day if calendar.is_workday(day) else calendar.next_workday(day)


def _rests_on_rule(one: date, other: date, calendar: Calendar) -> bool:
    """Whether a day from one to the other, both included, has no announced arrangement yet."""
    first, last = sorted((one, other))
    return any(calendar.provisional(first + timedelta(days=n)) for n in range((last - first).days + 1))
