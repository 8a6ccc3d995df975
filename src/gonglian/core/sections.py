"""Sections of a page that higher areas add to: the page never knows who does. Areas register theirs when loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

MAIN, SIDE = "main", "side"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a section is made. loader(obj, user=…, on=…, today=…) gives what its template shows, or None for no section.

    The template finds it as `section.data`. anchor: its id on the page; title: its word in the list of contents.
    """

    order: int
    anchor: str
    title: Any
    loader: Callable[..., Any]
    template: str
    column: str


@dataclass(frozen=True, slots=True)
class Section:
    kind: Kind
    data: Any


_PAGES: dict[str, list[Kind]] = {}


def register(
    page: str,
    order: int,
    loader: Callable[..., Any],
    template: str,
    *,
    anchor: str,
    title: Any,
    column: str = MAIN,
) -> None:
    """Add a section to `page`; a lower order stands higher. Refused: a second section with the same anchor."""
    kinds = _PAGES.setdefault(page, [])
    if any(kind.anchor == anchor for kind in kinds):
        raise ValueError(f"{page} has a section {anchor} already")
    kinds.append(Kind(order, anchor, title, loader, template, column))
    kinds.sort(key=lambda kind: kind.order)


def load(page: str, obj: Any, *, user: Any, on: date, today: date, **more: Any) -> list[Section]:
    """The sections of a page about `obj` that have something to show this user on the day of view. more: what this page
    tells its loaders besides."""
    found = ((kind, kind.loader(obj, user=user, on=on, today=today, **more)) for kind in _PAGES.get(page, ()))
    return [Section(kind, data) for kind, data in found if data is not None]


def in_column(sections: Iterable[Section], column: str) -> list[Section]:
    return [section for section in sections if section.kind.column == column]
