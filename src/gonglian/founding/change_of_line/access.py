"""Who may see and carry a change of line: the union, those who lead it, both superiors, the approver."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.core.access import fetch
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.states import ChangeState, Side
from gonglian.organisation.access import can_change_union, visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.states import WRITING_ROLES, Role, UnionKind, UnionState


def visible_changes(user: Any) -> QuerySet[LineChange]:
    """The applicant's own, and those of unions in reach; both superiors are asked from the draft on; the approver sees
    what was sent. An industrial union sees its own only, never its constituents'."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return LineChange.objects.none()
    own = duty.union_id
    near = Q(applicant=own) | Q(union=own) | Q(former=own) | Q(target=own)
    near |= Q(approver=own, request__sent_on__isnull=False)
    if duty.union.kind != UnionKind.INDUSTRIAL:
        near |= Q(union__in=visible_unions(user).values("pk"))
    return LineChange.objects.filter(near)


def get_change(user: Any, pk: int) -> LineChange:
    """For reading; 404 to strangers."""
    rows = visible_changes(user).select_related(
        "union", "former", "target", "applicant", "approver", "mandate", "request__paper", "request__reply"
    )
    return fetch(rows, lambda change: True, pk=pk)


def get_change_to_carry(user: Any, pk: int) -> LineChange:
    """For the applicant's handlers and heads; 403 to everybody else who may read it."""
    return fetch(visible_changes(user), lambda change: can_carry(user, change), pk=pk)


def get_change_to_sign(user: Any, pk: int) -> LineChange:
    """For the applicant's head; 403 to everybody else who may read it."""
    return fetch(visible_changes(user), lambda change: can_sign(user, change), pk=pk)


def get_change_to_answer(user: Any, pk: int) -> LineChange:
    """For the approver's handlers and heads; 403 to everybody else who may read it."""
    return fetch(visible_changes(user), lambda change: can_answer(user, change), pk=pk)


def get_change_to_comment(user: Any, pk: int) -> LineChange:
    """For the officers of both superiors, and the applicant's, from the paper received; 403 to other readers."""
    rows = visible_changes(user).select_related("former", "target", "union")
    return fetch(rows, lambda change: bool(sides_of(user, change)), pk=pk)


def get_change_to_confirm(user: Any, pk: int) -> LineChange:
    """A correction, for a second officer of the union that put it up; who it is, the act asks."""
    return fetch(
        visible_changes(user).filter(is_correction=True), lambda change: can_carry(user, change), pk=pk
    )


def get_union_to_change(user: Any, pk: int) -> Union:
    """An active union whose superior one may ask to change: one's own or one led; 403 to a reader."""
    rows = visible_unions(user).filter(state=UnionState.ACTIVE).select_related("region")
    return fetch(rows, lambda union: can_change_union(user, union), pk=pk)


def can_carry(user: Any, change: LineChange) -> bool:
    return _acts_for(user, change.applicant_id)


def can_sign(user: Any, change: LineChange) -> bool:
    return can_carry(user, change) and user.duty.role == Role.HEAD


def can_answer(user: Any, change: LineChange) -> bool:
    return change.approver_id is not None and _acts_for(user, change.approver_id)


def sides_of(user: Any, change: LineChange) -> list[str]:
    """The sides whose opinion this user may record: while it is a draft and no correction."""
    if change.is_correction or change.state != ChangeState.DRAFT:
        return []
    unions = {Side.FORMER: change.former_id, Side.TARGET: change.target_id}
    own: list[str] = [side.value for side, union in unions.items() if _acts_for(user, union)]
    return [side.value for side in Side] if can_carry(user, change) else own


def _acts_for(user: Any, union: int) -> bool:
    duty = getattr(user, "duty", None)
    return bool(duty and duty.union_id == union and duty.role in WRITING_ROLES)
