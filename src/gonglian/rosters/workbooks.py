"""Whether a file is a workbook that may be opened: judged by what it contains, never by its name.

A workbook is a zip of XML parts. What the zip's directory says is checked first, then every part is unpacked
piece by piece and counted, because a directory can lie. The workbook library lays a sheet out as one full
rectangle, so a single value in a far corner would cost as much memory as a million rows; the extent of each
sheet is therefore read from its cells beforehand.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _

from gonglian.rosters.rows import Unreadable

MIB = 1024 * 1024
MAX_FILE = 200 * MIB
MAX_UNPACKED = 2048 * MIB
MAX_RATIO = 250
RATIO_FROM = 20 * MIB
MAX_PARTS = 2000
MAX_CELLS = 12_000_000

_CHUNK = 4 * MIB
_LOCAL_HEADER = 30
_ENCRYPTED_FLAG = 0x1
_LONGEST_CELL_TAG = 300
_FILLED_CELL = re.compile(
    rb"<(?:\w+:)?c\b[^<>]{0,300}?\br\s*=\s*[\"']([A-Z]{1,4})(\d{1,8})[\"'][^<>]{0,300}(?<!/)>"
)
_OVERLONG_CELL = re.compile(rb"<(?:\w+:)?c\s[^<>]{300}")


def check_size(path: Path) -> None:
    """Refuse a file over 200 MB or without content."""
    size = path.stat().st_size
    if size > MAX_FILE:
        raise Unreadable(
            _("文件有 %(size)s MB，超过 200 MB。请按县区或单位拆成几个文件再上传。") % {"size": size // MIB}
        )
    if size == 0:
        raise Unreadable(_("文件是空的。请检查文件是否已保存，再上传。"))


def check_workbook(path: Path) -> None:
    """Refuse a zip that is not an .xlsx workbook, or one that is locked, carries macros, or is too large.

    Raises Unreadable. The file is not changed and nothing of it is kept.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise _damaged() from error
    _check_directory(parts, path.stat().st_size)
    with path.open("rb") as file:
        for part in parts:
            _check_part(file, part)


def _check_directory(parts: list[zipfile.ZipInfo], file_size: int) -> None:
    names = {part.filename.lower() for part in parts}
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise locked()
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Unreadable(_("工作簿带有宏，不能导入。请另存为“Excel 工作簿（.xlsx）”后再上传。"))
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("文件不是 Excel 工作簿。请用 .xlsx 或 .csv 格式保存名册后再上传。"))
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if packed > file_size or len(names) != len(parts):
        raise _damaged()
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or _too_dense(unpacked, packed):
        raise _too_large()


def _too_dense(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1)


def _check_part(file: BinaryIO, part: zipfile.ZipInfo) -> None:
    is_sheet = part.filename.lower().startswith("xl/worksheets/")
    unpacked, last_row, last_column, tail = 0, 0, 0, b""  # a cell's tag may be cut between two pieces
    for piece in _unpack(file, part):
        unpacked += len(piece)
        if unpacked > part.file_size:
            raise _too_large()
        if is_sheet:
            if _OVERLONG_CELL.search(tail + piece):
                raise _damaged()
            row, column = _extent(tail + piece)
            last_row, last_column = max(last_row, row), max(last_column, column)
            tail = (tail + piece)[-2 * _LONGEST_CELL_TAG :]
    if unpacked != part.file_size:
        raise _damaged()
    if last_row * last_column > MAX_CELLS:
        raise Unreadable(
            _("表格范围有 %(rows)s 行 %(columns)s 列，过大。请删去名册以外的单元格，或拆成几个文件。")
            % {"rows": last_row, "columns": last_column}
        )


def _unpack(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part in pieces, from the packed bytes and not from what the directory says."""
    file.seek(part.header_offset)
    header = file.read(_LOCAL_HEADER)
    if len(header) < _LOCAL_HEADER:
        raise _damaged()
    name_length, extra_length = struct.unpack("<HH", header[26:30])
    file.seek(name_length + extra_length, 1)
    remaining = part.compress_size
    if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _damaged()
    inflater = zlib.decompressobj(-zlib.MAX_WBITS) if part.compress_type == zipfile.ZIP_DEFLATED else None
    while remaining > 0:
        packed = file.read(min(_CHUNK, remaining))
        if not packed:
            raise _damaged()
        remaining -= len(packed)
        if inflater is None:
            yield packed
            continue
        while packed:
            yield _inflate(inflater, packed)
            packed = inflater.unconsumed_tail


def _inflate(inflater: "zlib._Decompress", packed: bytes) -> bytes:
    try:
        return inflater.decompress(packed, _CHUNK)
    except zlib.error as error:
        raise _damaged() from error


def _extent(xml: bytes) -> tuple[int, int]:
    """Last row and last column with a filled cell in a piece of a sheet, both from 1; zeros when none."""
    cells = _FILLED_CELL.findall(xml)
    if not cells:
        return 0, 0
    widest = max({letters for letters, _row in cells}, key=lambda letters: (len(letters), letters))
    return max(int(row) for _letters, row in cells), _column_number(widest)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def locked() -> Unreadable:
    """The refusal of a workbook that opens only with a password."""
    return Unreadable(_("文件设有密码，不能读取。请去掉密码，另存后再上传。"))


def _damaged() -> Unreadable:
    return Unreadable(_("文件已损坏，不能读取。请在 Excel 或 WPS 中打开并另存为 .xlsx，再上传。"))


def _too_large() -> Unreadable:
    return Unreadable(_("文件解压后过大，不像名册。请只保留名册工作表，另存后再上传。"))
