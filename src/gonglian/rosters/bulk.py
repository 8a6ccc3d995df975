"""`gonglian import … --apply`: the same road as on screen, in one process, the system itself being the actor."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.rosters import tasks, uploads
from gonglian.rosters.commands import NO_BAD_ROW, NOTHING_READABLE, SOME_BAD_ROWS, roster_files
from gonglian.rosters.models import Import
from gonglian.rosters.moves import move
from gonglian.rosters.rows import Unreadable
from gonglian.rosters.states import ImportState


def run_apply(args: argparse.Namespace, today: date) -> int:
    """Judge and write the files of a call. 0: all rows written, 1: some stay behind, 2: nothing was written."""
    try:
        batch = _previewed(args, today)
    except Unreadable as error:
        print(error.message, file=sys.stderr)
        return NOTHING_READABLE
    if batch.state == ImportState.PREVIEWED and batch.written:
        with transaction.atomic():
            move(batch, ImportState.APPLYING)
        tasks.apply_import.call(batch.pk, None, None, today.isoformat())
        batch.refresh_from_db()
    _print(batch, as_json=args.json)
    if batch.state == ImportState.APPLIED or (batch.state == ImportState.PREVIEWED and not batch.message):
        return SOME_BAD_ROWS if batch.left else NO_BAD_ROW
    return NOTHING_READABLE


def _previewed(args: argparse.Namespace, today: date) -> Import:
    with ExitStack() as stack:
        files: list[Any] = [
            File(stack.enter_context(path.open("rb")), name=path.name) for path in roster_files(args.paths)
        ]
        batch = uploads.receive(
            files=files, union=None, user=None, on=args.on or today, id_areas=args.id_areas
        )
    tasks.preview_import.call(batch.pk)
    batch.refresh_from_db()
    return batch


def _print(batch: Import, *, as_json: bool) -> None:
    if as_json:
        document = {"import": batch.pk, "state": batch.state, "counts": batch.counts, "message": batch.message}
        print(json.dumps(document, ensure_ascii=False))
        return
    written = batch.written if batch.state == ImportState.APPLIED else 0
    print(_("导入 %(number)s：写入 %(written)s 行，留下 %(left)s 行。") % {
        "number": batch.pk, "written": written, "left": batch.left})  # fmt: skip
    if batch.message:
        print(batch.message, file=sys.stderr)
