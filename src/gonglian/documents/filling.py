"""Values of a paper on their way into text and into the database, and the paper on its way to a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import chain
from typing import Any

from gonglian.documents.blanks import BLANKS
from gonglian.documents.dates import spoken
from gonglian.documents.models import Paper
from gonglian.documents.papers import Attendance, Block, Column, Kind, OfficialPaper, Sheet, SheetKind, Table
from gonglian.documents.states import NUMBERED_KINDS, PUBLIC_KINDS
from gonglian.documents.text import clean
from gonglian.documents.wording import Purpose, Value, Wording, blanks_in

# Keys of `values` that are no blanks of a text but parts of the paper's form.
ATTENDANCE, NOTE, SIGNATURES = "attendance", "note", "signatures"


_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")


def fill_known(text: str, values: Mapping[str, Any]) -> str:
    """Put in what is known. A blank without a value, and one that stands for a table, stays as it is. An optional part
    [[ … ]] falls when a blank in it is given as empty, loses its brackets when all are given, and else waits.

    values: by the codes of `BLANKS`; text, whole numbers, dates, and tuples of lines. Refused: `WordingError` for a text
    with an unknown or broken blank.
    """
    blanks_in(text)  # refuses a broken text before anything is taken out of it
    text = _OPTIONAL.sub(lambda part: _known_part(part, values), text)
    for code in blanks_in(text):
        value = values.get(code, "")
        if value == "" or value is None or isinstance(value, Table):
            continue
        words = _words(value)
        text = re.sub(r"\{\{\s*" + re.escape(BLANKS[code]) + r"\s*\}\}", lambda _: words, text)  # noqa: B023
    return text


def _known_part(part: re.Match[str], values: Mapping[str, Any]) -> str:
    codes = blanks_in(part[1])
    if any(code in values and values[code] in ("", None, ()) for code in codes):
        return ""
    return part[1] if all(code in values for code in codes) else part[0]


def settle(text: str, values: Mapping[str, Any]) -> str:
    """The text as it is signed: optional parts with a blank still empty fall, the others lose their brackets."""
    return _OPTIONAL.sub(lambda part: "" if _empty_in(part[1], values) else part[1], text)


def _empty_in(text: str, values: Mapping[str, Any]) -> list[str]:
    return [code for code in blanks_in(text) if values.get(code, "") == ""]


def _words(value: Any) -> str:
    if isinstance(value, date):
        return spoken(value)
    if isinstance(value, (tuple, list)):
        return "\n".join(clean(str(line)) for line in value if str(line).strip())
    return clean(str(value))


def pack(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them: a table becomes {"table": …}, a tuple a list, a date its spoken form."""
    return {code: _pack_one(value) for code, value in values.items() if value is not None}


def _pack_one(value: Any) -> Any:
    if isinstance(value, Table):
        columns = [[column.title, column.share, column.left] for column in value.columns]
        return {
            "table": {"columns": columns, "rows": [list(row) for row in value.rows], "caption": value.caption}
        }
    if isinstance(value, date):
        return spoken(value)
    return list(value) if isinstance(value, tuple) else value


def unpack(values: Mapping[str, Any]) -> dict[str, Value]:
    """The reverse of `pack`."""
    return {code: _unpack_one(value) for code, value in values.items()}


def _unpack_one(value: Any) -> Any:
    if isinstance(value, dict) and "table" in value:
        table = value["table"]
        columns = tuple(Column(*column) for column in table["columns"])
        return Table(columns, tuple(tuple(row) for row in table["rows"]), table["caption"])
    return tuple(value) if isinstance(value, list) else value


def reading(paper: Paper) -> list[str | Table]:
    """The body for the screen: its lines, and the tables where their blanks stand. Blanks still empty stay visible."""
    values = unpack(paper.values)
    tables = {BLANKS[code]: value for code, value in values.items() if isinstance(value, Table)}
    lines = (line.strip() for line in paper.body.splitlines())
    return [tables.get(line.strip("{} "), line) if line.startswith("{{") else line for line in lines if line]


def public_texts(paper: Paper | Sheet) -> list[str]:
    """Every text that is printed, cells of tables included, of a paper that is posted in public; of others none."""
    if paper.kind not in PUBLIC_KINDS:
        return []
    if isinstance(paper, Sheet):
        return [paper.title, *chain.from_iterable(map(_texts_of, paper.body)), paper.note, *paper.signatures]
    values = paper.values
    parts = chain.from_iterable(map(_texts_of, reading(paper)))
    return [paper.title, *parts, str(values.get(NOTE, "")), *values.get(SIGNATURES, ())]


def _texts_of(part: str | Block) -> list[str]:
    if isinstance(part, Table):
        return [part.caption, *chain.from_iterable(part.rows)]
    return [part] if isinstance(part, str) else [getattr(part, "lead", "") + part.text]


def empty_blanks(paper: Paper) -> list[str]:
    """The names of the blanks that still lack a value and keep the paper from being signed."""
    needed = _OPTIONAL.sub("", f"{paper.title}\n{paper.body}")
    return [BLANKS[code] for code in _empty_in(needed, paper.values)]


def as_document(paper: Paper) -> OfficialPaper | Sheet:
    """The paper as `render` takes it. Refused: `WordingError` for a blank that is still empty."""
    kind = Kind(paper.kind) if paper.kind in NUMBERED_KINDS else SheetKind(paper.kind)
    wording = Wording(kind, Purpose(paper.purpose or Purpose.SHEET), paper.title, paper.body)
    title, blocks = wording.fill(unpack(paper.values))
    if isinstance(kind, Kind):
        return OfficialPaper(
            kind=kind,
            issuer=paper.issuer_name,
            number=paper.number or None,
            signer=paper.signer_name or None,
            title=title,
            addressee=paper.addressee_name,
            body=blocks,
            attachments=tuple(paper.enclosures),
            copy_to=paper.copies,
            issued_on=paper.signed_on,
            attendance=_attendance(paper),
            printed_by=paper.issuer_name if paper.signed_on else "",
            printed_on=paper.signed_on,
        )
    return Sheet(
        kind=kind,
        title=title,
        body=blocks,
        addressee=paper.addressee_name,
        issuer=paper.issuer_name,
        issued_on=paper.signed_on,
        note=paper.values.get(NOTE, ""),
        signatures=tuple(paper.values.get(SIGNATURES, ())),
    )


def _attendance(paper: Paper) -> tuple[Attendance, ...]:
    """Minutes name who came: pairs of label and names under `attendance`."""
    return tuple(Attendance(label, names) for label, names in paper.values.get(ATTENDANCE, ()))
