from __future__ import annotations

from datetime import date

import pytest

from gonglian.documents.dates import spoken, spoken_period


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 3, 1), "2026年3月1日"),
        (date(2026, 11, 30), "2026年11月30日"),
        (None, "　　　　年　　月　　日"),
    ],
)
def test_date_is_written_without_leading_zero(day, text):
    assert spoken(day) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "2026年3月1日"),
        (date(2026, 3, 1), date(2026, 3, 5), "2026年3月1日至5日"),
        (date(2026, 3, 30), date(2026, 4, 3), "2026年3月30日至4月3日"),
        (date(2026, 12, 30), date(2027, 1, 4), "2026年12月30日至2027年1月4日"),
    ],
)
def test_period_names_what_its_ends_do_not_share(first, last, text):
    assert spoken_period(first, last) == text


def test_period_refused_when_it_ends_before_it_starts():
    with pytest.raises(ValueError, match="ends before"):
        spoken_period(date(2026, 3, 2), date(2026, 3, 1))
