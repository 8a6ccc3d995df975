from __future__ import annotations

from datetime import date

import pytest

from gonglian.documents.numbers import DocumentNumber, NumberError, check_year, format_number, parse_number


@pytest.mark.parametrize(
    ("text", "code", "year", "serial"),
    [
        ("临工发〔2026〕3号", "临工发", 2026, 3),
        ("平物流工纪〔1999〕120号", "平物流工纪", 1999, 120),
        ("号工〔2026〕10号", "号工", 2026, 10),
    ],
)
def test_number_is_read_and_written(text, code, year, serial):
    assert parse_number(text) == DocumentNumber(code, year, serial)
    assert format_number(code, year, serial) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "没有填写。"),
        ("临工发[2026]3号", "年份应当用六角括号〔〕括起。"),
        ("临工发（2026）3号", "年份应当用六角括号〔〕括起。"),
        ("临工发【2026】3号", "年份应当用六角括号〔〕括起。"),
        ("临工发 〔2026〕3号", "不能留空格。"),
        ("临工发〔２０２６〕3号", "年份和顺序号用半角阿拉伯数字。"),
        ("临工发〔26〕3号", "年份应当写全四位，用六角括号〔〕括起。"),
        ("临工发2026年3号", "年份应当写全四位，用六角括号〔〕括起。"),
        ("临工发〔2026〕第3号", "顺序号前不加“第”字。"),
        ("临工发〔2026〕03号", "顺序号不编虚位，从1开始，前面不加0。"),
        ("临工发〔2026〕0号", "顺序号不编虚位，从1开始，前面不加0。"),
        ("临工发〔2026〕3", "顺序号后应当加“号”字。"),
        ("〔2026〕3号", "应当由机关代字、年份、顺序号组成。"),
        ("LGF〔2026〕3号", "应当由机关代字、年份、顺序号组成。"),
        ("临工发〔2026〕号", "应当由机关代字、年份、顺序号组成。"),
        ("临工发〔2026〕3号。号", "应当由机关代字、年份、顺序号组成。"),
    ],
)
def test_number_refused_names_the_reason(text, reason):
    with pytest.raises(NumberError) as error:
        parse_number(text)
    assert str(error.value) == (
        f"发文字号“{text}”不合规范：{reason}规范写法如“临工发〔2026〕3号”（GB/T 9704 第7.2.5条）。"
    )


@pytest.mark.parametrize(
    ("code", "year", "serial"), [("临工 发", 2026, 1), ("临工发", 26, 1), ("临工发", 2026, 0)]
)
def test_number_refused_when_its_parts_are_wrong(code, year, serial):
    with pytest.raises(NumberError):
        format_number(code, year, serial)


def test_year_of_number_must_be_year_of_date():
    number = parse_number("临工发〔2026〕3号")
    check_year(number, date(2026, 12, 31))
    with pytest.raises(NumberError, match="年份2027不一致"):
        check_year(number, date(2027, 1, 1))
