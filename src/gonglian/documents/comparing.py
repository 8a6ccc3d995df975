"""Two versions of a text laid side by side, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, GONE, NEW = "same", "gone", "new"


@dataclass(frozen=True, slots=True)
class Line:
    """mark: SAME, GONE (only in the older) or NEW (only in the newer)."""

    mark: str
    text: str


def differences(old: str, new: str) -> list[Line]:
    """Every line of both texts in order; at a changed place those that went, then those that came."""
    before, after = old.strip().splitlines(), new.strip().splitlines()
    found = []
    for _what, from_, to, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if before[from_:to] == after[start:end]:
            found += [Line(SAME, text) for text in before[from_:to]]
        else:
            found += [Line(GONE, text) for text in before[from_:to]]
            found += [Line(NEW, text) for text in after[start:end]]
    return found
