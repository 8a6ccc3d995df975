"""What the pages of an import show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, Count, QuerySet, When
from django.utils.translation import gettext as _

from gonglian.core.pages import Page, bounds, page_number
from gonglian.core.sealing import open_text
from gonglian.rosters.layouts import ALIASES, label
from gonglian.rosters.models import Import, ImportFile, ImportRow
from gonglian.rosters.reasons import BAD, FOUND
from gonglian.rosters.rows import MEMBERS, SECTOR_UNIONS, UNIONS
from gonglian.rosters.staging import masked
from gonglian.rosters.states import Effect, ImportState, RowStatus

MOST_LISTED = 50
LOOK = "look"  # what a person should look at: everything but the unchanged
MARKS = {
    RowStatus.ERROR: ("no", "bad"), RowStatus.WARNING: ("warn", "soon"), RowStatus.NEW: ("new", ""),
    RowStatus.CHANGE: ("chg", ""), RowStatus.SAME: ("same", ""), RowStatus.WAITING: ("wait", "todo"),
}  # fmt: skip
SHOWN = {
    UNIONS: ("union_name", "union_code", "unit_code", "town_code", "industry_code", "chair", "members"),
    SECTOR_UNIONS: ("name", "level", "area", "industry_name", "units", "chair", "chair_post"),
    MEMBERS: ("name", "id_no", "union_code", "phone", "joined", "membership"),
}
TEXT_OF_NOTE = {  # question of the comparison → the cell it stands in
    "name_differs": "union_name", "person_name_differs": "name", "town_differs": "town_code",
    "unit_differs": "unit_code", "chair_differs": "chair", "still_member": "membership",
    "member_count_differs_from_roster": "members", "barred_chair": "chair_post", "unit_head_is_chair": "chair",
    "single_unit": "units", "unit_code_repeated": "unit_code", "branch_without_head": "unit_code",
}  # fmt: skip
COMPARED = {"trade": "industry_code"}  # name of a fact → its column, where the two differ


@dataclass(frozen=True)
class Chip:
    """A filter by result: its key in the address, its word, how many rows."""

    key: str
    word: str
    count: int
    icon: str = ""
    current: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: what it says now, what is on record if that differs, and what is wrong or to be looked at."""

    column: str
    text: str
    old: str | None = None
    css: str = ""
    message: str = ""


@dataclass(frozen=True)
class Line:
    """One row of the sheet. `number` is its line in the file."""

    row: ImportRow
    number: int
    cells: list[Cell]
    status: tuple[str, str, str]
    rest: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Head:
    letter: str
    word: str


@dataclass(frozen=True)
class Sheet:
    """One file's part of a page of rows."""

    file: ImportFile
    heads: list[Head]
    lines: list[Line]
    columns: tuple[str, ...]


def chips(batch: Import, asked: str) -> list[Chip]:
    """The filters over the rows of an import; those without rows are left out."""
    counts = batch.counts
    look = sum(counts.get(status, 0) for status in RowStatus.values if status != RowStatus.SAME)
    found = [Chip("all", _("全部"), counts.get("all", 0)), Chip(LOOK, _("要看的"), look)]
    for status in (
        RowStatus.ERROR,
        RowStatus.WARNING,
        RowStatus.NEW,
        RowStatus.CHANGE,
        RowStatus.SAME,
        RowStatus.WAITING,
    ):
        if counts.get(status) or status == asked:
            found.append(Chip(status, str(status.label), counts.get(status, 0), MARKS[status][0]))
    return [Chip(c.key, c.word, c.count, c.icon, c.key == asked) for c in found]


def asked_filter(batch: Import, asked: str) -> str:
    """The filter asked for; by default what is to be looked at, or everything when nothing is."""
    if asked in (*RowStatus.values, "all", LOOK):
        return asked
    if batch.state == ImportState.APPLIED and batch.counts.get(RowStatus.ERROR):
        return RowStatus.ERROR
    return LOOK if batch.counts.get("all") != batch.counts.get(RowStatus.SAME) else "all"


def page_of(batch: Import, asked: str, number: str) -> Page[Sheet]:
    """One page of rows, sheet by sheet: bad ones first."""
    rows = _rows(batch, asked)
    total = rows.count()
    at = page_number(number, total)
    shown = list(rows[bounds(at)])
    files = {file.pk: file for file in batch.files.all()}
    sheets: list[Sheet] = []
    for row in shown:
        file = files[row.file_id]
        if not sheets or sheets[-1].file.pk != file.pk:
            columns = columns_of(file, [other for other in shown if other.file_id == file.pk])
            heads = [Head(_letter(file.columns.get(name)), label(file.kind, name)) for name in columns]
            sheets.append(Sheet(file, heads, [], columns))
        sheets[-1].lines.append(line(row, file, sheets[-1].columns))
    return Page(at, total, sheets)


