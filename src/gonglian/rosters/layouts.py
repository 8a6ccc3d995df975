"""Where the header stands in a sheet, which kind of roster it is, and which column holds which field.

A header is found within the first ten lines as the line with the most known column names; what stands above
it is title. Column names are compared without spaces, stars, and anything in brackets.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.utils.translation import gettext as _

from gonglian.rosters import normalise
from gonglian.rosters.rows import MEMBERS, SECTOR_UNIONS, UNIONS, RawRow, Unreadable
from gonglian.rosters.sheets import Sheet

SEARCH_LINES = 10
LEAST_KNOWN = 3

# field: column names, the first of them is the one we ask for
ALIASES: dict[str, dict[str, str]] = {
    MEMBERS: {
        "seq": "序号 编号",
        "union_name": "工会名称 所属工会 所在工会 基层工会名称 工会组织名称 工会组织",
        "union_code": "工会统一社会信用代码 工会代码 统一社会信用代码 所属工会代码 工会信用代码",
        "unit_name": "单位名称 工作单位 所在单位 用人单位",
        "name": "姓名 会员姓名 职工姓名 名字",
        "sex": "性别",
        "id_type": "证件类型 证件名称 证件种类",
        "id_no": "证件号码 身份证号 身份证号码 公民身份号码 居民身份证号码 身份证件号码 证件号",
        "ethnicity": "民族",
        "political": "政治面貌",
        "education": "学历 文化程度 最高学历",
        "birth": "出生日期 出生年月 出生年月日 生日",
        "phone": "手机号码 手机号 联系电话 手机 电话 联系方式 移动电话",
        "household": "户籍类型 户籍 户口性质 户口类型 户籍性质",
        "employment": "就业状况 就业状态 用工形式",
        "migrant": "是否农民工 农民工",
        "eight_group": "八大群体 八大群体类别 是否八大群体 新就业形态群体",
        "post": "工种 岗位 职业 工作岗位",
        "joined": "入会日期 入会时间 加入工会时间 加入工会日期",
        "membership": "会籍状态 会籍 会员状态",
        "wage": "月工资 月均工资 工资 月工资收入",
        "note": "备注 说明",
    },
    UNIONS: {
        "seq": "序号 编号",
        "union_name": "工会名称 工会组织名称 基层工会名称 工会全称",
        "union_code": "工会统一社会信用代码 工会代码 工会信用代码 基层工会统一社会信用代码",
        "unit_name": "单位名称 所在单位名称 用人单位名称 所在单位 企业名称",
        "unit_code": "单位统一社会信用代码 所在单位统一社会信用代码 单位代码 统一社会信用代码",
        "head_unit_name": "所属法人单位 法人单位名称 上级法人单位 总公司名称",
        "head_unit_code": "所属法人单位代码 法人单位统一社会信用代码 总公司统一社会信用代码",
        "economic_type": "经济类型 单位性质 所在单位性质 经济类型代码",
        "industry_code": "行业代码 国民经济行业代码 所属行业代码 行业分类代码",
        "industry_name": "行业系统 行业 所属行业 行业名称",
        "county": "县区 所属县区 所在县区 区县",
        "town_code": "乡镇街道代码 镇街代码 街道乡镇代码",
        "town_name": "乡镇街道 镇街 街道乡镇 所在乡镇街道 乡镇街道名称",
        "union_kind": "工会类型 工会组织类型 组织类型 建会形式",
        "founded": "建会日期 建会时间 成立日期 成立时间",
        "term_start": "本届日期 本届时间 换届日期 换届时间 最近换届日期",
        "term_years": "届期 任期 任期年限 每届年限",
        "workers": "职工人数 现职工人数 职工数",
        "members": "会员人数 会员数 工会会员人数",
        "women_members": "女会员人数 女会员数",
        "migrant_members": "农民工会员人数 农民工会员数",
        "chair": "工会主席 主席姓名 工会主席姓名 主席 工会负责人",
        "chair_post": "主席行政职务 主席职务 行政职务 主席兼任职务",
        "phone": "联系电话 主席电话 电话 手机号码 手机",
        "audit_committee": "经审委员会 经费审查委员会 经审会",
        "women_committee": "女职工委员会 女工委员会 女职委",
        "wage_total": "月工资总额 职工月工资总额",
        "parent_union": "上级工会 上级工会名称 主管工会",
        "note": "备注 说明",
    },
    SECTOR_UNIONS: {
        "seq": "序号 编号",
        "name": "名称 行业工会名称 行业工会联合会名称 产业工会名称 工会名称",
        "level": "层级 级别",
        "industry_name": "行业 所属行业 行业名称 产业",
        "area": "覆盖县区 覆盖区域 覆盖范围 县区",
        "host_body": "依托 依托单位",
        "parent_union": "上级工会 上级工会名称",
        "units": "成员工会数 成员单位数 覆盖工会数 组成单位数",
        "workers": "覆盖职工数 职工人数 覆盖职工人数 会员人数",
        "founded": "成立日期 成立时间 建会日期",
        "term_start": "本届日期 本届时间 换届日期",
        "term_years": "届期 任期 任期年限",
        "chair": "主席 主席姓名 工会主席",
        "chair_post": "主席其他职务 主席兼任职务 主席职务 主席行政职务",
        "audit_committee": "经费审查委员会 经审委员会 经审会",
        "women_committee": "女职工委员会 女工委员会 女职委",
        "note": "备注 说明",
    },
}

NEEDED = {
    MEMBERS: ("union_code", "name", "id_no"),
    UNIONS: ("union_name", "union_code", "unit_name", "unit_code"),
    SECTOR_UNIONS: ("name", "units"),
}

_TOTALS = frozenset(["合计", "总计", "小计", "共计", "累计"])
_FOOTERS = (
    "填表",
    "制表",
    "审核",
    "负责人",
    "填报",
    "经办",
    "注:",
    "注：",
    "说明:",
    "说明：",
    "备注:",
    "备注：",
)
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：、/]")

FIELD_OF = {
    kind: {alias: field for field, aliases in fields.items() for alias in aliases.split()}
    for kind, fields in ALIASES.items()
}


@dataclass(frozen=True)
class Layout:
    """A recognised sheet. `columns`: field → place from 0. `unknown`, `repeated`: headings not read."""

    kind: str
    columns: dict[str, int]
    headings: dict[str, str]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A layout with the data rows that stand below its header. `header_line` counts from 1."""

    layout: Layout
    rows: Iterator[RawRow]
    header_line: int = 1


