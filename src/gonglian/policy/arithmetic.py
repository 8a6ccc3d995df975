"""Counting words, shares, periods and rates of the law, in integers and fractions only.

三分之二以上, 半数以上 include the number itself; 过半数 does not (民法典 1259, LAW-0.20).
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


def at_least(count: int, total: int, share: Fraction) -> bool:
    """Whether `count` reaches `share` of `total`, the share itself included (以上)."""
    return count * share.denominator >= share.numerator * total


def more_than(count: int, total: int, share: Fraction) -> bool:
    """Whether `count` exceeds `share` of `total`, the share itself excluded (过, 超过)."""
    return count * share.denominator > share.numerator * total


def two_thirds_or_more(count: int, total: int) -> bool:
    """三分之二以上: 3n ≥ 2N."""
    return at_least(count, total, Fraction(2, 3))


def more_than_half(count: int, total: int) -> bool:
    """过半数: 2n > N."""
    return more_than(count, total, Fraction(1, 2))


def half_or_more(count: int, total: int) -> bool:
    """半数以上: 2n ≥ N."""
    return at_least(count, total, Fraction(1, 2))


def ceil_fraction(total: int, share: Fraction) -> int:
    """The smallest whole number that is not below `share` of `total`."""
    return -(-total * share.numerator // share.denominator)


def least_above(total: int, share: Fraction) -> int:
    """The smallest whole number that exceeds `share` of `total`."""
    return total * share.numerator // share.denominator + 1


def largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    """Divide `total` in proportion to `weights` (Hare quotas, largest remainder), in the order given.

    Equal remainders: the larger weight first, then the earlier one. Refused (ValueError): a negative
    weight or total, or weights that sum to nothing.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError("weights and total must not be negative, and one weight must be positive")
    shares = [weight * total // whole for weight in weights]
    rests = [weight * total % whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-rests[at], -weights[at], at))
    for at in order[: total - sum(shares)]:
        shares[at] += 1
    return shares


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later (or earlier), or the month's last day where there is none.

    民法典 202: 31 January + 1 month is the last of February; 29 February + 12 months is 28 February.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_years(day: date, years: int) -> date:
    """The corresponding day `years` later; 29 February falls to the 28th (LAW-0.21)."""
    return add_months(day, 12 * years)


@dataclass(frozen=True, slots=True)
class Rate:
    """A part of a whole that keeps its unit: 19 of 46 园区, never a bare percentage.

    Refused (ValueError): an empty whole, or a part outside it.
    """

    part: int
    whole: int
    unit: str

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole or self.whole == 0:
            raise ValueError("a rate needs 0 <= part <= whole and a whole above 0")

    @property
    def percent(self) -> str:
        """The percentage with one decimal, halves rounded up: "41.3"."""
        tenths = (self.part * 2000 + self.whole) // (2 * self.whole)
        return f"{tenths // 10}.{tenths % 10}"
