"""Lays out the unnumbered papers: text sheets, ballots and count sheets."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.text import WD_TAB_ALIGNMENT

from gonglian.documents import gbt9704 as page
from gonglian.documents.body import add_blocks, add_signature, add_table, add_title
from gonglian.documents.dates import spoken
from gonglian.documents.papers import Ballot, Column, CountSheet, Sheet, Table

_TALL_ROW, _LOW_ROW = 11.0, 8.0  # millimetres
_BALLOT_ROWS_MM = 140.0  # what title, notes and stamp leave on one page


def lay_out_sheet(sheet: Sheet) -> DocxDocument:
    """Return the document of a text sheet; an attachment starts with its label, its title on the third line."""
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
        paragraph.alignment = page.ALIGN.LEFT


def lay_out_ballot(ballot: Ballot) -> DocxDocument:
    """Return one ballot: names in the order given, room for other persons, notes, stamp. It carries no number."""
    rows = len(ballot.candidates) + ballot.write_ins
    row_mm = min(_TALL_ROW, max(_LOW_ROW, _BALLOT_ROWS_MM / max(rows, 1)))
    document = page.new_document(numbered=rows * row_mm > _BALLOT_ROWS_MM)
    add_title(document, ballot.title)
    page.add(document, "GwNote", "（候选人按姓氏笔画为序）" if len(ballot.candidates) > 1 else "")
    add_table(document, _ballot_table(ballot), row_mm=row_mm)
    if ballot.write_ins:
        page.add(document, "GwSmall")
        add_table(document, _write_in_table(ballot), row_mm=row_mm)
    page.add(document, "GwSmall")
    for note in ballot.notes:
        page.add(document, "GwSmall", note)
    add_signature(document, ballot.issuer, ballot.held_on, sealed=True)
    return document


def _ballot_table(ballot: Ballot) -> Table:
    columns = (
        Column(f"{ballot.post}候选人", 4),
        Column("赞成", 2),
        Column("反对", 2),
        Column("弃权", 2),
    )
    return Table(columns, tuple((name, "", "", "") for name in ballot.candidates))


def _write_in_table(ballot: Ballot) -> Table:
    columns = (Column("另选他人姓名", 4), Column("赞成", 2), Column("工作单位", 4))
    return Table(columns, (("", "", ""),) * ballot.write_ins)


def lay_out_count_sheet(sheet: CountSheet) -> DocxDocument:
    """Return the count sheet: attendance, ballots, votes per candidate with their sum, write-ins, signatures."""
    document = page.new_document()
    add_title(document, sheet.title)
    page.add(document, "GwBody")
    for line in (f"会议名称：{sheet.meeting}", f"选举职务：{sheet.post}　　应选名额：{sheet.seats}名"):
        page.add(document, "GwAttachment", line)
    add_table(document, _turnout_table(sheet), row_mm=_TALL_ROW)
    page.add(document, "GwSmall")
    add_table(document, _votes_table(sheet), row_mm=_LOW_ROW)
    page.add(document, "GwSmall")
    add_table(document, _others_table(sheet), row_mm=_LOW_ROW)
    _add_count_signatures(document, sheet)
    return document


def _turnout_table(sheet: CountSheet) -> Table:
    heads = ("应到人数", "实到人数", "发出选票", "收回选票", "有效票", "废票")
    numbers = (sheet.entitled, sheet.present, sheet.issued, sheet.returned, sheet.valid, sheet.void)
    return Table(tuple(Column(head, 1) for head in heads), (tuple(_number(n) for n in numbers),))


def _votes_table(sheet: CountSheet) -> Table:
    columns = (
        Column("序号", 2),
        Column("候选人", 5),
        Column("赞成", 3),
        Column("反对", 3),
        Column("弃权", 3),
        Column("合计", 3),
    )
    rows = tuple(
        (str(index), line.name, *map(_number, (line.votes_for, line.against, line.abstain, line.total)))
        for index, line in enumerate(sheet.lines, start=1)
    )
    return Table(columns, rows)


def _others_table(sheet: CountSheet) -> Table:
    rows = tuple((name, _number(votes)) for name, votes in sheet.write_ins) or (("", ""),)
    return Table((Column("另选他人姓名", 7), Column("得票", 12)), rows)


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _add_count_signatures(document: DocxDocument, sheet: CountSheet) -> None:
    """Two tellers count apart; each signs, as do the scrutineers and their head."""
    page.add(document, "GwSmall")
    labels = ["总监票人（签名）："]
    labels += ["监票人（签名）："] * sheet.scrutineers + ["计票人（签名）："] * sheet.tellers
    for left, right in zip(labels[::2], [*labels[1::2], ""], strict=False):
        paragraph = page.add(document, "GwAttachment", left)
        paragraph.paragraph_format.tab_stops.add_tab_stop(page.Twips(14 * page.CHAR), WD_TAB_ALIGNMENT.LEFT)
        paragraph.paragraph_format.keep_with_next = True
        if right:
            paragraph.add_run("\t")
            page.add_run(paragraph, right)
    day = page.add(document, "GwSignature", spoken(sheet.held_on))
    page.indent(day, right=2)
