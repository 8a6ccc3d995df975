"""The two-line map: the small one at the head of a file, the large one on its own page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.pages import Page
from gonglian.organisation import access
from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import ancestors
from gonglian.organisation.reads.drawing import Box, Drawing, Stroke, Text, arrow, box, fork
from gonglian.organisation.reads.lines import Below, Upward, below, lines_up, within_reach
from gonglian.organisation.reads.names import wear_names_of
from gonglian.organisation.reads.rows import STATE_MARKS
from gonglian.organisation.states import LineKind

LEFT, MIDDLE, RIGHT, HALF = 4, 80, 156, 140  # where a map's columns begin, and how wide they are
STEP = 68
SHOWN_BELOW = 4
SIZE = 12


@dataclass(frozen=True)
class Ancestor:
    """A union above. siblings: unions directly under it that the reader may see; None when out of reach."""

    union: Union
    is_open: bool
    siblings: int | None


@dataclass(frozen=True)
class Pending:
    """A superior or industrial union that the union is on its way to; is_left: along leadership or dues."""

    name: str
    word: str
    is_left: bool


@dataclass(frozen=True)
class TwoLines:
    """Everything on the map page: the chains above (highest first), what is below, and the drawing."""

    union: Union
    leaders: list[Ancestor]
    guides: list[Ancestor]
    joined: list[Upward]
    led: Page[Below]
    guided: Page[Below]
    constituents: Page[Below]
    drawing: Drawing

    @property
    def mark(self) -> tuple[str, str]:
        return STATE_MARKS[self.union.state_on]


def small_map(
    union: Union, up: Sequence[Upward], parts: Sequence[str], total: int, part_word: str
) -> Drawing:
    """Leader and guide above, the union in the middle, three parts below, or two and how many there are.

    parts: names of constituents or covered employers; part_word: what they are called.
    """
    leader, guide = (
        _one(up, LineKind.LEADERSHIP),
        _one(up, LineKind.GUIDANCE) or _one(up, LineKind.CONSTITUENT),
    )
    drawing = Drawing(134, _small_says(union, leader, guide, total, part_word))
    centre = box(union.name, 44, 92, 212, css="me")
    _draw_parent(drawing, leader, LEFT if guide else MIDDLE, 128 if guide else 150, "lead")
    _draw_parent(drawing, guide, RIGHT if leader else MIDDLE, 172 if leader else 150, "guide")
    drawing.boxes.append(centre)
    drawing.height = centre.y + centre.height + 4
    if total:
        shown = parts[:3] if total <= 3 else [*parts[:2], _("共 %(count)s 家") % {"count": total}]
        _draw_parts(drawing, centre, shown)
    return drawing


def two_lines(
    union: Union,
    *,
    user: Any,
    on: date,
    today: date,
    pages: Mapping[LineKind, str],
    pending: Sequence[Pending] = (),
) -> TwoLines:
    """The union between its two lines on a day. pages: the page asked for, by kind of line; pending: what is under way."""
    up = lines_up(union, user=user, on=on, today=today)
    leaders = _chain(union, LineKind.LEADERSHIP, user, on, today)
    guides = _chain(union, LineKind.GUIDANCE, user, on, today)
    led, guided, constituents = (
        below(union, kind, user=user, on=on, today=today, page=pages.get(kind, "1"), size=SIZE)
        for kind in (LineKind.LEADERSHIP, LineKind.GUIDANCE, LineKind.CONSTITUENT)
    )
    joined = [line for line in up if line.line.kind == LineKind.CONSTITUENT]
    drawing = _large_map(union, leaders, guides, joined, (led, guided, constituents), pending)
    return TwoLines(union, leaders, guides, joined, led, guided, constituents, drawing)


def _one(up: Sequence[Upward], kind: LineKind) -> tuple[str, str] | None:
    """The parents along one kind in few words, and the word for the line."""
    found = [line for line in up if line.line.kind == kind]
    if not found:
        return None
    name = found[0].line.parent.name
    if len(found) > 1:
        name = _("%(name)s等 %(count)s 个") % {"name": name, "count": len(found)}
    return name, found[0].word


def _small_says(
    union: Union, leader: tuple[str, str] | None, guide: tuple[str, str] | None, total: int, part_word: str
) -> str:
    lines = [_("%(union)s的两条线") % {"union": union.name}]
    lines.append(_("属地领导，实线：%(name)s") % {"name": leader[0] if leader else _("无")})
    if guide:
        lines.append(_("%(word)s，虚线：%(name)s") % {"word": guide[1], "name": guide[0]})
    if total:
        lines.append(_("下有%(word)s %(count)s 家") % {"word": part_word, "count": total})
    return "；".join(lines)


def _draw_parent(drawing: Drawing, parent: tuple[str, str] | None, x: float, target: float, css: str) -> None:
    if parent is None:
        return
    name, word = parent
    upper = box(name, x, 5, HALF)
    drawing.boxes.append(upper)
    drawing.strokes += arrow(x + HALF / 2, upper.y + upper.height, target, 92, css)
    drawing.texts.append(_beside(x, word))


def _beside(x: float, words: str) -> Text:
    """A word beside the line that comes from the column at `x`, on the outer side."""
    if x == LEFT:
        return Text(x + HALF / 2 - 8, 62, words, anchor="end")
    return Text(x + HALF / 2 + 8, 62, words, anchor="start")


def _draw_parts(drawing: Drawing, centre: Box, names: Sequence[str]) -> None:
    top = centre.y + centre.height
    width = 90 if len(names) == 3 else HALF
    places = {1: [MIDDLE], 2: [LEFT, RIGHT], 3: [2, 105, 208]}[len(names)]
    boxes = [box(name, x, top + 28, width) for name, x in zip(names, places, strict=True)]
    drawing.boxes += boxes
    drawing.strokes += fork(150, top, [b.x + b.width / 2 for b in boxes], top + 28)
    drawing.height = max(b.y + b.height for b in boxes) + 4


def _chain(union: Union, kind: LineKind, user: Any, on: date, today: date) -> list[Ancestor]:
    ids = ancestors(union.pk, kind, on=on)
    found = Union.objects.in_bulk(ids)
    wear_names_of(found.values(), on=on, today=today)
    seen = within_reach(user, ids, on=on)
    siblings = _visible_children(ids, kind, user, on)
    chain = [Ancestor(found[pk], pk in seen, siblings.get(pk, 0) if pk in seen else None) for pk in ids]
    return chain[::-1]


def _visible_children(ids: list[int], kind: LineKind, user: Any, on: date) -> dict[int, int]:
    visible = access.visible_unions(user, on=on).values("pk")
    lines = Line.objects.as_of(on).filter(parent__in=ids, kind=kind, child__in=visible)
    counts: dict[int, int] = {}
    for parent in lines.values_list("parent_id", flat=True):
        counts[parent] = counts.get(parent, 0) + 1
    return counts


def _large_map(
    union: Union,
    leaders: list[Ancestor],
    guides: list[Ancestor],
    joined: list[Upward],
    under: Sequence[Page[Below]],
    pending: Sequence[Pending],
) -> Drawing:
    right = [(a.union.name, _("业务指导")) for a in guides] + [(j.line.parent.name, j.word) for j in joined]
    left = [(a.union.name, _("属地领导")) for a in leaders]
    sides = [[mark for mark in pending if mark.is_left], [mark for mark in pending if not mark.is_left]]
    middle = max(len(left), len(right[:SHOWN_BELOW])) * STEP + 5 + max(map(len, sides)) * STEP
    drawing = Drawing(0, _large_says(union, leaders, guides, joined, under) + _pending_says(pending))
    centre = box(union.name, 24, middle, 252, css="me")
    _draw_column(drawing, left, LEFT, middle, "lead")
    _draw_column(drawing, right[:SHOWN_BELOW], RIGHT, middle, "guide")
    for x, marks in zip((LEFT, RIGHT), sides, strict=True):
        _draw_pending(drawing, marks, x, centre)
    drawing.boxes.append(centre)
    drawing.height = centre.y + centre.height + 4
    led, guided, constituents = under
    _draw_below(drawing, centre, led, LEFT, _("领导"))
    _draw_below(drawing, centre, constituents if constituents.total else guided, RIGHT,
                _("组成单位") if constituents.total else _("指导"))  # fmt: skip
    return drawing


def _draw_column(
    drawing: Drawing, names: Sequence[tuple[str, str]], x: float, middle: float, css: str
) -> None:
    """A chain of boxes that ends at the union's own box; the word stands beside each line."""
    start = middle - len(names) * STEP
    target = 128 if x == LEFT else 172
    for place, (name, word) in enumerate(names):
        upper = box(name, x, start + place * STEP, HALF)
        drawing.boxes.append(upper)
        bottom = start + (place + 1) * STEP
        is_last = place == len(names) - 1
        drawing.strokes += arrow(
            x + HALF / 2, upper.y + upper.height, target if is_last else x + HALF / 2, bottom, css
        )
        side = "end" if x == LEFT else "start"
        drawing.texts.append(Text(x + HALF / 2 + (-8 if x == LEFT else 8), bottom - 12, word, anchor=side))


