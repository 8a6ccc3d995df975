"""The tables that go into sheets and minutes, built from plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gonglian.documents.papers import Column, CountLine, Table


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One electing unit: members and the delegates it elects, of them the shares asked for."""

    unit: str
    members: int
    delegates: int
    women: int = 0
    front_line: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """What lists and notices may show of a person: name, sex, unit and post, no more (NOM-03)."""

    name: str
    sex: str
    unit: str
    post: str


def quota_table(rows: Sequence[QuotaRow]) -> Table:
    """Return the table of delegates' places in the given order, with its sums in the last row."""
    columns = (
        Column("序号", 36),
        Column("选举单位", 130, left=True),
        Column("会员数", 50),
        Column("代表名额", 64),
        Column("女职工", 50),
        Column("一线职工", 64),
        Column("备注", 48),
    )
    lines = [
        (
            str(index),
            row.unit,
            str(row.members),
            str(row.delegates),
            str(row.women),
            str(row.front_line),
            row.note,
        )
        for index, row in enumerate(rows, start=1)
    ]
    sums = (
        str(sum(numbers))
        for numbers in (
            [row.members for row in rows],
            [row.delegates for row in rows],
            [row.women for row in rows],
            [row.front_line for row in rows],
        )
    )
    return Table(columns, (*lines, ("", "合计", *sums, "")))


def candidate_table(rows: Sequence[CandidateRow]) -> Table:
    """Return the candidates in the given order; the caller sorts them by surname strokes (NOM-06)."""
    columns = (
        Column("序号", 2),
        Column("姓名", 4),
        Column("性别", 2),
        Column("工作单位", 9, left=True),
        Column("职务", 6),
    )
    lines = [(str(i), row.name, row.sex, row.unit, row.post) for i, row in enumerate(rows, start=1)]
    return Table(columns, tuple(lines))


def count_table(lines: Sequence[CountLine], head: str = "候选人") -> Table:
    """Return the votes of each candidate in the given order, with their sum; missing numbers stay free.

    head: what stands over the names."""
    columns = (
        Column("序号", 2),
        Column(head, 5),
        Column("赞成", 3),
        Column("反对", 3),
        Column("弃权", 3),
        Column("合计", 3),
    )
    rows = tuple(
        (str(index), line.name, *map(number, (line.votes_for, line.against, line.abstain, line.total)))
        for index, line in enumerate(lines, start=1)
    )
    return Table(columns, rows)


def number(value: int | None) -> str:
    """Return a number, or nothing where the cell is left for the pen."""
    return "" if value is None else str(value)
