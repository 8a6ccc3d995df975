"""Reading the cells of a row by what each column holds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gonglian.rosters import normalise
from gonglian.rosters.rows import Cells, Values

_NOT_IN_NAMES = re.compile(r"[<>{}\x00-\x1f\x7f]")


@dataclass(frozen=True)
class FieldTypes:
    """Field names of one kind of roster by the type of their values."""

    texts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


def read(cells: Cells, types: FieldTypes) -> Values:
    """Values by field name; None where the cell is blank or cannot be read.

    A date field `x` also gives `x_month_only`: only year and month were given and the day is the first.
    """
    get = cells.get
    values: Values = {field: normalise.text(get(field, "")) or None for field in types.texts}
    values |= {field: normalise.name(get(field, "")) or None for field in types.names}
    values |= {field: normalise.code(get(field, "")) or None for field in types.codes}
    values |= {field: normalise.whole_number(get(field, "")) for field in types.counts}
    values |= {field: normalise.yes_no(get(field, "")) for field in types.choices}
    for field in types.dates:
        day = normalise.day(get(field, ""))
        values[field] = day.date if day else None
        values[field + "_month_only"] = bool(day and day.month_only)
    return values


def unread(cells: Cells, values: Values, fields: tuple[str, ...]) -> Iterator[str]:
    """The fields whose cell is filled but could not be read."""
    return (field for field in fields if values[field] is None and normalise.text(cells.get(field, "")))


def unfit_for_name(name: str | None) -> bool:
    """Whether a name holds markup or control characters."""
    return bool(name and _NOT_IN_NAMES.search(name))
