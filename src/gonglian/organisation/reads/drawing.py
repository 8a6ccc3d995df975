"""Two-line maps as shapes with places, in a field 300 wide: so a phone can show the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 300
GLYPH = 12  # a character is as wide as the text is high
BREAK_BEFORE = (
    "行业",
    "产业",
    "有限",
    "公司",
    "联合",
    "工会",
    "街道",
    "镇",
)  # words that a line break may precede


@dataclass(frozen=True)
class Text:
    x: float
    y: float
    words: str
    css: str = ""
    anchor: str = "middle"


@dataclass(frozen=True)
class Box:
    """A union's box. full: its whole name, when the lines had to be cut."""

    x: float
    y: float
    width: float
    height: float
    lines: Sequence[Text]
    css: str = ""
    full: str = ""


@dataclass(frozen=True)
class Stroke:
    """A line. css: lead (solid), guide (dashed) or part (thin); path: SVG path data."""

    path: str
    css: str


@dataclass
class Drawing:
    """says: the whole picture in one sentence, for those who can't see it."""

    height: float
    says: str
    boxes: list[Box] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)


def box(name: str, x: float, y: float, width: float, *, css: str = "") -> Box:
    """A box with the name on one or two lines; its height follows."""
    lines = wrap(name, int((width - 8) // GLYPH))
    height = 30 if len(lines) == 1 else 42
    first = y + height / 2 + 4 - (7.5 if len(lines) == 2 else 0)
    middle = x + width / 2
    texts = [Text(middle, first + 15 * n, words, "me" if css else "b") for n, words in enumerate(lines)]
    return Box(x, y, width, height, texts, css, name)


def wrap(name: str, room: int) -> list[str]:
    """The name on one or two lines of at most `room` characters.

    It breaks before a word that names commonly have; what does not fit ends in an ellipsis.
    """
    if len(name) <= room:
        return [name]
    if len(name) > 2 * room:
        return [name[:room], name[room : 2 * room - 1] + "…"]
    possible = range(len(name) - room, room + 1)
    at_words = [place for place in possible if name.startswith(BREAK_BEFORE, place)]
    place = min(at_words or possible, key=lambda place: abs(2 * place - len(name)))
    return [name[:place], name[place:]]


def arrow(x: float, top: float, to_x: float, bottom: float, css: str) -> list[Stroke]:
    """A line from (x, top) down, across and down to a tip at (to_x, bottom)."""
    turn = (top + bottom) / 2
    return [
        Stroke(f"M{x} {top}V{turn}H{to_x}V{bottom - 7}", css),
        Stroke(f"m{to_x} {bottom - 1}-4.5-8h9z", "tip"),
    ]


def fork(x: float, top: float, to: Sequence[float], bottom: float) -> list[Stroke]:
    """Thin lines from one point down to several."""
    turn = (top + bottom) / 2
    return [Stroke(f"M{x} {top}V{turn}H{to_x}V{bottom}", "part") for to_x in to]
