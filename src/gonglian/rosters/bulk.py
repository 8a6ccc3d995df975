"""Files applied without a screen: the same road in one process, the system itself being the actor."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from gonglian.rosters import tasks, uploads
from gonglian.rosters.models import Import
from gonglian.rosters.moves import move
from gonglian.rosters.states import ImportState


def apply_files(paths: Sequence[Path], *, on: date, today: date, id_areas: Sequence[str] = ()) -> Import:
    """Judge the files as of `on` and write their good rows today. The import says in its state how it went."""
    batch = _previewed(paths, on, id_areas)
    if batch.state == ImportState.PREVIEWED and batch.written:
        with transaction.atomic():
            move(batch, ImportState.APPLYING)
        tasks.apply_import.call(batch.pk, None, None, today.isoformat())
        batch.refresh_from_db()
    return batch


def _previewed(paths: Sequence[Path], on: date, id_areas: Sequence[str]) -> Import:
    with ExitStack() as stack:
        files: list[Any] = [File(stack.enter_context(path.open("rb")), name=path.name) for path in paths]
        batch = uploads.receive(files=files, union=None, user=None, on=on, id_areas=id_areas)
    tasks.preview_import.call(batch.pk)
    batch.refresh_from_db()
    return batch
