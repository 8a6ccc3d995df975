"""The clauses and parameters as people read them: levels, facts and values in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.finding import Level
from gonglian.policy.parameters import Parameter, ParameterTable
from gonglian.policy.registry import Clause, all_clauses, get
from gonglian.policy.schema import Need
from gonglian.policy.shipped import shipped
from gonglian.policy.sources import joined, source_words

GROUPS = {
    "ORG": gettext_lazy("组建和隶属"), "NOM": gettext_lazy("候选人提名"), "ELI": gettext_lazy("任职资格"),
    "CON": gettext_lazy("代表大会和选举"), "TRM": gettext_lazy("任期和换届"), "APP": gettext_lazy("请示和批复"),
}  # fmt: skip
LEVELS = {
    Level.B: gettext_lazy("必须符合，不符合不能办"),
    Level.W: gettext_lazy("应当符合，不符合要写明理由"),
    Level.I: gettext_lazy("提示，供参考"),
}
SHAPES = {Level.B: ("seat", ""), Level.W: ("warn", "soon"), Level.I: ("todo", "")}
KINDS = {
    "standing": gettext_lazy("随时适用于每个工会"),
    "case": gettext_lazy("办理事项时适用"),
}
NEEDS = {
    Need.NEEDED: gettext_lazy("必填"),
    Need.NULLABLE: gettext_lazy("必填，没有的写明没有"),
    Need.OPTIONAL: gettext_lazy("可不填"),
}
TYPES = {
    "int": gettext_lazy("整数"), "str": gettext_lazy("文字"), "bool": gettext_lazy("是或否"), "date": gettext_lazy("日期"),
    "datetime": gettext_lazy("日期和时间"), "fraction": gettext_lazy("比例"), "enum": gettext_lazy("从几项里选"),
    "object": gettext_lazy("一组内容"), "one of": gettext_lazy("文字或一组内容"),
}  # fmt: skip
CERTAINTIES = {
    "R": gettext_lazy("已核对原文"),
    "R2": gettext_lazy("转引，原文待核"),
    "city": gettext_lazy("本市定"),
}
RECALLED = gettext_lazy("凭记忆，待核对原文")
VALUE_WORDS = {
    "federation": gettext_lazy("工会联合会"), "committee": gettext_lazy("工会委员会"),
    "working_committee": gettext_lazy("工会工作委员会"),
    "national": gettext_lazy("全国"), "province": gettext_lazy("省级"), "city": gettext_lazy("市级"),
    "county": gettext_lazy("县区级"), "zone": gettext_lazy("开发区级"), "township": gettext_lazy("乡镇级"),
    "village": gettext_lazy("村（社区）级"),
    "regulator": gettext_lazy("行业主管部门"), "association": gettext_lazy("行业协会"), "chamber": gettext_lazy("商会"),
    "leading_enterprise": gettext_lazy("龙头企业"), "regional_union": gettext_lazy("特色街区、市场等区域性工会"),
    "constituent": gettext_lazy("组成单位"), "party": gettext_lazy("党组织"), "upper_union": gettext_lazy("上级工会"),
    "local_federation": gettext_lazy("地方工会"), "industrial_union": gettext_lazy("产业工会"),
    "association_party": gettext_lazy("协会（商会）党组织"),
    "leading_enterprise_union": gettext_lazy("龙头企业工会"),
    "name": gettext_lazy("姓名"), "sex": gettext_lazy("性别"), "unit": gettext_lazy("单位"), "post": gettext_lazy("职务"),
}  # fmt: skip
BANDED = 4  # a band: from, to, least, most


@dataclass(frozen=True, slots=True)
class FactRow:
    """One thing a clause asks for: its name, what kind, what it is made of (names), needed or not, who supplies it."""

    label: str
    kind: str
    parts: tuple[str, ...]
    need: str
    who: str


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One dated value in words; `until` is the first day it holds no more, None while open."""

    id: str
    title: str
    values: tuple[str, ...]
    since: date
    until: date | None
    source: str
    certainty: str
    is_sure: bool
    clauses: tuple[Clause, ...] = ()

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """A clause for a list or a page: its words and its mark (shape, tone)."""

    clause: Clause
    level: str
    shape: str
    tone: str
    kind: str
    sources: tuple[str, ...]


def clause_row(clause: Clause) -> ClauseRow:
    shape, tone = SHAPES[clause.level]
    sources = tuple(dict.fromkeys(source_words(mark) for mark in clause.cites))
    return ClauseRow(clause, str(LEVELS[clause.level]), shape, tone, str(KINDS[clause.kind]), sources)


def short_source(name: str) -> str:
    """How a clause is cited in a line: its part of the city's opinion (意见 2.2), its first source in words, or its title."""
    clause = get(name)
    marks = clause.cites
    opinion = next((mark for mark in marks if mark.startswith("意见")), "")
    return opinion or (source_words(marks[0]) if marks else str(clause.title))


