"""Working days as far as clauses need them; the city's own calendar is passed in by the caller."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Protocol

# The solar-fixed days of the 2024 holiday rule (LAW-0.22). Lunar days need a real calendar.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


class Calendar(Protocol):
    """Anything that knows whether a day is worked."""

    def is_workday(self, day: date, /) -> bool: ...


class PlainCalendar:
    """Weekends and the solar-fixed holidays are free, every other day is worked."""

    def is_workday(self, day: date, /) -> bool:
        return day.weekday() < 5 and (day.month, day.day) not in FIXED_HOLIDAYS


def workday_after(day: date, count: int, calendar: Calendar) -> date:
    """The `count`-th working day after `day`, the day itself not counted (民法典 201)."""
    while count > 0:
        day += timedelta(days=1)
        count -= calendar.is_workday(day)
    return day
