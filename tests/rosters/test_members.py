from datetime import date
from typing import Any

import pytest

from gonglian.rosters.judge.members import MemberJudge, UnionIndex
from gonglian.rosters.rows import RawRow
from tests.factories.dirty_rosters import ID_AREA, ON, id_number

GOOD, BAD, KNOWN = "81GOOD", "81BAD", "81KNOWN"
NUMBER = id_number(ID_AREA, "19900815", 501)
CELLS = {
    "union_name": "甲工会",
    "union_code": GOOD,
    "name": "王安",
    "sex": "男",
    "id_type": "居民身份证",
    "id_no": NUMBER,
    "birth": "1990-08-15",
    "phone": "13800000000",
    "joined": "2019-07",
    "membership": "已入会",
    "wage": "4300",
    "ethnicity": "汉",
    "migrant": "是",
    "note": "",
}


def judge() -> MemberJudge:
    index = UnionIndex(frozenset([GOOD]), frozenset([BAD]), frozenset([KNOWN]))
    return MemberJudge(index, frozenset([ID_AREA]), ON)


def reason(**cells: str) -> str:
    verdict, _filled = judge().judge("members", RawRow(1, CELLS | cells))
    return verdict.fault.code if verdict.fault else ""


def test_good_row_is_kept_in_one_form_without_its_wage() -> None:
    verdict, filled = judge().judge("members", RawRow(1, CELLS))
    assert (verdict.fault, verdict.waiting, filled) == (None, False, False)
    assert verdict.values == {
        "union_name": "甲工会",
        "union_code": GOOD,
        "unit_name": None,
        "name": "王安",
        "sex": "男",
        "id_type": "居民身份证",
        "id_no": NUMBER,
        "ethnicity": "汉族",
        "political": None,
        "education": None,
        "birth": date(1990, 8, 15),
        "phone": "13800000000",
        "household": None,
        "employment": None,
        "migrant": True,
        "eight_group": None,
        "post": None,
        "joined": date(2019, 7, 1),
        "joined_month_only": True,
        "membership": "已入会",
        "ended": False,
        "note": None,
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"name": "　"}, "name_missing"),
        ({"name": "<b>王安</b>"}, "name_invalid"),
        ({"id_no": "'"}, "id_missing"),
        ({"id_no": "3.71302E+17"}, "id_scientific"),
        ({"id_no": NUMBER[:17]}, "id_length"),
        ({"id_no": NUMBER + "1"}, "id_length"),
        ({"id_no": NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1")}, "id_checksum"),
        ({"id_no": "A" + NUMBER[1:]}, "id_checksum"),
        ({"id_no": id_number(ID_AREA, "19900230", 501)}, "id_illegal_date"),
        ({"id_no": id_number(ID_AREA, "10260101", 501)}, "id_illegal_date"),
        ({"id_no": id_number(ID_AREA, "20250701", 501)}, "id_illegal_date"),
        ({"id_no": id_number("990102", "19900815", 501)}, "id_area_unknown"),
        ({"sex": "女"}, "sex_mismatch"),
        ({"sex": "不详"}, "sex_mismatch"),
        ({"birth": "1990-08-16"}, "birth_mismatch"),
        ({"birth": "1990-09"}, "birth_mismatch"),
        ({"birth": "不详"}, "birth_mismatch"),
        ({"phone": "1380000000"}, "phone_invalid"),
        ({"phone": "0539-8000000"}, "phone_invalid"),
        ({"phone": "12800000000"}, "phone_invalid"),
        ({"joined": "2021-02-30"}, "join_date_impossible"),
        ({"joined": "2025-07-01"}, "join_date_impossible"),
        ({"union_code": "81NONE"}, "orphan_union"),
        ({"union_code": ""}, "orphan_union"),
        ({"union_code": "", "union_name": ""}, "orphan_union"),
        ({"wage": "面议"}, "wage_text"),
        ({"wage": "-3200"}, "wage_text"),
    ],
)
def test_bad_row_by_reason(cells: dict[str, str], expected: str) -> None:
    assert reason(**cells) == expected


@pytest.mark.parametrize(
    "cells",
    [
        {"sex": ""},
        {"birth": ""},
        {"birth": "1990年8月"},
        {"phone": ""},
        {"joined": ""},
        {"joined": "2025-06-30"},
        {"wage": ""},
        {"wage": "4,300.00元"},
        {"id_no": NUMBER.lower() + " "},
        {"union_code": KNOWN},
        {"union_name": ""},
        {"id_type": "护照", "id_no": "E12345678"},
    ],
)
def test_row_is_good_when_optional_cells_are_blank_or_oddly_written(cells: dict[str, str]) -> None:
    assert reason(**cells) == ""


