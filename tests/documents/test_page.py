"""The geometry of GB/T 9704-2012, read from the files."""

from __future__ import annotations

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm

from gonglian.documents import gbt9704 as page
from gonglian.documents.body import signature_indents
from gonglian.documents.markup import parse_lines
from gonglian.documents.official import mark_size
from gonglian.documents.papers import Kind, SheetKind
from gonglian.documents.render import render
from gonglian.documents.wording import SHIPPED, Purpose
from tests.documents.geometry import chars, chinese_face, lines, open_docx, paragraph, size_points
from tests.documents.samples import minutes, official, sheet

REQUEST = official(Kind.REQUEST, Purpose.PREPARE)
REPLY = official(Kind.REPLY, Purpose.PREPARE)
OFFICIAL = [*(official(kind, purpose) for kind, purpose in SHIPPED if isinstance(kind, Kind)), minutes()]
NUMBERED = [*OFFICIAL, sheet(SheetKind.WORK_PLAN), sheet(SheetKind.PUBLIC_NOTICE)]


@pytest.mark.parametrize("paper", NUMBERED, ids=lambda paper: paper.title)
def test_page_is_a4_with_type_area_and_grid(paper):
    section = open_docx(render(paper)).sections[0]
    millimetres = [
        round(length / Mm(1))
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.left_margin,
            section.page_width - section.left_margin - section.right_margin,
            section.page_height - section.top_margin - section.bottom_margin,
        )
    ]
    assert millimetres == [210, 297, 37, 28, 156, 225]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


def test_grid_holds_22_lines_of_28_characters():
    height, width = 225 / 25.4 * 1440, 156 / 25.4 * 1440
    assert (int(height // page.LINE), int(width // page.CHAR)) == (22, 28)


@pytest.mark.parametrize("paper", NUMBERED, ids=lambda paper: paper.title)
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(paper):
    document = open_docx(render(paper))
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer is True
    seen = []
    for footer in (section.footer, section.even_page_footer):
        number = footer.paragraphs[0]
        fields = [element.text for element in number._p.iter(qn("w:instrText"))]
        form = number.paragraph_format
        seen.append((number.text, fields, number.alignment, form.left_indent.pt, form.right_indent.pt))
        assert (chinese_face(number), size_points(number)) == ("宋体", 14)
    assert seen == [("— 1 —", [" PAGE "], ALIGN.RIGHT, 0, 14), ("— 1 —", [" PAGE "], ALIGN.LEFT, 14, 0)]


@pytest.mark.parametrize(
    ("start", "face", "size", "first"),
    [
        ("为加强", "仿宋_GB2312", 16, 2),
        ("一、组建的必要性", "黑体", 16, 2),
        ("临江市总工会：", "仿宋_GB2312", 16, 0),
    ],
)
def test_body_faces_and_sizes(start, face, size, first):
    found = paragraph(render(REQUEST), start)
    assert (chinese_face(found), size_points(found)) == (face, size)
    assert chars(found.style.paragraph_format.first_line_indent) == first
    assert found.style.paragraph_format.line_spacing.pt == 28.95


def test_heading_levels_have_their_faces():
    texts = ("一、甲", "（一）乙", "1.丙", "（1）丁")
    paper = official(Kind.NOTICE, Purpose.ESTABLISHED, body=parse_lines("\n".join(texts)))
    found = [paragraph(render(paper), text) for text in texts]
    assert [chinese_face(p) for p in found] == ["黑体", "楷体_GB2312", "仿宋_GB2312", "仿宋_GB2312"]


def test_lead_of_a_paragraph_has_the_face_of_its_level():
    paper = official(Kind.NOTICE, Purpose.ESTABLISHED, body=parse_lines("（一）公示。名单公示五日。"))
    found = paragraph(render(paper), "（一）公示。")
    assert [run.text for run in found.runs] == ["（一）公示。", "名单公示五日。"]
    assert [chinese_face(found, 0), chinese_face(found, 1)] == ["楷体_GB2312", "仿宋_GB2312"]


def test_title_is_22_point_and_centred():
    found = paragraph(render(REPLY), "临江市总工会关于筹备成立")
    assert (chinese_face(found), size_points(found)) == ("方正小标宋简体", 22)
    assert found.style.paragraph_format.alignment == ALIGN.CENTER


@pytest.mark.parametrize(
    "paper", [paper for paper in OFFICIAL if paper.kind is not Kind.LETTER], ids=lambda p: p.title
)
def test_head_has_red_mark_and_red_line(paper):
    document = open_docx(render(paper))
    mark = document.paragraphs[0]
    word = "会议纪要" if paper.kind is Kind.MINUTES else "文件"
    assert mark.text == paper.issuer + word
    assert str(mark.runs[0].font.color.rgb) == "FF0000"
    assert chinese_face(mark) == "方正小标宋简体"
    assert 35 <= mark.paragraph_format.space_before.mm < 36
    rules = [bottom.get(qn("w:color")) for bottom in document.element.body.iter(qn("w:bottom"))]
    assert rules.count("FF0000") == 1


@pytest.mark.parametrize(("length", "most"), [(4, 62), (9, 62), (16, 40), (30, 22)])
def test_mark_fits_one_line(length, most):
    size, scale = mark_size("会" * length)
    assert size <= most
    assert size * scale / 100 * length <= 442


def test_downward_number_is_centred_and_names_no_signer():
    found = paragraph(render(REPLY), "临工复〔2026〕3号")
    assert found.text == "临工复〔2026〕3号"
    assert (found.alignment or found.style.paragraph_format.alignment) == ALIGN.CENTER
    assert "签发人" not in "".join(lines(render(REPLY)))


def test_upward_number_is_left_and_signer_right():
    found = paragraph(render(REQUEST), "平工发〔2026〕12号")
    assert found.text == "平工发〔2026〕12号\t签发人：沈怀远"
    assert found.alignment == ALIGN.LEFT
    assert chars(found.paragraph_format.left_indent) == 1
    stop = found.paragraph_format.tab_stops[0].position
    assert round(156 / 25.4 * 72 - stop.pt, 1) == 15.8
    assert [chinese_face(found, run) for run in (0, 2, 3)] == ["仿宋_GB2312", "仿宋_GB2312", "楷体_GB2312"]


def test_draft_leaves_room_for_number_signer_and_date():
    data = render(official(Kind.REQUEST, Purpose.PREPARE, number=None, signer=None, issued_on=None))
    assert "\t签发人：　　　" in lines(data)
    assert "　　　　年　　月　　日" in lines(data)


@pytest.mark.parametrize(
    ("name", "day", "sealed", "expected"),
    [
        (6, 6, True, (4, 4)),
        (8, 6, True, (3, 4)),
        (14, 6, True, (0, 4)),
        (20, 6, True, (0, 7)),
        (12, 6, False, (2, 6)),
        (10, 6, False, (2, 4)),
        (5, 6, False, (5, 2)),
    ],
)
def test_signature_indents(name, day, sealed, expected):
    assert signature_indents(name, day, sealed=sealed) == expected


def test_date_ends_four_characters_from_the_right_without_leading_zero():
    found = paragraph(render(REPLY), "2026年3月1日")
    assert found.style.paragraph_format.alignment == ALIGN.RIGHT
    assert chars(found.paragraph_format.right_indent) == 4


def test_reply_follows_its_skeleton():
    found = lines(render(REPLY))
    expected = ("临工复〔2026〕3号", "平湖县总工会：", "此复。", "临江市总工会", "2026年3月1日")
    places = [found.index(text) for text in expected]
    assert places == sorted(places)
    assert found[places[1] + 1] == (
        "你会《平湖县总工会关于筹备成立平湖县现代物流业工会联合会的请示》（平工发〔2026〕12号）收悉。经研究，批复如下："
    )
    assert found[places[1] + 2].startswith("一、同意")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), []),
        (("名单",), ["附件：名单"]),
        (("甲名单", "乙名单"), ["附件：1. 甲名单", "2. 乙名单"]),
    ],
)
def test_attachments_note_is_numbered_only_when_several(names, expected):
    found = lines(render(official(Kind.NOTICE, Purpose.ESTABLISHED, attachments=names)))
    assert [text for text in found if "名单" in text] == expected


