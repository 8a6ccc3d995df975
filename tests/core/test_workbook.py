"""A table as .xlsx, read back with another library."""

from __future__ import annotations

from datetime import date, datetime

import openpyxl

from gonglian.core.workbook import Head, write_table


def test_table_keeps_kinds_of_values() -> None:
    row = ["81371302MX0000019M", "0123456789", "=1+1", 12, date(2026, 3, 1), None]
    heads = [Head(label) for label in "abcdef"]
    book = openpyxl.load_workbook(write_table("名单", heads, [row], ["截至 2026-03-01"]))
    cells = [cell.value for cell in book["名单"][2]]
    assert cells[:5] == ["81371302MX0000019M", "0123456789", "=1+1", 12, datetime(2026, 3, 1)]  # noqa: DTZ001
    assert [cell.value for cell in book["名单"][1]] == list("abcdef")
    assert book["名单"]["C2"].data_type == "s"
    assert book.worksheets[1]["A1"].value == "截至 2026-03-01"


def test_sheet_name_loses_forbidden_signs() -> None:
    assert openpyxl.load_workbook(write_table("a/b[c]", [Head("x")], [])).sheetnames[0] == "abc"
