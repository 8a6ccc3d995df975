"""Changing the field key: everything sealed under an older key is sealed anew, batch by batch.

Areas register where they keep sealed text. A batch is one transaction and one row in the act log; broken off, the next run
goes on with what is left. Keyed hashes stay: they are under a key of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection, models, transaction
from django.db.models import BinaryField, F, Func, Value
from psycopg.sql import SQL, Identifier

from gonglian.core.acts import record
from gonglian.core.sealing import current_head, open_text, seal_text

BATCH = 2000
Batch = Callable[[Any], tuple[Any, int]]
"""Reseals the next rows after a key (None at first): the key to go on from (None: that was all), how many it did."""

_PLACES: dict[str, Batch] = {}


def register(name: str, batch: Batch) -> None:
    """Have `batch` called until all is sealed under today's key. `name`: what is kept there. Refused: a second one."""
    if name in _PLACES:
        raise ValueError(f"{name} is registered already")
    _PLACES[name] = batch


def register_column(model: type[models.Model], field: str) -> None:
    """A binary column that holds what `seal_text` gave."""
    register(f"{model._meta.label_lower}.{field}", lambda after: _reseal_rows(model, field, after))


def registered() -> list[str]:
    return sorted(_PLACES)


def reseal_all(*, on: date, tell: Callable[[str, int], None]) -> int:
    """Seal anew whatever is not under today's key; how many texts that were. `tell` hears of each batch."""
    total = 0
    for name in registered():
        after, going = None, True
        while going:
            after, done = _reseal_batch(name, after, on)
            going, total = after is not None, total + done
            tell(name, done)
    return total


@transaction.atomic
def _reseal_batch(name: str, after: Any, on: date) -> tuple[Any, int]:
    with record("core.rotate_keys", actor=None, on=on) as entry:
        after, done = _PLACES[name](after)
        entry.object_name, entry.after = name, {"count": done}
    return after, done


def _reseal_rows(model: type[models.Model], field: str, after: Any) -> tuple[Any, int]:
    """The next BATCH rows of a column; a row that changed meanwhile is left to its writer, who used today's key."""
    head = Func(
        F(field), Value(1), Value(len(current_head())), function="substring", output_field=BinaryField()
    )
    rows = model._base_manager.exclude(**{field: None}).alias(head=head).exclude(head=current_head())
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.order_by("pk").values_list("pk", field)[:BATCH])
    columns = {column.name: column.column for column in model._meta.concrete_fields}
    key = next(str(column.column) for column in model._meta.concrete_fields if column.primary_key)
    names = {"table": model._meta.db_table, "field": str(columns[field]), "pk": str(key)}
    query = SQL("update {table} set {field} = %s where {pk} = %s and {field} = %s").format(
        **{place: Identifier(name) for place, name in names.items()}
    )
    with connection.cursor() as cursor:
        cursor.executemany(query, [(seal_text(open_text(old)), pk, bytes(old)) for pk, old in found])
    return (found[-1][0] if len(found) == BATCH else None), len(found)
