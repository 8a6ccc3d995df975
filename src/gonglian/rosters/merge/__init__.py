"""Staged rows onto the record, set by set, inside the act that applies an import; every row made or changed is traced."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection

from gonglian.rosters.merge import members, unions

STEPS = (*unions.STEPS, *members.STEPS)


def merge(given: dict[str, Any], tell: Callable[[int, int], None]) -> None:
    """Run every step. `given`: batch, city and on, the day that stands for an unknown start. `tell`: steps done, all."""
    for number, step in enumerate(STEPS, start=1):
        with connection.cursor() as cursor:
            cursor.execute(step, given)
        tell(number, len(STEPS))
