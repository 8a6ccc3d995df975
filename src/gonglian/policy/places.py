"""Regions and trades as code strings: containment is a prefix."""

from __future__ import annotations

from collections.abc import Iterable

# 大类 of GB/T 4754-2017: the first two digits at which each 门类 begins.
_SECTIONS = tuple(
    zip(
        "ABCDEFGHIJKLMNOPQRST",
        (1, 6, 13, 44, 47, 51, 53, 61, 63, 66, 70, 71, 73, 76, 80, 83, 84, 86, 91, 97),
        strict=True,
    )
)


def stem(region: str) -> str:
    """A region code without its filling zeros: 371300 → 3713, 371302000 → 371302; other codes unchanged."""
    if not region.isdigit():
        return region
    for length, zeros in ((12, 3), (9, 3), (6, 2), (4, 2)):
        if len(region) == length and region.endswith("0" * zeros):
            region = region[:-zeros]
    return region


def contains(territory: Iterable[str], region: str) -> bool:
    """Whether the region lies inside one of the territory's regions, or is one of them."""
    inner = stem(region)
    return any(inner.startswith(stem(outer)) for outer in territory)


def covers(territory: Iterable[str], regions: Iterable[str]) -> bool:
    """Whether every region lies inside the territory."""
    outer = list(territory)
    return all(contains(outer, region) for region in regions)


def digits(trade: str) -> str:
    """A trade code without its leading letter: G5431 → 5431, G → ""."""
    return trade[1:] if trade[:1].isalpha() else trade


def section(trade: str) -> str:
    """The 门类 letter of a trade code, "" when it has none."""
    if trade[:1].isalpha():
        return trade[0].upper()
    if not trade[:2].isdigit():
        return ""
    begun = [letter for letter, start in _SECTIONS if start <= int(trade[:2])]
    return begun[-1] if begun and int(trade[:2]) <= 97 else ""


def is_prefix(code: str, trade: str) -> bool:
    """Whether `code` is the trade itself or a wider code that holds it;
    a bare letter holds its whole section.
    """
    if not digits(code):
        return bool(code) and section(code) == section(trade)
    return digits(trade).startswith(digits(code))


def same_trade(trade_set: Iterable[str], trade: str) -> bool:
    """同一行业: a code of the set is a prefix of the trade."""
    return any(digits(code) and is_prefix(code, trade) for code in trade_set)


def similar_trade(trade_set: Iterable[str], trade: str) -> bool:
    """性质相近: the trade's 门类 letter stands in the set."""
    letters = {code.upper() for code in trade_set if not digits(code)}
    return section(trade) in letters
