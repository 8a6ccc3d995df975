"""Working days: the State Council's yearly arrangement as far as it is known, a plain rule beyond it.

For the years that the package chinesecalendar holds (2004 to 2026 at version 1.11) holidays and the days
worked instead are official. For other years Monday to Friday count as working days except the festivals
with a fixed day in the solar calendar (rule of 2024: 元旦 1, 清明 1, 劳动节 2, 国庆 3 days). Festivals of
the lunar calendar (春节, 端午, 中秋) and days worked instead are unknown there, so every such day is
provisional until an override confirms it. A year whose notice an officer entered (calendar.py) is taken from the
notice alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from chinese_calendar.constants import holidays

FIRST_YEAR = min(holidays).year
LAST_YEAR = max(holidays).year

_SOLAR_FESTIVALS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_SOLAR_TERM_YEARS = range(1900, 2101)
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """Working days of the country. `overrides` says of single days whether they are worked, and wins; in a year of
    `announced` the overrides are all there is beside Monday to Friday."""

    overrides: Mapping[date, bool] = field(default_factory=dict)
    announced: frozenset[int] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Say whether the day is worked."""
        given = self.overrides.get(day)
        if given is not None:
            return given
        if day.year in self.announced:
            return day.weekday() < 5
        if FIRST_YEAR <= day.year <= LAST_YEAR:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < 5 and not _is_solar_festival(day)

    def provisional(self, day: date) -> bool:
        """Say whether the answer rests on the plain rule, and may change when the year is announced."""
        known = day in self.overrides or day.year in self.announced
        return not known and not FIRST_YEAR <= day.year <= LAST_YEAR

    def add_workdays(self, day: date, n: int) -> date:
        """Return the n-th working day after the day, which is not counted itself; before it for negative n.

        Zero gives the day back, worked or not.
        """
        step = _ONE_DAY if n > 0 else -_ONE_DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_workday(day):
                day += step
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`.

        Negative when `end` lies before `start`: then the working days before `start` down to and including
        `end`. So `workdays_between(day, add_workdays(day, n)) == n`.
        """
        step = _ONE_DAY if end >= start else -_ONE_DAY
        count = 0
        while start != end:
            start += step
            count += self.is_workday(start)
        return count if step > timedelta() else -count

    def next_workday(self, day: date) -> date:
        """Return the first working day after the day."""
        return self.add_workdays(day, 1)

    def previous_workday(self, day: date) -> date:
        """Return the last working day before the day."""
        return self.add_workdays(day, -1)


def solar_festivals(year: int) -> list[date]:
    """The days off that every year's notice holds: 元旦 1, 清明 1, 劳动节 2, 国庆 3 days, in their order."""
    days = [date(year, month, day) for month, day in _SOLAR_FESTIVALS]
    spring = _qingming(year)
    return sorted([*days, spring] if spring else days)


def _is_solar_festival(day: date) -> bool:
    return (day.month, day.day) in _SOLAR_FESTIVALS or day == _qingming(day.year)


@cache
def _qingming(year: int) -> date | None:
    """Day of 清明, which falls on 4 to 6 April; None outside the years for which the package computes it."""
    if year not in _SOLAR_TERM_YEARS:
        return None
    terms = chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 30))
    days: list[date] = [day for day, name in terms if name == "清明"]
    return days[0]
