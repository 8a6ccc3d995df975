"""The industrial classification of the national economy, GB/T 4754-2017.

The table data/industries.csv holds sections (门类), divisions (大类) and groups (中类) with their names, each
section before its own; a group also lists the last digits of its classes (小类), whose names are not carried.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parent / "data" / "industries.csv"

SECTION, DIVISION, GROUP = "section", "division", "group"
_LEVELS = {2: DIVISION, 3: GROUP}


class Industry(NamedTuple):
    """One section, division or group. `parent` is the code one level up, empty for a section."""

    code: str
    level: str
    name: str
    parent: str
    section: str


@cache
def industries() -> tuple[Industry, ...]:
    """Return 20 sections, 97 divisions and 473 groups, in the order of the standard."""
    section = ""
    found = []
    for code, name, _ in _rows():
        section = code if code.isalpha() else section
        found.append(Industry(code, _level(code), name, _parent(code, section), section))
    return tuple(found)


@cache
def valid_codes() -> frozenset[str]:
    """Return every code of the standard: section letters and the numbers of two, three and four digits."""
    classes = {code + digit for code, _, digits in _rows() for digit in digits}
    return frozenset(classes | {industry.code for industry in industries()})


def section_of(code: str) -> str | None:
    """Return the section letter of any code of the standard, or None when the standard has no such code."""
    if code not in valid_codes():
        return None
    return _sections()[code[:2]]


@cache
def _sections() -> dict[str, str]:
    return {industry.code: industry.section for industry in industries()}


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    with TABLE.open(encoding="utf-8", newline="") as table:
        return tuple((row["code"], row["name"], row["subclasses"]) for row in csv.DictReader(table))


def _level(code: str) -> str:
    return SECTION if code.isalpha() else _LEVELS[len(code)]


def _parent(code: str, section: str) -> str:
    return {SECTION: "", DIVISION: section, GROUP: code[:2]}[_level(code)]
