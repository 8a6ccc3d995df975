"""Who sees the archive of a congress: every business duty of the union, of its keeper, and of those that lead them. Who seals
it: handlers and heads among these."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.models import Convocation
from gonglian.core.access import fetch
from gonglian.organisation.access import can_change_union, visible_unions
from gonglian.organisation.states import UnionKind


def visible_convocations(user: Any) -> QuerySet[Convocation]:
    """Congresses in reach; an industrial union sees its own alone, not those of the unions it guides."""
    duty = getattr(user, "duty", None)
    unions = visible_unions(user)
    if duty is not None and duty.union.kind == UnionKind.INDUSTRIAL:
        unions = unions.filter(pk=duty.union_id)
    found = Convocation.objects.filter(Q(union__in=unions) | Q(keeper__in=unions))
    return found.select_related("union", "keeper")


def can_seal(user: Any, convocation: Convocation) -> bool:
    return can_change_union(user, convocation.keeper) or can_change_union(user, convocation.union)


def get_convocation(user: Any, pk: int) -> Convocation:
    """For reading; 404 outside the reach."""
    return fetch(visible_convocations(user), lambda row: True, pk=pk)


def get_convocation_to_seal(user: Any, pk: int) -> Convocation:
    """For who may seal its archive; 403 to a reader."""
    return fetch(visible_convocations(user), lambda row: can_seal(user, row), pk=pk)


def get_archive(user: Any, pk: int) -> SealedArchive:
    """A sealed archive to take along; 404 outside the reach."""
    rows = SealedArchive.objects.filter(convocation__in=visible_convocations(user))
    return fetch(rows.select_related("convocation__union"), lambda row: True, pk=pk)
