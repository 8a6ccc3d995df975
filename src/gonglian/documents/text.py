"""Measures and cleans text before it reaches the paper."""

from __future__ import annotations

import unicodedata

_DIRECTION_AND_INVISIBLE = {
    *range(0x200B, 0x2010),  # zero-width characters and direction marks
    *range(0x2028, 0x202F),  # line separators and direction overrides
    *range(0x2060, 0x2070),  # word joiner, invisible operators, direction isolates
    0xFEFF,
    0xFFFE,
    0xFFFF,
}


def clean(text: str) -> str:
    """Return `text` in one line: breaks and tabs become a space, control characters are dropped.

    Direction marks are dropped because they let a name be printed otherwise than it is stored.
    """
    spaced = " ".join(text.splitlines()).replace("\t", " ")
    return "".join(character for character in spaced if _is_kept(character))


def _is_kept(character: str) -> bool:
    if ord(character) in _DIRECTION_AND_INVISIBLE:
        return False
    return unicodedata.category(character) not in ("Cc", "Cs")


def width(text: str) -> float:
    """Return the width of `text` in characters of the grid: Chinese 1, Latin letters and digits 0.5."""
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.5 for c in text)