def test_attachment_names_are_aligned():
    data = render(REQUEST)
    starts = [paragraph(data, text).paragraph_format for text in ("附件：1. ", "2. ")]
    assert [chars(form.left_indent) for form in starts] == [6, 6]
    assert [chars(form.left_indent + form.first_line_indent) for form in starts] == [2, 5]


def test_contact_stands_under_the_date_in_brackets():
    found = lines(render(REQUEST))
    assert found[found.index("2026年3月1日") + 1] == "（联系人：许青，联系电话：0000-00000000）"


def test_colophon_is_ruled_and_floats_on_the_lower_edge():
    table = open_docx(render(REPLY)).tables[-1]
    assert [row.cells[0].text for row in table.rows] == [
        "抄送：平湖县交通运输局，平湖县现代物流业协会党支部。",
        "临江市总工会办公室\t2026年3月2日印发",
    ]
    place = table._tbl.tblPr.find(qn("w:tblpPr"))
    assert (place.get(qn("w:vertAnchor")), place.get(qn("w:tblpYSpec"))) == ("margin", "bottom")
    borders = table._tbl.tblPr.find(qn("w:tblBorders"))
    assert {b.tag.split("}")[1]: b.get(qn("w:sz")) for b in borders} == {
        "top": "8",
        "bottom": "8",
        "insideH": "6",
    }
    assert size_points(table.rows[0].cells[0].paragraphs[0]) == 14


def test_no_colophon_without_copies_and_printer():
    assert open_docx(render(official(Kind.REPLY, Purpose.PREPARE, copy_to=(), printed_by=""))).tables == []


def test_letter_has_double_lines_and_no_number_on_its_first_page():
    section = open_docx(render(official(Kind.LETTER, Purpose.CONSULT))).sections[0]
    assert section.different_first_page_header_footer is True
    assert section.first_page_header.paragraphs[0].text == "平湖县总工会"
    assert 30 <= section.header_distance.mm < 31
    thick = []
    for part in (section.first_page_header, section.first_page_footer):
        assert list(part._element.iter(qn("w:instrText"))) == []
        thick.append([b.get(qn("w:sz")) for b in part._element.iter(qn("w:bottom"))])
    assert thick == [["18", "6"], ["6", "18"]]


def test_letter_number_stands_seven_eighths_of_a_character_below_the_red_line():
    number = open_docx(render(official(Kind.LETTER, Purpose.CONSULT))).paragraphs[0]
    on_its_line = (28.95 - 16) / 2  # free above a 16 pt character on a line of 22 to the page
    assert number.alignment == 2
    assert abs(number.paragraph_format.space_before.pt + on_its_line - 16 * 7 / 8) < 0.1


def test_minutes_list_those_present_and_carry_no_seal_block():
    data = render(minutes())
    present = paragraph(data, "出席：")
    assert (chinese_face(present, 0), chinese_face(present, 1)) == ("黑体", "仿宋_GB2312")
    assert chars(present.paragraph_format.left_indent) == 5
    assert [text[:3] for text in lines(data)[-3:]] == ["出席：", "请假：", "列席："]
