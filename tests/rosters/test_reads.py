"""What the pages of an import show of a file."""

from __future__ import annotations

from gonglian.rosters.models import ImportFile, ImportRow
from gonglian.rosters.reads import columns_of
from gonglian.rosters.rows import UNIONS

COLUMNS = (
    "union_name",
    "union_code",
    "unit_name",
    "unit_code",
    "industry_code",
    "town_code",
    "founded",
    "members",
    "chair",
)
FILE = ImportFile(kind=UNIONS, columns={name: place for place, name in enumerate(COLUMNS)})
SHOWN = ("union_name", "union_code", "unit_code", "industry_code", "town_code", "members", "chair")


def test_columns_stand_as_in_the_file() -> None:
    assert columns_of(FILE, []) == SHOWN


def test_columns_take_in_the_one_that_is_wrong() -> None:
    wrong = ImportRow(field="founded", message="不是有效日期。")
    assert columns_of(FILE, [wrong]) == (*SHOWN[:5], "founded", *SHOWN[5:])


def test_columns_leave_out_what_the_file_does_not_have() -> None:
    assert columns_of(FILE, [ImportRow(field="phone", message="没有这一列。")]) == SHOWN
