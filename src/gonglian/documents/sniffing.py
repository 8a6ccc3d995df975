"""What a file is, by its content. A name or a browser's word is never believed."""

from __future__ import annotations

import zipfile
from typing import IO

from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.documents.states import MediaType

_UNPACKED_MOST = 200 * 2**20
_RATIO_MOST = 100
_ENTRIES_MOST = 5000
_TYPES_MOST = 2**20
_MAGIC = ((b"%PDF-", MediaType.PDF), (b"\xff\xd8\xff", MediaType.JPEG), (b"\x89PNG\r\n\x1a\n", MediaType.PNG))
_OLE = b"\xd0\xcf\x11\xe0"
_MAIN_PARTS = (
    (b"wordprocessingml.document.main+xml", MediaType.DOCX),
    (b"spreadsheetml.sheet.main+xml", MediaType.XLSX),
)
SUFFIXES = {
    MediaType.PDF: ".pdf", MediaType.JPEG: ".jpg", MediaType.PNG: ".png",
    MediaType.DOCX: ".docx", MediaType.XLSX: ".xlsx", MediaType.OFD: ".ofd",
}  # fmt: skip


def sniff(file: IO[bytes], size: int) -> MediaType:
    """The type of the file's content; the file is left at its beginning.

    size: bytes as sent. Refused: any other type; an office file with macros or with a password; an archive that unpacks to
    more than 200 MB or a hundred times its size, or with more than 5000 parts.
    """
    file.seek(0)
    head = file.read(16)
    found = next((kind for magic, kind in _MAGIC if head.startswith(magic)), None)
    if found is None and head.startswith(b"PK\x03\x04"):
        found = _sniff_zip(file, size)
    file.seek(0)
    if found is None:
        raise _refuse_old_office() if head.startswith(_OLE) else _refuse_type()
    return found


def _sniff_zip(file: IO[bytes], size: int) -> MediaType | None:
    try:
        with zipfile.ZipFile(file) as archive:
            _check_archive(archive, size)
            return _type_of(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise refuse(_("文件已损坏，打不开。"), cure=_("重新导出后再传。"), field="upload") from error


def _check_archive(archive: zipfile.ZipFile, size: int) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _ENTRIES_MOST or unpacked > min(_UNPACKED_MOST, _RATIO_MOST * size):
        raise refuse(
            _("文件解开后过大，不能上传。"), cure=_("拆成几个文件，或另存为 PDF 再传。"), field="upload"
        )
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise _refuse_macros()


def _type_of(archive: zipfile.ZipFile) -> MediaType | None:
    names = set(archive.namelist())
    if "OFD.xml" in names:
        return MediaType.OFD
    if "[Content_Types].xml" not in names or archive.getinfo("[Content_Types].xml").file_size > _TYPES_MOST:
        return None
    types = archive.read("[Content_Types].xml")
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise _refuse_macros()
    return next((kind for mark, kind in _MAIN_PARTS if mark in types), None)


def _refuse_type() -> Exception:
    return refuse(
        _("不支持这种文件。"), cure=_("改用 PDF、JPG、PNG、DOCX、XLSX 或 OFD 文件。"), field="upload"
    )


def _refuse_old_office() -> Exception:
    return refuse(
        _("这是旧格式（.doc、.xls）或加了密码的文件。"),
        cure=_("去掉密码，另存为 DOCX、XLSX 或 PDF。"),
        field="upload",
    )


def _refuse_macros() -> Exception:
    return refuse(_("文件里有宏，不能上传。"), cure=_("另存为不含宏的 DOCX、XLSX 或 PDF。"), field="upload")