FAULTY: dict[str, Any] = {
    "name": "",
    "id_no": NUMBER[:17],
    "sex": "女",
    "birth": "不详",
    "phone": "1",
    "joined": "x",
    "union_code": "81NONE",
    "wage": "面议",
}


@pytest.mark.parametrize(
    ("cured", "expected"),
    [
        ([], "name_missing"),
        (["name"], "id_length"),
        (["name", "id_no"], "sex_mismatch"),
        (["name", "id_no", "sex"], "birth_mismatch"),
        (["name", "id_no", "sex", "birth"], "phone_invalid"),
        (["name", "id_no", "sex", "birth", "phone"], "join_date_impossible"),
        (["name", "id_no", "sex", "birth", "phone", "joined"], "orphan_union"),
        (["name", "id_no", "sex", "birth", "phone", "joined", "union_code"], "wage_text"),
    ],
)
def test_row_with_several_faults_names_the_first_in_order(cured: list[str], expected: str) -> None:
    assert reason(**(FAULTY | {field: CELLS[field] for field in cured})) == expected


def test_member_of_a_union_whose_row_is_bad_waits() -> None:
    verdict, _filled = judge().judge("members", RawRow(1, CELLS | {"union_code": BAD}))
    assert (verdict.fault, verdict.waiting) == (None, True)


def test_bad_member_of_a_union_whose_row_is_bad_does_not_wait() -> None:
    verdict, _filled = judge().judge("members", RawRow(1, CELLS | {"union_code": BAD, "name": ""}))
    assert (verdict.fault and verdict.fault.code, verdict.waiting) == ("name_missing", False)


def test_row_of_a_former_member_is_ended() -> None:
    verdict, _filled = judge().judge("members", RawRow(1, CELLS | {"membership": "已退会"}))
    assert verdict.values["ended"] is True


def reasons_of(*rows: dict[str, str]) -> list[str]:
    members = judge()
    verdicts = [
        members.judge("members", RawRow(number, CELLS | row))[0] for number, row in enumerate(rows, 1)
    ]
    return [verdict.fault.code if verdict.fault else "" for verdict in verdicts]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([{}, {}], ["", "dup_same_union"]),
        ([{}, {"union_code": KNOWN}], ["", "dup_cross_union"]),
        ([{}, {"id_no": NUMBER.lower() + " "}], ["", "dup_same_union"]),
        ([{}, {}, {"union_code": KNOWN}], ["", "dup_same_union", "dup_cross_union"]),
        ([{"phone": "1"}, {}], ["phone_invalid", ""]),
        ([{}, {"phone": "1"}, {}], ["", "phone_invalid", "dup_same_union"]),
        ([{"union_code": BAD}, {}], ["", "dup_cross_union"]),
    ],
)
def test_duplicate_is_the_later_of_two_good_rows(rows: list[dict[str, str]], expected: list[str]) -> None:
    assert reasons_of(*rows) == expected


def test_blank_union_is_that_of_the_row_above_until_the_file_ends() -> None:
    members, blank = judge(), {"union_code": "", "union_name": ""}
    number = id_number(ID_AREA, "19900816", 501)
    other = {"id_no": number, "birth": "", **blank}
    first, second = members.judge("a", RawRow(1, CELLS)), members.judge("a", RawRow(2, CELLS | other))
    members.begin_file()
    third = members.judge("b", RawRow(1, CELLS | other))
    assert [filled for _verdict, filled in (first, second, third)] == [False, True, False]
    assert second[0].values["union_code"] == GOOD
    assert third[0].fault and third[0].fault.code == "orphan_union"


def test_blank_union_below_an_orphan_is_an_orphan() -> None:
    blank = {"union_code": "", "union_name": "", "id_no": id_number(ID_AREA, "19900816", 501), "birth": ""}
    assert reasons_of({"union_code": "81NONE"}, blank) == ["orphan_union", "orphan_union"]


def test_member_of_a_recorded_union_does_not_wait_though_its_row_is_bad() -> None:
    index = UnionIndex(frozenset(), frozenset([BAD]), frozenset([BAD]))
    verdict, _filled = MemberJudge(index, frozenset([ID_AREA]), ON).judge(
        "members", RawRow(1, CELLS | {"union_code": BAD})
    )
    assert (verdict.fault, verdict.waiting) == (None, False)
