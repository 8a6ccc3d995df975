"""What the pages of founding show beside the case page's own reads: the list of cases, nominees, people, files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonglian.approvals.queries import reply_due
from gonglian.congress.facts import nominees_of
from gonglian.congress.models import Nominee
from gonglian.congress.states import BodyKind
from gonglian.core.pages import Page, bounds, page_number
from gonglian.documents.access import visible_attachments, visible_papers
from gonglian.documents.models import Attachment, Paper
from gonglian.founding import checks as clauses
from gonglian.founding.case_page import Check
from gonglian.founding.models import Case
from gonglian.founding.queries import has_congress, lapses_on, last_day
from gonglian.founding.states import GroupFrom, Stage
from gonglian.founding.steps import step_at, step_leaving, steps_of
from gonglian.policy.finding import Finding, Result

PARTIES = ("proposer", "approver", "convocation", "first_request", "second_request", "third_request")


@dataclass(frozen=True, slots=True)
class Row:
    """`turn`: whose turn in words, empty when the case is over; `due`: the day the next thing is due, if one is set."""

    case: Case
    turn: str
    due: date | None
    is_late: bool


def list_cases(cases: QuerySet[Case], *, stage: str, page: str, on: date) -> Page[Row]:
    """A page of cases, the latest first. stage: only cases at it; "" for all. on: the day lateness is told by."""
    found = cases.filter(stage=stage) if stage else cases
    total = found.count()
    number = page_number(page, total)
    rows = found.select_related(*PARTIES).order_by("-pk")[bounds(number)]
    return Page(number, total, [_row(case, on) for case in rows])


def turn_of(case: Case) -> str:
    """Whose turn it is."""
    if case.stage == Stage.DISPATCH:
        return _("%(union)s负责人签发") % {"union": case.proposer}
    if step_at(case) is not None:
        return _("%(union)s批复") % {"union": case.approver}
    if step_leaving(case) is None:
        return ""
    if is_prepared(case):
        return _("%(union)s负责人签发") % {"union": case.proposer}
    return _("%(union)s办理") % {"union": case.proposer}


def due_of(case: Case) -> date | None:
    """The day by which the approver replies, or by which the congress is to be held."""
    waiting = step_at(case)
    if waiting is not None:
        return reply_due(waiting.request(case))
    return last_day(case) if case.stage in (Stage.PREPARE, Stage.CONGRESS) else None


def passed_limit(case: Case, *, on: date) -> tuple[date, date] | None:
    """The last day for the congress and the day on which the approval lapses, once the first is past and while the
    congress is still awaited."""
    last, lapses = last_day(case), lapses_on(case)
    awaited = case.stage in (Stage.PREPARE, Stage.CONGRESS) and not case.is_dispatched
    if not awaited or last is None or lapses is None or on <= last or has_congress(case):
        return None
    return last, lapses


def is_prepared(case: Case) -> bool:
    """A request lies before the proposer's head and is not sent yet."""
    step = step_leaving(case)
    request = step.request(case) if step else None
    return request is not None and request.is_open


def _row(case: Case, on: date) -> Row:
    due = due_of(case)
    return Row(case, turn_of(case), due, due is not None and due < on)


# -- the checklist

OPEN_AT_ONCE = 12  # as many fulfilled requirements as a reader still runs his eye over


@dataclass(frozen=True, slots=True)
class Checks:
    """Requirements that want something, the most urgent first, and those met; what doesn't apply is in neither."""

    wanting: list[Check]
    met: list[Check]

    @property
    def folded(self) -> bool:
        """So many are met that they hide what follows on the page."""
        return len(self.met) > OPEN_AT_ONCE


def split_checks(checks: Sequence[Check]) -> Checks:
    """checks: in the page's order."""
    apply = [check for check in checks if check.finding.result is not Result.NA]
    met = [check for check in apply if check.finding.result is Result.OK]
    return Checks([check for check in apply if check not in met], met)


# -- nominees


@dataclass(frozen=True, slots=True)
class NomineeRow:
    """A nominee and what the clauses hold against him: `bars` when one of them bars the request."""

    nominee: Nominee
    why: tuple[Finding, ...]

    @property
    def bars(self) -> bool:
        return any(finding.bars for finding in self.why)


def committee_nominees(case: Case, *, on: date) -> list[NomineeRow]:
    """The committee's nominees: those with something against them first, each group in surname-stroke order."""
    if case.convocation is None:
        return []
    against: dict[int, list[Finding]] = {}
    for nominee, finding in clauses.nominee_findings(case, on=on):
        if finding.result in (Result.FAIL, Result.UNKNOWN):
            against.setdefault(nominee.pk, []).append(finding)
    standing = nominees_of(case.convocation, BodyKind.COMMITTEE)
    rows = [NomineeRow(nominee, tuple(against.get(nominee.pk, ()))) for nominee in standing]
    return sorted(rows, key=lambda row: (not row.bars, not row.why))


# -- the side column


@dataclass(frozen=True, slots=True)
class Side:
    """people: (name, part) each. files: scans. readable: ids of the papers this reader may open."""

    people: list[tuple[str, str]]
    files: list[Attachment]
    readable: set[int]


def side_of(case: Case, user: Any, papers: Sequence[Paper]) -> Side:
    """What one looks up beside the step at hand, as far as `user` may see it. papers: those of the case."""
    readable = set(
        visible_papers(user).filter(pk__in=[paper.pk for paper in papers]).values_list("pk", flat=True)
    )
    opinions = [
        opinion.attachment_id for opinion in clauses.convocation_opinions(case) if opinion.attachment_id
    ]
    files = visible_attachments(user)
    found = files.filter(paper__in=readable) | files.filter(pk__in=opinions)
    return Side(_people(case), list(found.distinct().order_by("pk")), readable)


def _people(case: Case) -> list[tuple[str, str]]:
    """The preparatory group, who carries the case, who signed for the approver."""
    parts = [
        (
            member.name,
            _("筹备组组长")
            if member.is_head
            else _("筹备组，%(side)s") % {"side": GroupFrom(member.comes_from).label},
        )
        for member in case.group.all()
    ]
    parts.append((str(case.created_by), _("经办，%(union)s") % {"union": case.proposer}))
    requests = [step.request(case) for step in steps_of(case)]
    deciders = [request.decided_by for request in requests if request is not None and request.decided_by]
    return parts + [
        (str(who), _("审批，%(union)s") % {"union": case.approver}) for who in dict.fromkeys(deciders)
    ]
