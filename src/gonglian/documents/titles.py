"""Breaks a title into balanced lines without tearing a word that carries it (GB/T 9704 §7.3.1)."""

from __future__ import annotations

import re

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
    options = [lines for n in (count, count + 1) for lines in _splits(title, n)]
    return min(options, key=_badness) if options else (title,)


def _splits(title: str, count: int) -> list[tuple[str, ...]]:
    """Every way to cut `title` into `count` lines that fit, at good places where there are any."""
    if count == 1:
        return [(title,)] if width(title) <= _LONGEST else []
    found = []
    for cut in range(2, len(title) - 1):
        head, tail = title[:cut], title[cut:]
        if width(head) > _LONGEST:
            break
        if _may_break(head, tail):
            found += [(head, *rest) for rest in _splits(tail, count - 1)]
    return found


def _may_break(head: str, tail: str) -> bool:
    return not (head[-1].isdigit() or tail[0] in _NEVER_FIRST or head[-1] in _NEVER_LAST)


def _badness(lines: tuple[str, ...]) -> float:
    """Unequal lines, torn words and more lines than needed all count."""
    widths = [width(line) for line in lines]
    unequal = max(widths) - min(widths)
    whole = "".join(lines)
    good = {match.start() for match in _GOOD_BREAKS.finditer(whole)}
    cuts = [sum(len(line) for line in lines[:n]) for n in range(1, len(lines))]
    torn = sum(cut not in good for cut in cuts)
    return unequal + torn * _TORN + len(lines) * _PENALTY
