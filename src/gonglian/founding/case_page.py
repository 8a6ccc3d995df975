"""What the case page shows: steps, the next act, the checklist, papers, people, the story. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.states import RequestState
from gonglian.core.models import Act
from gonglian.core.story import tell
from gonglian.documents.models import Paper
from gonglian.founding import access
from gonglian.founding.marks import mark_of
from gonglian.founding.models import Case
from gonglian.founding.next_act import Next, next_act
from gonglian.founding.outcome import congress_meeting, meetings_of
from gonglian.founding.plans import Plan, plan_establishment
from gonglian.founding.states import OPEN, Consent, Stage
from gonglian.founding.steps import gate_of, steps_of
from gonglian.founding.stories import told_to
from gonglian.meetings.states import MeetingState
from gonglian.policy.finding import Finding, Result

RECENT = 8
# clause → the page of the case where its cure is done
CURES = {
    "ORG-01": "constituents", "ORG-03": "constituents", "ORG-04": "constituents", "ORG-06": "constituents",
    "ORG-19": "constituents", "ORG-20": "group", "CON-01": "plan", "CON-13": "plan", "CON-14": "plan", "CON-02": "units",
    "CON-03": "units", "NOM-01": "opinions", "NOM-02": "opinions", "NOM-03": "notice", "NOM-04": "nomination", "TRM-04": "plan",
}  # fmt: skip
CURE_OF_GROUP = {"ORG": "draft", "NOM": "nominees", "ELI": "nominees"}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the way: state is done, now or next."""

    number: int
    title: str
    state: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One requirement: shape, word and tone for its state, the finding, and where its cure is done."""

    shape: str
    word: str
    tone: str
    finding: Finding
    cure_url: str


@dataclass(frozen=True, slots=True)
class Page:
    steps: list[Step]
    next: Next
    checks: list[Check]
    tally: str
    papers: list[Paper]
    story: list[tuple[date, str, str]]
    meetings: list[Any]
    plan: Plan | None
    can_carry: bool


def case_page(case: Case, user: Any, *, on: date) -> Page:
    """Everything the page needs, for this reader, on this day."""
    findings = _findings(case, on)
    checks = sorted((_check(case, finding) for finding in findings), key=_urgency)
    return Page(
        steps=_steps(case),
        next=next_act(case, user, [check for check in checks if check.finding.bars], on=on),
        checks=checks,
        tally=_tally(checks),
        papers=_papers(case),
        story=_story(case, user),
        meetings=meetings_of(case),
        plan=_plan(case, on),
        can_carry=access.can_carry(user, case),
    )


def _findings(case: Case, on: date) -> list[Finding]:
    return [finding.for_people() for finding in gate_of(case, on=on) if finding.result is not Result.NA]


def _check(case: Case, finding: Finding) -> Check:
    shape, word, tone = mark_of(finding)
    page = _cure_page(case, finding)
    can_cure = (
        page
        and case.stage in (Stage.DRAFT, Stage.PREPARE)
        and finding.result in (Result.FAIL, Result.UNKNOWN)
    )
    return Check(shape, word, tone, finding, reverse(f"founding:{page}", args=[case.pk]) if can_cure else "")


def _cure_page(case: Case, finding: Finding) -> str:
    """The page of the case where the finding is cured; a number of delegates that is set lacks the units' reports."""
    if finding.clause == "CON-01" and case.convocation and case.convocation.delegates:
        return "units"
    return CURES.get(finding.clause) or CURE_OF_GROUP.get(finding.clause[:3], "")


def _urgency(check: Check) -> tuple[int, str]:
    order = {"bad": 0, "now": 1 if check.finding.bars else 2, "soon": 3, "": 4}
    return order[check.tone], check.finding.clause


def _tally(checks: Sequence[Check]) -> str:
    words: dict[str, int] = {}
    for check in checks:
        words[check.word] = words.get(check.word, 0) + 1
    parts = "，".join(f"{word} {count}" for word, count in words.items())
    return _("%(count)s 项：%(parts)s") % {"count": len(checks), "parts": parts} if checks else ""


def _steps(case: Case) -> list[Step]:
    """Seven lines, five for a working committee, four for a renewal; the stage says how far the case has come."""
    if case.is_dispatched:
        return _dispatched_steps(case)
    if case.is_renewal:
        return _renewal_steps(case)
    reached = {
        Stage.DRAFT: 1 if not case.constituents.exists() else 2, Stage.FIRST_REQUEST: 3, Stage.PREPARE: 4,
        Stage.SECOND_REQUEST: 4, Stage.CONGRESS: 5, Stage.THIRD_REQUEST: 7, Stage.ESTABLISHED: 8,
    }  # fmt: skip
    now = reached.get(Stage(case.stage), 0) or _last_reached(case)
    now += _has_met(case)
    lines = (
        (_("拟订方案"), _made(case)), (_("组成单位同意"), _consents(case)), (_("请示组建"), _reply(case.first_request)),
        (_("筹备大会"), _reply(case.second_request)), (_("召开大会"), _held(case)),
        (_("报告选举结果"), _sent(case.third_request)), (_("批复成立"), _reply(case.third_request)),
    )  # fmt: skip
    return [_step(n, title, notes, now, case) for n, (title, notes) in enumerate(lines, start=1)]


