"""Lays out the unnumbered papers: text sheets, ballots and count sheets."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Twips

from gonglian.documents import gbt9704 as page
from gonglian.documents.body import add_blocks, add_signature, add_table, add_title
from gonglian.documents.dates import spoken
from gonglian.documents.papers import Ballot, Column, CountSheet, Sheet, Table
from gonglian.documents.tables import count_table, number

_TALL_ROW, _LOW_ROW = 11.0, 7.5  # millimetres
_BALLOT_ROWS_MM = 120.0  # what title, notes and stamp leave on one page
_STUB_MM = 16.0
_PAGE_MM, _CLOSE_MM = (
    268.0,
    30.0,
)  # several on a page: what the page holds, what order, stamp, stub and cut line take
_TITLE_CHARS, _NOTE_CHARS = 28, 38
_ONE_COLUMN = 10  # more candidates stand two to a line


def lay_out_sheet(sheet: Sheet) -> DocxDocument:
    """Return the document of a text sheet; an attachment has its label first, its title on line three."""
    document = page.new_document()
    if sheet.attachment:
        page.add(document, "GwLabel", sheet.attachment)
        page.add(document, "GwBody")
    add_title(document, sheet.title)
    if sheet.note:
        page.add(document, "GwNote", sheet.note)
    page.add(document, "GwBody")
    if sheet.addressee:
        page.add(document, "GwAddressee", sheet.addressee.rstrip("：:") + "：")
    add_blocks(document, sheet.body)
    _add_sign_lines(document, sheet.signatures)
    if sheet.issuer:
        add_signature(document, sheet.issuer, sheet.issued_on, sealed=True)
    return document


def _add_sign_lines(document: DocxDocument, labels: tuple[str, ...]) -> None:
    """Add lines to be signed by hand, kept together."""
    if labels:
        page.add(document, "GwBody").paragraph_format.keep_with_next = True
    for label in labels:
        paragraph = page.add(document, "GwBody", label)
        paragraph.paragraph_format.keep_with_next = label != labels[-1]
        paragraph.alignment = ALIGN.LEFT


def lay_out_ballot(ballot: Ballot) -> DocxDocument:
    """Return the ballots: names in the order given, room for other persons, notes, stamp.

    One without a serial, or one for each serial, which stands on the stub below the line alone: short ones two (A5) or
    three on a page, with lines to cut along. Pages are numbered only where one page does not hold a ballot, and never where
    there are serials.
    """
    if ballot.serials and (per_page := _per_page(ballot)) > 1:
        return _lay_out_short(ballot, per_page)
    names = _ballot_table(ballot)
    rows = _rows(ballot)
    room = _BALLOT_ROWS_MM - (_STUB_MM if ballot.serials else 0)
    row_mm = min(_TALL_ROW, max(_LOW_ROW, room / rows))
    document = page.new_document(numbered=rows * row_mm > room and not ballot.serials, is_form=True)
    for serial in ballot.serials or (None,):
        first = len(document.paragraphs)
        _add_ballot(document, ballot, names, row_mm)
        if serial is not None:
            document.paragraphs[first].paragraph_format.page_break_before = serial != ballot.serials[0]
            _add_stub(document, ballot, serial)
    return document


def _rows(ballot: Ballot) -> int:
    return len(_ballot_table(ballot).rows) + 1 + (ballot.write_ins + 1 if ballot.write_ins else 0)


def _close_mm(ballot: Ballot) -> float:
    """How high one ballot is with its stub, set close."""
    titles = sum(-(-len(line) // _TITLE_CHARS) for line in ballot.title.split("\n"))
    notes = sum(-(-len(note) // _NOTE_CHARS) for note in ballot.notes)
    return titles * 7.5 + _rows(ballot) * _LOW_ROW + notes * 6.0 + _CLOSE_MM


def _per_page(ballot: Ballot) -> int:
    """How many of these go on one page when set close."""
    return next((count for count in (3, 2) if count * _close_mm(ballot) <= _PAGE_MM), 1)


def _lay_out_short(ballot: Ballot, per_page: int) -> DocxDocument:
    """Several ballots on a page, each with its stub below it and a line to cut along before the next.

    What room is left goes half into the rows, where the pen marks, and half around the cut.
    """
    document = page.new_document(numbered=False, is_form=True)
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(10)
    spare = _PAGE_MM / per_page - _close_mm(ballot)
    row_mm = min(_TALL_ROW, _LOW_ROW + spare / 2 / _rows(ballot))
    gap = Mm((spare - (row_mm - _LOW_ROW) * _rows(ballot)) / 2)
    names = _ballot_table(ballot)
    for place, serial in enumerate(ballot.serials):
        first = len(document.paragraphs)
        _add_close(document, ballot, names, row_mm)
        _add_stub(document, ballot, serial)
        document.paragraphs[first].paragraph_format.page_break_before = place > 0 and place % per_page == 0
        if (place + 1) % per_page and serial != ballot.serials[-1]:
            cut = page.add(document, "GwSmall", "✂" + "－" * 38)
            cut.alignment, cut.paragraph_format.first_line_indent = ALIGN.CENTER, 0
            cut.paragraph_format.space_before = cut.paragraph_format.space_after = gap
    return document


def _add_close(document: DocxDocument, ballot: Ballot, names: Table, row_mm: float) -> None:
    for line in ballot.title.split("\n"):
        title = page.add(document, "GwTableHead")
        page.add_run(title, line, face=page.BLACK, size=15)
    if len(ballot.candidates) > 1:
        page.add(document, "GwSmall", "（按姓氏笔画为序）").alignment = ALIGN.CENTER
    add_table(document, names, row_mm=row_mm)
    if ballot.write_ins:
        page.add(document, "GwRule")
        add_table(document, _write_in_table(ballot), row_mm=row_mm)
    for note in ballot.notes:
        page.add(document, "GwSmall", note)
    page.add(
        document, "GwSmall", f"{ballot.issuer}（印章）　{spoken(ballot.held_on)}"
    ).alignment = ALIGN.RIGHT


def _add_ballot(document: DocxDocument, ballot: Ballot, names: Table, row_mm: float) -> None:
    add_title(document, ballot.title)
    page.add(document, "GwNote", "（按姓氏笔画为序）" if len(ballot.candidates) > 1 else "")
    add_table(document, names, row_mm=row_mm)
    page.add(document, "GwSmall")
    if ballot.write_ins:
        add_table(document, _write_in_table(ballot), row_mm=row_mm)
        page.add(document, "GwSmall")
    for note in ballot.notes:
        page.add(document, "GwSmall", note)
    page.add(document, "GwSmall")
    page.indent(page.add(document, "GwSignature", f"{ballot.issuer}（印章）"), right=2)
    page.indent(page.add(document, "GwSignature", spoken(ballot.held_on)), right=2)


def _add_stub(document: DocxDocument, ballot: Ballot, serial: int) -> None:
    """The stub says which paper was handed out; it goes into the hands of who issues, without a name."""
    line = page.add(document, "GwSmall", "┄" * 7 + " 发票时沿此线撕下存根，不与选票放在一起 " + "┄" * 7)
    line.alignment = ALIGN.CENTER
    line.paragraph_format.keep_with_next = True
    post = ballot.title.rpartition("\n")[2]
    page.add(
        document, "GwSmall", f"存根　第 {serial:04d} 号　{post}　　□发出　□作废"
    ).alignment = ALIGN.CENTER


def _ballot_table(ballot: Ballot) -> Table:
    """One candidate a line, or two, read from left to right."""
    per_line = 1 if len(ballot.candidates) <= _ONE_COLUMN else 2
    columns = (Column(ballot.head, 4), Column("赞成", 2), Column("反对", 2), Column("弃权", 2)) * per_line
    cells = [(name, "", "", "") for name in ballot.candidates]
    cells += [("", "", "", "")] * (-len(cells) % per_line)
    lines = zip(*[iter(cells)] * per_line, strict=True)
    return Table(columns, tuple(tuple(cell for group in line for cell in group) for line in lines))


def _write_in_table(ballot: Ballot) -> Table:
    columns = (Column("另选他人姓名", 4), Column("赞成", 2), Column("工作单位", 4))
    return Table(columns, (("", "", ""),) * ballot.write_ins)


def lay_out_count_sheet(sheet: CountSheet) -> DocxDocument:
    """Return the count sheet: attendance, ballots, votes per candidate with sum, write-ins, both tellers' numbers, how they
    meet, signatures."""
    document = page.new_document(is_form=True)
    add_title(document, sheet.title)
    voted = (
        f"选举职务：{sheet.post}　　应选名额：{sheet.seats}名" if sheet.seats else f"表决事项：{sheet.post}"
    )
    for line in (f"会议名称：{sheet.meeting}", voted):
        page.add(document, "GwAttachment", line)
    add_table(document, _turnout_table(sheet), row_mm=_TALL_ROW)
    page.add(document, "GwSmall")
    add_table(document, count_table(sheet.lines, "候选人" if sheet.seats else "表决罢免谁"), row_mm=_LOW_ROW)
    if sheet.seats:
        page.add(document, "GwSmall")
        add_table(document, _others_table(sheet), row_mm=_LOW_ROW)
    if sheet.counted_by:
        page.add(document, "GwSmall")
        add_table(document, _tellers_table(sheet), row_mm=_LOW_ROW)
    for line in ("", *sheet.sums) if sheet.sums else ():
        page.add(document, "GwSmall", line)
    _add_count_signatures(document, sheet)
    return document


def _turnout_table(sheet: CountSheet) -> Table:
    heads = ("应到人数", "实到人数", "发出选票", "收回选票", "有效票", "废票")
    numbers = (sheet.entitled, sheet.present, sheet.issued, sheet.returned, sheet.valid, sheet.void)
    return Table(tuple(Column(head, 1) for head in heads), (tuple(number(n) for n in numbers),))


def _tellers_table(sheet: CountSheet) -> Table:
    columns = (
        Column("分别计票", 7, left=True),
        *(Column(head, 3) for head in ("发出", "收回", "有效", "废票")),
    )
    return Table(columns, tuple((who, *map(str, numbers)) for who, numbers in sheet.counted_by))


def _others_table(sheet: CountSheet) -> Table:
    rows = tuple((name, number(votes)) for name, votes in sheet.write_ins) or (("", ""),)
    return Table((Column("另选他人姓名", 7), Column("得票", 12)), rows)


def _add_count_signatures(document: DocxDocument, sheet: CountSheet) -> None:
    """The tellers count apart; each signs, as do the scrutineers and their head. Two sign on one line."""
    page.add(document, "GwSmall")
    for label, persons in (("总监票人", 1), ("监票人", sheet.scrutineers), ("计票人", sheet.tellers)):
        for first in range(0, persons, 2):
            paragraph = page.add(document, "GwAttachment", f"{label}（签名）：")
            paragraph.paragraph_format.keep_with_next = True
            if first + 1 < persons:
                stop = Twips(14 * page.CHAR)
                paragraph.paragraph_format.tab_stops.add_tab_stop(stop, WD_TAB_ALIGNMENT.LEFT)
                paragraph.add_run("\t")
                page.add_run(paragraph, f"{label}（签名）：")
    page.indent(page.add(document, "GwSignature", spoken(sheet.held_on)), right=2)
