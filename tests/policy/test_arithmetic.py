from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonglian.policy import arithmetic as sums

counts = st.integers(0, 10**6)
shares = st.fractions(0, 1, max_denominator=100)


@given(counts, counts)
def test_counting_words_are_the_civil_codes(part, whole):
    assert sums.two_thirds_or_more(part, whole) == (3 * part >= 2 * whole)
    assert sums.half_or_more(part, whole) == (2 * part >= whole)
    assert sums.more_than_half(part, whole) == (2 * part > whole)


@given(counts, shares)
def test_ceil_fraction_is_the_least_that_reaches(total, share):
    least = sums.ceil_fraction(total, share)
    assert sums.at_least(least, total, share)
    assert least == 0 or not sums.at_least(least - 1, total, share)


@given(counts, shares)
def test_least_above_is_the_least_that_exceeds(total, share):
    least = sums.least_above(total, share)
    assert sums.more_than(least, total, share)
    assert not sums.more_than(least - 1, total, share)


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=30).filter(sum), st.integers(0, 500))
def test_largest_remainder_gives_all_and_stays_within_one_of_the_quota(weights, total):
    parts = sums.largest_remainder(weights, total)
    assert sum(parts) == total
    quotas = [Fraction(weight * total, sum(weights)) for weight in weights]
    assert all(abs(part - quota) < 1 for part, quota in zip(parts, quotas, strict=True))


@pytest.mark.parametrize(
    ("weights", "total", "parts"),
    [
        ([1, 1, 1], 2, [1, 1, 0]),
        ([1, 3], 2, [0, 2]),
        ([1, 5, 2], 4, [0, 3, 1]),
        ([2, 6], 4, [1, 3]),
        ([0, 4], 3, [0, 3]),
    ],
)
def test_largest_remainder_ties_go_to_the_larger_then_the_earlier(weights, total, parts):
    assert sums.largest_remainder(weights, total) == parts


@pytest.mark.parametrize(("weights", "total"), [([0, 0], 3), ([1, -1, 1], 3), ([1], -1)])
def test_largest_remainder_refuses_what_cannot_be_divided(weights, total):
    with pytest.raises(ValueError, match="weights"):
        sums.largest_remainder(weights, total)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_add_months_falls_to_the_months_end(day, months, end):
    assert sums.add_months(day, months) == end


def test_add_years_from_a_leap_day():
    assert sums.add_years(date(2024, 2, 29), 5) == date(2029, 2, 28)
    assert sums.add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [(19, 46, "41.3"), (0, 7, "0.0"), (7, 7, "100.0"), (1, 2000, "0.1"), (1, 3, "33.3")],
)
def test_rate_percent(part, whole, percent):
    assert sums.Rate(part, whole, "园区").percent == percent


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (-1, 5), (6, 5)])
def test_rate_refuses_a_part_outside_its_whole(part, whole):
    with pytest.raises(ValueError, match="rate"):
        sums.Rate(part, whole, "家")
