"""The list of unions: its columns, and the rows of one page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import parents
from gonglian.organisation.reads.counts import Members, constituents_of, members_of
from gonglian.organisation.reads.names import wear_names_of
from gonglian.organisation.states import LineKind, UnionState
from gonglian.reference.industries import industries


@dataclass(frozen=True)
class Column:
    """A column beside the name. css: n number, wide a line of its own on a phone; width: in a workbook."""

    key: str
    label: Any
    width: int = 12
    css: str = "wide"
    is_sortable: bool = False


COLUMNS = {
    column.key: column
    for column in (
        Column("leader", gettext_lazy("属地领导"), 28),
        Column("guide", gettext_lazy("业务指导"), 28),
        Column("constituents", gettext_lazy("组成单位"), 10, "n", is_sortable=True),
        Column("members", gettext_lazy("会员"), 10, "n", is_sortable=True),
        Column("founded", gettext_lazy("成立"), 12, "", is_sortable=True),
        Column("state", gettext_lazy("状态"), 10, "wide is-state"),
        Column("region", gettext_lazy("地域"), 16, ""),
        Column("trades", gettext_lazy("行业"), 24),
        Column("host", gettext_lazy("依托单位"), 28),
        Column("code", gettext_lazy("统一社会信用代码"), 22),
    )
}
DEFAULT_COLUMNS = ("leader", "guide", "constituents", "members", "founded", "state")


@dataclass(frozen=True)
class Cell:
    """One value as a workbook takes it (None = nothing known), and a small word beside it."""

    column: Column
    value: Any
    note: str = ""


# Shape and tone of a state in the kit's terms; its word stands beside them.
STATE_MARKS: dict[str, tuple[str, str]] = {
    UnionState.PREPARING: ("todo", "todo"),
    UnionState.ACTIVE: ("seat", ""),
    UnionState.DISSOLVED: ("no", ""),
    UnionState.NEVER_STOOD: ("no", ""),
    "": ("todo", ""),
}


@dataclass(frozen=True)
class Row:
    union: Union
    cells: Sequence[Cell]

    @property
    def mark(self) -> tuple[str, str]:
        return STATE_MARKS[self.union.state_on]


@dataclass(frozen=True)
class _AtHand:
    """What the page's rows need from other tables."""

    leaders: dict[int, list[Line]]
    guides: dict[int, list[Line]]
    members: dict[int, Members]
    constituents: dict[int, int]


def rows_of(unions: Sequence[Union], columns: Sequence[str], *, on: date, today: date) -> list[Row]:
    """The unions with the cells of the chosen columns; the number of queries is the same for any page."""
    hand = _gather(unions, columns, on, today)
    return [Row(union, [_cell(key, union, hand) for key in columns]) for union in unions]


def trade_words(codes: Iterable[str]) -> str:
    """The names of GB/T 4754 codes; a class (four digits) goes under its group's name."""
    names = _trade_names()
    return "、".join(f"{names.get(code) or names.get(code[:3], '')} {code}".strip() for code in codes)


@cache
def _trade_names() -> dict[str, str]:
    return {industry.code: industry.name for industry in industries()}


def _gather(unions: Sequence[Union], columns: Sequence[str], on: date, today: date) -> _AtHand:
    ids = [union.pk for union in unions]
    leaders = parents(ids, LineKind.LEADERSHIP, on=on) if "leader" in columns else {}
    guides = parents(ids, LineKind.GUIDANCE, on=on) if "guide" in columns else {}
    above = [line.parent for lines in (*leaders.values(), *guides.values()) for line in lines]
    wear_names_of([*unions, *above], on=on, today=today)
    return _AtHand(
        leaders,
        guides,
        members_of(ids, on=on) if "members" in columns else {},
        constituents_of(ids, on=on) if "constituents" in columns else {},
    )


def _parents_cell(column: Column, lines: Sequence[Line]) -> Cell:
    return Cell(column, "、".join(line.parent.name for line in lines) or None)


def _guide(column: Column, union: Union, hand: _AtHand) -> Cell:
    cell = _parents_cell(column, hand.guides.get(union.pk, ()))
    return Cell(column, None, _("尚无")) if cell.value is None and union.is_industrial else cell


def _members(column: Column, union: Union, hand: _AtHand) -> Cell:
    members = hand.members.get(union.pk)
    return Cell(column, members.number, members.source) if members else Cell(column, None)


def _cell(key: str, union: Union, hand: _AtHand) -> Cell:
    column = COLUMNS[key]
    if key in _COUNTED:
        return _COUNTED[key](column, union, hand)
    return Cell(column, _OWN[key](union) or None)


_COUNTED: dict[str, Callable[[Column, Union, _AtHand], Cell]] = {
    "leader": lambda column, union, hand: _parents_cell(column, hand.leaders.get(union.pk, ())),
    "guide": _guide,
    "constituents": lambda column, union, hand: Cell(column, hand.constituents.get(union.pk)),
    "members": _members,
}
_OWN: dict[str, Callable[[Union], Any]] = {
    "founded": lambda union: None if union.state_on == UnionState.PREPARING else union.founded_on,
    "state": lambda union: union.state_word,
    "region": lambda union: union.region.name,
    "trades": lambda union: trade_words(union.trades),
    "host": lambda union: union.host and union.host.name,
    "code": lambda union: union.code,
}
