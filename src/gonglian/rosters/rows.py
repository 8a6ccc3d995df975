"""What a row is, before and after it has been judged: plain data shared by every module of the area."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

UNIONS = "unions"
SECTOR_UNIONS = "sector_unions"
MEMBERS = "members"
KINDS = (UNIONS, SECTOR_UNIONS, MEMBERS)

WHOLE_FILE = 0
"""Row number of a warning about the file as a whole; data rows start at 1."""

Cells = Mapping[str, str]
"""Field name to the text of the cell as written."""

Values = dict[str, Any]
"""Field name to normalised value: text, whole number, date, yes or no, or None for a blank cell."""


class Unreadable(Exception):
    """A file that is not a roster at all. `message` says in Chinese what is wrong and how to cure it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Reference:
    """Code lists that rows are judged by, given by the caller.

    `towns`: nine-digit code to name. `industries`: GB/T 4754 codes of four digits and shorter.
    `id_areas`: six-digit area codes that may begin an ID number. `least_units`: fewest unions of an industrial one.
    """

    towns: Mapping[str, str]
    industries: frozenset[str]
    id_areas: frozenset[str]
    least_units: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row is bad: reason code, the field at fault, and figures for the message.

    `variant` picks one of several wordings of the same reason.
    """

    code: str
    field: str
    details: Mapping[str, object] = dataclasses.field(default_factory=dict)
    variant: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What judging one row gave. `fault` None: the row is good, or waits for its union when `waiting`."""

    values: Values
    fault: Fault | None
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class RawRow:
    """One data row as written. `number` counts from 1 below the header; `cells` holds text by field name."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One data row with its verdict: bad when `reason` is set, waiting for its union when `waiting`.

    `cells` is what was written, by field; only bad and waiting rows carry it, to be given back.
    """

    file: str
    kind: str
    number: int
    values: Values
    reason: str = ""
    field: str = ""
    message: str = ""
    waiting: bool = False
    cells: Cells = dataclasses.field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a person should look at; the row is taken all the same."""

    row: int
    code: str
    message: str


@dataclass(frozen=True)
class Day:
    """A date read from a cell. `month_only`: only year and month were given and the day is the first."""

    date: date
    month_only: bool = False
