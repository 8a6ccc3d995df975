"""What moves a union between others: joining and leaving, linking, another superior; for its file and the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.states import OPEN_STATES, Lane, RequestState
from gonglian.dashboards.dues import Line
from gonglian.founding.change_of_line.access import visible_changes
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.states import OPEN_CHANGE, ChangeState, Side
from gonglian.founding.joining.access import JOINING_KINDS, can_carry, can_sign, visible_joinings
from gonglian.founding.joining.models import Joining
from gonglian.founding.joining.states import OPEN_JOINING, JoiningState, Way
from gonglian.founding.states import Consent
from gonglian.organisation.access import can_change_union
from gonglian.organisation.models import Union
from gonglian.organisation.reads.maps import Pending
from gonglian.organisation.states import ONE_PARENT, WRITING_ROLES, LineKind, Role, UnionState


@dataclass(frozen=True, slots=True)
class Moves:
    """rows: the open joinings and changes of line about the union. acts: word and address of what may be begun."""

    rows: list[Joining | LineChange]
    acts: list[tuple[str, str]]


def moves_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> Moves | None:
    """What is under way and what may be begun, today; None on another day, or where there is neither."""
    if on != today or known:
        return None
    ids = visible_joinings(user).filter(Q(union=union) | Q(units__union=union)).order_by().values("pk")
    rows = Joining.objects.filter(pk__in=ids, state__in=OPEN_JOINING).select_related("union").order_by("-pk")
    changes = (
        visible_changes(user).filter(union=union, state__in=OPEN_CHANGE).select_related("union", "target")
    )
    found = Moves([*rows, *changes.order_by("-pk")], _acts(union, user, today))
    return found if found.rows or found.acts else None


def _acts(union: Union, user: Any, today: date) -> list[tuple[str, str]]:
    if not can_change_union(user, union) or union.state != UnionState.ACTIVE:
        return []
    acts = []
    if union.is_industrial:
        into = reverse("founding:take_in", args=[union.pk])
        acts += [(_("吸收组成单位"), into), (_("组成单位退出"), f"{into}?way=leave")]
        acts.append((_("补记已办的加入"), reverse("founding:record_past", args=[union.pk])))
        if union.pk != user.duty.union_id:
            acts.append((_("对照名册补记组成单位"), reverse("rosters:link", args=[union.pk])))
    if union.kind in JOINING_KINDS:
        of = reverse("founding:apply_to", args=[union.pk])
        acts.append((_("加入产业（行业）工会"), of))
        joined = union.lines_up.filter(
            kind=LineKind.CONSTITUENT, valid__contains=today, recorded__upper_inf=True
        )
        if joined.exists():
            acts.append((_("退出产业（行业）工会"), f"{of}?way=leave"))
    if union.lines_up.filter(kind__in=ONE_PARENT, valid__contains=today, recorded__upper_inf=True).exists():
        acts.append((_("变更上级"), reverse("founding:begin_change", args=[union.pk])))
    return acts


def joinings_due(user: Any, on: date) -> Iterator[Line]:
    """Joinings the own union carries: to sign, to put before its committee; and those that wait for a unit's answer."""
    seen = visible_joinings(user).filter(state__in=OPEN_JOINING).order_by().values("pk")
    rows = Joining.objects.filter(pk__in=seen).filter(
        Q(union=user.duty.union_id) | Q(opener=user.duty.union_id)
    )
    for row in _with_units(rows):
        yield _line(row, user)


def line_changes_due(user: Any, on: date) -> Iterator[Line]:
    """Changes of line the own union asks for or is heard on: whose opinion, request or second person is awaited. Where a
    request is on its way, the lines of approvals speak of it. Two questions."""
    own = user.duty.union_id
    rows = visible_changes(user).filter(state=ChangeState.DRAFT)
    rows = rows.filter(Q(applicant=own) | Q(former=own) | Q(target=own))
    ids = rows.order_by().values("pk")
    found = LineChange.objects.filter(pk__in=ids).select_related("union", "former", "target", "request")
    for row in found.prefetch_related("opinions").order_by("pk"):
        if row.request is None or row.request.state not in (*OPEN_STATES, RequestState.RETURNED):
            yield from _change_line(row, user)


def _change_line(row: LineChange, user: Any) -> Iterator[Line]:
    """At most one line: what the reader's union has to do; for the applicant, whom it waits for."""
    own, writes = user.duty.union_id, user.duty.role in WRITING_ROLES
    heard = {opinion.side for opinion in row.opinions.all()}
    asked = {Side.FORMER: row.former, Side.TARGET: row.target}
    missing = [] if row.is_correction else [asked[side] for side in Side if side not in heard]
    if row.is_correction:
        mine = writes and user.pk != row.opened_by_id
        why = _("更正要第二人复核")
    elif missing:
        mine = writes and own in [union.pk for union in missing]
        why = _("等%(unions)s的意见") % {"unions": "、".join(union.name for union in missing)}
    else:
        mine = writes
        why = _("两个上级的意见已齐，等拟请示")
    if own != row.applicant_id and not (mine and missing):
        return
    lane = Lane.LATER if mine else Lane.WAITING
    yield Line(
        str(row),
        str(row.union),
        None,
        why,
        "ORG-07",
        row.get_absolute_url(),
        _("去办理") if mine else _("查看"),
        lane.value,
        is_mine=mine,
    )


@dataclass(frozen=True, slots=True)
class PendingMoves:
    """rows: the word of each and what is under way, with its page. marks: what the map draws."""

    rows: list[tuple[str, Joining | LineChange]]
    marks: list[Pending]


def pending_section(union: Union, *, user: Any, on: date, today: date) -> PendingMoves | None:
    """Lines that are about to change, for the two-line map; None on another day, or where there are none."""
    moves = moves_section(union, user=user, on=on, today=today)
    if moves is None or not moves.rows:
        return None
    rows = [(_word(row), row) for row in moves.rows]
    marks = []
    for word, row in rows:
        if isinstance(row, LineChange):
            marks.append(Pending(row.target.name, word, is_left=True))
        elif row.way == Way.JOIN and row.union_id != union.pk:
            marks.append(Pending(row.union.name, word, is_left=False))
    return PendingMoves(rows, marks)


def _word(row: Joining | LineChange) -> str:
    if isinstance(row, Joining):
        return _("加入中") if row.way == Way.JOIN else _("退出中")
    if row.is_correction:
        return _("拟更正")
    return _("拟变更") if row.is_of_leadership else _("拟变更经费渠道")


def _with_units(rows: QuerySet[Joining]) -> QuerySet[Joining]:
    return rows.select_related("union", "opener").prefetch_related("units__union").order_by("pk")


def _line(row: Joining, user: Any) -> Line:
    what, url = str(row), row.get_absolute_url()
    waiting = [unit.union for unit in row.units.all() if unit.consent == Consent.ASKED]
    if row.state == JoiningState.PREPARED:
        mine = can_sign(user, row)
        lane = Lane.LATER if mine else Lane.WAITING
        why = _("报告和答复已拟好，等负责人签发")
    elif waiting:
        mine, lane = False, Lane.WAITING
        why = _("等 %(unit)s 等 %(count)s 家的决定") % {"unit": waiting[0], "count": len(waiting)}
    else:
        mine = can_carry(user, row) and user.duty.role != Role.READER
        lane = Lane.LATER if mine else Lane.WAITING
        why = _("各单位已决定，等委员会讨论")
    return Line(what, str(row.union), None, why, "ORG-21", url, _("去办理"), lane.value, is_mine=mine)
