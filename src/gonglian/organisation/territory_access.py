"""Who may register the federations below his own: administrators, handlers and heads of a local federation."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gonglian.core.access import fetch
from gonglian.organisation.models import Union
from gonglian.organisation.states import WRITING_ROLES, Role, UnionKind

FEDERATIONS = (UnionKind.LOCAL, UnionKind.ZONE)


def can_register_territory(user: Any) -> bool:
    """ADMIN too: it is how an installation begins, before there are officers; it shows him no business."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role in (Role.ADMIN, *WRITING_ROLES) and duty.union.kind in FEDERATIONS)


def federations_of(user: Any) -> QuerySet[Union]:
    """The federations whose places he may register: his own and those below it, from the top down."""
    if not can_register_territory(user):
        return Union.objects.none()
    below = Union.objects.filter(kind__in=FEDERATIONS, path__startswith=user.duty.union.path)
    return below.select_related("region").order_by("region")


def get_federation(user: Any, pk: int) -> Union:
    """404 outside the subtree and for those who may not."""
    return fetch(federations_of(user), lambda union: True, pk=pk)
