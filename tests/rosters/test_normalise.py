from datetime import date, datetime

import pytest

from gonglian.rosters import normalise, words
from gonglian.rosters.rows import Day

FIRST_OF_JULY = Day(date(2019, 7, 1))
JULY = Day(date(2019, 7, 1), month_only=True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2019-07-01", FIRST_OF_JULY),
        ("2019-7-1", FIRST_OF_JULY),
        ("2019/7/1", FIRST_OF_JULY),
        ("2019.07.01", FIRST_OF_JULY),
        ("20190701", FIRST_OF_JULY),
        ("2019年7月1日", FIRST_OF_JULY),
        ("43647", FIRST_OF_JULY),
        ("2019-07-01 00:00:00", FIRST_OF_JULY),
        (" ２０１９－０７－０１　", FIRST_OF_JULY),
        ("2019-07", JULY),
        ("2019/7", JULY),
        ("2019.07", JULY),
        ("201907", JULY),
        ("2019年7月", JULY),
        ("2020-02-29", Day(date(2020, 2, 29))),
        ("2021-02-29", None),
        ("2021-02-30", None),
        ("2019/13/05", None),
        ("202314日", None),
        ("2020-00-12", None),
        ("20211301", None),
        ("2022年2月31日", None),
        ("1026-05-01", None),
        ("10260501", None),
        ("2300-01-01", None),
        ("2019", None),
        ("2019.1", None),
        ("19-7-1", None),
        ("不详", None),
        ("", None),
    ],
)
def test_day_in_every_form(written: str, read: Day | None) -> None:
    assert normalise.day(written) == read


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("0539", "0539"),
        (43647.0, "43647"),
        (13800000000.0, "13800000000"),
        (3.71302199001010e17, "3.71302E+17"),
        (4300.5, "4300.5"),
        (7, "7"),
        (True, "是"),
        (False, "否"),
        (date(2019, 7, 1), "2019-07-01"),
        (datetime(2019, 7, 1), "2019-07-01"),  # noqa: DTZ001 - cells carry no zone
        (datetime(2019, 7, 1, 8, 30), "2019-07-01 08:30:00"),  # noqa: DTZ001
    ],
)
def test_cell_text_by_type_of_cell(cell: object, text: str) -> None:
    assert normalise.cell_text(cell) == text


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("'37130219900101123x ", "37130219900101123X"),
        ("３７１３０２１９９００１０１１２３Ｘ", "37130219900101123X"),
        ("371302 19900101 123X", "37130219900101123X"),
        ("‘91ab", "91AB"),
        ("\ufeff\u200b12", "12"),
        ("ａｂｃ", "ABC"),
        ("　", ""),
    ],
)
def test_code_with_stray_characters(written: str, read: str) -> None:
    assert normalise.code(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("王　安", "王安"),
        (" 王安 ", "王安"),
        ("王\n安", "王安"),
        ("John  Smith", "John Smith"),
        ("王\u00a0安", "王安"),
    ],
)
def test_name_with_spaces(written: str, read: str) -> None:
    assert normalise.name(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("138-0000-0000", "13800000000"),
        ("+8613800000000", "13800000000"),
        ("8613800000000", "13800000000"),
        ("１３８００００００００", "13800000000"),
        ("(0539)8000000", "05398000000"),
        ("", ""),
    ],
)
def test_phone_in_every_spelling(written: str, read: str) -> None:
    assert normalise.phone(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1,234", 1234),
        ("25人", 25),
        ("12.0", 12),
        ("０", 0),
        ("-3", None),
        ("3.5", None),
        ("约30", None),
        ("", None),
    ],
)
def test_whole_number_of_a_count(written: str, read: int | None) -> None:
    assert normalise.whole_number(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("4,300.00", "4300.00"),
        ("4300元", "4300"),
        ("￥4300", "4300"),
        ("面议", None),
        ("-", None),
        ("-3200", None),
        ("", None),
    ],
)
def test_money_of_a_wage(written: str, read: str | None) -> None:
    assert normalise.money(written) == read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("是", True),
        ("有", True),
        ("1", True),
        ("否", False),
        ("无", False),
        ("0", False),
        ("", None),
        ("待定", None),
    ],
)
def test_yes_no_of_a_word(written: str, read: bool | None) -> None:
    assert normalise.yes_no(written) is read


@pytest.mark.parametrize(
    ("reader", "written", "read"),
    [
        (words.sex, "女性", "女"),
        (words.sex, "1", "男"),
        (words.sex, "不详", "不详"),
        (words.ethnicity, "汉", "汉族"),
        (words.ethnicity, "01", "汉族"),
        (words.ethnicity, "1", "汉族"),
        (words.ethnicity, "56", "基诺族"),
        (words.ethnicity, "", None),
        (words.political, "党员", "中共党员"),
        (words.political, "一般群众", "群众"),
        (words.education, "本科", "大学本科毕业"),
        (words.education, "大学本科肄业", "大学本科肄业"),
        (words.membership, "退会", "已退会"),
    ],
)
def test_words_kept_in_one_form(reader, written: str, read: str | None) -> None:
    assert reader(written) == read


@pytest.mark.parametrize(
    ("kind", "expected"), [("", True), ("居民身份证", True), ("01", True), ("护照", False)]
)
def test_is_id_card_by_kind_of_document(kind: str, expected: bool) -> None:
    assert words.is_id_card(kind) is expected
