"""A table as .xlsx, read back with another library."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl
import pytest

from gonglian.core.workbook import Book, Head, write_table


def test_table_keeps_kinds_of_values() -> None:
    row = ["81371302MX0000019M", "0012345", "=1+1", 12, date(2026, 3, 1), None]
    heads = [Head(label) for label in "abcdef"]
    book = openpyxl.load_workbook(write_table("名单", heads, [row], ["截至 2026-03-01"]))
    cells = [cell.value for cell in book["名单"][2]]
    assert cells[:5] == ["81371302MX0000019M", "0012345", "=1+1", 12, datetime(2026, 3, 1)]  # noqa: DTZ001
    assert [cell.value for cell in book["名单"][1]] == list("abcdef")
    assert book["名单"]["C2"].data_type == "s"
    assert book.worksheets[1]["A1"].value == "截至 2026-03-01"


def test_sheet_name_loses_forbidden_signs() -> None:
    assert openpyxl.load_workbook(write_table("a/b[c]", [Head("x")], [])).sheetnames[0] == "abc"


TOLD = [
    ("备注", "11010519491231002X"), ("证件", "身份证 110105194912310"), ("手机", "13905391234"), ("电话", "8123456"),
    ("银行账号", "6222 0212 3456 78"), ("备注", "因病请假"), ("子女姓名", "王小明"), ("数", 13905391234),
]  # fmt: skip


@pytest.mark.parametrize(("head", "value"), TOLD)
def test_personal_details_leave_masked_and_the_notes_say_so(head: str, value: object) -> None:
    book = openpyxl.load_workbook(write_table("名单", [Head("名称"), Head(head)], [["市工会", value]]))
    assert book.worksheets[0]["A2"].value == "市工会"
    assert str(value) not in str(book.worksheets[0]["B2"].value)
    assert "*" in book.worksheets[0]["B2"].value
    assert book.worksheets[1]["A1"].value == "表中 1 处个人信息已遮去（个人信息保护法第二十八条）。"


def test_columns_leave_in_full_only_within_a_declared_reading() -> None:
    sheet = Book().add_worksheet("名单")
    with pytest.raises(RuntimeError, match="readings"):
        sheet.let_through([1])
    sheet.let_through([])
