"""The lines of one union on a day, upward and downward, with what a table says about the other end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.pages import Page, bounds, page_number
from gonglian.organisation import access
from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import parents
from gonglian.organisation.reads.counts import Members, members_of
from gonglian.organisation.reads.names import wear_names_of
from gonglian.organisation.states import LineKind

UPWARD = (LineKind.LEADERSHIP, LineKind.GUIDANCE, LineKind.CONSTITUENT, LineKind.DUES)


@dataclass(frozen=True)
class Upward:
    """A line to a parent. is_open: the reader may open the parent's file."""

    line: Line
    word: str
    is_open: bool


@dataclass(frozen=True)
class Below:
    """A union under another: the line, its own leader, its members. is_open: the reader may open its file."""

    union: Union
    line: Line
    leader: str
    members: Members | None
    is_open: bool


def up_words() -> dict[str, str]:
    """How a line is called by the one that stands below."""
    return {
        LineKind.LEADERSHIP: _("属地领导"),
        LineKind.GUIDANCE: _("业务指导"),
        LineKind.CONSTITUENT: _("加入"),
        LineKind.DUES: _("经费上缴"),
    }


def lines_up(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> list[Upward]:
    """The union's lines to its parents: leadership, guidance, joined industrial unions, dues."""
    lines = list(Line.objects.as_of(on, known).filter(child=union).select_related("parent").order_by("pk"))
    wear_names_of([line.parent for line in lines], on=on, today=today, known=known)
    seen = within_reach(user, [line.parent_id for line in lines], on=on)
    words = up_words()
    ordered = sorted(lines, key=lambda line: UPWARD.index(LineKind(line.kind)))
    return [Upward(line, words[line.kind], line.parent_id in seen) for line in ordered]


def below(
    union: Union,
    kind: LineKind,
    *,
    user: Any,
    on: date,
    today: date,
    page: str,
    size: int,
    known: datetime | None = None,
) -> Page[Below]:
    """A page of the unions directly under `union` along one kind of line, by name."""
    lines = Line.objects.as_of(on, known).filter(parent=union, kind=kind)
    total = lines.count()
    number = page_number(page, total, size)
    ordered = lines.select_related("child").order_by("child__pinyin", "child_id")
    shown = list(ordered[bounds(number, size)])
    return Page(number, total, _below_rows(shown, user, on, today, known), size)


def within_reach(user: Any, unions: Iterable[int], *, on: date) -> set[int]:
    """Those of the ids whose files the user may open."""
    return set(access.visible_unions(user, on=on).filter(pk__in=set(unions)).values_list("pk", flat=True))


def _below_rows(
    lines: Sequence[Line], user: Any, on: date, today: date, known: datetime | None
) -> list[Below]:
    ids = [line.child_id for line in lines]
    leaders = parents(ids, LineKind.LEADERSHIP, on=on, known=known)
    above = [line.parent for found in leaders.values() for line in found]
    wear_names_of([*(line.child for line in lines), *above], on=on, today=today, known=known)
    members, seen = members_of(ids, on=on, known=known), within_reach(user, ids, on=on)
    return [
        Below(
            line.child,
            line,
            "、".join(up.parent.name for up in leaders.get(line.child_id, ())),
            members.get(line.child_id),
            line.child_id in seen,
        )
        for line in lines
    ]
