"""The workbench: what is to do in five groups, a few figures for the duty, the latest acts in reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain
from typing import Any

from django.db.models import IntegerField, Sum
from django.db.models.fields.json import KT
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.states import Lane
from gonglian.dashboards.account_dues import accounts_due
from gonglian.dashboards.delegate_dues import delegates_due
from gonglian.dashboards.dues import Line, imports_due, meetings_due, requests_due, sheets_due, unions_due
from gonglian.dashboards.eligibility_due import ineligible_due
from gonglian.dashboards.founding_dues import founding_due
from gonglian.dashboards.moves import joinings_due, line_changes_due
from gonglian.dashboards.policy_dues import changes_due
from gonglian.dashboards.registration_dues import registrations_due
from gonglian.dashboards.setting_up import Step, steps_of
from gonglian.dashboards.terms_due import by_elections_due, chairs_asked, chairs_due, substitutions_due
from gonglian.founding.access import can_begin, visible_cases
from gonglian.founding.states import OPEN
from gonglian.organisation.access import can_import_rosters, visible_unions
from gonglian.organisation.account_access import can_open_accounts
from gonglian.organisation.listing import tally
from gonglian.organisation.models import UnionQuerySet
from gonglian.organisation.reads.counts import Members, constituents_of, members_of
from gonglian.organisation.reads.story import Told, recent_story
from gonglian.organisation.states import KEEP_MEMBERS, Role, UnionKind
from gonglian.organisation.territory_access import can_register_territory

RECENT = 8
SHOWN = (
    12  # lines of a group before "the others" is offered; what is overdue or due this week is always shown
)
LOADERS = (
    requests_due, founding_due, joinings_due, line_changes_due, sheets_due, meetings_due, imports_due, unions_due,
    registrations_due, ineligible_due, chairs_due, by_elections_due, substitutions_due, chairs_asked, changes_due,
    delegates_due,
)  # fmt: skip
COUNTED = 500  # primary unions whose members are counted from the rows
SHAPES = {
    Lane.OVERDUE: "late", Lane.TODAY: "now", Lane.WEEK: "todo", Lane.LATER: "soon", Lane.WAITING: "wait",
}  # fmt: skip
FOLDED = (Lane.LATER, Lane.WAITING)


@dataclass(frozen=True, slots=True)
class Group:
    """One lane: its shape and word, a note beside it, how many lines there are and those shown."""

    lane: str
    shape: str
    word: str
    note: str
    total: int
    lines: Sequence[Line]

    @property
    def is_folded(self) -> bool:
        return self.lane in FOLDED

    @property
    def rest(self) -> int:
        return self.total - len(self.lines)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, what it counts, along which line; address: the list behind it, "" for none."""

    label: str
    value: int | None
    note: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Workbench:
    groups: list[Group]
    figures: list[Figure]
    recent: list[Told]
    firsts: list[tuple[str, str]]  # first acts offered while nothing is to do: word, address
    steps: list[Step] = field(default_factory=list)  # of a new installation, while some are left

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def workbench_of(user: Any, *, on: date, today: date, shown: str) -> Workbench:
    """What is to do is told by today's records; figures and acts by the day of view `on`. shown: a lane shown whole."""
    if user.duty is None or user.duty.role == Role.ADMIN:
        due = chain(sheets_due(user, today), accounts_due(user, today))
        return Workbench(groups_of(due, on=today, shown=shown), [], [], _firsts(user), steps_of(user, today))
    unions = visible_unions(user, on=on)
    return Workbench(
        groups=groups_of(chain.from_iterable(load(user, today) for load in LOADERS), on=today, shown=shown),
        figures=figures_of(user, unions, on=on),
        recent=recent_story(unions, on=on, limit=RECENT),
        firsts=_firsts(user),
        steps=steps_of(user, today),
    )


