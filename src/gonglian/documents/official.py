"""Lays out the numbered papers: head, title, addressee, body, ending, colophon (GB/T 9704 §7, §10)."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm, Pt, Twips
from docx.text.paragraph import Paragraph as DocxParagraph

from gonglian.documents import gbt9704 as page
from gonglian.documents.body import (
    add_attachments_note,
    add_blocks,
    add_foot_table,
    add_signature,
    add_title,
)
from gonglian.documents.dates import spoken
from gonglian.documents.papers import Kind, OfficialPaper, check
from gonglian.documents.text import clean, width

_MARK_MM = 35.8  # type stands 0.8 mm above its line's place: its edge is 35 mm below the type area's
_MARK_HEIGHT, _MARK_WIDTH = 62.0, 42.5  # 22 mm × 15 mm at most, in points
_MARK_LINE = 436.0  # the mark stays in one line of the type area, in points
_LETTER_OUTSIDE = (8.0, 6.0)  # lines of 170 mm, centred on the page
_LETTER_FOOT_MM = 20.0
_LETTER_NUMBER_GAP = Pt(
    7.5
)  # with the line's own 6.5 above the character: 7/8 of a 16 pt character below the red line (§10.1)
_THICK, _THIN = 18, 6  # eighths of a point


def lay_out(paper: OfficialPaper) -> DocxDocument:
    """Return the document of a paper; refused (`PaperError`): what `papers.check` refuses."""
    check(paper)
    is_letter = paper.kind is Kind.LETTER
    document = page.new_document(plain_first=is_letter)
    if is_letter:
        _add_letter_head(document, paper)
    else:
        _add_head(document, paper)
    add_title(document, paper.title)
    if paper.kind is Kind.MINUTES:
        page.add(document, "GwNote", f"（{spoken(paper.issued_on)}）")
    page.add(document, "GwBody")
    if paper.addressee:
        page.add(document, "GwAddressee", paper.addressee.rstrip("：:") + "：")
    add_blocks(document, paper.body)
    add_attachments_note(document, paper.attachments)
    _add_attendance(document, paper)
    if paper.kind is not Kind.MINUTES:
        add_signature(document, paper.issuer, paper.issued_on, sealed=paper.sealed)
    if paper.contact:
        page.add(document, "GwBody", f"（{paper.contact}）")
    _add_colophon(document, paper)
    return document


def mark_text(paper: OfficialPaper) -> str:
    """Return the words of the red head: issuer and 文件; of minutes: issuer and 纪要; of a letter: issuer."""
    return paper.issuer + {Kind.MINUTES: "会议纪要", Kind.LETTER: ""}.get(paper.kind, "文件")


def mark_size(text: str) -> tuple[float, int]:
    """Return the type size in points and its width in per cent, so that the mark fills one line at most."""
    wide = min(_MARK_WIDTH, _MARK_LINE / max(len(text), 1))
    high = round(min(_MARK_HEIGHT, wide * _MARK_HEIGHT / _MARK_WIDTH))
    return high, int(100 * wide / high)


def _add_mark(paragraph: DocxParagraph, text: str) -> None:
    size, scale = mark_size(clean(text))
    page.add_run(paragraph, text, face=page.TITLE, size=size, red=True, scale=scale)
    paragraph.paragraph_format.line_spacing = Pt(size)


def _add_head(document: DocxDocument, paper: OfficialPaper) -> None:
    """Mark 35 mm down, two lines, number (and signer), 4 mm, red line, two lines."""
    mark = page.add(document, "GwMark")
    _add_mark(mark, mark_text(paper))
    mark.paragraph_format.space_before = Mm(_MARK_MM)
    page.add(document, "GwBody")
    page.add(document, "GwBody")
    if paper.kind.is_upward:
        _add_number_and_signer(document, paper)
    else:
        page.add(document, "GwNumber", paper.number or "")
    line = page.add(document, "GwRule")
    line.paragraph_format.line_spacing = Mm(1.6)  # with what the line of type leaves, 4 mm under the number
    page.draw_rule(line, eighths=_THICK, red=True)
    page.add(document, "GwBody")
    page.add(document, "GwBody")


def _add_number_and_signer(document: DocxDocument, paper: OfficialPaper) -> None:
    """Number left, signer right, each one character in (§7.2.6); the red line below keeps the full width."""
    paragraph = page.add(document, "GwNumber", paper.number or "", align=ALIGN.LEFT)
    page.indent(paragraph, left=1)
    right = Twips(page.TYPE_AREA - page.CHAR)
    paragraph.paragraph_format.tab_stops.add_tab_stop(right, WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t")
    page.add_run(paragraph, "签发人：")
    page.add_run(paragraph, paper.signer or "　　　", face=page.KAI)


def _add_letter_head(document: DocxDocument, paper: OfficialPaper) -> None:
    """The letter form (§10.1): mark 30 mm from the paper's top, double lines of 170 mm, number right."""
    section = document.sections[0]
    section.header_distance = Mm(30.8)
    header = section.first_page_header
    mark = header.paragraphs[0]
    page.set_style(mark, "GwMark")
    _add_mark(mark, mark_text(paper))
    upper = page.add(header, "GwRule")
    upper.paragraph_format.line_spacing = Mm(4)
    page.draw_rule(upper, eighths=_THICK, red=True, outside_mm=_LETTER_OUTSIDE)
    page.draw_rule(page.add(header, "GwRule"), eighths=_THIN, red=True, outside_mm=_LETTER_OUTSIDE)
    _add_letter_foot(section)
    number = page.add(document, "GwNumber", paper.number or "", align=ALIGN.RIGHT)
    number.paragraph_format.space_before = _LETTER_NUMBER_GAP
    page.add(document, "GwBody")
    page.add(document, "GwBody")


