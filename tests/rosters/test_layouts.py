import pytest

from gonglian.rosters import layouts
from gonglian.rosters.rows import MEMBERS, SECTOR_UNIONS, UNIONS, Unreadable
from gonglian.rosters.sheets import Sheet

MEMBER_HEADER = ["序号", "姓名", "身份证号", "工会代码"]


def sheet(*lines: list[str]) -> Sheet:
    return Sheet("名册", lambda: iter(lines))


def rows_below(*lines: list[str]) -> list[tuple[int, dict[str, str]]]:
    table = layouts.find_table([sheet(*lines)])
    return [(row.number, dict(row.cells)) for row in table.rows]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (["工会名称", "工会统一社会信用代码", "姓名", "证件号码"], MEMBERS),
        (["* 会员姓名", "身份证 号", "统一社会信用代码（工会）"], MEMBERS),
        (["姓名", "身份证号码", "联系电话", "工会名称", "工会代码", "备注"], MEMBERS),
        (["工会名称", "工会统一社会信用代码", "单位名称", "单位统一社会信用代码"], UNIONS),
        (
            ["工会名称", "工会代码", "单位名称", "统一社会信用代码", "会员人数", "工会主席", "联系电话"],
            UNIONS,
        ),
        (["名称", "层级", "行业", "成员工会数", "主席"], SECTOR_UNIONS),
    ],
)
def test_kind_of_roster_by_its_header(header: list[str], kind: str) -> None:
    table = layouts.find_table([sheet(header)])
    assert table.layout.kind == kind
    assert table.layout.columns == {
        layouts.FIELD_OF[kind][layouts.heading_key(heading)]: place for place, heading in enumerate(header)
    }


@pytest.mark.parametrize(
    ("heading", "key"),
    [("月工资(元)", "月工资"), ("* 姓　名", "姓名"), ("乡镇/街道", "乡镇街道"), ("届期（年）：", "届期")],
)
def test_heading_key_without_notes(heading: str, key: str) -> None:
    assert layouts.heading_key(heading) == key


@pytest.mark.parametrize("kind", layouts.ALIASES)
def test_column_name_belongs_to_one_field_and_is_its_own_key(kind: str) -> None:
    names = [name for aliases in layouts.ALIASES[kind].values() for name in aliases.split()]
    assert len(names) == len(set(names))
    assert [name for name in names if layouts.heading_key(name) != name] == []


def test_rows_below_titles_are_numbered_by_place_and_sums_are_left_out() -> None:
    assert rows_below(
        ["甲县会员花名册"],
        [],
        MEMBER_HEADER,
        ["1", "王安", "1", "A"],
        ["", " ", "", ""],
        ["小 计", "1", "", ""],
        ["", "李宁", "2", "A", "多余"],
        ["3", "赵平"],
        ["合计", "3", "", ""],
        ["填表人：某某", "", "审核人：某某"],
    ) == [
        (1, {"seq": "1", "name": "王安", "id_no": "1", "union_code": "A"}),
        (4, {"seq": "", "name": "李宁", "id_no": "2", "union_code": "A"}),
        (5, {"seq": "3", "name": "赵平", "id_no": "", "union_code": ""}),
    ]


def test_unknown_and_repeated_columns_are_listed() -> None:
    layout = layouts.find_table([sheet([*MEMBER_HEADER, "爱好", "岗位", "工种", ""])]).layout
    assert (layout.unknown, layout.repeated) == (("爱好",), ("工种",))


def test_first_sheet_with_a_complete_header_is_taken() -> None:
    sheets = [
        sheet(["填表说明"]),
        sheet(["姓名", "性别", "民族"]),
        sheet(MEMBER_HEADER),
        sheet([*MEMBER_HEADER, "性别"]),
    ]
    assert list(layouts.find_table(sheets).layout.columns) == ["seq", "name", "id_no", "union_code"]


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([["姓名", "性别", "民族"]], "表头缺少列：工会统一社会信用代码、证件号码。请补上这些列再上传。"),
        (
            [["工会名称", "工会代码", "会员人数", "职工人数"]],
            "表头缺少列：单位名称、单位统一社会信用代码。请补上这些列再上传。",
        ),
    ],
)
def test_missing_columns_are_named(lines: list[list[str]], message: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        layouts.find_table([sheet(*lines)])
    assert refusal.value.message == message


@pytest.mark.parametrize("lines", [[], [["你好"]], [[""]] * 10 + [MEMBER_HEADER]])
def test_no_header_in_the_first_ten_lines(lines: list[list[str]]) -> None:
    with pytest.raises(Unreadable) as refusal:
        layouts.find_table([sheet(*lines)])
    assert refusal.value.message.startswith("前 10 行没有找到表头")