def groups_of(lines: Any, *, on: date, shown: str) -> list[Group]:
    """The lanes that have lines; in each, what the own union does first, then by day."""
    by_lane: dict[str, list[Line]] = {}
    for line in lines:
        by_lane.setdefault(line.lane, []).append(line)
    return [_group(lane, by_lane[lane], on, shown) for lane in Lane if lane in by_lane]


def _group(lane: Lane, lines: list[Line], on: date, shown: str) -> Group:
    ordered = sorted(lines, key=lambda line: (not line.is_mine, line.by or date.max, line.whose, line.what))
    notes = {
        Lane.OVERDUE: _("先办这里"),
        Lane.WEEK: _("到 %(day)s") % {"day": on + timedelta(days=6 - on.weekday())},
    }
    folds = lane in FOLDED and shown != lane
    return Group(
        lane=lane.value, shape=SHAPES[lane], word=str(lane.label), note=notes.get(lane, ""), total=len(ordered),
        lines=ordered[:SHOWN] if folds else ordered,
    )  # fmt: skip


def figures_of(user: Any, unions: UnionQuerySet, *, on: date) -> list[Figure]:
    """Three or four numbers over the unions in reach, by the line the duty's union works along."""
    cases = visible_cases(user).filter(stage__in=OPEN).count()
    open_cases = Figure(_("组建中"), cases, _("由本单位办理或审批"), reverse("founding:cases"))
    if user.duty.union.kind == UnionKind.INDUSTRIAL:
        return [*_industrial_figures(user, on), open_cases]
    listed = reverse("organisation:unions")
    unions = unions.listed(on)
    every, industrial = tally(unions, on=on), tally(unions.filter(kind=UnionKind.INDUSTRIAL), on=on)
    return [
        Figure(_("各类工会"), every["total"], _("按属地领导，含本单位"), listed),
        Figure(_("产业（行业）工会"), industrial["total"], _("按属地领导"), f"{listed}?kind=industrial"),
        members_led(unions, on=on),
        open_cases,
    ]


def _industrial_figures(user: Any, on: date) -> list[Figure]:
    own = user.duty.union_id
    members = members_of([own], on=on).get(own)
    note = _("按组成关系，%(source)s，只作统计") % {"source": members.source if members else _("没有登记")}
    page = user.duty.union.get_absolute_url()
    return [
        Figure(_("组成单位"), constituents_of([own], on=on).get(own, 0), _("按组成关系"), f"{page}#units"),
        Figure(_("会员"), members.number if members else None, note),
    ]


def members_led(unions: UnionQuerySet, *, on: date) -> Figure:
    """Members along leadership: from member rows or the reported figure, union by union; over more than COUNTED primary
    unions the sum of what they reported, since counting rows would read millions each time the page opens."""
    primary = unions.filter(kind__in=KEEP_MEMBERS)
    ids = list(primary.values_list("pk", flat=True)[: COUNTED + 1])
    if len(ids) > COUNTED:
        told = primary.filter(declared__members__gte=0)
        number = told.aggregate(sum=Sum(Cast(KT("declared__members"), IntegerField())))["sum"]
        return Figure(_("会员"), number, _("按属地领导，各基层工会上报数"))
    found = members_of(ids, on=on).values()
    if not found:
        return Figure(_("会员"), None, _("按属地领导，还没有登记"))
    whole = Members(
        sum(row.number for row in found), any(row.kept for row in found), any(row.declared for row in found)
    )
    return Figure(_("会员"), whole.number, _("按属地领导，%(source)s") % {"source": whole.source})


def _firsts(user: Any) -> list[tuple[str, str]]:
    is_admin = can_open_accounts(user)
    offered = [
        (is_admin, _("开立账号"), "duties:open"),
        (is_admin and can_register_territory(user), _("登记下级工会"), "organisation:territory"),
        (can_begin(user), _("组建新工会"), "founding:new"),
        (can_import_rosters(user), _("导入名册"), "rosters:imports"),
        (user.duty is not None and not is_admin, _("看名单"), "organisation:unions"),
    ]
    return [(word, reverse(page)) for may, word, page in offered if may]