def _add_letter_foot(section: Section) -> None:
    """The lower double line, thin above thick, 20 mm from the paper's edge; page numbers stay in place."""
    section.footer_distance = Mm(_LETTER_FOOT_MM)
    footer = section.first_page_footer
    upper = footer.paragraphs[0]
    page.set_style(upper, "GwRule")
    page.draw_rule(upper, eighths=_THIN, red=True, outside_mm=_LETTER_OUTSIDE)
    page.draw_rule(page.add(footer, "GwRule"), eighths=_THICK, red=True, outside_mm=_LETTER_OUTSIDE)
    for numbered in (section.footer, section.even_page_footer):
        gap = page.add(numbered, "GwRule")
        gap.paragraph_format.line_spacing = Mm(page.FOOTER_MM - _LETTER_FOOT_MM)


def _add_attendance(document: DocxDocument, paper: OfficialPaper) -> None:
    """出席, 请假, 列席: label in 黑体, two characters in, names aligned after the colon (§10.3)."""
    for index, group in enumerate(paper.attendance):
        if index == 0:
            page.add(document, "GwBody")
        label = f"{group.label}："
        paragraph = page.add(document, "GwAttachment", label, face=page.BLACK)
        page.add_run(paragraph, group.names)
        page.indent(paragraph, left=2 + width(label), first=-width(label))


def _add_colophon(document: DocxDocument, paper: OfficialPaper) -> None:
    """抄送 and 印发 on the lower edge of the last type area (§7.4); letters have no rules."""
    ruled = paper.kind is not Kind.LETTER
    lines = []
    if paper.copy_to:
        lines.append(("抄送：" + "，".join(paper.copy_to) + "。", ""))
    if paper.printed_by and ruled:
        lines.append((paper.printed_by, f"{spoken(paper.printed_on)}印发"))
    if not lines:
        return
    table = add_foot_table(document, rows=len(lines), ruled=ruled)
    for row, (left, right) in zip(table.rows, lines, strict=True):
        paragraph = row.cells[0].paragraphs[0]
        page.set_style(paragraph, "GwColophon")
        page.add_run(paragraph, left)
        _indent_colophon(paragraph, right)
    page.add(document, "GwRule")  # the table stands on the page of the paragraph that follows it


def _indent_colophon(paragraph: DocxParagraph, right: str) -> None:
    """One character in at each side; names after 抄送： hang; a right part goes to a right tab."""
    form = paragraph.paragraph_format
    form.right_indent = Pt(14)
    if right:
        form.left_indent = Pt(14)
        form.tab_stops.add_tab_stop(Twips(page.TYPE_AREA - 280), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run("\t")
        page.add_run(paragraph, right)
        return
    form.left_indent, form.first_line_indent = Pt(14 * 4), Pt(-14 * 3)
