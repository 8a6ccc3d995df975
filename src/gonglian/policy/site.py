"""The parameters in force in this city: the shipped table with the city's own values laid over it.

The product judges through this module; `registry.judge` itself stays pure and takes its table as given.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from gonglian.core.small import Small
from gonglian.policy import registry
from gonglian.policy.finding import Finding
from gonglian.policy.models import ParameterValue
from gonglian.policy.parameters import Parameter, ParameterTable, unplain
from gonglian.policy.shipped import shipped
from gonglian.policy.workdays import Calendar


def judge(
    name: str, facts: registry.Facts, on: date, *, calendar: Calendar | None = None,
    stroke_key: registry.StrokeKey | None = None,
) -> Finding:  # fmt: skip
    """`registry.judge` with the values in force in this city."""
    return registry.judge(name, facts, on, site_table(), calendar=calendar, stroke_key=stroke_key)


def site_table() -> ParameterTable:
    """The table in force, as known now; read once per request."""
    return _TABLE.get()


def using(table: ParameterTable) -> AbstractContextManager[None]:
    """Inside, every judgement of the product compares with `table`: for "what would change if"."""
    return _TABLE.using(table)


def forget() -> None:
    """After an act that changed a value."""
    _TABLE.forget()


def overlaid(base: ParameterTable, own: Iterable[Parameter]) -> ParameterTable:
    """`base` with the values of `own` in their periods; what `base` says holds before and after them.

    Own values of one key must not overlap. Keys that `base` does not know are refused (ValueError).
    """
    given: dict[str, list[Parameter]] = {}
    for row in own:
        given.setdefault(row.id, []).append(row)
    if strange := set(given) - set(base.ids()):
        raise ValueError(f"no such parameter: {', '.join(sorted(strange))}")
    rows = []
    for key in base.ids():
        mine = given.get(key, [])
        rows += mine
        for row in base.rows(key):
            rows += _around(row, mine)
    return ParameterTable(rows)


def rows_ever(key: str) -> list[Parameter]:
    """Every row of one parameter that was ever on record, the shipped first, then the city's as they were entered: also those
    that a correction took back."""
    own = ParameterValue.objects.filter(key=key).order_by("pk")
    return [*shipped().rows(key), *map(own_value, own)]


def own_value(row: Any) -> Parameter:
    """A stored value as a parameter; its title is the shipped one's."""
    titles = shipped().rows(row.key)
    return Parameter(
        row.key, unplain(row.value), row.valid.lower, row.valid.upper, row.source, row.certainty,
        titles[0].title if titles else row.key,
    )  # fmt: skip


def _around(row: Parameter, own: Iterable[Parameter]) -> list[Parameter]:
    """The parts of a row's period that no own value covers."""
    left: list[Parameter] = []
    start: date | None = row.valid_from
    for mine in sorted(own, key=lambda each: each.valid_from):
        if start is None or (row.valid_until is not None and mine.valid_from >= row.valid_until):
            break
        if start < mine.valid_from:
            left.append(_cut(row, start, mine.valid_from))
        start = mine.valid_until and max(start, mine.valid_until)
    if start is not None and (row.valid_until is None or start < row.valid_until):
        left.append(_cut(row, start, row.valid_until))
    return left


def _cut(row: Parameter, start: date, until: date | None) -> Parameter:
    return Parameter(row.id, row.value, start, until, row.source, row.certainty, row.title)


def _build() -> ParameterTable:
    """Values of keys that a newer version no longer ships are left aside."""
    known = set(shipped().ids())
    rows = ParameterValue.objects.current_record()
    return overlaid(shipped(), [own_value(row) for row in rows if row.key in known])


_TABLE: Small[ParameterTable] = Small(ParameterValue, _build)
