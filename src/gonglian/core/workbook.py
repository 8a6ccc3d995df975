"""Workbooks out: codes as text, days as days, numbers as numbers, personal details masked.

Every workbook is made by `Book`; what it writes into a cell has passed the linter of core/outgoing.py.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from gonglian.core import outgoing

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPOOL = 4 * 2**20


@dataclass(frozen=True)
class Head:
    """A column of a sheet: its heading and its width in characters."""

    label: str
    width: int = 12


class Sheet(Worksheet):  # type: ignore[misc]
    """Masks personal details cell by cell; `hidden` counts them. heads: place → heading, which says what a cell is.

    leave_empty: write nothing instead of a mask, for tables that are filled in and sent back.
    """

    def __init__(self) -> None:
        super().__init__()
        self.heads: dict[int, str] = {}
        self.in_full: frozenset[int] = frozenset()
        self.leave_empty = False
        self.hidden = 0

    def write_head(self, row: int, place: int, label: str, style: Any) -> None:
        super()._write_string(row, place, label, style)
        self.heads[place] = label

    def let_through(self, places: Collection[int]) -> None:
        """These columns leave as they are. Refused outside a declared reading, which the act log keeps."""
        if places:
            outgoing.require_reading()
        self.in_full = frozenset(places)

    def _write_string(self, row: int, col: int, string: str, cell_format: Any = None) -> int:
        kept = string if col in self.in_full else outgoing.masked(string, self.heads.get(col, ""))
        if kept != string:
            self.hidden += 1
            if self.leave_empty:
                return 0
        return int(super()._write_string(row, col, kept, cell_format))

    def _write_number(self, row: int, col: int, number: Any, cell_format: Any = None) -> int:
        text = str(number)
        if col in self.in_full or outgoing.masked(text, self.heads.get(col, "")) == text:
            return int(super()._write_number(row, col, number, cell_format))
        return self._write_string(row, col, text, cell_format)


class Book(xlsxwriter.Workbook):  # type: ignore[misc]
    """A workbook in a temporary file. Text stays text, also when it is all digits or begins with an equals sign."""

    worksheet_class = Sheet

    def __init__(self, **options: Any) -> None:
        self.target = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - the response closes it
        stays_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        super().__init__(self.target, stays_text | options)

    def finish(self) -> IO[bytes]:
        """The whole file, open at its start."""
        self.close()
        self.target.seek(0)
        return self.target


def write_table(
    title: str, heads: Sequence[Head], rows: Iterable[Sequence[Any]], notes: Iterable[str] = ()
) -> IO[bytes]:
    """The table on a first sheet, heading in its first row; the notes on a second one. None leaves a cell empty."""
    book = Book(constant_memory=True)
    sheet = book.add_worksheet(_sheet_name(title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 1)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, head.width)
        sheet.write_head(0, place, head.label, bold)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, day)
    _write_notes(book, [*notes, *_hidden(sheet)])
    return book.finish()


def respond(file: IO[bytes], name: str) -> HttpResponseBase:
    """The workbook as a download called `name` (with its ending)."""
    return outgoing.send(file, name, XLSX)


def _write(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif value not in (None, ""):
        sheet.write_string(row, place, str(value))


def _hidden(sheet: Sheet) -> list[str]:
    if not sheet.hidden:
        return []
    return [_("表中 %(count)s 处个人信息已遮去（个人信息保护法第二十八条）。") % {"count": sheet.hidden}]


def _write_notes(book: Any, notes: Iterable[str]) -> None:
    sheet = book.add_worksheet(_("说明"))
    sheet.set_column(0, 0, 80)
    for number, note in enumerate(notes):
        sheet.write_string(number, 0, note)


def _sheet_name(title: str) -> str:
    """A sheet's name may have 31 signs and none of []:*?/\\."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "1"
