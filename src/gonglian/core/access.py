"""Fetching is the check: a view gets a row only here. A stranger finds nothing (404); an insider without the right is
told so (403)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

M = TypeVar("M", bound=Model)


def fetch(visible: QuerySet[M], allowed: Callable[[M], bool], *, lock: bool = False, **lookup: object) -> M:
    """The row among `visible` that matches `lookup` if `allowed`; locked for writing with `lock`."""
    rows = visible.select_for_update(of=("self",)) if lock else visible
    row = get_object_or_404(rows, **lookup)
    if not allowed(row):
        raise PermissionDenied
    return row
