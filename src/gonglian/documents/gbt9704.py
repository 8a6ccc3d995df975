"""The page of GB/T 9704-2012: A4, type area 156 × 225 mm, 22 lines of 28 characters, faces, page numbers.

Lengths are in twips (1/20 pt) where the name does not say otherwise. Only the look is here; `official` and
`sheets` decide what stands on the page.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips
from docx.text.paragraph import Paragraph as DocxParagraph

from gonglian.documents.text import clean

CHAR = 315  # 28 × 315 = 8820 twips fit into 156 mm
LINE = 579  # 22 × 579 = 12738 twips fit into 225 mm
TYPE_AREA = 8844  # 156 mm
LEFT_MARGIN = 1588  # 28 mm
FOOTER_MM = 25.1  # from the paper's edge; the dashes then stand 7 mm below the type area
RED = "FF0000"
BODY, TITLE, BLACK, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
LATIN = "Times New Roman"
LEVEL_FACES = {1: BLACK, 2: KAI, 3: BODY, 4: BODY}
_SQUEEZE = -5  # 16 pt type, 0.25 pt closer, so that a character is CHAR wide
_UNUSED_PARTS = ("numbering", "customXml", "stylesWithEffects", "thumbnail")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: face, size in points, exact line pitch, first-line indent, alignment, outline level.

    `on_grid` is False for type that is not 16 pt: on the grid its pitch would double.
    """

    id: str
    name: str
    face: str = BODY
    size: int = 16
    line: int = LINE
    first: int = 0
    align: str = "both"
    outline: int | None = None
    on_grid: bool = True


STYLES = (
    Style("Normal", "Normal"),
    Style("GwBody", "公文正文", first=2 * CHAR),
    Style("Heading1", "heading 1", face=BLACK, first=2 * CHAR, outline=0),
    Style("Heading2", "heading 2", face=KAI, first=2 * CHAR, outline=1),
    Style("Heading3", "heading 3", first=2 * CHAR, outline=2),
    Style("Heading4", "heading 4", first=2 * CHAR, outline=3),
    Style("GwMark", "发文机关标志", face=TITLE, size=42, line=1240, align="center", on_grid=False),
    Style("GwNumber", "发文字号", align="center"),
    Style("GwTitle", "公文标题", face=TITLE, size=22, line=700, align="center", on_grid=False),
    Style("GwNote", "题注", face=KAI, align="center"),
    Style("GwAddressee", "主送机关", align="left"),
    Style("GwAttachment", "附件说明", align="left"),
    Style("GwLabel", "附件标识", face=BLACK, align="left"),
    Style("GwSignature", "署名和日期", align="right"),
    Style("GwColophon", "版记", size=14, line=480, align="left", on_grid=False),
    Style("GwPage", "页码", face=SONG, size=14, line=280, on_grid=False),
    Style("GwCaption", "表题", face=BLACK, align="center"),
    Style("GwTableHead", "表头", face=BLACK, size=14, line=420, align="center", on_grid=False),
    Style("GwTableText", "表格文字", size=14, line=420, align="center", on_grid=False),
    Style("GwSmall", "填写说明", size=11, line=330, first=440, on_grid=False),
    Style("GwRule", "分隔线", size=1, line=20, on_grid=False),
)
STYLE_IDS = {style.id for style in STYLES}


def new_document(*, numbered: bool = True, plain_first: bool = False, is_form: bool = False) -> DocxDocument:
    """Return an empty document with page, grid, styles and page numbers.

    `numbered` False leaves the numbers out; `plain_first` only on the first page (letters). `is_form`: a
    page to be filled in by hand, which is no 公文: narrower margins above and below, to fit one sheet.
    """
    document = Document(io.BytesIO(_empty_document()))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(FOOTER_MM)
    section.different_first_page_header_footer = plain_first
    if is_form:
        section.top_margin, section.bottom_margin, section.footer_distance = Mm(22), Mm(20), Mm(10)
    grid = section._sectPr.find(qn("w:docGrid"))
    grid.set(qn("w:type"), "lines")  # with linesAndChars LibreOffice gives every character two cells
    grid.set(qn("w:linePitch"), str(LINE))
    if numbered:
        _page_number(section.footer.paragraphs[0], ALIGN.RIGHT)
        _page_number(section.even_page_footer.paragraphs[0], ALIGN.LEFT)
    return document


def add(
    document: Any, style: str, text: str = "", *, face: str | None = None, align: ALIGN | None = None
) -> DocxParagraph:
    """Add a paragraph of the style with this id to a document, cell, header or footer and return it."""
    paragraph: DocxParagraph = document.add_paragraph()
    set_style(paragraph, style)
    if text:
        add_run(paragraph, text, face=face)
    if align is not None:
        paragraph.alignment = align
    return paragraph


def set_style(paragraph: DocxParagraph, style: str) -> None:
    """Give the paragraph the style with this id; by its name, python-docx would go through all styles each time."""
    if style not in STYLE_IDS:
        raise KeyError(style)
    paragraph._p.style = style


