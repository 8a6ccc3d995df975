"""Who may see and carry a request for an extension: the union asks, those who lead it read what was sent, the approver
answers."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.approvals.access import can_prepare, can_propose, can_withdraw
from gonglian.core.access import fetch
from gonglian.organisation.access import visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role, UnionState
from gonglian.terms.extending.models import ExtensionRequest


def visible_extensions(user: Any) -> QuerySet[ExtensionRequest]:
    """One's own union's; of unions in reach, and of those that ask one's own, what was sent."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return ExtensionRequest.objects.none()
    reached = Q(union__in=visible_unions(user).values("pk")) | Q(request__approver=duty.union_id)
    rows = ExtensionRequest.objects.filter(
        Q(union=duty.union_id) | Q(request__sent_on__isnull=False) & reached
    )
    return rows.select_related(
        "union", "request__approver", "request__applicant", "request__paper", "request__reply"
    )


def get_extension(user: Any, pk: int) -> ExtensionRequest:
    """For reading; 404 to strangers."""
    return fetch(visible_extensions(user), lambda row: True, pk=pk)


def get_extension_to_carry(user: Any, pk: int) -> ExtensionRequest:
    """For handlers and heads of the union that asks; 403 to everybody else who may read it."""
    return fetch(visible_extensions(user), lambda row: can_prepare(user, row.union_id), pk=pk)


def get_extension_to_withdraw(user: Any, pk: int) -> ExtensionRequest:
    """A draft for who may prepare it, what was sent for the union's head; 403 to everybody else who may read it."""
    return fetch(visible_extensions(user), lambda row: can_withdraw(user, row.request), pk=pk)


def get_extension_to_answer(user: Any, pk: int) -> ExtensionRequest:
    """For the approver's handlers and heads; 403 to everybody else who may read it."""
    return fetch(visible_extensions(user), lambda row: can_propose(user, row.request), pk=pk)


def get_union_to_ask(user: Any, pk: int) -> Union:
    """An active union for its own handlers and heads; 403 to a reader."""
    rows = visible_unions(user).filter(state=UnionState.ACTIVE)
    return fetch(rows, lambda union: can_prepare(user, union), pk=pk)
