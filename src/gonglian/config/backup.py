"""`gonglian backup DIR`: the database, its attachments and the seals in one file, read back before it is called good."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import Storage
from django.db import connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from gonglian import __version__
from gonglian.config import tables
from gonglian.config.archive import CHUNK, Reader, Writer
from gonglian.core import nightly
from gonglian.core.models import JobRun
from gonglian.core.refused import refuse
from gonglian.core.seals import seal_file

PATTERN = "gonglian-*.zip"


def back_up(folder: Path, *, at: datetime, keep: int = 0) -> dict[str, Any]:
    """A new file in `folder`, named by the moment. Of the older ones the newest `keep - 1` stay; 0 keeps all.

    Out: {"file", "rows", "files", "missing", "same_disk"}. Refused: a folder that can't be written to, a full disk, a
    file that does not read back as it was written; nothing is left of it then.
    """
    if not folder.is_dir():
        raise refuse(
            _("没有这个文件夹：%(folder)s") % {"folder": folder}, cure=_("先建好文件夹，或接上备份盘。")
        )
    target = folder / f"gonglian-{at:%Y%m%d-%H%M%S}.zip"
    draft = target.with_suffix(".part")
    try:
        manifest = _write(draft, at)
        _read_back(draft)
        draft.rename(target)
    except OSError as error:
        raise refuse(_("写不进 %(folder)s：%(why)s") % {"folder": folder, "why": error.strerror or error},
                     cure=_("检查备份盘的空间和权限，再备份一次。")) from error  # fmt: skip
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
    if (
        JobRun._meta.db_table in manifest["columns"]
    ):  # a database that is still to be upgraded may not have it
        nightly.note("backup", on=at.date(), detail=str(target))
    _thin_out(folder, keep)
    return {
        "file": str(target), "rows": sum(manifest["rows"].values()), "files": len(manifest["files"]),
        "missing": manifest["missing"], "same_disk": folder.stat().st_dev == Path(settings.DATA_DIR).stat().st_dev,
    }  # fmt: skip


def _write(draft: Path, at: datetime) -> dict[str, Any]:
    writer = Writer(draft)
    try:
        seals = (
            seal_file().read_bytes() if seal_file().exists() else b""
        )  # before the snapshot: never ahead of it
        with transaction.atomic():
            tables.run("set transaction isolation level repeatable read, read only")
            tables.run(tables.SETTINGS)
            manifest = _describe(at)
            for name, columns in manifest["columns"].items():
                writer.add(f"tables/{name}.copy", tables.copy_out(name, columns))
            _add_files(writer, manifest)
        writer.add("seals.jsonl", [seals])
        writer.close(manifest)
    except BaseException:
        writer.abandon()
        raise
    return manifest


def _describe(at: datetime) -> dict[str, Any]:
    columns = tables.tables()
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {
        "product": "gonglian", "version": __version__, "made_at": at.isoformat(), "city": settings.CITY_CODE,
        "postgresql": tables.server_version(), "migrations": [list(key) for key in applied], "columns": columns,
        "rows": {name: tables.count_of(name) for name in columns}, "sequences": tables.sequences(),
        "files": [], "missing": [],
    }  # fmt: skip


def _add_files(writer: Writer, manifest: dict[str, Any]) -> None:
    """Every attachment that a row names; one that is gone from the disk already is listed, not passed over."""
    for name, storage in sorted(attachments(manifest["columns"]).items()):
        try:
            with storage.open(name) as handle:
                writer.add(f"files/{name}", handle.chunks(CHUNK))
            manifest["files"].append(name)
        except FileNotFoundError:
            manifest["missing"].append(name)


def attachments(columns: Mapping[str, list[str]]) -> dict[str, Storage]:
    """The stored name of every file that a row of these tables names, with where it is kept."""
    found: dict[str, Storage] = {}
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField) and field.column in columns.get(model._meta.db_table, ()):
                named = model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True)
                found.update((str(name), field.storage) for name in named.distinct().iterator())
    return found


def _read_back(draft: Path) -> None:
    """Every byte again from the disk: what can't be read back is no backup."""
    Reader(draft).verify()


def _thin_out(folder: Path, keep: int) -> None:
    if keep > 0:
        for old in sorted(folder.glob(PATTERN))[:-keep]:
            old.unlink()
