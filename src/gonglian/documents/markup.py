"""The office's plain lines become blocks.

One line is one paragraph. What a line starts with says what it is: 一、 （一） 1. （1） are the levels 1 to 4
(GB/T 9704 §7.3.3), 第一条 is an article. A numbered line without a full stop is a heading. A numbered
line whose first sentence is short is a paragraph led by that sentence. Any other numbered line is plain text,
as are the points of a 批复.
"""

from __future__ import annotations

import re

from gonglian.documents.papers import Block, Heading, Paragraph

_LEVELS = (
    (1, re.compile(r"[一二三四五六七八九十百]{1,4}、")),
    (2, re.compile(r"（[一二三四五六七八九十]{1,3}）")),
    (3, re.compile(r"[0-9]{1,2}[.．](?![0-9])")),
    (4, re.compile(r"（[0-9]{1,2}）")),
)
_ARTICLE = re.compile(r"(第[一二三四五六七八九十百]+条)[\s　]*")
_STOPS = "。；！？："
_LONGEST_LEAD = 16


def parse_lines(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text; empty lines and the white space around a line count for nothing."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(parse_line(line) for line in lines if line)


def parse_line(line: str) -> Block:
    """Return the block of one line that is not empty."""
    article = _ARTICLE.match(line)
    if article:
        return Paragraph(text=line[article.end() :], lead=f"{article[1]}　", level=1)
    level = _level(line)
    if level == 0:
        return Paragraph(line)
    if not any(stop in line for stop in _STOPS):
        return Heading(level, line)
    return _numbered(line, level)


def _level(line: str) -> int:
    return next((level for level, pattern in _LEVELS if pattern.match(line)), 0)


def _numbered(line: str, level: int) -> Paragraph:
    lead, stop, rest = line.partition("。")
    is_lead = rest and len(lead) <= _LONGEST_LEAD and not any(mark in lead for mark in "，；：")
    if is_lead:
        return Paragraph(text=rest, lead=lead + stop, level=level)
    return Paragraph(line)
