"""A small writer of rosters as offices send them, with the truth about every bad row.

Everything is invented: towns, codes, firms and people. The same seed gives the same files. Check characters
are computed here from the standards, so that a mistake in the product cannot hide behind its own sums.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from gonglian.rosters.rows import Reference

ON = date(2025, 6, 30)
ID_AREA = "990101"
TOWNS = {"990101001": "甲河镇", "990101002": "乙山街道", "990101103": "丙桥乡"}
INDUSTRIES = frozenset(["C", "20", "202", "2021", "5431", "6020"])
REFERENCE = Reference(TOWNS, INDUSTRIES, frozenset([ID_AREA]), 2)

_SURNAMES, _GIVEN = "赵钱孙李周吴郑王", "安宁平和清远明朗秋实"
_FIRM_WORDS, _TRADES = "云帆松涛白鹭青禾磐石", ("木器", "货运", "快件")
_USCC = "0123456789ABCDEFGHJKLMNPQRTUWXY"

Row = dict[str, Any]


@dataclass
class Truth:
    """What the files hold. `bad`: (file, row, reason). `notices`: (row, code) of industrial unions."""

    bad: set[tuple[str, int, str]] = field(default_factory=set)
    notices: set[tuple[int, str]] = field(default_factory=set)
    rows: dict[str, int] = field(default_factory=dict)
    waiting: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """How one members' file is laid out. `blocks`: the union stands only on the first row of its members."""

    title: str
    encoding: str
    total: bool
    blocks: bool
    headings: dict[str, str]


def _headings(pairs: str) -> dict[str, str]:
    """Field and column name in turn."""
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


_PLAIN = _headings(
    "seq 序号 union_name 工会名称 union_code 工会统一社会信用代码 name 姓名 sex 性别 id_no 证件号码 "
    "birth 出生日期 phone 手机号码 joined 入会日期 membership 会籍状态 wage 月工资"
)
_TITLED = _headings(
    "seq 序号 union_name 所属工会 union_code 统一社会信用代码 name 会员姓名 sex 性别 id_no 身份证号 "
    "birth 出生年月 phone 手机号 joined 入会时间 wage 月工资（元） hobby 爱好"
)
_BLOCKS = _headings(
    "seq 序号 name *姓名 id_no 身份证号码 sex 性别 phone 联系电话 wage 月均工资 joined 入会日期 "
    "birth 出生日期 union_name 工会名称 union_code 工会代码 note 备注"
)
LAYOUTS = (
    Layout("", "utf-8-sig", total=False, blocks=False, headings=_PLAIN),
    Layout("会员信息表", "gb18030", total=True, blocks=False, headings=_TITLED),
    Layout("会员花名册", "utf-8", total=True, blocks=True, headings=_BLOCKS),
)

_UNION_HEADINGS = _headings(
    "seq 序号 union_name 工会名称 union_code 工会统一社会信用代码 unit_name 单位名称 "
    "unit_code 单位统一社会信用代码 industry_code 行业代码 town_code 乡镇街道代码 town_name 乡镇街道 "
    "founded 建会日期 term_start 本届日期 term_years 届期(年) workers 职工人数 members 会员人数 "
    "chair 工会主席 chair_post 主席行政职务"
)
_SECTOR_HEADINGS = _headings(
    "name 名称 units 成员工会数 chair 主席 chair_post 主席其他职务 audit_committee 经费审查委员会 "
    "women_committee 女职工委员会"
)


def uscc(body: str) -> str:
    """A unified social credit code of 17 characters and its check character (GB 32100)."""
    total = sum(_USCC.index(character) * 3**place for place, character in enumerate(body))
    return body + _USCC[-total % 31]


def id_number(area: str, birth: str, order: int) -> str:
    """A resident ID number with its check character (GB 11643: weighted by powers of two, 1 modulo 11)."""
    body = f"{area}{birth}{order:03d}"
    total = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(body))
    return body + "0123456789X"[(1 - total) % 11]


