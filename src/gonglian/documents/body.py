"""The parts that official papers and sheets share: title, blocks, tables, name and date, attachments note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Twips
from docx.table import Table as DocxTable

from gonglian.documents import gbt9704 as page
from gonglian.documents.dates import spoken
from gonglian.documents.papers import Block, Heading, Paragraph, Table
from gonglian.documents.text import clean, width
from gonglian.documents.titles import title_lines

_SEAL_RIGHT = 4.0  # §7.3.5.1: with a seal the date ends four characters from the right
_NO_SEAL_RIGHT = 2.0  # §7.3.5.2: without a seal the name ends two characters from the right
_DATE_SHIFT = 2.0
_GRID_RULES = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), 4)
# Anchored to the page: anchored to the margin, LibreOffice would set a table of full width in line.
_FOOT = (
    f'<w:tblpPr w:horzAnchor="page" w:vertAnchor="margin" w:tblpX="{page.LEFT_MARGIN}" w:tblpYSpec="bottom"/>'
)
_LINES_BEFORE_SEALED = 2  # the seal covers name and date and its top stays within a line of the text


def add_title(document: DocxDocument, title: str) -> None:
    """Add the title, one paragraph per line, kept together."""
    for line in title_lines(title):
        page.add(document, "GwTitle", line).paragraph_format.keep_with_next = True


def add_blocks(document: DocxDocument, blocks: Sequence[Block]) -> None:
    """Add body blocks in order."""
    for block in blocks:
        if isinstance(block, Table):
            add_table(document, block)
        elif isinstance(block, Heading):
            heading = page.add(document, f"Heading{block.level}", block.text)
            heading.paragraph_format.keep_with_next = True
        else:
            _add_paragraph(document, block)


def _add_paragraph(document: DocxDocument, block: Paragraph) -> None:
    paragraph = page.add(document, "GwBody")
    if block.lead:
        page.add_run(paragraph, block.lead, face=page.LEVEL_FACES.get(block.level))
    page.add_run(paragraph, block.text)


def add_table(document: DocxDocument, table: Table, *, row_mm: float = 0) -> None:
    """Add a ruled table as wide as the type area; the head repeats on every page; `row_mm`: least height."""
    if table.caption:
        page.add(document, "GwCaption", table.caption).paragraph_format.keep_with_next = True
    widths = _column_widths(table)
    grid = document.add_table(rows=0, cols=len(widths))
    _set_table_form(grid._tbl, widths, _GRID_RULES)
    _add_row(grid, [column.title for column in table.columns], widths, row_mm, head=True)
    lefts = [column.left for column in table.columns]
    for cells in table.rows:
        _add_row(grid, cells, widths, row_mm, lefts=lefts)


def add_foot_table(document: DocxDocument, *, rows: int, ruled: bool) -> DocxTable:
    """Add a table of one column that floats on the lower edge of the type area.

    Ruled: 0.35 mm above the first and below the last row, 0.25 mm between rows (§7.4.1).
    """
    table: DocxTable = document.add_table(rows=rows, cols=1)
    rules = {"top": 8, "bottom": 8, "insideH": 6} if ruled else {}
    _set_table_form(table._tbl, [page.TYPE_AREA], rules, margin=0, place=_FOOT)
    for row in table.rows:
        row.cells[0].width = Twips(page.TYPE_AREA)
    return table


def _column_widths(table: Table) -> list[int]:
    whole = sum(column.share for column in table.columns)
    return [page.TYPE_AREA * column.share // whole for column in table.columns]


def _set_table_form(
    element: Any, widths: Sequence[int], rules: Mapping[str, int], *, margin: int = 57, place: str = ""
) -> None:
    """Write place, width, rules (side: eighths of a point) and cell margins; no style brings them."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>'
        for side, size in rules.items()
    )
    new = parse_xml(
        f'<w:tblPr {nsdecls("w")}>{place}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f'<w:tblCellMar><w:left w:w="{margin}" w:type="dxa"/>'
        f'<w:right w:w="{margin}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    )
    element.replace(element.tblPr, new)
    for column, size in zip(element.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Twips(size)


def _add_row(
    grid: Any,
    cells: Sequence[str],
    widths: Sequence[int],
    row_mm: float,
    *,
    head: bool = False,
    lefts: Sequence[bool] = (),
) -> None:
    row = grid.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
    if row_mm:
        height = round(row_mm * 1440 / 25.4)
        properties.append(parse_xml(f'<w:trHeight {nsdecls("w")} w:val="{height}" w:hRule="atLeast"/>'))
    if head:
        properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    for index, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
        cell.width = Twips(widths[index])
        cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:vAlign {nsdecls("w")} w:val="center"/>'))
        paragraph = cell.paragraphs[0]
        page.set_style(paragraph, "GwTableHead" if head else "GwTableText")
        if lefts and lefts[index]:
            paragraph.alignment = ALIGN.LEFT
        page.add_run(paragraph, text)


def add_attachments_note(document: DocxDocument, names: Sequence[str]) -> None:
    """Add 附件：1. … one line below the text, two characters in, names aligned (§7.3.4)."""
    if not names:
        return
    _keep_last_with_next(document)
    page.add(document, "GwBody").paragraph_format.keep_with_next = True
    numbered = len(names) > 1
    for index, name in enumerate(names, start=1):
        mark = f"{index}. " if numbered else ""
        hang = 0.5 * len(str(index)) + 0.5 if mark else 0.0  # full stop and space are a quarter each
        label = "附件：" if index == 1 else ""
        paragraph = page.add(document, "GwAttachment", label + mark + name)
        page.indent(paragraph, left=5 + hang, first=-(hang + width(label)))
        paragraph.paragraph_format.keep_with_next = True


def add_signature(document: DocxDocument, issuer: str, issued_on: date | None, *, sealed: bool) -> None:
    """Add name and date, never alone on a page (§7.3.5)."""
    _keep_last_with_next(document)
    for _line in range(_LINES_BEFORE_SEALED if sealed else 1):
        page.add(document, "GwSignature").paragraph_format.keep_with_next = True
    day = spoken(issued_on)
    name_right, date_right = signature_indents(width(clean(issuer)), width(day), sealed=sealed)
    name = page.add(document, "GwSignature", issuer)
    name.paragraph_format.keep_with_next = True
    page.indent(name, right=name_right)
    page.indent(page.add(document, "GwSignature", day), right=date_right)


def signature_indents(name: float, day: float, *, sealed: bool) -> tuple[float, float]:
    """Return the right indents of name and date, all in characters.

    With a seal the name is centred over the date, which ends four characters in; a name too long for that
    moves the date. Without a seal the name ends two characters in and the date starts two characters after
    the name's start; where the date is the longer, it ends two characters in.
    """
    if sealed:
        date_right = max(_SEAL_RIGHT, (name - day) / 2)
        return date_right + (day - name) / 2, date_right
    date_right = _NO_SEAL_RIGHT + name - _DATE_SHIFT - day
    if date_right >= _NO_SEAL_RIGHT:
        return _NO_SEAL_RIGHT, date_right
    return _NO_SEAL_RIGHT + day + _DATE_SHIFT - name, _NO_SEAL_RIGHT


def _keep_last_with_next(document: DocxDocument) -> None:
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = True
