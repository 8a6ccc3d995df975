"""Dated thresholds: every number, list or band that a clause compares with, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.functional import Promise

_FRACTION = re.compile(r"\d+/\d+")


class NoParameterError(LookupError):
    """No value holds on that day; `args` is (id, day)."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value from `valid_from` to the day before `valid_until` (None: still open).

    `value` is an int, bool, Fraction or a tuple of these, text and None. `certainty` is R read,
    R2 read second-hand, M-h / M-m / M-l recalled with that confidence, city set by the city.
    """

    id: str
    value: Any
    valid_from: date
    valid_until: date | None
    source: str
    certainty: str
    title: str | Promise

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)

    def to_json(self) -> dict[str, Any]:
        """The row as plain JSON values; fractions as "1/20"."""
        return {
            "id": self.id,
            "title": str(self.title),
            "value": plain(self.value),
            "valid_from": self.valid_from.isoformat(),
            "valid_until": self.valid_until and self.valid_until.isoformat(),
            "source": self.source,
            "certainty": self.certainty,
        }


def plain(value: Any) -> Any:
    """A parameter's value as JSON: Fraction → "1/20", tuple → list, the rest unchanged."""
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    return value


def unplain(value: Any) -> Any:
    """The reverse of `plain`, for rows kept in a database: "1/20" → Fraction, list → tuple."""
    if isinstance(value, str) and _FRACTION.fullmatch(value):
        return Fraction(value)
    if isinstance(value, list):
        return tuple(unplain(part) for part in value)
    return value


class ParameterTable:
    """Parameters by id and day. Refused (ValueError): two rows of one id that hold on the same day."""

    def __init__(self, rows: Iterable[Parameter]) -> None:
        self._rows: dict[str, list[Parameter]] = {}
        for row in sorted(rows, key=lambda row: (row.id, row.valid_from)):
            known = self._rows.setdefault(row.id, [])
            if known and known[-1].holds(row.valid_from):
                raise ValueError(f"two values of {row.id} hold on {row.valid_from}")
            known.append(row)

    def rows(self, key: str) -> tuple[Parameter, ...]:
        """All rows of one id, oldest first; empty for an unknown id."""
        return tuple(self._rows.get(key, ()))

    def ids(self) -> list[str]:
        return list(self._rows)

    def value(self, key: str, on: date) -> Any:
        """The value that holds on `on`. Refused: NoParameterError when none does."""
        for row in self._rows.get(key, ()):
            if row.holds(on):
                return row.value
        raise NoParameterError(key, on)