def write(folder: Path, seed: int, ending: str = "csv", unions: int = 30, members: int = 400) -> Truth:
    """Write unions, industrial unions and three members' files; about a third of the rows is bad."""
    random, truth = Random(seed), Truth()
    union_rows = list(_union_rows(random, unions, truth))
    _write_table(
        folder / f"unions.{ending}", Layout("", "utf-8-sig", False, False, _UNION_HEADINGS), union_rows
    )
    sector_rows = list(_sector_rows(random, truth))
    _write_table(
        folder / f"sector_unions.{ending}", Layout("", "gb18030", False, False, _SECTOR_HEADINGS), sector_rows
    )
    bad_unions = {union_rows[row - 1]["union_code"] for file, row, reason in truth.bad if reason != _REPEATED}
    codes = {row["union_code"]: row["union_name"] for row in union_rows}
    earlier: list[Row] = []
    for number, layout in enumerate(LAYOUTS):
        stem = f"members_{number + 1}"
        rows = list(_member_rows(random, stem, codes, bad_unions, members // 3, truth, earlier))
        _write_table(folder / f"{stem}.{ending}", layout, rows)
    return truth


_REPEATED = "duplicate_union_row"


def _set(**cells: Any) -> Callable[[Random, Row], None]:
    return lambda _random, row: row.update(cells)


def _wrong_check(row: Row, column: str, alphabet: str) -> None:
    value = row[column]
    row[column] = value[:-1] + alphabet[(alphabet.index(value[-1]) + 1) % len(alphabet)]


UNION_FAULTS: dict[str, Callable[[Random, Row], None]] = {
    "unit_uscc_checksum": lambda _random, row: _wrong_check(row, "unit_code", _USCC),
    "unit_uscc_illegal_char": lambda random, row: row.update(
        unit_code=row["unit_code"][:-1] + random.choice("IOSVZ")
    ),
    "unit_uscc_length": lambda _random, row: row.update(unit_code=row["unit_code"][:-2]),
    "industry_code_unknown": _set(industry_code="9999"),
    "town_code_name_mismatch": _set(town_code="990101001", town_name="乙山街道"),
    "members_gt_workers": _set(members=80, workers=79),
    "founded_in_future": _set(founded="2025-07-01"),
    "chair_missing": _set(chair=" "),
    "number_invalid": _set(workers="不详"),
    "date_impossible": _set(term_start="2023-02-29"),
    "name_missing": _set(union_name="　"),
    "name_invalid": _set(unit_name="<b>云帆木器</b>"),
    _REPEATED: _set(),
}
_FINE_UNIONS = (
    _set(),
    _set(chair_post="总经理"),
    _set(term_start="2021年3月1日"),
    _set(members="30人", workers="1,200"),
    _set(industry_code=" ２０２１"),
    lambda _random, row: row.update(unit_code=row["unit_code"].lower() + " "),
)


def _union_rows(random: Random, count: int, truth: Truth) -> Iterator[Row]:
    faults = list(UNION_FAULTS)
    number = 0
    for order in range(count):
        firm = "".join(random.sample(_FIRM_WORDS, 2)) + random.choice(_TRADES) + "有限公司"
        town = random.choice(list(TOWNS))
        row: Row = {
            "union_name": firm + "工会委员会",
            "union_code": uscc(f"81990101TU{order:07d}"),
            "unit_name": firm,
            "unit_code": uscc(f"91990101TE{order:07d}"),
            "industry_code": "2021",
            "town_code": town,
            "town_name": TOWNS[town],
            "founded": "2015-05-04",
            "term_start": "2023/5/4",
            "term_years": 5,
            "workers": 60,
            "members": 40,
            "chair": random.choice(_SURNAMES) + "安",
            "chair_post": "车间主任",
        }
        fault = faults[order % len(faults)] if order % 2 else ""
        (UNION_FAULTS[fault] if fault else random.choice(_FINE_UNIONS))(random, row)
        for copy in range(2 if fault == _REPEATED else 1):
            number += 1
            if fault and (fault != _REPEATED or copy):
                truth.bad.add(("unions", number, fault))
            yield {"seq": number, **row}
    truth.rows["unions"] = number


def _sector_rows(random: Random, truth: Truth) -> Iterator[Row]:
    faults: list[tuple[str, Row]] = [
        ("single_unit", {"units": 1}),
        ("barred_chair", {"chair_post": "行业协会副会长"}),
        ("", {}),
        ("audit_committee_missing", {"audit_committee": "无"}),
        ("women_committee_missing", {"women_committee": "无"}),
    ]
    random.shuffle(faults)
    for number, (code, cells) in enumerate(faults, start=1):
        row = {
            "units": 3,
            "chair": "周宁",
            "chair_post": "行业协会秘书长",
            "audit_committee": "有",
            "women_committee": "有",
        }
        if code:
            truth.notices.add((number, code))
        yield {"name": f"第{number}行业工会联合会", **row, **cells}
    truth.rows["sector_unions"] = len(faults)


MEMBER_FAULTS: dict[str, Callable[[Random, Row], None]] = {
    "name_missing": _set(name=" 　"),
    "name_invalid": _set(name="<script>"),
    "id_missing": _set(id_no=""),
    "id_scientific": lambda _random, row: row.update(id_no=float(row["id_no"][:15] + "000")),
    "id_length": lambda random, row: row.update(id_no=row["id_no"][: random.randrange(9, 18)]),
    "id_checksum": lambda _random, row: _wrong_check(row, "id_no", "0123456789X"),
    "id_illegal_date": _set(id_no=id_number(ID_AREA, "10260101", 501), birth="", sex=""),
    "id_area_unknown": lambda _random, row: row.update(
        id_no=id_number("990102", row["id_no"][6:14], 501), sex=""
    ),
    "sex_mismatch": lambda _random, row: row.update(sex="女" if row["sex"] == "男" else "男"),
    "birth_mismatch": _set(birth="1960.01.02"),
    "phone_invalid": lambda random, row: row.update(
        phone=random.choice(["1380000000", "0539-8000000", "无"])
    ),
    "join_date_impossible": lambda random, row: row.update(
        joined=random.choice(["2021-02-30", "2019/13/05", "某年", "2026-01-01"])
    ),
    "orphan_union": lambda _random, row: row.update(
        union_code=uscc("81990101TX0000001"), union_name="查无此会"
    ),
    "wage_text": lambda random, row: row.update(wage=random.choice(["面议", "-", "-3200"])),
}
_DUPLICATES = ("dup_same_union", "dup_cross_union")


def _fine(random: Random, row: Row) -> None:
    """Spell a good row in one of the ways that have to be understood."""
    row["name"] = random.choice(["{}", " {}", "{}　"]).format(row["name"])
    wide = row["id_no"].translate({ord("0") + digit: ord("０") + digit for digit in range(10)})
    row["id_no"] = random.choice([row["id_no"], "'" + row["id_no"], row["id_no"].lower() + " ", wide])
    row["phone"] = random.choice(
        [row["phone"], "+86" + row["phone"], row["phone"][:3] + "-" + row["phone"][3:], ""]
    )
    row["wage"] = random.choice(["", 4300, "4,300.00", "4300元"])
    birth = row["birth"]
    row["birth"] = random.choice([birth, birth.replace("-", ""), birth[:7], ""])


def joined_forms(day: date) -> list[str | int]:
    """One date in every form that offices use; the whole number is Excel's own."""
    year, month, first = day.year, day.month, day.day
    return [
        day.isoformat(),
        f"{year}/{month}/{first}",
        f"{year}.{month:02d}.{first:02d}",
        f"{day:%Y%m%d}",
        f"{year}年{month}月{first}日",
        (day - date(1899, 12, 30)).days,
        f"{year}-{month:02d}",
        f"{day} 00:00:00",
        "",
    ]


def _member_rows(
    random: Random,
    stem: str,
    codes: dict[str, str],
    bad_unions: set[str],
    count: int,
    truth: Truth,
    earlier: list[Row],
) -> Iterator[Row]:
    unions = sorted(random.choices(sorted(codes), k=count))
    truth.waiting[stem] = 0
    for number, union in enumerate(unions, start=1):
        row = _person(random, len(earlier) * 1000 + number, union, codes[union])
        fault = random.choice([*MEMBER_FAULTS, *_DUPLICATES]) if random.random() < 0.35 else ""
        first = random.choice(earlier) if earlier and fault in _DUPLICATES else None
        if first:
            fault = "dup_same_union" if first["union_code"] == union else "dup_cross_union"
            row |= {column: first[column] for column in ("name", "id_no", "sex", "birth")}
        elif fault in MEMBER_FAULTS:
            MEMBER_FAULTS[fault](random, row)
        else:
            fault = ""
            earlier.append(dict(row))
            truth.waiting[stem] += union in bad_unions
            _fine(random, row)
        if fault:
            truth.bad.add((stem, number, fault))
        yield {"seq": number, **row}
    truth.rows[stem] = count


def _person(random: Random, number: int, union: str, union_name: str) -> Row:
    birth = date(1970, 1, 1) + timedelta(number % 12000)
    order = 501 + number // 12000 % 400
    name = random.choice(_SURNAMES) + "".join(random.sample(_GIVEN, 2))
    joined = random.choice(joined_forms(date(2019, 7, 1) + timedelta(random.randrange(2000))))
    return {
        "union_name": union_name,
        "union_code": union,
        "name": name,
        "sex": "男" if order % 2 else "女",
        "id_no": id_number(ID_AREA, f"{birth:%Y%m%d}", order),
        "birth": birth.isoformat(),
        "membership": "已入会",
        "phone": f"138{random.randrange(10**8):08d}",
        "joined": joined,
        "wage": 4000,
    }


def _write_table(path: Path, layout: Layout, rows: list[Row]) -> None:
    lines: list[list[Any]] = [[layout.title]] if layout.title else []
    lines.append(list(layout.headings.values()))
    spans = list(_blocks(rows)) if layout.blocks else []
    first_rows = {start for start, _end in spans}
    for number, row in enumerate(rows):
        hidden = ("union_name", "union_code") if layout.blocks and number not in first_rows else ()
        lines.append(["" if column in hidden else row.get(column, "") for column in layout.headings])
    if layout.total:
        lines += [["合 计", len(rows)], ["填表人：某某"]]
    if path.suffix == ".csv":
        _write_csv(path, layout.encoding, lines)
    else:
        columns = [
            list(layout.headings).index(column) for column in ("union_name", "union_code") if layout.blocks
        ]
        top = len(lines) - len(rows) - 2 * layout.total
        _write_workbook(
            path, lines, [(start + top, end + top, column) for start, end in spans for column in columns]
        )


def _blocks(rows: list[Row]) -> Iterator[tuple[int, int]]:
    """First and last row of each run of rows of one union."""
    start = 0
    for number in range(1, len(rows) + 1):
        if number == len(rows) or rows[number]["union_code"] != rows[start]["union_code"]:
            yield start, number - 1
            start = number


def _write_csv(path: Path, encoding: str, lines: list[list[Any]]) -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        for line in lines:
            writer.writerow([f"{cell:.5E}" if isinstance(cell, float) else cell for cell in line])


def _write_workbook(path: Path, lines: list[list[Any]], merged: list[tuple[int, int, int]]) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        workbook.add_worksheet("填表说明").write(0, 0, "请勿改动列名")
        sheet = workbook.add_worksheet("名册")
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell != "":
                    sheet.write(number, column, cell)
        for first, last, column in merged:
            if last > first:
                sheet.merge_range(first, column, last, column, lines[first][column])