def _draw_pending(drawing: Drawing, marks: Sequence[Pending], x: float, centre: Box) -> None:
    """Broken boxes on top of a column, bound to the union by a dotted line between the columns."""
    edge, spine = (LEFT + HALF, 148) if x == LEFT else (RIGHT, 152)
    for place, mark in enumerate(marks):
        upper = replace(box(mark.name, x, 5 + place * STEP, HALF), css="pending")
        drawing.boxes.append(upper)
        drawing.texts.append(Text(x + HALF / 2, upper.y + upper.height + 14, mark.word))
        drawing.strokes.append(Stroke(f"M{edge} {upper.y + 15}H{spine}V{centre.y}", "pending"))


def _pending_says(pending: Sequence[Pending]) -> str:
    found = "、".join(f"{mark.word} {mark.name}" for mark in pending)
    return _("在办：%(found)s。") % {"found": found} if found else ""


def _draw_below(drawing: Drawing, centre: Box, page: Page[Below], x: float, word: str) -> None:
    if not page.total:
        return
    top = centre.y + centre.height
    label = _("%(word)s %(count)s 个") % {"word": word, "count": page.total}
    drawing.texts.append(Text(x + HALF / 2, top + 24, label, "s"))
    place, spine = top + 32, (LEFT - 2 if x == LEFT else RIGHT + HALF + 2)
    for row in page.rows[:SHOWN_BELOW]:
        lower = box(row.union.name, x, place, HALF)
        drawing.boxes.append(lower)
        place += lower.height + 8
    drawing.strokes.append(Stroke(f"M150 {top}V{top + 8}H{spine}V{place - 20}", "part"))
    drawing.height = max(drawing.height, place)


def _large_says(
    union: Union,
    leaders: list[Ancestor],
    guides: list[Ancestor],
    joined: list[Upward],
    under: Sequence[Page[Below]],
) -> str:
    led, guided, constituents = under
    values = {
        "union": union.name,
        "leaders": "、".join(a.union.name for a in leaders) or _("无"),
        "guides": "、".join(a.union.name for a in guides) or _("无"),
        "joined": "、".join(j.line.parent.name for j in joined) or _("无"),
        "led": led.total,
        "guided": guided.total,
        "constituents": constituents.total,
    }
    return (
        _(
            "%(union)s的两条线。属地领导自上而下：%(leaders)s；业务指导自上而下：%(guides)s；加入：%(joined)s。"
            "下面领导 %(led)s 个、指导 %(guided)s 个、组成单位 %(constituents)s 个。"
        )
        % values
    )
