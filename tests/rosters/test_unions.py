from datetime import date
from typing import Any

import pytest

from gonglian.rosters.judge.terms import is_over
from gonglian.rosters.judge.unions import UnionJudge
from gonglian.rosters.rows import RawRow
from tests.factories.dirty_rosters import ON, REFERENCE, uscc

UNION, OTHER = uscc("81990101TU0000001"), uscc("81990101TU0000002")
UNIT, OTHER_UNIT = uscc("91990101TE0000001"), uscc("91990101TE0000002")
CELLS = {
    "union_name": "甲厂工会委员会",
    "union_code": UNION,
    "unit_name": "甲厂",
    "unit_code": UNIT,
    "industry_code": "2021",
    "town_code": "990101001",
    "town_name": "甲河镇",
    "founded": "2015-05-04",
    "term_start": "2023-05-04",
    "term_years": "5",
    "workers": "60",
    "members": "40",
    "chair": "赵安",
    "chair_post": "车间主任",
    "audit_committee": "有",
}


def verdict_of(**cells: str) -> tuple[str, list[str]]:
    verdict, notices = UnionJudge(REFERENCE, ON).judge("unions", RawRow(1, CELLS | cells))
    return (verdict.fault.code if verdict.fault else ""), [notice.code for notice in notices]


def test_good_row_has_no_fault_and_no_notice() -> None:
    assert verdict_of() == ("", [])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"union_name": ""}, "name_missing"),
        ({"unit_name": "<i>甲厂</i>"}, "name_invalid"),
        ({"union_code": ""}, "union_code_invalid"),
        ({"union_code": UNION[:17]}, "union_code_invalid"),
        ({"union_code": UNION[:17] + OTHER[17]}, "union_code_invalid"),
        ({"unit_code": ""}, "unit_uscc_length"),
        ({"unit_code": UNIT[:17]}, "unit_uscc_length"),
        ({"unit_code": UNIT[:9] + "O" + UNIT[10:]}, "unit_uscc_illegal_char"),
        ({"unit_code": UNIT[:17] + OTHER_UNIT[17]}, "unit_uscc_checksum"),
        ({"industry_code": "6292"}, "industry_code_unknown"),
        ({"town_name": "乙山街道"}, "town_code_name_mismatch"),
        ({"town_code": "990101999"}, "town_code_name_mismatch"),
        ({"workers": "不详"}, "number_invalid"),
        ({"women_members": "-1"}, "number_invalid"),
        ({"members": "61"}, "members_gt_workers"),
        ({"founded": "2015-02-29"}, "date_impossible"),
        ({"founded": "2025-07-01"}, "founded_in_future"),
        ({"term_start": "2025-07-01"}, "founded_in_future"),
        ({"chair": " "}, "chair_missing"),
    ],
)
def test_bad_row_by_reason(cells: dict[str, str], expected: str) -> None:
    assert verdict_of(**cells)[0] == expected


@pytest.mark.parametrize(
    "cells",
    [
        {"unit_code": UNIT.lower() + " "},
        {"unit_code": UNIT.translate({ord(str(digit)): chr(0xFF10 + digit) for digit in range(10)})},
        {"industry_code": ""},
        {"town_code": "990101001000"},
        {"town_name": ""},
        {"town_name": "甲河镇办事处"},
        {"town_code": "", "town_name": ""},
        {"members": "60"},
        {"members": ""},
        {"founded": "", "term_start": ""},
        {"founded": "2025-06-30"},
    ],
)
def test_row_is_good_when_optional_cells_are_blank_or_oddly_written(cells: dict[str, str]) -> None:
    assert verdict_of(**cells) == ("", [])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"term_start": "2020-06-29"}, ["term_expired"]),
        ({"term_start": "2020-06-30"}, []),
        ({"chair_post": "总经理"}, ["unit_head_is_chair"]),
        ({"chair_post": "部门经理"}, []),
        ({"unit_name": "甲厂第一分公司"}, ["branch_without_head"]),
        ({"unit_name": "甲厂第一分公司", "head_unit_name": "甲厂"}, []),
        ({"unit_name": "甲支行设备有限公司"}, []),
    ],
)
def test_notice_by_row(cells: dict[str, str], expected: list[str]) -> None:
    assert verdict_of(**cells) == ("", expected)


def judged(*rows: dict[str, Any]) -> tuple[list[tuple[str, list[str]]], UnionJudge]:
    unions = UnionJudge(REFERENCE, ON)
    verdicts = [unions.judge("unions", RawRow(number, CELLS | row)) for number, row in enumerate(rows, 1)]
    codes = [
        (verdict.fault.code if verdict.fault else "", [notice.code for notice in notices])
        for verdict, notices in verdicts
    ]
    return codes, unions


def test_repeated_union_is_bad_and_brings_no_notices() -> None:
    codes, unions = judged({"chair_post": "总经理"}, {"chair_post": "总经理"})
    assert codes == [("", ["unit_head_is_chair"]), ("duplicate_union_row", [])]
    assert (unions.good, unions.bad) == ({UNION}, set())


def test_repeated_union_is_bad_also_after_a_bad_row() -> None:
    codes, unions = judged({"chair": ""}, {})
    assert [code for code, _notices in codes] == ["chair_missing", "duplicate_union_row"]
    assert (unions.good, unions.bad) == (set(), {UNION})


def test_same_name_under_another_code_is_another_union() -> None:
    codes, unions = judged({}, {"union_code": OTHER, "unit_code": OTHER_UNIT})
    assert codes == [("", []), ("", [])]
    assert unions.good == {UNION, OTHER}


def test_same_unit_under_two_unions_is_noticed() -> None:
    codes, _unions = judged({}, {"union_code": OTHER})
    assert codes == [("", []), ("", ["unit_code_repeated"])]


@pytest.mark.parametrize(
    ("start", "years", "on", "expected"),
    [
        ("2020-02-29", 5, "2025-02-28", False),
        ("2020-02-29", 5, "2025-03-01", True),
        ("2020-02-29", 4, "2024-02-29", False),
        ("2020-02-29", 4, "2024-03-01", True),
        ("2020-06-30", 5, "2025-06-29", False),
        ("2020-06-30", None, "2099-01-01", False),
        ("2020-06-30", 9999, "2099-01-01", False),
        (None, 5, "2099-01-01", False),
    ],
)
def test_term_is_over_on_the_day_after_its_last(
    start: str | None, years: int | None, on: str, expected: bool
) -> None:
    begins = date.fromisoformat(start) if start else None
    assert is_over(begins, years, date.fromisoformat(on)) is expected
