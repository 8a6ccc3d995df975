"""Who may see and change the city's parameters: the officers of the city federation, two of them for each change.

The duty is read as it stands on the user; its words are those of the organisation's Role, UnionKind and Level.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gonglian.core.access import fetch
from gonglian.policy.models import ParameterChange

OFFICERS = ("handler", "head")
CITY = ("local", "city")


def visible_changes(user: Any) -> QuerySet[ParameterChange]:
    """Every change, to whoever has business in the city federation; what holds is in the catalogue, for everybody."""
    rows = ParameterChange.objects.select_related("proposed_by", "decided_by")
    return rows if may_see_changes(user) else rows.none()


def may_see_changes(user: Any) -> bool:
    """Anybody in the city federation but who looks after accounts."""
    return _in_city(user) and bool(user.duty.role != "admin")


def get_change(user: Any, pk: int) -> ParameterChange:
    return fetch(visible_changes(user), lambda change: True, pk=pk)


def get_change_to_confirm(user: Any, pk: int) -> ParameterChange:
    return fetch(visible_changes(user), lambda change: can_confirm(user, change), pk=pk)


def get_change_to_withdraw(user: Any, pk: int) -> ParameterChange:
    return fetch(visible_changes(user), lambda change: can_propose(user), pk=pk)


def can_propose(user: Any) -> bool:
    """Handlers and heads of the city federation."""
    return bool(_in_city(user) and user.duty.role in OFFICERS)


def can_confirm(user: Any, change: ParameterChange) -> bool:
    """Any of them but who proposed it."""
    return can_propose(user) and user.pk != change.proposed_by_id


def _in_city(user: Any) -> bool:
    duty = getattr(user, "duty", None)
    return bool(duty and (duty.union.kind, duty.union.level) == CITY)
