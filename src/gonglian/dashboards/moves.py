"""What moves a union between others: joining and leaving, linking, another superior; for its file and the workbench."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.approvals.states import Lane
from gonglian.dashboards.dues import Line
from gonglian.founding.change_of_line.access import visible_changes
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.states import OPEN_CHANGE
from gonglian.founding.joining.access import JOINING_KINDS, can_carry, can_sign, visible_joinings
from gonglian.founding.joining.models import Joining
from gonglian.founding.joining.states import OPEN_JOINING, JoiningState
from gonglian.founding.states import Consent
from gonglian.organisation.access import can_change_union
from gonglian.organisation.models import Union
from gonglian.organisation.states import ONE_PARENT, LineKind, Role, UnionState


@dataclass(frozen=True, slots=True)
class Moves:
    """rows: the open joinings and changes of line about the union. acts: word and address of what may be begun."""

    rows: list[Joining | LineChange]
    acts: list[tuple[str, str]]


def moves_section(union: Union, *, user: Any, on: date, today: date) -> Moves | None:
    """What is under way and what may be begun, today; None on another day, or where there is neither."""
    if on != today:
        return None
    ids = visible_joinings(user).filter(Q(union=union) | Q(units__union=union)).order_by().values("pk")
    rows = Joining.objects.filter(pk__in=ids, state__in=OPEN_JOINING).select_related("union").order_by("-pk")
    changes = visible_changes(user).filter(union=union, state__in=OPEN_CHANGE).select_related("union")
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
