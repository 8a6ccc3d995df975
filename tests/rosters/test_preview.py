from pathlib import Path

import pytest

from gonglian.rosters.preview import preview
from gonglian.rosters.rows import JudgedRow, Unreadable
from tests.factories import dirty_rosters
from tests.factories.dirty_rosters import ON, REFERENCE, id_number, uscc

UNION = uscc("81990101TU0000001")


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("seed", range(6))
def test_dirty_rosters_give_exactly_the_truth(tmp_path: Path, ending: str, seed: int) -> None:
    truth = dirty_rosters.write(tmp_path, seed, ending)
    result = preview(list(tmp_path.iterdir()), REFERENCE, ON)
    assert {(file.file, row.number, row.reason) for file in result.files for row in file.bad} == truth.bad
    assert {file.file: file.rows for file in result.files} == truth.rows
    assert {file.file: file.waiting for file in result.files if file.kind == "members"} == truth.waiting
    sectors = next(file for file in result.files if file.kind == "sector_unions")
    assert {(notice.row, notice.code) for notice in sectors.notices} == truth.notices


def test_dirty_writer_makes_every_fault(tmp_path: Path) -> None:
    truth = dirty_rosters.write(tmp_path, 1, unions=60, members=1200)
    made = {reason for _file, _row, reason in truth.bad}
    duplicates = {"dup_same_union", "dup_cross_union"}
    assert made == {*dirty_rosters.UNION_FAULTS, *dirty_rosters.MEMBER_FAULTS, *duplicates}


def test_same_rows_come_out_of_both_formats(tmp_path: Path) -> None:
    values: dict[str, list[JudgedRow]] = {}
    for ending in ("csv", "xlsx"):
        folder = tmp_path / ending
        folder.mkdir()
        dirty_rosters.write(folder, 3, ending)
        preview(list(folder.iterdir()), REFERENCE, ON, sink=values.setdefault(ending, []).append)
    assert values["csv"] == values["xlsx"]


def members(path: Path, *rows: list[str]) -> Path:
    header = "工会代码,姓名,身份证号,入会日期,月工资"
    path.write_text("\n".join([header, *(",".join(row) for row in rows)]), encoding="utf-8")
    return path


def person(order: int, union: str = UNION) -> list[str]:
    return [union, "王安", id_number("990101", "19900815", order), "2019-07-01", "4300"]


def test_first_of_duplicates_goes_by_the_name_of_the_file(tmp_path: Path) -> None:
    files = [members(tmp_path / f"{name}.csv", person(501)) for name in ("乙", "b", "a")]
    result = preview(files, REFERENCE, ON, known_unions=frozenset([UNION]))
    assert [(file.file, [row.reason for row in file.bad]) for file in result.files] == [
        ("a", []),
        ("b", ["dup_same_union"]),
        ("乙", ["dup_same_union"]),
    ]
    assert result.files[1].bad[0].message.startswith("与“a”第 1 行数据重复")


def test_unions_are_judged_before_members_whatever_the_names(tmp_path: Path) -> None:
    dirty_rosters.write(tmp_path, 5, "csv")
    (tmp_path / "unions.csv").rename(tmp_path / "zz.csv")
    order: list[str] = []
    result = preview(list(tmp_path.iterdir()), REFERENCE, ON, sink=lambda row: order.append(row.kind))
    assert [file.file for file in result.files] == [
        "members_1",
        "members_2",
        "members_3",
        "sector_unions",
        "zz",
    ]
    assert list(dict.fromkeys(order)) == ["sector_unions", "unions", "members"]
    assert sum(file.waiting for file in result.files) > 0


def test_id_areas_of_the_call_are_taken_beside_those_of_the_reference(tmp_path: Path) -> None:
    row = [UNION, "王安", id_number("371398", "19900815", 501), "", ""]
    path, known = members(tmp_path / "a.csv", row, person(502)), frozenset([UNION])
    without = preview([path], REFERENCE, ON, known_unions=known)
    with_area = preview([path], REFERENCE, ON, known_unions=known, id_areas=["371398"])
    assert [row.reason for row in without.files[0].bad] == ["id_area_unknown"]
    assert with_area.files[0].bad == []


def test_notices_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "姓名,身份证号,工会名称,工会代码,月工资,爱好\n"
        f"王安,{id_number('990101', '19900815', 501)},甲,{UNION},1,棋\n"
        f"李宁,{id_number('990101', '19900815', 503)},,,1,棋\n",
        encoding="utf-8",
    )
    result = preview([path], REFERENCE, ON, known_unions=frozenset([UNION]))
    assert [(notice.row, notice.code) for notice in result.files[0].notices] == [
        (0, "unknown_column"),
        (0, "union_filled_down"),
        (0, "wage_dropped"),
    ]


def test_declared_members_are_compared_with_the_roster(tmp_path: Path) -> None:
    union = tmp_path / "u.csv"
    union.write_text(
        "工会名称,工会代码,单位名称,单位统一社会信用代码,会员人数,工会主席\n"
        f"甲工会,{UNION},甲厂,{uscc('91990101TE0000001')},3,赵安\n",
        encoding="utf-8",
    )
    roster = members(tmp_path / "m.csv", person(501), person(503))
    alone = preview([union], REFERENCE, ON)
    together = preview([union, roster], REFERENCE, ON)
    assert alone.files[0].notices == []
    assert [notice.message for notice in together.files[1].notices] == [
        "填报会员 3 人，花名册有 2 行。请核对。"
    ]


def test_same_name_in_two_formats_is_refused(tmp_path: Path) -> None:
    files = [members(tmp_path / "a.csv", person(501)), members(tmp_path / "a.xlsx", person(501))]
    with pytest.raises(Unreadable) as refusal:
        preview(files, REFERENCE, ON)
    assert refusal.value.message == "“a.csv”与“a.xlsx”是同名的两个文件。请只留一个，再导入。"


def test_unreadable_file_does_not_stop_the_others(tmp_path: Path) -> None:
    broken = tmp_path / "b.csv"
    broken.write_text("你好", encoding="utf-8")
    good = members(tmp_path / "a.csv", person(501))
    result = preview([broken, good, tmp_path / "c.csv"], REFERENCE, ON, known_unions=frozenset([UNION]))
    assert [file.file for file in result.files] == ["a"]
    assert list(result.unreadable) == ["b", "c"]
    assert result.has_bad_rows


def test_blank_union_is_not_taken_from_the_file_before(tmp_path: Path) -> None:
    header = "工会名称,工会代码,姓名,身份证号"
    for name, union, order in (("a", f"甲,{UNION}", 501), ("b", ",", 503)):
        number = id_number("990101", "19900815", order)
        (tmp_path / f"{name}.csv").write_text(f"{header}\n{union},王安,{number}\n", encoding="utf-8")
    result = preview(list(tmp_path.iterdir()), REFERENCE, ON, known_unions=frozenset([UNION]))
    assert [[row.reason for row in file.bad] for file in result.files] == [[], ["orphan_union"]]


def test_notices_are_in_order_of_rows(tmp_path: Path) -> None:
    dirty_rosters.write(tmp_path, 4, "csv")
    result = preview(list(tmp_path.iterdir()), REFERENCE, ON)
    rows = [notice.row for notice in result.files[-1].notices]
    assert result.files[-1].file == "unions"
    assert len(set(rows)) < len(rows)
    assert rows == sorted(rows)
