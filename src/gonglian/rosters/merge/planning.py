"""How the database goes about large sets."""

from __future__ import annotations

from django.db import connection


def plan_for_sets() -> None:
    """Until the transaction ends, join whole sets.

    The tables may have grown by a hundred thousand rows since the planner last looked at them, and the app's role may
    not make it look again: believing them small, it would go through them once per row.
    """
    with connection.cursor() as cursor:
        cursor.execute("set local enable_nestloop = off")
