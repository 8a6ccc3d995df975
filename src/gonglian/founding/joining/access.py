"""Who may see and carry a joining or leaving. The industrial union's officers and those who lead it carry it; a unit's
officers and those who lead the unit begin it and record what the unit decided."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.core.access import fetch
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.organisation.access import can_change_union, visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role, UnionKind, UnionState

JOINING_KINDS = (UnionKind.PRIMARY, UnionKind.JOINT_PRIMARY, UnionKind.REGIONAL, UnionKind.INDUSTRIAL)


def visible_joinings(user: Any) -> QuerySet[Joining]:
    """Those of the industrial unions and of the units in reach; for an industrial union its own, as either."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return Joining.objects.none()
    reach = visible_unions(user)
    if duty.union.kind == UnionKind.INDUSTRIAL:
        reach = reach.filter(pk=duty.union_id)
    near = Q(union__in=reach.values("pk")) | Q(units__union__in=reach.values("pk")) | Q(opener=duty.union_id)
    return Joining.objects.filter(near).distinct()


def get_joining(user: Any, pk: int) -> Joining:
    """For reading; 404 to strangers."""
    rows = visible_joinings(user).select_related("union", "opener", "report", "scan")
    return fetch(rows, lambda joining: True, pk=pk)


def get_joining_to_carry(user: Any, pk: int) -> Joining:
    """For the officers of the industrial union and of those who lead it; 403 to everybody else who may read it."""
    rows = visible_joinings(user).select_related("union")
    return fetch(rows, lambda joining: can_carry(user, joining), pk=pk)


def get_joining_to_sign(user: Any, pk: int) -> Joining:
    """For the industrial union's own head: he signs its report; 403 to everybody else who may read it."""
    rows = visible_joinings(user).select_related("union")
    return fetch(rows, lambda joining: can_sign(user, joining), pk=pk)


def get_joining_to_withdraw(user: Any, pk: int) -> Joining:
    """For the officers of who began it and of who carries it; 403 to everybody else who may read it."""
    rows = visible_joinings(user).select_related("union", "opener")
    return fetch(rows, lambda joining: can_withdraw(user, joining), pk=pk)


def get_unit(user: Any, pk: int) -> JoiningUnit:
    """A unit of a visible joining, for reading; 404 to strangers."""
    return fetch(_visible_units(user), lambda row: True, pk=pk)


def get_unit_to_record(user: Any, pk: int) -> JoiningUnit:
    """A unit of a visible joining, for who may record its decision; 403 to everybody else who may read it."""
    return fetch(_visible_units(user), lambda row: can_record(user, row), pk=pk)


def _visible_units(user: Any) -> QuerySet[JoiningUnit]:
    rows = JoiningUnit.objects.filter(joining__in=visible_joinings(user))
    return rows.select_related("joining__union", "union")


def get_union_that_unites(user: Any, pk: int) -> Union:
    """An active industrial union whose constituents one may take in or let go; 403 to a reader."""
    rows = visible_unions(user).filter(kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE)
    return fetch(rows.select_related("region"), lambda union: can_change_union(user, union), pk=pk)


def get_union_that_moves(user: Any, pk: int) -> Union:
    """An active union that may be a constituent, for its own officers and those who lead it; 403 to a reader."""
    rows = visible_unions(user).filter(kind__in=JOINING_KINDS, state=UnionState.ACTIVE)
    return fetch(rows.select_related("region"), lambda union: can_change_union(user, union), pk=pk)


def can_carry(user: Any, joining: Joining) -> bool:
    """Handlers and heads of the industrial union and of those who lead it."""
    return can_change_union(user, joining.union)


def can_sign(user: Any, joining: Joining) -> bool:
    """The industrial union's own head."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.union_id == joining.union_id and duty.role == Role.HEAD)


def can_record(user: Any, row: JoiningUnit) -> bool:
    """The unit's officers and those who lead it; who carries the joining, from the paper received."""
    return can_change_union(user, row.union) or can_carry(user, row.joining)


def can_withdraw(user: Any, joining: Joining) -> bool:
    return can_change_union(user, joining.opener) or can_carry(user, joining)
