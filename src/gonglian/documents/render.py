"""Turns a paper into a .docx file: the same paper gives the same bytes on every machine and day."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

from docx.document import Document as DocxDocument

from gonglian.documents import official, sheets
from gonglian.documents.papers import Ballot, OfficialPaper, Paper, Sheet
from gonglian.documents.text import clean

_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_NO_DATE = date(2000, 1, 1)


def render(paper: Paper) -> bytes:
    """Return the .docx file of a paper; refused (`PaperError`): what `papers.check` refuses."""
    if isinstance(paper, OfficialPaper):
        return _save(official.lay_out(paper), paper.title, paper.issuer, paper.issued_on)
    if isinstance(paper, Sheet):
        return _save(sheets.lay_out_sheet(paper), paper.title, paper.issuer, paper.issued_on)
    if isinstance(paper, Ballot):
        return _save(sheets.lay_out_ballot(paper), paper.title, paper.issuer, paper.held_on)
    return _save(sheets.lay_out_count_sheet(paper), paper.title, paper.meeting, paper.held_on)


def _save(document: DocxDocument, title: str, author: str, day: date | None) -> bytes:
    properties = document.core_properties
    moment = datetime.combine(day or _NO_DATE, datetime.min.time(), tzinfo=UTC)
    properties.title, properties.author = clean(title)[:255], clean(author)[:255]
    properties.last_modified_by, properties.comments = "", ""
    properties.created = properties.modified = moment
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _with_fixed_times(archive: bytes) -> bytes:
    """Rewrite the zip with one time for every part, uncompressed: compressors differ between machines."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, date_time=_ZIP_TIME)
            info.create_system = 0
            target.writestr(info, source.read(name))
    return out.getvalue()
