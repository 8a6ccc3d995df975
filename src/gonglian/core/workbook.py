"""A table as .xlsx: what is on the screen, with codes as text, days as days and numbers as numbers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils.translation import gettext as _

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SPOOL = 4 * 2**20


@dataclass(frozen=True)
class Head:
    """A column of a sheet: its heading and its width in characters."""

    label: str
    width: int = 12


def write_table(
    title: str, heads: Sequence[Head], rows: Iterable[Sequence[Any]], notes: Iterable[str] = ()
) -> IO[bytes]:
    """The table on a first sheet, heading in its first row; the notes on a second one. Open at its start.

    Text stays text, also when it is all digits or begins with an equals sign; None leaves a cell empty.
    """
    target = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115 - the response closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(_sheet_name(title))
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 1)
    for place, head in enumerate(heads):
        sheet.set_column(place, place, head.width)
        sheet.write_string(0, place, head.label, bold)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, day)
    _write_notes(book, notes)
    book.close()
    target.seek(0)
    return target


def respond(file: IO[bytes], name: str) -> FileResponse:
    """The workbook as a download called `name` (with its ending)."""
    return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)


def _write(sheet: Any, row: int, place: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif isinstance(value, int | float):
        sheet.write_number(row, place, value)
    elif value not in (None, ""):
        sheet.write_string(row, place, str(value))


def _write_notes(book: Any, notes: Iterable[str]) -> None:
    sheet = book.add_worksheet(_("说明"))
    sheet.set_column(0, 0, 80)
    for number, note in enumerate(notes):
        sheet.write_string(number, 0, note)


def _sheet_name(title: str) -> str:
    """A sheet's name may have 31 signs and none of []:*?/\\."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\")[:31] or "1"
