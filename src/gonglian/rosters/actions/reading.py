"""Handing out a workbook that carries ID numbers: each reading is logged."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from gonglian.core.acts import record


@transaction.atomic
def read_numbers(*, obj: models.Model, rows: int, actor: Any, on: date) -> None:
    """Log that the ID numbers of so many rows of a union or an import were read in clear. Nothing changes."""
    with record("rosters.read_numbers", actor=actor, on=on, obj=obj) as entry:
        entry.after = {"rows": rows}
