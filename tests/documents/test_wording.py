from __future__ import annotations

import pytest

from gonglian.documents.blanks import BLANKS
from gonglian.documents.papers import Column, Heading, Kind, Paragraph, SheetKind, Table
from gonglian.documents.wording import SHIPPED, Purpose, Wording, WordingError, blanks_in, check_text, shipped
from tests.documents.samples import VALUES

TABLE = Table((Column("姓名", 1),), (("沈怀远",),))


def wording(body: str, title: str = "关于{{ 工会名称 }}的通知") -> Wording:
    return Wording(Kind.NOTICE, Purpose.ESTABLISHED, title, body)


def test_wording_is_filled_line_by_line():
    filled = wording("一、{{ 工会名称 }}\n\n共{{组成单位数}}个，{{ 候选人表 }}").fill
    with pytest.raises(WordingError, match="单独占一行"):
        filled({"union": "甲工会", "constituents_count": 3, "candidate_table": TABLE})
    title, blocks = wording("一、{{ 工会名称 }}\n共{{组成单位数}}个。\n{{ 候选人表 }}\n{{ 时间安排 }}").fill(
        {
            "union": "甲工会",
            "constituents_count": 3,
            "candidate_table": TABLE,
            "stage_plan": ("（一）四月", "五月。"),
        }
    )
    assert title == "关于甲工会的通知"
    assert blocks == (
        Heading(1, "一、甲工会"),
        Paragraph("共3个。"),
        TABLE,
        Heading(2, "（一）四月"),
        Paragraph("五月。"),
    )


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"chair": "沈怀远", "vice_chair_names": "周砚秋"}, "沈怀远任主席，周砚秋任副主席。"),
        ({"chair": "沈怀远", "vice_chair_names": ""}, "沈怀远任主席。"),
        ({"chair": "沈怀远"}, "沈怀远任主席。"),
    ],
)
def test_optional_part_is_left_out_without_a_value(values, text):
    body = "{{ 主席姓名 }}任主席[[，{{ 副主席姓名 }}任副主席]]。"
    assert wording(body, "通知").fill(values)[1] == (Paragraph(text),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("甲\n{{ 工会名字 }}乙", "不认识的填空项“工会名字”"),
        ("{{ union }}", "不认识的填空项“union”"),
        ("{{ 工会名称.__class__ }}", "不认识的填空项“工会名称.__class__”"),
        ("{{  }}", "不认识的填空项“”"),
        ("好\n甲{{ 工会名称 }乙", "在“甲{{ 工会名称 }乙”这一行"),
        ("工会名称 }}", "在“工会名称 }}”这一行"),
        ("{{ 工会\n名称 }}", "在“{{ 工会”这一行"),
        ("[[，{{ 工会名称 }}", "在“[[，{{ 工会名称 }}”这一行"),
    ],
)
def test_text_refused_names_the_place(text, message):
    with pytest.raises(WordingError) as error:
        check_text(text)
    assert message in str(error.value)


@pytest.mark.parametrize("values", [{}, {"union": ""}])
def test_filling_refused_without_a_value(values):
    with pytest.raises(WordingError, match="填空项“工会名称”没有内容"):
        wording("正文。").fill(values)


def test_value_is_never_read_as_a_blank_or_a_line():
    blocks = wording("{{ 工会名称 }}。", "通知").fill({"union": "{{ 主席姓名 }}\n一、甲\x00"})[1]
    assert blocks == (Paragraph("{{ 主席姓名 }} 一、甲。"),)


@pytest.mark.parametrize(("kind", "purpose"), SHIPPED)
def test_shipped_wording_fills_and_ends_in_its_kind(kind, purpose):
    text = shipped(kind, purpose)
    title, blocks = text.fill(VALUES)
    assert all(isinstance(block, Table) or block.text for block in blocks)
    if isinstance(kind, Kind):
        assert title.endswith(kind.chinese)
        assert len(blocks) > 1


@pytest.mark.parametrize(
    ("kind", "purpose", "last"),
    [
        (
            kind,
            purpose,
            {Kind.REQUEST: "妥否，请批示。", Kind.REPLY: "此复。", Kind.REPORT: "特此报告。"}[kind],
        )
        for kind, purpose in SHIPPED
        if kind in (Kind.REQUEST, Kind.REPLY, Kind.REPORT)
    ],
)
def test_shipped_wording_closes_as_custom_asks(kind, purpose, last):
    assert shipped(kind, purpose).body.splitlines()[-1] == last


@pytest.mark.parametrize("purpose", [purpose for kind, purpose in SHIPPED if kind is Kind.REPLY])
def test_reply_opens_with_the_request_it_answers(purpose):
    first = shipped(Kind.REPLY, purpose).body.splitlines()[0]
    assert first == "你会《{{ 请示标题 }}》（{{ 请示文号 }}）收悉。经研究，批复如下："


def test_ballot_wording_says_how_to_mark_each_choice():
    body = shipped(SheetKind.BALLOT).body
    assert [word for word in ("赞成", "反对", "弃权", "另选他人") if word not in body] == []


def test_every_blank_is_used_or_known_by_one_name():
    assert len(set(BLANKS.values())) == len(BLANKS)
    used = {code for key in SHIPPED for code in blanks_in(shipped(*key).title + shipped(*key).body)}
    assert used <= set(BLANKS)


def test_shipped_refused_for_a_pair_that_is_not_shipped():
    with pytest.raises(KeyError):
        shipped(Kind.LETTER, Purpose.AUDIT_COMMITTEE)


def test_minutes_have_no_wording_of_their_own():
    """They are written from the record of the meeting, whatever its ordinal (meetings.minutes)."""
    assert [kind for kind, _purpose in SHIPPED if kind is Kind.MINUTES] == []
