"""Files as rows of text: .xlsx through calamine, .csv through the standard library.

What kind of file it is, is read from its content. Every cell comes out as text (`normalise.cell_text`), so
that the modules behind see no difference between the two formats.
"""

import codecs
import csv
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from gonglian.rosters import workbooks
from gonglian.rosters.normalise import cell_text
from gonglian.rosters.rows import Unreadable

Row = list[str]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_LOCKED = "EncryptedPackage".encode("utf-16-le")
_HTML = (b"<!doctype", b"<html", b"<table", b"<?xml")
_CHUNK = 1024 * 1024
_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True)
class Sheet:
    """One sheet. `rows()` starts at the first line of the file and can be called again."""

    name: str
    rows: Callable[[], Iterator[Row]]


def open_sheets(path: Path, *, checked: bool = False) -> Iterator[Sheet]:
    """The sheets of a file in order, hidden ones left out; a .csv is one sheet.

    `checked`: the same file was opened before in this call and need not be searched through again.
    Raises Unreadable when the file is no roster by its content: too large, locked, with macros, damaged,
    in an old or foreign format, or text in an unknown encoding.
    """
    workbooks.check_size(path)
    with path.open("rb") as file:
        head = file.read(512)
    if head.startswith(_ZIP):
        if not checked:
            workbooks.check_workbook(path)
        return _workbook_sheets(path)
    if head.startswith(_OLE):
        raise _old_or_locked(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(_HTML):
        raise Unreadable(_("文件是网页，不是表格。请在 Excel 或 WPS 中打开并另存为 .xlsx，再上传。"))
    return iter([_text_sheet(path, checked)])


def _old_or_locked(path: Path) -> Unreadable:
    if _OLE_LOCKED in path.read_bytes():
        return workbooks.locked()
    return Unreadable(_("文件是旧版 Office 格式，不能读取。请在 Excel 或 WPS 中另存为 .xlsx，再上传。"))


def _workbook_sheets(path: Path) -> Iterator[Sheet]:
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            for meta in workbook.sheets_metadata:
                if meta.visible == SheetVisibleEnum.Visible:
                    yield _workbook_sheet(workbook.get_sheet_by_name(meta.name))
    except PasswordError as error:
        raise workbooks.locked() from error
    except (CalamineError, OSError, ValueError) as error:
        raise Unreadable(_("工作簿读不出来。请在 Excel 或 WPS 中打开并另存为 .xlsx，再上传。")) from error


def _workbook_sheet(sheet: CalamineSheet) -> Sheet:
    def rows() -> Iterator[Row]:
        if not sheet.height:
            return iter(())
        return _fill_merged(([cell_text(cell) for cell in row] for row in sheet.iter_rows()), _merged(sheet))

    return Sheet(sheet.name, rows)


def _merged(sheet: CalamineSheet) -> dict[int, list[tuple[int, int]]]:
    """Cells merged downwards, in terms of the rows of `iter_rows`: first row → (column, last row)."""
    left = sheet.start[1] if sheet.start else 0
    by_first_row: dict[int, list[tuple[int, int]]] = {}
    for (first_row, column), (last_row, _last_column) in sheet.merged_cell_ranges or []:
        if last_row > first_row and column >= left:
            by_first_row.setdefault(first_row, []).append((column - left, last_row))
    return by_first_row


def _fill_merged(rows: Iterator[Row], merged: dict[int, list[tuple[int, int]]]) -> Iterator[Row]:
    """Give every row under a merged cell the value of that cell."""
    open_cells: dict[int, tuple[str, int]] = {}
    for number, row in enumerate(rows):
        for column, (value, last_row) in list(open_cells.items()):
            if number > last_row:
                del open_cells[column]
            elif not row[column]:
                row[column] = value
        for column, last_row in merged.get(number, ()):
            if column < len(row):
                open_cells[column] = (row[column], last_row)
        yield row


def _text_sheet(path: Path, checked: bool) -> Sheet:
    """A text file, read through once beforehand so that nothing can go wrong in the middle of it."""
    encoding = _encoding(path)
    delimiter = _delimiter(path, encoding)

    def rows() -> Iterator[Row]:
        with path.open(encoding=encoding, newline="") as file:
            yield from csv.reader(file, delimiter=delimiter, strict=True)

    try:
        if not checked:
            deque(rows(), maxlen=0)
    except csv.Error as error:
        raise Unreadable(
            _("文件不是规整的表格：单元格过长或引号不成对。请在 Excel 或 WPS 中另存为 .xlsx，再上传。")
        ) from error
    return Sheet(path.stem, rows)


def _encoding(path: Path) -> str:
    """The encoding in which the whole file can be read: by its mark, else UTF-8, else GB 18030."""
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8-sig", "gb18030"]
    for encoding in candidates:
        if _reads_as(path, encoding):
            return encoding
    raise Unreadable(_("文件不是文字表格，或编码无法识别。请另存为 .xlsx 或“CSV UTF-8”格式，再上传。"))


def _reads_as(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                if "\0" in decoder.decode(chunk):
                    return False
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, newline="") as file:
        head = file.read(8192)
    return max(_DELIMITERS, key=head.count)
