"""Handing out a workbook that carries ID numbers: each reading is logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import IO, Any

from django.db import models, transaction

from gonglian.core.acts import record


@transaction.atomic
def read_numbers(
    *, obj: models.Model, take: Callable[[], tuple[IO[bytes], int]], actor: Any, on: date
) -> IO[bytes]:
    """Take a workbook of a union or an import with ID numbers in clear and log how many rows it has. Nothing changes.

    take: makes the workbook and says how many rows; only while this act runs do such columns leave unmasked.
    """
    with record("rosters.read_numbers", actor=actor, on=on, obj=obj) as entry:
        book, rows = take()
        entry.after = {"rows": rows}
    return book