def _rows(batch: Import, asked: str) -> QuerySet[ImportRow]:
    rows = batch.rows.all()
    if asked == LOOK:
        rows = rows.exclude(status=RowStatus.SAME)
    elif asked != "all":
        rows = rows.filter(status=asked)
    first = Case(When(status=RowStatus.ERROR, then=0), When(status=RowStatus.WARNING, then=1), default=2)
    return rows.order_by(first, "file_id", "number")


def columns_of(file: ImportFile, rows: Iterable[ImportRow]) -> tuple[str, ...]:
    """What is shown of a file: the name, then in the file's order what tells rows apart and what is wrong in these rows."""
    name, *others = SHOWN[file.kind]
    faulty = {row.field for row in rows if row.message and row.field in file.columns}
    wanted = ({*others} | faulty) - {name}
    return (
        name,
        *sorted(wanted, key=lambda column: (file.columns.get(column, len(file.columns) + 99), column)),
    )


def line(row: ImportRow, file: ImportFile, shown: tuple[str, ...]) -> Line:
    """A staged row as the page shows it; only bad and waiting rows are opened."""
    written = _as_written(row)
    old = {COMPARED.get(name, name): value for name, value in row.before.items()}
    notes = {TEXT_OF_NOTE.get(note["code"], ""): note["message"] for note in row.notes}
    cells = [_cell(name, row, written, old, notes) for name in shown]
    rest = [note["message"] for note in row.notes if TEXT_OF_NOTE.get(note["code"], "") not in shown]
    rest += [
        f"{_label(row.kind, name)}：{_plain(value) or '—'} → {_plain(row.facts.get(name))}"
        for name, value in row.before.items()
        if row.target and COMPARED.get(name, name) not in shown and name != "membership"
    ]
    if row.message and row.field not in shown:
        rest.insert(0, row.message)
    icon, tone = MARKS[RowStatus(row.status)]
    return Line(
        row, file.header_line + row.number, cells, (icon, str(RowStatus(row.status).label), tone), rest
    )


def _cell(
    name: str, row: ImportRow, written: Mapping[str, str], old: Mapping[str, Any], notes: Mapping[str, str]
) -> Cell:
    text = written.get(name) or _plain(row.values.get(name))
    if name == "id_no":
        text = masked(text)
    head = _label(row.kind, name)
    if row.message and row.field == name:
        return Cell(head, text, css="bad", message=row.message)
    before = _plain(old[name]) if row.target and old.get(name) is not None else None
    if name in notes:
        return Cell(head, text, before, "warn", notes[name])
    return Cell(head, text, before, "chg" if before is not None else "same")


def _as_written(row: ImportRow) -> dict[str, str]:
    return dict(json.loads(open_text(bytes(row.cells)))) if row.cells else {}


def reasons_of(batch: Import) -> list[tuple[str, int]]:
    """What is wrong in how many rows, the most frequent first."""
    found = (
        batch.rows.exclude(reason="")
        .values_list("field", "reason")
        .annotate(rows=Count("pk"))
        .order_by("-rows")
    )
    return [(_short(reason, name), rows) for name, reason, rows in found[:6]]


def _short(reason: str, name: str) -> str:
    known = {**BAD, **FOUND}
    text = str(known.get(reason, reason)).split("。")[0]
    fields = {column: words.split()[0] for kind in ALIASES.values() for column, words in kind.items()}
    if "%(" not in text.replace("%(column)s", ""):
        return text.replace("%(column)s", fields.get(name, name))
    return _("%(column)s有误") % {"column": fields.get(name, name)}


def _label(kind: str, name: str) -> str:
    return label(kind, name) if name in ALIASES[kind] else str(EXTRA.get(name, name))


EXTRA = {"trade": "行业代码", "born_on": "出生日期"}


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)


def _letter(place: int | None) -> str:
    letters = ""
    while place is not None and place >= 0:
        letters, place = chr(65 + place % 26) + letters, place // 26 - 1
    return letters


def new_industrial(batch: Import) -> list[ImportRow]:
    """Rows of industrial unions that the import newly recorded: only the number of their constituents is known."""
    rows = batch.rows.filter(kind=SECTOR_UNIONS, effect=Effect.NEW, target__isnull=False)
    return list(rows.order_by("pk")[:MOST_LISTED])


def notices_of(files: list[ImportFile]) -> list[tuple[str, str]]:
    """What was said about whole files: each thing once, with the files that it was said of."""
    said: dict[str, list[str]] = {}
    for file in files:
        for notice in file.notices:
            said.setdefault(notice, []).append(file.name)
    many = _("%(count)s 个文件")
    return [
        (text, "、".join(names) if len(names) < 4 else many % {"count": len(names)})
        for text, names in said.items()
    ]