def _renewal_steps(case: Case) -> list[Step]:
    reached = {
        Stage.PREPARE: 1, Stage.SECOND_REQUEST: 1, Stage.CONGRESS: 2, Stage.THIRD_REQUEST: 4, Stage.RENEWED: 5,
    }  # fmt: skip
    now = reached.get(Stage(case.stage), 0) or _last_reached(case) - 2
    lines = (
        (_("筹备换届大会"), _reply(case.second_request)), (_("召开大会"), _held(case)),
        (_("报告选举结果"), _sent(case.third_request)), (_("批复换届"), _reply(case.third_request)),
    )  # fmt: skip
    return [
        _step(n, title, notes, now + _has_met(case), case) for n, (title, notes) in enumerate(lines, start=1)
    ]


def _has_met(case: Case) -> bool:
    """The congress is closed, and what is left is to report it."""
    meeting = congress_meeting(case) if case.stage == Stage.CONGRESS else None
    return meeting is not None and meeting.state == MeetingState.CLOSED


def _dispatched_steps(case: Case) -> list[Step]:
    begun = 1 if not case.constituents.exists() else 2
    reached = {Stage.DRAFT: begun, Stage.PREPARE: 3, Stage.DISPATCH: 4, Stage.ESTABLISHED: 6}
    now = reached.get(Stage(case.stage), 3 if case.convocation_id else begun)
    number = case.closing_paper.number if case.closing_paper else ""
    done = (str(case.union.approved_on), number) if case.union and case.union.approved_on else ()
    lines = (
        (_("拟订方案"), _made(case)), (_("组成单位同意"), _consents(case)), (_("协商人选"), ()), (_("决定设立"), done),
        (_("已设立"), ()),
    )  # fmt: skip
    return [_step(n, title, notes, now, case) for n, (title, notes) in enumerate(lines, start=1)]


def _step(n: int, title: str, notes: tuple[str, ...], now: int, case: Case) -> Step:
    return Step(n, title, "done" if n < now else "now" if n == now and case.stage in OPEN else "next", notes)


def _last_reached(case: Case) -> int:
    """For a case that ended on the way: the step it had come to."""
    return 3 + sum(request is not None for request in (case.second_request, case.third_request)) * 2


def _made(case: Case) -> tuple[str, ...]:
    return (case.created_on.isoformat(), str(case.created_by))


def _consents(case: Case) -> tuple[str, ...]:
    count = Counter(case.constituents.values_list("consent", flat=True))
    given, refused = count[Consent.CONSENTED], count[Consent.REFUSED]
    if not count.keys() - {Consent.ASKED}:
        return ()
    told = [_("%(given)s 家同意，%(refused)s 家不同意") % {"given": given, "refused": refused}]
    if back := count[Consent.WITHDRAWN]:
        told.append(_("%(count)s 家撤回同意") % {"count": back})
    if waiting := count[Consent.ASKED]:
        told.append(_("%(count)s 家待答复") % {"count": waiting})
    return tuple(told)


def _sent(request: Any) -> tuple[str, ...]:
    return (
        (request.sent_on.isoformat(), request.paper.number) if request is not None and request.sent_on else ()
    )


def _reply(request: Any) -> tuple[str, ...]:
    if request is None:
        return ()
    if request.state == RequestState.SENT:
        return (_("%(day)s 报送，待批复") % {"day": request.sent_on}, request.paper.number)
    if request.decided_on:
        number = request.reply.number if request.reply else ""
        return (f"{request.decided_on} {request.get_state_display()}", number)
    return ()


def _held(case: Case) -> tuple[str, ...]:
    meeting = congress_meeting(case)
    if meeting is not None:
        return (meeting.held_on.isoformat(), meeting.place)
    planned = case.convocation.planned_on if case.convocation else None
    return (_("拟定 %(day)s") % {"day": planned},) if planned else ()


def _papers(case: Case) -> list[Paper]:
    """Requests and replies in the order of the road; a reply that is still a draft shows to nobody here."""
    found = []
    for step in steps_of(case):
        request = step.request(case)
        rounds = []
        while request is not None:
            rounds.append(request)
            request = request.previous
        for each in reversed(rounds):
            found += [paper for paper in (each.paper, each.reply) if paper is not None and not paper.is_draft]
    closing = case.closing_paper
    return [*found, closing] if closing is not None and not closing.is_draft else found


def _story(case: Case, user: Any) -> list[tuple[date, str, str]]:
    acts = told_to(user, Act.objects.filter(object_type="founding.case", object_id=case.pk))
    if case.union_id:
        its = Act.objects.filter(
            object_type="organisation.union", object_id=case.union_id, on__gte=case.created_on
        )
        acts = (
            acts
            | its.filter(act__in=("founding.establish", "founding.renew"))
            | its.filter(act__startswith="congress.")
        )
    told = [(act.on, tell(act), act.actor_name) for act in acts.order_by("-id")[: RECENT * 4]]
    return [_counted(line, len(list(same))) for line, same in groupby(told)][:RECENT]


def _counted(line: tuple[date, str, str], times: int) -> tuple[date, str, str]:
    """The same act several times in a row is told once."""
    on, words, who = line
    return (on, _("%(words)s（%(times)s 次）") % {"words": words, "times": times}, who) if times > 1 else line


def _plan(case: Case, on: date) -> Plan | None:
    """The what-if, while the last decision is awaited."""
    ready = case.stage in (Stage.THIRD_REQUEST, Stage.DISPATCH)
    return plan_establishment(case, on=on) if ready else None
