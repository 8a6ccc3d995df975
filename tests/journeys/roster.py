"""A small clean roster as an office sends it: three catering firms of one street with eight members each, and one bad row."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.factories.dirty_rosters import id_number, uscc

UNIONS = ("沁园餐饮", "聚贤酒楼", "听泉饭庄")
PEOPLE = "甲乙丙丁戊己庚辛"
SURNAMES = "江夏秦"
UNION_HEAD = ("工会名称", "工会统一社会信用代码", "单位名称", "单位统一社会信用代码", "行业系统", "行业代码", "乡镇街道代码",
              "乡镇街道", "工会类型", "建会日期", "职工人数", "会员人数", "工会主席")  # fmt: skip
MEMBER_HEAD = ("工会统一社会信用代码", "姓名", "性别", "身份证号", "入会日期")


def write_roster(folder: Path) -> list[Path]:
    """unions.xlsx and members.xlsx; the fourth union's own code fails its checksum."""
    return [_unions(folder / "unions.xlsx"), _members(folder / "members.xlsx")]


def member_name(union: int, place: int) -> str:
    return f"{SURNAMES[union]}{PEOPLE[place]}{'乐安宁'[union]}"


def _code(prefix: str, number: int) -> str:
    return uscc(f"{prefix}371302MX{number:06d}X"[:17])


def _unions(path: Path) -> Path:
    rows = []
    for number, name in enumerate((*UNIONS, "错码餐馆")):
        unit = _code("91", number)
        if name == "错码餐馆":
            unit = unit[:-1] + ("0" if unit[-1] != "0" else "1")
        rows.append(
            (f"{name}有限公司工会委员会", _code("81", number), f"{name}有限公司", unit, "餐饮", "6210", "371302004", "柳青街道",
             "单独基层工会", "2019-05-01", 12, 8, f"{name[0]}主席")
        )  # fmt: skip
    return _write(path, UNION_HEAD, rows)


def _members(path: Path) -> Path:
    rows = []
    for union in range(len(UNIONS)):
        for place in range(len(PEOPLE)):
            number = id_number("371302", f"198{union}01{place + 10}", 101 + 2 * place + place % 2)
            sex = "女" if int(number[16]) % 2 == 0 else "男"
            rows.append((_code("81", union), member_name(union, place), sex, number, "2020-06-01"))
    return _write(path, MEMBER_HEAD, rows)


def _write(path: Path, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> Path:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("名册")
    for number, row in enumerate([head, *rows]):
        sheet.write_row(number, 0, [value if isinstance(value, int) else str(value) for value in row])
    book.close()
    return path
