"""Tables out and in by COPY: the same text for the same rows, whatever server and version holds them.

All functions work on Django's default connection, as the owner.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from psycopg.sql import SQL, Composable, Composed, Identifier

LEFT_OUT = {"core_cache"}  # holds nothing that is not made again
SETTINGS = """
set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
set local extra_float_digits = 1; set local bytea_output = 'hex'; set local client_encoding = 'UTF8';
"""
_TABLES = """
select c.relname, array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '')
from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' group by c.relname order by c.relname collate "C"
"""
_KEYS = """
select c.relname, array_agg(a.attname::text order by place.n), array_agg(t.typcollation <> 0 order by place.n)
from pg_index i join pg_class c on c.oid = i.indrelid
cross join lateral unnest(i.indkey::int[]) with ordinality place(attnum, n)
join pg_attribute a on a.attrelid = c.oid and a.attnum = place.attnum join pg_type t on t.oid = a.atttypid
where i.indisprimary and c.relnamespace = 'public'::regnamespace group by c.relname
"""


def tables() -> dict[str, list[str]]:
    """Every table of the product with its columns, the computed ones left out."""
    return {name: columns for name, columns in _rows(_TABLES) if name not in LEFT_OUT}


def copy_out(table: str, columns: Iterable[str]) -> Iterator[bytes | memoryview]:
    """The table's rows in the order of their key, as COPY's text; SETTINGS must be in force."""
    key = next((row[1:] for row in _rows(_KEYS) if row[0] == table), ([], []))
    order = [
        SQL('{} collate "C"' if text else "{}").format(Identifier(name))
        for name, text in zip(*key, strict=True)
    ]
    query = SQL("copy (select {} from {}").format(_list(columns), Identifier(table))
    if order:
        query += SQL(" order by ") + SQL(", ").join(order)
    with connection.cursor() as cursor, cursor.copy(query + SQL(") to stdout")) as copy:
        yield from copy


def copy_in(table: str, columns: Iterable[str], chunks: Iterable[bytes]) -> None:
    query = SQL("copy {} ({}) from stdin").format(Identifier(table), _list(columns))
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for chunk in chunks:
            copy.write(chunk)


def empty(names: Iterable[str]) -> None:
    """All of them at once, as they name each other."""
    with connection.cursor() as cursor:
        cursor.execute(SQL("truncate {}").format(_list(names)))


def digest_of(table: str, columns: Iterable[str]) -> str:
    """SHA-256 over what `copy_out` gives."""
    digest = hashlib.sha256()
    for chunk in copy_out(table, columns):
        digest.update(chunk)
    return digest.hexdigest()


def count_of(table: str) -> int:
    return int(_rows(SQL("select count(*) from {}").format(Identifier(table)))[0][0])


def sequences() -> dict[str, list[Any]]:
    """Each sequence with its last value and whether that was given out."""
    names = _rows("select sequencename from pg_sequences where schemaname = 'public' order by 1")
    query = SQL("select last_value, is_called from {}")
    return {name: list(_rows(query.format(Identifier(name)))[0]) for (name,) in names}


def server_version() -> int:
    """As a number: 150004 is 15.4."""
    return int(_rows("show server_version_num")[0][0])


def functions() -> list[str]:
    """The functions of this installation, with their arguments, as SQL names them."""
    query = """select oid::regprocedure::text from pg_proc
               where pronamespace = 'public'::regnamespace and proowner = current_user::regrole order by 1"""
    return [name for (name,) in _rows(query)]


def run(statement: str, *, values: Iterable[Any] = (), **names: str) -> None:
    """One statement; `{table}` and the like in it stand for names, %s for values."""
    query = SQL(statement).format(**{place: Identifier(name) for place, name in names.items()})
    with connection.cursor() as cursor:
        cursor.execute(query, list(values) or None)


def _list(columns: Iterable[str]) -> Composed:
    return SQL(", ").join(map(Identifier, columns))


def _rows(query: str | Composable) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())