def add_run(
    paragraph: DocxParagraph,
    text: str,
    *,
    face: str | None = None,
    size: float | None = None,
    red: bool = False,
    scale: int | None = None,
) -> None:
    """Add cleaned text; `face` is the Chinese face, `size` in points, `scale` the width in per cent."""
    run = paragraph.add_run(clean(text))
    if face is not None:
        run._r.get_or_add_rPr().insert(0, _fonts(face))
    if size is not None:
        run.font.size = Pt(size)
    if red:
        run.font.color.rgb = RGBColor.from_string(RED)
    if scale is not None:
        properties = run._r.get_or_add_rPr()
        element = parse_xml(f'<w:w {nsdecls("w")} w:val="{scale}"/>')
        properties.insert_element_before(element, "w:kern", "w:position", "w:sz", "w:szCs")


def indent(paragraph: DocxParagraph, *, left: float = 0, right: float = 0, first: float = 0) -> None:
    """Set the indents, in characters of the grid; a negative `first` hangs."""
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = _chars(left), _chars(right)
    form.first_line_indent = _chars(first)


def draw_rule(
    paragraph: DocxParagraph, *, eighths: int, red: bool = False, outside_mm: tuple[float, float] = (0, 0)
) -> None:
    """Draw a line under the paragraph, `eighths` of a point thick, `outside_mm` beyond the type area."""
    color = RED if red else "000000"
    border = parse_xml(
        f"<w:pBdr {nsdecls('w')}>"
        f'<w:bottom w:val="single" w:sz="{eighths}" w:space="0" w:color="{color}"/></w:pBdr>'
    )
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(border, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
    if any(outside_mm):
        paragraph.paragraph_format.left_indent = Mm(-outside_mm[0])
        paragraph.paragraph_format.right_indent = Mm(-outside_mm[1])


def _chars(count: float) -> Twips:
    return Twips(round(count * CHAR))


def _fonts(face: str) -> Any:
    """Chinese text takes its face from eastAsia alone; the hint keeps Chinese quotation marks."""
    latin = SONG if face == SONG else LATIN
    return parse_xml(
        f'<w:rFonts {nsdecls("w")} w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{face}" w:cs="{LATIN}"'
        ' w:hint="eastAsia"/>'
    )


def _page_number(paragraph: DocxParagraph, align: ALIGN) -> None:
    """Write — 1 —; right on odd pages, left on even ones, one character in."""
    set_style(paragraph, "GwPage")
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.left_indent, form.right_indent = (Pt(14), Pt(0)) if align is ALIGN.LEFT else (Pt(0), Pt(14))
    paragraph.add_run("— ")
    for part in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run("1" if part == "shown" else "")
        if part == "instruction":
            run._r.append(parse_xml(f'<w:instrText {nsdecls("w")} xml:space="preserve"> PAGE </w:instrText>'))
        elif part != "shown":
            run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{part}"/>'))
    paragraph.add_run(" —")


@cache
def _empty_document() -> bytes:
    """The library's empty document in our styles; kept, because reading the library's own takes long."""
    document = Document()
    _drop_unused_parts(document)
    _write_settings(document)
    _write_styles(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _drop_unused_parts(document: DocxDocument) -> None:
    """The library's empty document carries parts that no paper needs."""
    for rels in (document.part.rels, document.part.package.rels):
        for rel_id, rel in list(rels.items()):
            if rel.reltype.endswith(_UNUSED_PARTS):
                del rels[rel_id]


def _write_settings(document: DocxDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    root = document.settings.element
    root.find(qn("w:themeFontLang")).set(qn("w:eastAsia"), "zh-CN")
    for setting in root.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")


def _write_styles(document: DocxDocument) -> None:
    root = document.styles.element
    for child in list(root):
        root.remove(child)
    root.append(
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>"
            f'<w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{BODY}" w:cs="{LATIN}"/>'
            '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
            "<w:pPrDefault/></w:docDefaults>"
        )
    )
    for style in STYLES:
        root.append(_style_element(style))
    root.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:default="1" w:styleId="TableNormal">'
            '<w:name w:val="Normal Table"/></w:style>'
        )
    )


def _style_element(style: Style) -> Any:
    default, based = ('w:default="1"', "") if style.id == "Normal" else ("", '<w:basedOn w:val="Normal"/>')
    half_points = style.size * 2
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    squeeze = f'<w:spacing w:val="{_SQUEEZE if style.size == 16 else 0}"/>'
    fonts = _fonts(style.face)
    element = parse_xml(
        f'<w:style {nsdecls("w")} w:type="paragraph" {default} w:styleId="{style.id}">'
        f'<w:name w:val="{style.name}"/>{based}<w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        f'<w:snapToGrid w:val="{int(style.on_grid)}"/>'
        f'<w:spacing w:before="0" w:after="0" w:line="{style.line}" w:lineRule="exact"/>'
        f'<w:ind w:firstLine="{style.first}"/><w:jc w:val="{style.align}"/>{outline}</w:pPr>'
        f'<w:rPr>{squeeze}<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/></w:rPr></w:style>'
    )
    element.find(qn("w:rPr")).insert(0, fonts)
    return element
