"""`gonglian restore FILE`: a backup into an empty installation, equal row for row, and then up to this version.

The schema is built by the migrations that the backup names, so the server may be another one and of another version.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.graph import MigrationGraph
from django.utils.translation import gettext as _

from gonglian.config import operation, tables
from gonglian.config.archive import Reader
from gonglian.core.refused import Refused, refuse
from gonglian.core.seals import seal_file, verify_log


def restore(path: Path) -> dict[str, Any]:
    """Out: {"rows", "files", "acts", "faults"}: what was restored, and what verify-log says of it.

    Refused before anything is touched: a file that is damaged or of other keys, one that is newer than this program, an
    installation that is not empty. If it breaks off later, the installation is empty again.
    """
    archive = Reader(path)
    archive.verify()
    _check_empty()
    steps = _migrations(archive)
    saved: list[str] = []
    try:
        MigrationExecutor(connection).migrate(steps)
        _load(archive, saved)
    except BaseException:
        _empty_again(saved)
        raise
    operation.bring_up_to_date(always=True)
    result = verify_log(seal_file())
    rows = archive.manifest["rows"]
    return {
        "rows": sum(rows.values()),
        "files": len(saved),
        "acts": result["acts"],
        "faults": result["faults"],
    }


def _check_empty() -> None:
    media = Path(settings.MEDIA_ROOT)
    taken = []
    if connection.introspection.table_names():
        taken.append(_("数据库里已经有表"))
    if media.exists() and any(item.is_file() for item in media.rglob("*")):
        taken.append(_("附件目录里已经有文件"))
    if seal_file().exists():
        taken.append(_("封签文件已经存在"))
    if taken:
        raise refuse(_("这里不是空的：%(what)s。恢复只写进空的系统。") % {"what": "、".join(taken)},
                     cure=_("另设一个数据目录（GONGLIAN_DATA）或新建一个空数据库，再恢复。"))  # fmt: skip


def _migrations(archive: Reader) -> list[tuple[str, str]]:
    """The last steps of the schema's history that the backup was made at. Refused: a history this program does not
    know."""
    steps = {(app, name) for app, name in archive.manifest["migrations"]}
    graph = MigrationExecutor(connection).loader.graph
    if strange := sorted(f"{app}.{name}" for app, name in steps if (app, name) not in graph.nodes):
        raise refuse(_("备份来自更新的版本（%(version)s），本程序不认得 %(step)s。")
                     % {"version": archive.manifest["version"], "step": strange[0]},
                     cure=_("先升级程序，再恢复。"))  # fmt: skip
    return sorted(step for step in steps if not steps.intersection(_after(graph, step)))


def _after(graph: MigrationGraph, step: tuple[str, str]) -> set[tuple[str, str]]:
    return {child.key for child in graph.node_map[step].children}


@transaction.atomic
def _load(archive: Reader, saved: list[str]) -> None:
    """All rows, counters and files, compared with the manifest before anything is final."""
    tables.run(tables.SETTINGS)
    columns = archive.manifest["columns"]
    here = tables.tables()
    if odd := [
        name for name in sorted({*here, *columns}) if set(here.get(name, ())) != set(columns.get(name, ()))
    ]:
        raise _differs(odd)
    for name in columns:
        tables.run("alter table {table} disable trigger user", table=name)
    tables.empty(columns)
    for name, names in columns.items():
        tables.copy_in(name, names, archive.chunks(f"tables/{name}.copy"))
    tables.run("set constraints all immediate")
    for name in columns:
        tables.run("alter table {table} enable trigger user", table=name)
    for name, (last, called) in archive.manifest["sequences"].items():
        tables.run("select setval(quote_ident(%s)::regclass, %s, %s)", values=[name, last, called])
    _compare(archive)
    _put_files(archive, saved)


def _compare(archive: Reader) -> None:
    parts = archive.manifest["parts"]
    for name, names in archive.manifest["columns"].items():
        if tables.digest_of(name, names) != parts[f"tables/{name}.copy"]["sha256"]:
            raise _differs([name])


def _put_files(archive: Reader, saved: list[str]) -> None:
    for name in archive.names("files/"):
        with archive.open(f"files/{name}") as part:
            saved.append(default_storage.save(name, File(part)))
        if saved[-1] != name:
            raise _differs([name])
    seal_file().write_bytes(b"".join(archive.chunks("seals.jsonl")))


def _empty_again(saved: list[str]) -> None:
    """What a broken-off restore made goes: only what this run put there, into what was empty before."""
    connection.close()
    for name in connection.introspection.table_names():
        tables.run("drop table if exists {table} cascade", table=name)
    for name in tables.sequences():
        tables.run("drop sequence if exists {name} cascade", name=name)
    for name in tables.functions():
        tables.run(f"drop function if exists {name} cascade")
    for name in saved:
        default_storage.delete(name)
    seal_file().unlink(missing_ok=True)


def _differs(names: list[str]) -> Refused:
    return refuse(_("恢复的内容与备份不一致：%(names)s。没有写入任何内容。") % {"names": "、".join(names[:5])},
                  cure=_("换一份备份再试；仍然这样，请把这条提示告诉维护人员。"))  # fmt: skip
