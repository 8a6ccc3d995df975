"""What the pages of joining and leaving show. Reads only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonglian.core.models import Act
from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.story import tell
from gonglian.documents.access import visible_attachments, visible_papers
from gonglian.founding.case_page import Check
from gonglian.founding.constituent_pages import MARKS
from gonglian.founding.joining import access, queries
from gonglian.founding.joining.checks import gate, left_behind
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.joining.plans import JoiningPlan, plan_joining
from gonglian.founding.joining.states import JoiningState, Way
from gonglian.founding.marks import mark_of
from gonglian.founding.queries import member_counts
from gonglian.founding.states import Consent
from gonglian.organisation.access import visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.queries import search
from gonglian.organisation.states import LineKind, UnionKind, UnionState
from gonglian.policy.finding import Result

RECENT = 8


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit. mark: shape and tone of its decision; is_open: whether its file is in reach; can_record: by this reader."""

    row: JoiningUnit
    members: int
    mark: tuple[str, str]
    is_open: bool
    can_record: bool
    has_scan: bool


@dataclass(frozen=True, slots=True)
class JoiningPage:
    lines: list[UnitLine]
    checks: list[Check]
    plan: JoiningPlan | None
    next: tuple[str, str]
    story: list[tuple[date, str, str]]
    readable: set[int]
    has_scan: bool
    can_carry: bool
    can_sign: bool
    can_withdraw: bool
    is_ready: bool


def joining_page(joining: Joining, user: Any, *, on: date) -> JoiningPage:
    """Everything the page needs, for this reader, on this day."""
    lines = _lines(joining, user, on)
    agreed = [line for line in lines if line.row.consent == Consent.CONSENTED]
    found = [*gate(joining, on=on), left_behind(joining, on=on)] if joining.is_open and agreed else []
    ready = bool(agreed) and not any(line.row.consent == Consent.ASKED for line in lines)
    papers = [paper for line in lines if (paper := line.row.letter)] + (
        [joining.report] if joining.report else []
    )
    return JoiningPage(
        lines=lines,
        checks=[
            Check(*mark_of(finding), finding.for_people(), "")
            for finding in found if finding is not None and finding.result is not Result.NA
        ],
        plan=plan_joining(joining, on=on) if joining.is_open and agreed else None,
        next=_next(joining, ready),
        story=_story(joining),
        readable=set(
            visible_papers(user).filter(pk__in=[paper.pk for paper in papers]).values_list("pk", flat=True)
        ),
        has_scan=visible_attachments(user).filter(pk=joining.scan_id or 0).exists(),
        can_carry=joining.is_open and access.can_carry(user, joining),
        can_sign=joining.state == JoiningState.PREPARED and access.can_sign(user, joining),
        can_withdraw=joining.is_open and access.can_withdraw(user, joining),
        is_ready=ready,
    )  # fmt: skip


def _lines(joining: Joining, user: Any, on: date) -> list[UnitLine]:
    rows = list(joining.units.select_related("union__region", "letter", "scan"))
    members = member_counts([row.union for row in rows], on=on)
    reach = set(visible_unions(user).filter(pk__in=members).values_list("pk", flat=True))
    scans = set(
        visible_attachments(user)
        .filter(pk__in=[row.scan_id or 0 for row in rows])
        .values_list("pk", flat=True)
    )
    for row in rows:
        row.joining = joining
    return [
        UnitLine(
            row, members[row.union_id], MARKS[Consent(row.consent)], row.union_id in reach,
            joining.is_open and access.can_record(user, row), row.scan_id in scans,
        )
        for row in rows
    ]  # fmt: skip


def _next(joining: Joining, ready: bool) -> tuple[str, str]:
    """Title and text of what is next."""
    if joining.state == JoiningState.PREPARED:
        return (
            _("报告和答复已拟好，等%(union)s负责人签发") % {"union": joining.union},
            _("签发时按今天的情况再核对一遍条款，组成关系自委员会决定之日起变动。"),
        )
    if joining.state == JoiningState.GATHERING and ready:
        return (
            _("各单位已决定，等%(union)s委员会讨论") % {"union": joining.union},
            _("一次会议可以讨论几个单位。登记会议决定后，报告和答复由行文模板生成。"),
        )
    if joining.state == JoiningState.GATHERING:
        return _("等单位委员会决定"), _(
            "单位委员会开会决定，登记日期和人数，附上决定书。不办的登记为不同意。"
        )
    return str(joining.get_state_display()), joining.closed_reason


def _story(joining: Joining) -> list[tuple[date, str, str]]:
    acts = Act.objects.filter(object_type="founding.joining", object_id=joining.pk)
    return [(act.on, tell(act), act.actor_name) for act in acts.order_by("-id")[:RECENT]]


class Offer:
    """The unions a list may be drawn from: the constituents for a leaving; for a joining those in the reader's reach and
    the territory that may join and have not. query: q (words of the name), page."""

    def __init__(self, union: Union, way: str, user: Any, query: Mapping[str, str], *, on: date) -> None:
        self.q = query.get("q", "")[:60]
        self._asked_page = query.get("page", "1")
        standing = [each.pk for each in queries.constituents(union, on=on)]
        if way == Way.LEAVE:
            rows = Union.objects.filter(pk__in=standing)
        else:
            rows = visible_unions(user).filter(
                region__code__startswith=union.region_id,
                kind__in=access.JOINING_KINDS,
                state=UnionState.ACTIVE,
            )
            rows = rows.exclude(pk__in=[*standing, union.pk])
        self.unions = search(rows, self.q).select_related("region").order_by("pinyin", "pk")

    def page(self) -> Page[Union]:
        total = self.unions.count()
        number = page_number(self._asked_page, total)
        return Page(number, total, list(self.unions[bounds(number)]))


def targets(unit: Union, way: str, *, on: date) -> QuerySet[Union]:
    """The active industrial unions of the city that a unit may join, or those it may leave."""
    joined = unit.lines_up.filter(kind=LineKind.CONSTITUENT, valid__contains=on, recorded__upper_inf=True)
    rows = Union.objects.filter(city=unit.city, kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE)
    rows = rows.exclude(pk=unit.pk).order_by("pinyin", "pk")
    ids = joined.values("parent")
    return rows.filter(pk__in=ids) if way == Way.LEAVE else rows.exclude(pk__in=ids)