def in_words(marks: str | Iterable[str]) -> str:
    """Sources as people cite them, each once: ids of clauses and short marks become instrument and article.

    `marks` are "LAW-2.13", "意见 2.2", "NOM-03" or words already; one string may hold several, parted by 、 or ·.
    """
    parts = re.split(r"\s*·\s*|、(?=[A-Z意章])", marks) if isinstance(marks, str) else tuple(marks)
    if all(is_clause(part) for part in parts):
        return "、".join(dict.fromkeys(short_source(part) for part in parts))
    return joined(part for part in parts if not is_clause(part))


def is_clause(mark: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{3}-\d\d[ab]?", mark))


def clauses_by_group(group: str = "", words: str = "") -> list[tuple[str, list[ClauseRow]]]:
    """The clauses under their groups' names, those of `group` only (its three letters), and only those whose id, title or
    sources hold `words`. Groups without any are left out."""
    found = []
    for code, name in GROUPS.items():
        rows = [clause_row(clause) for clause in all_clauses() if clause.id.startswith(code)]
        rows = [row for row in rows if _holds(row, words)]
        if rows and group in ("", code):
            found.append((str(name), rows))
    return found


def fact_rows(clause: Clause) -> list[FactRow]:
    """What the clause asks for, in its own order."""
    rows = []
    for fact in clause.facts:
        shape = fact.type.describe()
        kind, parts = _kind(shape)
        who = str(fact.who or clause.who)
        rows.append(FactRow(str(fact.label), kind, parts, str(NEEDS[fact.need]), who))
    return rows


def parameter_rows(table: ParameterTable, keys: Iterable[str]) -> list[ParameterRow]:
    """Every dated value of the parameters, the latest first within each."""
    used: dict[str, list[Clause]] = {}
    for clause in all_clauses():
        for key in clause.parameters:
            used.setdefault(key, []).append(clause)
    return [
        _parameter_row(row, tuple(used.get(key, ()))) for key in keys for row in reversed(table.rows(key))
    ]


def title_of(key: str) -> str:
    """What a parameter is called; its key for one that is no longer shipped."""
    rows = shipped().rows(key)
    return str(rows[0].title) if rows else key


def clauses_using(key: str) -> tuple[Clause, ...]:
    """The clauses that compare with a parameter."""
    return tuple(clause for clause in all_clauses() if key in clause.parameters)


def rows_in_force(table: ParameterTable, on: date) -> list[ParameterRow]:
    """The value of each parameter on a day; one that does not hold yet is left out."""
    return [row for row in parameter_rows(table, table.ids()) if row.holds(on)]


def value_words(value: Any) -> tuple[str, ...]:
    """A parameter's value in words, one line for each band.

    5 → 5; True → 是; Fraction(1, 3) → 1/3; (3, 5) → 3、5; bands (from, to, least, most) → 25 至 200：3 至 7.
    """
    if isinstance(value, tuple) and value and all(_is_band(part) for part in value):
        return tuple(_band(part) for part in value)
    if isinstance(value, tuple):
        return ("、".join(_one(part) for part in value),)
    return (_one(value),)


def _holds(row: ClauseRow, words: str) -> bool:
    text = " ".join((row.clause.id, str(row.clause.title), *row.clause.cites, *row.sources)).lower()
    return words.strip().lower() in text


def _kind(shape: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """The kind in words and the names of its parts; a list is told by its items."""
    if shape["type"] == "list":
        inner, parts = _kind(shape["items"])
        return (_("可有多项") if parts else _("多项%(kind)s") % {"kind": inner}), parts
    if shape["type"] == "one of":
        parts = next((found for kind in shape["any"] if (found := _kind(kind)[1])), ())
        return str(TYPES["one of"]) if parts else str(TYPES["str"]), parts
    keys = shape.get("keys", {})
    return str(TYPES[shape["type"]]), tuple(key["label"] for key in keys.values())


def _parameter_row(row: Parameter, clauses: tuple[Clause, ...]) -> ParameterRow:
    return ParameterRow(
        id=row.id, title=str(row.title), values=value_words(row.value), since=row.valid_from, until=row.valid_until,
        source=source_words(row.source), certainty=str(CERTAINTIES.get(row.certainty, RECALLED)),
        is_sure=row.certainty in ("R", "city"), clauses=clauses,
    )  # fmt: skip


def _is_band(value: Any) -> bool:
    return isinstance(value, tuple) and len(value) == BANDED


def _band(band: tuple[Any, ...]) -> str:
    low, high, least, most = band
    words = {"low": low, "high": high, "least": least, "most": most}
    if high is None:
        return _("%(low)s 以上：%(least)s 至 %(most)s") % words
    return _("%(low)s 至 %(high)s：%(least)s 至 %(most)s") % words


def _one(value: Any) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
    return str(VALUE_WORDS.get(value, value))
