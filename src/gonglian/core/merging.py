"""Two records of one thing become one: which references follow the record that remains, and which stay as they were.

An area says at loading how each of its keys behaves; the area that merges never knows who points at its rows. What was
sealed, counted or signed stays as it stood: its link leads from the former record on to the one that remains.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.db.models import Model

OpenFinder = Callable[[int], Sequence[str]]


@dataclass
class Bearing:
    """How the keys to one model behave. follow, stay: (model label, field). open: what is still going on with a row."""

    follow: list[tuple[str, str]] = field(default_factory=list)
    stay: list[tuple[str, str]] = field(default_factory=list)
    open: list[OpenFinder] = field(default_factory=list)


_BEARINGS: dict[str, Bearing] = {}


def follows(target: str, model: str, name: str) -> None:
    """The key `name` of `model` moves to the record that remains. Labels like "organisation.person"."""
    bearing(target).follow.append((model, name))


def stays(target: str, model: str, name: str, finder: OpenFinder | None = None) -> None:
    """The key stays. finder: see keeps_open."""
    bearing(target).stay.append((model, name))
    if finder is not None:
        keeps_open(target, finder)


def keeps_open(target: str, finder: OpenFinder) -> None:
    """finder(id) names the business still going on in which the row stands; while there is any, it is not merged."""
    bearing(target).open.append(finder)


def bearing(target: str) -> Bearing:
    return _BEARINGS.setdefault(target, Bearing())


def open_business(row: Model) -> list[str]:
    """The open business a row stands in, in words, each once."""
    found = (words for finder in bearing(row._meta.label_lower).open for words in finder(row.pk))
    return list(dict.fromkeys(found))
