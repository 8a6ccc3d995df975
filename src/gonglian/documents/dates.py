"""Dates as official papers write them: 2026年3月1日, no leading zero (GB/T 9704 §7.3.5.4)."""

from __future__ import annotations

from datetime import date

BLANK = "　　　　年　　月　　日"


def spoken(day: date | None) -> str:
    """Return 2026年3月1日; for a day not yet known, a form to be filled in by hand."""
    return BLANK if day is None else f"{day.year}年{day.month}月{day.day}日"


def spoken_period(first: date, last: date) -> str:
    """Return a period, both days inclusive, without repeating the year or month they share.

    Refused (`ValueError`): a last day before the first.
    """
    if last < first:
        raise ValueError(f"period ends before it starts: {first} > {last}")
    if first == last:
        return spoken(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{spoken(first)}至{last.day}日"
    if first.year == last.year:
        return f"{spoken(first)}至{last.month}月{last.day}日"
    return f"{spoken(first)}至{spoken(last)}"
