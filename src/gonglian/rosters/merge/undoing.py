"""The way back: what an import changed gets its former values, what it made goes, last made first."""

# ruff: noqa: S608 - the SQL is put together from texts of this file alone
from __future__ import annotations

from typing import Any

from django.db import connection

from gonglian.rosters.merge.planning import plan_for_sets

_RESTORE = (
    """
    update organisation_person p set details = t.before -> 'details', phone = t.before ->> 'phone',
        sex = t.before ->> 'sex', born_on = (t.before ->> 'born_on')::date
    from rosters_importtrace t
    where t.batch_id = %(batch)s and t.noun = 'person' and t.before is not null and p.id = t.row_id
    """,
    """
    update organisation_union u set declared = t.before -> 'declared', founded_on = (t.before ->> 'founded_on')::date,
        trades = array(select jsonb_array_elements_text(t.before -> 'trades'))::varchar(5)[]
    from rosters_importtrace t
    where t.batch_id = %(batch)s and t.noun = 'union' and t.before is not null and u.id = t.row_id
    """,
)
_TABLES = (
    "membership",
    "position",
    "coverage",
    "line",
    "unionname",
    "union",
    "hostbody",
    "employer",
    "person",
)
_NOUNS = {"unionname": "name", "hostbody": "host"}


def take_back(batch: int) -> None:
    """Restore and delete. A key that still points here fails at once, not at the end of the transaction."""
    given: dict[str, Any] = {"batch": batch}
    plan_for_sets()
    with connection.cursor() as cursor:
        for step in _RESTORE:
            cursor.execute(step, given)
        for table in _TABLES:
            cursor.execute(_delete(table), given)
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        cursor.execute("delete from rosters_importtrace where batch_id = %(batch)s", given)


def _delete(table: str) -> str:
    return f"""
    delete from organisation_{table} where id in (
        select row_id from rosters_importtrace
        where batch_id = %(batch)s and noun = '{_NOUNS.get(table, table)}' and before is null)
    """
