"""The files of an import, judged and staged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection

from gonglian.rosters import queries
from gonglian.rosters.models import Import, ImportFile
from gonglian.rosters.preview import Preview, preview
from gonglian.rosters.rows import JudgedRow, Unreadable
from gonglian.rosters.staging import COPY_ROWS, Stager, write_notes

TELL_EVERY = 500  # rows


def stage(batch: Import, paths: Sequence[Path], tell: Callable[[int], None]) -> Preview:
    """Judge the files and put their rows into the staging table. Raises Unreadable when no file can be read."""
    batch.rows.all().delete()
    files = {Path(file.name).stem: file for file in batch.files.all()}
    reference, known = queries.reference(batch.judged_on), queries.known_unions()
    stager = Stager(
        batch.pk, {stem: file.pk for stem, file in files.items()}, queries.places(), queries.trades(),
        batch.union.region_id if batch.union else settings.CITY_CODE,
    )  # fmt: skip
    with connection.cursor() as cursor, cursor.copy(COPY_ROWS) as copy:

        def keep(row: JudgedRow) -> None:
            copy.write_row(stager.line(row))
            if stager.rows % TELL_EVERY == 0:
                tell(stager.rows)

        result = preview(
            paths, reference, batch.judged_on, id_areas=batch.id_areas, known_unions=known, sink=keep
        )
    if not result.files:
        raise Unreadable("\n".join(f"{name}：{why}" for name, why in sorted(result.unreadable.items())))
    _note(batch, result, files)
    return result


def _note(batch: Import, result: Preview, files: dict[str, ImportFile]) -> None:
    """What was found out about each file, and the warnings about rows."""
    for found in result.files:
        file = files[found.file]
        file.kind, file.rows, file.header_line = found.kind, found.rows, found.header_line
        file.columns, file.headings = dict(found.columns), dict(found.headings)
        file.notices = [notice.message for notice in found.notices if not notice.row]
        file.unreadable = ""
        file.save()
    for stem, why in result.unreadable.items():
        ImportFile.objects.filter(pk=files[stem].pk).update(unreadable=why)
    write_notes(
        batch.pk,
        [(files[found.file].pk, notice) for found in result.files for notice in found.notices if notice.row],
    )
