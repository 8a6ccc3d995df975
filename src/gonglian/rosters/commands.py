"""The preview part of `gonglian import`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gonglian.rosters.preview import FileResult, Preview, Sink, preview
from gonglian.rosters.rows import JudgedRow, Reference, Unreadable

NO_BAD_ROW, SOME_BAD_ROWS, NOTHING_READABLE = 0, 1, 2

ENDINGS = frozenset([".xlsx", ".csv", ".xlsm", ".xls"])
_IGNORED_STARTS = ("truth", "~$", ".")
_IGNORED_NAMES = frozenset(["manifest.json"])

Subparsers = Any  # argparse keeps the type of add_subparsers() to itself


def add_parser(subparsers: Subparsers) -> argparse.ArgumentParser:
    """Add `import` to the commands and return its parser, so that the caller can set the handler."""
    parser: argparse.ArgumentParser = subparsers.add_parser("import", help=_("导入工会和会员名册"))
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="DIR|FILE", help=_("名册文件，或放名册的文件夹")
    )
    parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help=_("以哪一天为准，默认今天"))
    parser.add_argument(
        "--id-areas", type=_codes, default=(), metavar="CODE,…", help=_("另外认可的证件号码前 6 位")
    )
    parser.add_argument("--values", type=Path, metavar="FILE", help=_("把整理后的各行写入这个文件"))
    parser.add_argument("--preview", action="store_true", help=_("只检查，不保存"))
    parser.add_argument("--apply", action="store_true", help=_("检查并写入"))
    parser.add_argument("--json", action="store_true", help=_("以 JSON 格式输出结果"))
    return parser


def add_command(subparsers: Subparsers) -> None:
    """Add `import` with its handler."""
    add_parser(subparsers).set_defaults(handler=run)


def run(args: argparse.Namespace) -> int:
    """Preview or apply. 0: no bad row, 1: some, 2: nothing readable, or neither --preview nor --apply is given."""
    from gonglian.config.starting import start_database

    if args.preview == args.apply:
        print(_("请写明 --preview（只检查）或 --apply（检查并写入），二者选一。"), file=sys.stderr)
        return NOTHING_READABLE
    start_database()
    from gonglian.core import clock
    from gonglian.rosters import queries

    if args.apply:
        return run_apply(args, clock.today())
    return run_preview(args, queries.reference, clock.today(), queries.known_unions())


def run_apply(args: argparse.Namespace, today: date) -> int:
    """Judge and write the files of a call. 0: all rows are written, 1: some stay behind, 2: nothing was written."""
    from gonglian.rosters.bulk import apply_files
    from gonglian.rosters.states import ImportState

    try:
        files = roster_files(args.paths)
    except Unreadable as error:
        print(error.message, file=sys.stderr)
        return NOTHING_READABLE
    batch = apply_files(files, on=args.on or today, today=today, id_areas=args.id_areas)
    is_written = batch.state == ImportState.APPLIED
    figures = {
        "number": batch.pk,
        "state": batch.state,
        "written": batch.written if is_written else 0,
        "left": batch.left,
    }
    if args.json:
        print(json.dumps(figures | {"counts": batch.counts, "message": batch.message}, ensure_ascii=False))
    else:
        print(_("导入 %(number)s：写入 %(written)s 行，留下 %(left)s 行。") % figures)
        print(batch.message, file=sys.stderr)
    if not is_written:
        return NOTHING_READABLE
    return SOME_BAD_ROWS if batch.left else NO_BAD_ROW


def run_preview(
    args: argparse.Namespace,
    load_reference: Callable[[date], Reference],
    today: date,
    known_unions: frozenset[str] = frozenset(),
) -> int:
    """Print what the files of a call would bring. 0: no bad row, 1: some, 2: nothing readable."""
    on = args.on or today
    try:
        files = roster_files(args.paths)
        with _values_sink(args.values) as sink:
            result = preview(
                files,
                load_reference(on),
                on,
                id_areas=args.id_areas,
                known_unions=known_unions,
                sink=sink,
            )
    except Unreadable as error:
        print(error.message, file=sys.stderr)
        return NOTHING_READABLE
    _print(result, as_json=args.json)
    if not result.files:
        return NOTHING_READABLE
    return SOME_BAD_ROWS if result.has_bad_rows else NO_BAD_ROW


def roster_files(paths: Sequence[Path]) -> list[Path]:
    """The roster files among files and folders (not their subfolders), without manifests and truth files.

    Raises Unreadable when a path does not exist or no file is left.
    """
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise Unreadable(_("找不到“%(path)s”。请检查文件名。") % {"path": path})
        if path.is_dir():
            files += [
                entry for entry in path.iterdir() if entry.is_file() and entry.suffix.lower() in ENDINGS
            ]
        else:
            files.append(path)
    rosters = {path.resolve(): path for path in files if not _ignored(path.name)}
    if not rosters:
        raise Unreadable(_("没有可读的名册文件。请给出 .xlsx 或 .csv 文件，或放这些文件的文件夹。"))
    return list(rosters.values())


def preview_as_json(result: Preview) -> dict[str, Any]:
    """The preview as plain data. `unreadable` is there only when some file could not be read."""
    document: dict[str, Any] = {"files": [_file_as_json(file) for file in result.files]}
    if result.unreadable:
        document["unreadable"] = [
            {"file": file, "message": message} for file, message in sorted(result.unreadable.items())
        ]
    return document


def _file_as_json(file: FileResult) -> dict[str, Any]:
    return {
        "file": file.file,
        "kind": file.kind,
        "rows": file.rows,
        "bad": [{"row": row.number, "reason": row.reason, "message": row.message} for row in file.bad],
        "waiting": file.waiting,
        "warnings": [
            {"row": notice.row, "code": notice.code, "message": notice.message} for notice in file.notices
        ],
    }


def _print(result: Preview, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(preview_as_json(result), ensure_ascii=False))
        return
    for file in result.files:
        counts = {"file": file.file, "rows": file.rows, "bad": len(file.bad), "waiting": file.waiting}
        print(_("%(file)s：%(rows)s 行，错误 %(bad)s 行，等待 %(waiting)s 行") % counts)
        for row in file.bad:
            print(_("  第 %(row)s 行：%(message)s") % {"row": row.number, "message": row.message})
    for name, message in sorted(result.unreadable.items()):
        print(_("%(file)s：%(message)s") % {"file": name, "message": message}, file=sys.stderr)


@contextmanager
def _values_sink(path: Path | None) -> Iterator[Sink | None]:
    """A sink that writes every row as one JSON line, or None without a path."""
    if path is None:
        yield None
        return
    with path.open("w", encoding="utf-8") as file:

        def write(row: JudgedRow) -> None:
            line = {"file": row.file, "row": row.number, "values": row.values}
            file.write(json.dumps(line, ensure_ascii=False, default=date.isoformat) + "\n")

        yield write


def _ignored(name: str) -> bool:
    return name in _IGNORED_NAMES or name.startswith(_IGNORED_STARTS)


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())
