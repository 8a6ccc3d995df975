import pytest

from gonglian.rosters.judge import sector_unions
from gonglian.rosters.rows import RawRow
from tests.factories.dirty_rosters import ON

pytestmark = pytest.mark.django_db
CELLS = {
    "name": "甲行业工会联合会",
    "units": "3",
    "workers": "900",
    "founded": "2020-01-01",
    "term_start": "2023-01-01",
    "term_years": "5",
    "chair": "周宁",
    "chair_post": "行业协会秘书长",
    "audit_committee": "有",
    "women_committee": "有",
}
HEADINGS = {"units": "成员工会数", "founded": "成立日期"}


def verdict_of(**cells: str) -> tuple[str, list[str]]:
    verdict, notices = sector_unions.judge(RawRow(1, CELLS | cells), ON, HEADINGS, 2)
    return (verdict.fault.code if verdict.fault else ""), [notice.code for notice in notices]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        ({"units": "1"}, ["single_unit"]),
        ({"units": "2"}, []),
        ({"units": "若干"}, ["number_unread"]),
        ({"founded": "2020-13-01"}, ["date_unread"]),
        ({"chair_post": "行业协会会长"}, ["barred_chair"]),
        ({"chair_post": "商会副会长"}, ["barred_chair"]),
        ({"chair_post": "总经理"}, ["barred_chair"]),
        ({"chair_post": "副总经理"}, ["barred_chair"]),
        ({"chair_post": "董事长"}, ["barred_chair"]),
        ({"chair_post": "市场管理局工会主席"}, []),
        ({"chair_post": "行业协会党支部书记"}, []),
        ({"audit_committee": "无"}, ["audit_committee_missing"]),
        ({"women_committee": ""}, ["women_committee_missing"]),
        ({"term_start": "2019-06-01"}, ["term_expired"]),
        ({"term_start": (ON.replace(year=ON.year - 5)).isoformat()}, []),  # its last day is today
    ],
)
def test_broken_rule_is_a_notice_and_no_bad_row(cells: dict[str, str], expected: list[str]) -> None:
    assert verdict_of(**cells) == ("", expected)


def test_committee_column_that_is_not_there_brings_no_notice() -> None:
    cells = {field: text for field, text in CELLS.items() if field != "audit_committee"}
    _verdict, notices = sector_unions.judge(RawRow(1, cells), ON, HEADINGS, 2)
    assert notices == []


@pytest.mark.parametrize(("name", "expected"), [(" ", "name_missing"), ("<b>甲</b>", "name_invalid")])
def test_row_without_a_usable_name_is_bad(name: str, expected: str) -> None:
    assert verdict_of(name=name) == (expected, [])