def find_table(sheets: Iterable[Sheet]) -> Table:
    """The first sheet with a complete header. Raises Unreadable with the columns that are missing."""
    nearest: Layout | None = None
    for sheet in sheets:
        lines = sheet.rows()
        head = list(islice(lines, SEARCH_LINES))
        layout, place = _best_header(head)
        if layout and not _missing(layout):
            return Table(layout, _data_rows(layout, chain(head[place + 1 :], lines)), place + 1)
        if layout and (nearest is None or len(layout.columns) > len(nearest.columns)):
            nearest = layout
    raise _no_table(nearest)


def label(kind: str, field: str) -> str:
    """The column name that we ask for a field by."""
    return ALIASES[kind][field].split()[0]


def _best_header(head: list[list[str]]) -> tuple[Layout | None, int]:
    """The line and kind with all needed columns first, then with the most known ones."""
    best: tuple[bool, int] = (False, LEAST_KNOWN - 1)
    found: Layout | None = None
    place = 0
    for number, line in enumerate(head):
        for kind in FIELD_OF:
            layout = _read_header(kind, line)
            score = (not _missing(layout), len(layout.columns))
            if len(layout.columns) >= LEAST_KNOWN and score > best:
                best, found, place = score, layout, number
    return found, place


def _read_header(kind: str, line: list[str]) -> Layout:
    columns: dict[str, int] = {}
    headings: dict[str, str] = {}
    unknown: list[str] = []
    repeated: list[str] = []
    for place, cell in enumerate(line):
        heading = normalise.text(cell)
        field = FIELD_OF[kind].get(heading_key(heading))
        if not field:
            unknown += [heading] if heading else []
        elif field in columns:
            repeated.append(heading)
        else:
            columns[field], headings[field] = place, heading
    return Layout(kind, columns, headings, tuple(unknown), tuple(repeated))


def heading_key(heading: str) -> str:
    """A column name without spaces, stars and bracketed notes: `* 月工资（元）` → `月工资`."""
    return _NOISE.sub("", _BRACKETS.sub("", heading))


def _missing(layout: Layout) -> list[str]:
    return [field for field in NEEDED[layout.kind] if field not in layout.columns]


def _no_table(nearest: Layout | None) -> Unreadable:
    if nearest is None:
        return Unreadable(
            _("前 10 行没有找到表头。请保留列名一行，例如“姓名、证件号码、工会统一社会信用代码”。")
        )
    missing = "、".join(label(nearest.kind, field) for field in _missing(nearest))
    return Unreadable(_("表头缺少列：%(columns)s。请补上这些列再上传。") % {"columns": missing})


def _data_rows(layout: Layout, lines: Iterable[list[str]]) -> Iterator[RawRow]:
    """Rows below the header, numbered from 1 by their place; blanks, sums and signatures are left out."""
    places = list(layout.columns.items())
    for number, line in enumerate(lines, start=1):
        if _is_data(line):
            width = len(line)
            yield RawRow(number, {field: line[place] if place < width else "" for field, place in places})


def _is_data(line: list[str]) -> bool:
    """Whether a line is a row of the roster: no sum by its first filled cell, no signature of few cells."""
    first = next((cell.strip() for cell in line if cell and not cell.isspace()), "")
    if first.isdigit():
        return True
    first = normalise.code(first)
    if not first or first in _TOTALS:
        return False
    return not (first.startswith(_FOOTERS) and sum(1 for cell in line if cell.strip()) <= 4)
