"""Clauses and parameters in the words of people."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from gonglian.policy.catalogue import (
    GROUPS,
    clause_row,
    clauses_by_group,
    fact_rows,
    in_words,
    parameter_rows,
    short_source,
    value_words,
)
from gonglian.policy.parameters import Parameter, ParameterTable
from gonglian.policy.registry import all_clauses, get
from gonglian.policy.shipped import shipped
from gonglian.policy.sources import source_words

LATIN = re.compile(r"[a-z_]{3,}")


def ids(group: str = "", words: str = "") -> list[str]:
    return [row.clause.id for _name, rows in clauses_by_group(group, words) for row in rows]


def test_every_clause_stands_in_one_group() -> None:
    assert sorted(ids()) == sorted(clause.id for clause in all_clauses())
    assert [name for name, _rows in clauses_by_group()] == [str(name) for name in GROUPS.values()]


@pytest.mark.parametrize(
    ("group", "words", "found"),
    [
        ("APP", "", ["APP-01"]),
        ("", "四个不变", ["ORG-10"]),
        ("", "trm-03", ["TRM-03"]),
        ("TRM", "ORG-10", []),
        ("", "没有这样的字", []),
    ],
)
def test_clauses_are_filtered_by_group_and_words(group: str, words: str, found: list[str]) -> None:
    assert ids(group, words) == found


def test_clauses_are_found_by_their_source() -> None:
    assert ids("TRM", "《工会法》第 16 条") == ["TRM-01"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (5, ("5",)),
        (True, ("是",)),
        (False, ("否",)),
        (Fraction(2, 3), ("2/3",)),
        (Fraction(0), ("0",)),
        ((3, 5), ("3、5",)),
        (("federation", "committee"), ("工会联合会、工会委员会",)),
        (((25, 200, 3, 7), (201, None, 7, 15)), ("25 至 200：3 至 7", "201 以上：7 至 15")),
        ((), ("",)),
    ],
)
def test_value_is_told_in_words(value: Any, words: tuple[str, ...]) -> None:
    assert value_words(value) == words


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("LAW-1.13", "《工会法》第 16 条"),
        ("LAW-0.5", "《关于加强产业（行业）工会建设的意见》二（二）"),
        ("LAW-3.4", "《基层工会会员代表大会条例》"),
        ("意见 2.2", "《关于加强产业（行业）工会建设的意见》 2.2"),
        ("章程 12", "《中国工会章程》第 12 条"),
        ("city", "本市规定"),
        ("算术", "算术"),
    ],
)
def test_source_is_told_in_words(mark: str, words: str) -> None:
    assert source_words(mark) == words


@pytest.mark.parametrize(
    ("name", "source"), [("ORG-10", "意见 2.2"), ("TRM-02", "《工会基层组织选举工作条例》第 28 条")]
)
def test_short_source_prefers_the_citys_opinion(name: str, source: str) -> None:
    assert short_source(name) == source


def test_nothing_of_a_clause_is_left_in_code() -> None:
    """Every word people read is Chinese but ids of clauses and the names of standards."""
    for clause in all_clauses():
        row = clause_row(clause)
        shown = [str(clause.title), row.level, row.kind, *row.sources, short_source(clause.id)]
        for fact in fact_rows(clause):
            shown += [fact.label, fact.kind, *fact.parts, fact.need, fact.who]
        assert [text for text in shown if LATIN.search(text) or "LAW" in text] == [], clause.id


def test_nothing_of_a_parameter_is_left_in_code() -> None:
    table = shipped()
    for row in parameter_rows(table, table.ids()):
        shown = [row.title, *row.values, row.source, row.certainty]
        assert [text for text in shown if LATIN.search(text) or "LAW" in text] == [], row.id


def test_facts_of_a_list_name_their_parts() -> None:
    rows = {row.label: row for row in fact_rows(get("ORG-07"))}
    assert rows["领导工会"].kind == "可有多项"
    assert rows["领导工会"].parts == ("工会类别", "层级", "辖区代码")
    assert (rows["层级"].need, rows["工会类别"].need) == ("可不填", "必填")


@pytest.mark.parametrize(
    ("certainty", "words", "sure"),
    [
        ("R", "已核对原文", True),
        ("R2", "转引，原文待核", False),
        ("M-h", "凭记忆，待核对原文", False),
        ("M-l", "凭记忆，待核对原文", False),
        ("city", "本市定", True),
    ],
)
def test_certainty_is_told_in_words(certainty: str, words: str, sure: bool) -> None:
    table = ParameterTable([Parameter("x", 1, date(2020, 1, 1), None, "city", certainty, "某数")])
    (row,) = parameter_rows(table, ["x"])
    assert (row.certainty, row.is_sure) == (words, sure)


def test_dated_values_stand_latest_first_with_their_clauses() -> None:
    old = Parameter("org.min_member_unions", 2, date(2015, 4, 9), date(2024, 1, 1), "LAW-0.2", "R", "单位数")
    new = Parameter("org.min_member_unions", 3, date(2024, 1, 1), None, "city", "city", "单位数")
    rows = parameter_rows(ParameterTable([old, new]), ["org.min_member_unions"])
    assert [(row.values, row.since, row.until) for row in rows] == [
        (("3",), date(2024, 1, 1), None),
        (("2",), date(2015, 4, 9), date(2024, 1, 1)),
    ]
    assert [clause.id for clause in rows[0].clauses] == ["ORG-01", "ORG-19"]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ("LAW-1.7", "《工会法》第 12 条"),
        (("LAW-2.13", "LAW-2.14"), "《工会基层组织选举工作条例》第 17 条"),
        (("LAW-2.14", "LAW-1.7", "LAW-2.15"), "《工会基层组织选举工作条例》第 17、18 条、《工会法》第 12 条"),
        ("意见 2.1.a、LAW-2.16", "意见 2.1.a、《工会基层组织选举工作条例》"),
        ("章程 9、12", "《中国工会章程》第 9、12 条"),
        ("ORG-07 · 意见 2.2", "意见 2.2"),
        ("GB 32100", "GB 32100"),
        ((), ""),
    ],
)
def test_sources_are_cited_in_words_and_once(marks: str | tuple[str, ...], words: str) -> None:
    assert in_words(marks) == words


def test_every_clause_and_its_sources_have_words() -> None:
    cited = [in_words(words) for clause in all_clauses() for words in (clause.cites, clause.id)]

    assert [words for words in cited if "LAW-" in words] == []
