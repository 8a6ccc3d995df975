from __future__ import annotations

import io
import zipfile

import pytest

from gonglian.documents.papers import CountLine, Kind, PaperError, Paragraph, SheetKind
from gonglian.documents.render import render
from gonglian.documents.wording import SHIPPED, Purpose
from tests.documents.geometry import lines, open_docx, paragraph, parts
from tests.documents.samples import NAMES, TEXT_SHEETS, ballot, count_sheet, minutes, official, sheet

PAPERS = [
    *(official(kind, purpose) for kind, purpose in SHIPPED if isinstance(kind, Kind)),
    minutes(),
    *(sheet(kind) for kind in TEXT_SHEETS),
    ballot(),
    count_sheet(),
]
NASTY = "甲<乙>&\"丙'\x00\x0b]]>&amp"
PRINTED = "甲<乙>&\"丙' ]]>&amp"


def rows(data: bytes, table: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in open_docx(data).tables[table].rows]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.title)
def test_same_paper_gives_same_bytes(paper):
    assert render(paper) == render(paper)


def test_file_carries_no_time_of_making():
    with zipfile.ZipFile(io.BytesIO(render(PAPERS[0]))) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = open_docx(render(PAPERS[0])).core_properties
    assert properties.modified == properties.created
    assert properties.created.date().isoformat() == "2026-03-01"
    assert (properties.author, properties.last_modified_by) == ("平湖县总工会", "")


def test_another_paper_gives_other_bytes():
    assert render(official(Kind.REPLY, Purpose.PREPARE)) != render(
        official(Kind.REPLY, Purpose.PREPARE, number="临工复〔2026〕4号")
    )


def test_file_holds_no_part_that_papers_do_not_use():
    unwanted = ("thumbnail", "customXml", "numbering", "stylesWithEffects")
    assert [name for name in parts(render(PAPERS[0])) if any(word in name for word in unwanted)] == []


def test_text_is_printed_as_given_without_control_characters():
    paper = official(
        Kind.REQUEST,
        Purpose.PREPARE,
        signer=NASTY,
        addressee=NASTY,
        body=(Paragraph(NASTY),),
        attachments=(NASTY,),
    )
    found = lines(render(paper))
    assert [text for text in found if PRINTED in text] == [
        f"平工发〔2026〕12号\t签发人：{PRINTED}",
        f"{PRINTED}：",
        PRINTED,
        f"附件：{PRINTED}",
    ]


def test_names_on_a_ballot_are_printed_as_given():
    assert rows(render(ballot((NASTY, "乙"))), 0)[1][0] == PRINTED


def test_faulty_paper_is_refused():
    with pytest.raises(PaperError):
        render(official(Kind.REQUEST, Purpose.PREPARE, number="平工发[2026]12号"))


def test_ballot_lists_names_in_the_given_order_with_four_choices():
    data = render(ballot(("丙", "甲", "乙")))
    assert rows(data, 0) == [
        ["候选人", "赞成", "反对", "弃权"],
        ["丙", "", "", ""],
        ["甲", "", "", ""],
        ["乙", "", "", ""],
    ]
    assert rows(data, 1) == [["另选他人姓名", "赞成", "工作单位"], ["", "", ""], ["", "", ""], ["", "", ""]]


def test_long_ballot_stands_two_to_a_line():
    found = rows(render(ballot(NAMES)), 0)
    assert found[0] == ["候选人", "赞成", "反对", "弃权"] * 2
    assert [name for row in found[1:] for name in (row[0], row[4])] == [*NAMES, ""]


def test_every_ballot_is_the_same_and_bears_no_page_number():
    data = render(ballot())
    assert data == render(ballot())
    assert [name for name, part in parts(data).items() if b"instrText" in part] == []


def test_count_sheet_shows_the_sums_and_who_signs():
    data = render(count_sheet((CountLine("甲", 30, 9, 2), CountLine("乙"))))
    assert rows(data, 0) == [
        ["应到人数", "实到人数", "发出选票", "收回选票", "有效票", "废票"],
        ["43", "41", "41", "41", "41", "0"],
    ]
    assert rows(data, 1) == [
        ["序号", "候选人", "赞成", "反对", "弃权", "合计"],
        ["1", "甲", "30", "9", "2", "41"],
        ["2", "乙", "", "", "", ""],
    ]
    assert rows(data, 2) == [["另选他人姓名", "得票"], ["程未央", "2"]]
    assert lines(data)[-4:] == [
        "总监票人（签名）：",
        "监票人（签名）：\t监票人（签名）：",
        "计票人（签名）：\t计票人（签名）：",
        "2026年6月18日",
    ]


def test_candidates_are_shown_by_name_sex_unit_and_post_only():
    assert rows(render(sheet(SheetKind.PUBLIC_NOTICE)), 0)[0] == ["序号", "姓名", "性别", "工作单位", "职务"]


def test_table_head_repeats_and_rows_stay_whole():
    table = open_docx(render(sheet(SheetKind.CANDIDATE_LIST))).tables[0]
    xml = [row._tr.xml for row in table.rows]
    assert ["<w:tblHeader" in text for text in xml] == [True] + [False] * len(NAMES)
    assert all("<w:cantSplit" in text for text in xml)


def test_attachment_label_stands_above_the_title():
    assert lines(render(sheet(SheetKind.QUOTA_TABLE)))[0] == "附件1"


def test_consent_sheet_names_the_four_unchanged_and_is_signed():
    data = render(sheet(SheetKind.CONSENT))
    text = "".join(lines(data))
    assert [word for word in ("隶属关系", "经费上缴渠道", "工作对象", "会籍管理") if word not in text] == []
    assert paragraph(data, "主席（签名）：").text == "主席（签名）："


def test_election_rules_lead_each_article():
    data = render(sheet(SheetKind.ELECTION_RULES))
    articles = [
        p.runs[0].text for p in open_docx(data).paragraphs if p.text.startswith("第") and "条　" in p.text[:5]
    ]
    assert (len(articles), articles[0]) == (13, "第一条　")
