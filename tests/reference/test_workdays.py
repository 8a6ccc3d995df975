"""Working days: official years, the plain rule beyond them, overrides."""

from __future__ import annotations

from datetime import date

import pytest

from gonglian.reference.workdays import FIRST_YEAR, LAST_YEAR, Calendar

CALENDAR = Calendar()
UNKNOWN = LAST_YEAR + 1


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 1, 26), True),  # Sunday worked for the Spring Festival
        (date(2025, 1, 28), False),  # eve of the Spring Festival
        (date(2025, 3, 3), True),
        (date(2025, 3, 8), False),
        (date(2025, 10, 8), False),
        (date(2025, 10, 11), True),  # Saturday worked for the National Day
        (date(2026, 2, 17), False),
        (date(2026, 2, 28), True),
        (date(2099, 1, 1), False),
        (date(2099, 4, 4), False),  # Saturday
        (date(2099, 5, 1), False),
        (date(2097, 5, 2), False),
        (date(2097, 5, 3), True),
        (date(2097, 10, 3), False),
        (date(2097, 10, 4), True),
        (date(2098, 10, 2), False),
        (date(2098, 10, 6), True),
        (date(2097, 4, 4), False),  # 清明, Thursday
        (date(2097, 4, 5), True),
        (date(2001, 1, 1), False),
        (date(2001, 1, 2), True),
        (date(1026, 1, 2), True),
    ],
)
def test_is_workday(day: date, worked: bool) -> None:
    assert CALENDAR.is_workday(day) is worked


@pytest.mark.parametrize(
    ("day", "provisional"),
    [
        (date(FIRST_YEAR - 1, 12, 31), True),
        (date(FIRST_YEAR, 1, 1), False),
        (date(LAST_YEAR, 12, 31), False),
        (date(UNKNOWN, 1, 1), True),
    ],
)
def test_provisional(day: date, provisional: bool) -> None:
    assert CALENDAR.provisional(day) is provisional


def test_overrides_win_and_are_not_provisional() -> None:
    worked, free = date(2099, 1, 3), date(2025, 3, 3)
    calendar = Calendar({worked: True, free: False})
    assert [calendar.is_workday(day) for day in (worked, free)] == [True, False]
    assert [calendar.provisional(day) for day in (worked, free)] == [False, False]


@pytest.mark.parametrize(
    ("day", "n", "end"),
    [
        (date(2025, 3, 3), 5, date(2025, 3, 10)),
        (date(2025, 3, 3), 1, date(2025, 3, 4)),
        (date(2025, 3, 3), 0, date(2025, 3, 3)),
        (date(2025, 3, 8), 0, date(2025, 3, 8)),
        (date(2025, 9, 30), 1, date(2025, 10, 9)),
        (date(2025, 9, 30), 3, date(2025, 10, 11)),
        (date(2025, 10, 9), -1, date(2025, 9, 30)),
        (date(2025, 3, 10), -5, date(2025, 3, 3)),
        (date(2025, 3, 9), -1, date(2025, 3, 7)),
    ],
)
def test_add_workdays(day: date, n: int, end: date) -> None:
    assert CALENDAR.add_workdays(day, n) == end


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2025, 3, 3), date(2025, 3, 10), 5),
        (date(2025, 3, 3), date(2025, 3, 3), 0),
        (date(2025, 3, 7), date(2025, 3, 9), 0),
        (date(2025, 9, 30), date(2025, 10, 11), 3),
        (date(2025, 3, 10), date(2025, 3, 3), -5),
    ],
)
def test_workdays_between(start: date, end: date, count: int) -> None:
    assert CALENDAR.workdays_between(start, end) == count


@pytest.mark.parametrize("n", [-30, -1, 0, 1, 30])
@pytest.mark.parametrize("day", [date(2025, 10, 1), date(2025, 10, 4), date(LAST_YEAR, 12, 30)])
def test_workdays_between_undoes_add_workdays(day: date, n: int) -> None:
    assert CALENDAR.workdays_between(day, CALENDAR.add_workdays(day, n)) == n


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2025, 10, 3), date(2025, 9, 30), date(2025, 10, 9)),
        (date(2025, 3, 4), date(2025, 3, 3), date(2025, 3, 5)),
    ],
)
def test_previous_and_next_workday(day: date, before: date, after: date) -> None:
    assert (CALENDAR.previous_workday(day), CALENDAR.next_workday(day)) == (before, after)
