"""Breaks a title into balanced lines without tearing a word that carries it (GB/T 9704 §7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from itertools import accumulate, pairwise

from gonglian.documents.text import width

_LONGEST = 19.5  # characters of 22 pt in 156 mm, with a margin
_GOOD_BREAKS = re.compile(
    r"(?=关于|及|筹备组|选举结果|意见的|第[一二三四五六七八九十]+[次届])"
    r"|(?<=成立)(?!大会)|(?<=召开)|(?<=批准)|(?<=同意)|(?<=加入)|(?<=设立)"
    r"|(?<=工会联合会)(?!第|会)|(?<=总工会)|(?<=工会委员会)|(?<=工会工作委员会)"
    r"|(?<=会员代表大会)|(?<=全体会议)"
)
_NEVER_FIRST = "的》）、，。：；”’〕"
_NEVER_LAST = "《（“‘〔第"
_PENALTY = 4.0  # for each line
_TORN = 10.0  # for each break at a bad place
_MOST_LINES = 4  # a longer title is left to the word processor


def title_lines(title: str) -> tuple[str, ...]:
    """Return the lines; the office's own line breaks are kept, otherwise balance and good places decide."""
    if "\n" in title:
        return tuple(line.strip() for line in title.splitlines() if line.strip())
    count = -int(-width(title) // _LONGEST)
    if count <= 1 or count >= _MOST_LINES:
        return (title,)
    reach = list(accumulate(map(width, title), initial=0.0))
    good = {match.start() for match in _GOOD_BREAKS.finditer(title)}
    options = [(0, *ends) for n in (count, count + 1) for ends in _splits(title, reach, 0, n)]
    if not options:
        return (title,)
    best = min(options, key=lambda ends: _badness(ends, reach, good))
    return tuple(title[start:end] for start, end in pairwise(best))


def _splits(title: str, reach: Sequence[float], start: int, count: int) -> list[tuple[int, ...]]:
    """The ends of the lines for every way to cut `title` from `start` on into `count` lines that fit.

    reach: the width of the title up to each place, measured once because a long title has hundreds of ways.
    """
    if count == 1:
        return [(len(title),)] if reach[-1] - reach[start] <= _LONGEST else []
    found = []
    for cut in range(start + 2, len(title) - 1):
        if reach[cut] - reach[start] > _LONGEST:
            break
        if _may_break(title[cut - 1], title[cut]):
            found += [(cut, *rest) for rest in _splits(title, reach, cut, count - 1)]
    return found


def _may_break(last: str, first: str) -> bool:
    return not (last.isdigit() or first in _NEVER_FIRST or last in _NEVER_LAST)


def _badness(ends: Sequence[int], reach: Sequence[float], good: Container[int]) -> float:
    """Unequal lines, torn words and more lines than needed all count."""
    widths = [reach[end] - reach[start] for start, end in pairwise(ends)]
    torn = sum(cut not in good for cut in ends[1:-1])
    return max(widths) - min(widths) + torn * _TORN + len(widths) * _PENALTY
