"""Who may see and handle imports. An import belongs to the union whose officer sent it; authority is today's duty."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gonglian.core.access import fetch
from gonglian.organisation.access import can_change_union, can_import_rosters, may_see_members, visible_unions
from gonglian.organisation.models import Union
from gonglian.organisation.queries import search
from gonglian.organisation.states import KEEP_MEMBERS, Role, UnionKind
from gonglian.rosters.models import Import

__all__ = ["can_import_rosters"]


def visible_imports(user: Any) -> QuerySet[Import]:
    """The imports of the union one acts for; accounts' administrators have no sight of the business."""
    duty = getattr(user, "duty", None)
    if duty is None or duty.role == Role.ADMIN:
        return Import.objects.none()
    return Import.objects.filter(union=duty.union_id).select_related("union", "user")


def get_import(user: Any, pk: int) -> Import:
    """For reading; 404 to other unions."""
    return fetch(visible_imports(user), lambda batch: True, pk=pk)


def get_import_to_handle(user: Any, pk: int) -> Import:
    """For applying, discarding, undoing; 403 to a reader. Not locked: the job holds the row while it works."""
    return fetch(visible_imports(user), lambda batch: can_import_rosters(user), pk=pk)


def get_members_union(user: Any, pk: int) -> Union:
    """A union whose members' workbook one may take; 403 to a reader and to an industrial union."""
    rows = visible_unions(user).filter(kind__in=KEEP_MEMBERS)
    return fetch(rows, lambda union: can_change_union(user, union) and may_see_members(user.duty), pk=pk)


def get_union_to_link(user: Any, pk: int) -> Union:
    """An industrial union whose constituents one may record; 403 to a reader."""
    rows = visible_unions(user).filter(kind=UnionKind.INDUSTRIAL).select_related("region")
    return fetch(rows, lambda union: can_change_union(user, union), pk=pk)


def unions_to_fill(user: Any) -> QuerySet[Union]:
    """Unions under one's own that a prefilled workbook lists."""
    duty = user.duty
    path = duty.union.path
    return visible_unions(user).filter(path__startswith=path) if path else Union.objects.none()


def unions_with_members(user: Any, words: str) -> QuerySet[Union]:
    """Primary unions under one's own that fit the words."""
    rows = unions_to_fill(user).filter(kind__in=KEEP_MEMBERS)
    return search(rows, words).order_by("pinyin", "pk")
