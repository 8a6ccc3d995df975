from __future__ import annotations

import pytest

from gonglian.documents.markup import parse_lines
from gonglian.documents.papers import Heading, Paragraph
from gonglian.documents.text import clean, width
from gonglian.documents.titles import title_lines


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("张\x00三\x1b", "张三"),
        ("甲\t乙\r\n丙\n丁", "甲 乙 丙 丁"),
        ("沈\u200b怀\u202e远\ufeff", "沈怀远"),
        ("坏\ud800字\uffff", "坏字"),
        ("<b>&\"'", "<b>&\"'"),
        ("葛\U000e0100洪", "葛\U000e0100洪"),
        ("𬭚", "𬭚"),
    ],
)
def test_text_loses_only_what_cannot_be_printed(text, kept):
    assert clean(text) == kept


@pytest.mark.parametrize(
    ("text", "characters"), [("", 0), ("工会", 2), ("2026年3月1日", 6), ("“甲”", 3), ("1. ", 1.5)]
)
def test_width_counts_latin_letters_half(text, characters):
    assert width(text) == characters


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("一、基本情况", Heading(1, "一、基本情况")),
        ("十二、其他事项", Heading(1, "十二、其他事项")),
        ("（一）组织形式", Heading(2, "（一）组织形式")),
        ("1.筹备组", Heading(3, "1.筹备组")),
        ("（1）组长", Heading(4, "（1）组长")),
        ("一、同意成立筹备组，期限6个月。", Paragraph("一、同意成立筹备组，期限6个月。")),
        ("（二）公示。名单公示5日。", Paragraph("名单公示5日。", lead="（二）公示。", level=2)),
        ("（二）名单公示、答复，均已完成。现报批。", Paragraph("（二）名单公示、答复，均已完成。现报批。")),
        ("第十一条　选举采用无记名投票。", Paragraph("选举采用无记名投票。", lead="第十一条　", level=1)),
        ("1.5倍于去年", Paragraph("1.5倍于去年")),
        ("2026年3月", Paragraph("2026年3月")),
        ("一切准备就绪", Paragraph("一切准备就绪")),
    ],
)
def test_line_is_read_by_how_it_starts(line, block):
    assert parse_lines(f"\n  {line}　\n\n") == (block,)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("选举工作方案", ("选举工作方案",)),
        ("自定\n换行", ("自定", "换行")),
        (
            "临江市总工会关于筹备成立平湖县现代物流业工会联合会的批复",
            ("临江市总工会关于筹备成立", "平湖县现代物流业工会联合会的批复"),
        ),
        (
            "平湖县总工会关于批准平湖县现代物流业工会联合会第一次会员代表大会选举结果的请示",
            ("平湖县总工会关于批准", "平湖县现代物流业工会联合会", "第一次会员代表大会选举结果的请示"),
        ),
    ],
)
def test_title_breaks_between_words(title, expected):
    assert title_lines(title) == expected


def test_title_lines_fit_and_lose_nothing():
    title = "关于二〇二六年度全市重点行业职工技能竞赛有关事项安排和经费保障工作的补充通知"
    found = title_lines(title)
    assert "".join(found) == title
    assert all(width(line) <= 19.5 for line in found)


def test_very_long_title_is_left_to_the_word_processor():
    assert title_lines("长" * 90) == ("长" * 90,)
