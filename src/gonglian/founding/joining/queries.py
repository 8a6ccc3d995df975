"""Reads of joining and leaving used by more than one caller."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.joining.states import OPEN_JOINING
from gonglian.founding.states import Consent
from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import LineKind
from gonglian.terms.models import Seat


def agreed(joining: Joining) -> list[JoiningUnit]:
    """The units whose own committee decided for it, in the order they were listed."""
    rows = joining.units.filter(consent=Consent.CONSENTED)
    return list(rows.select_related("union__region", "letter", "scan"))


def constituents(union: Union, *, on: date) -> list[Union]:
    """The constituents on record on a day, by name."""
    lines = Line.objects.as_of(on).filter(parent=union, kind=LineKind.CONSTITUENT)
    return [
        line.child for line in lines.select_related("child__region").order_by("child__pinyin", "child_id")
    ]


def constituents_after(joining: Joining, *, on: date) -> list[Union]:
    """The constituents there would be with the units that agreed taken in or let go."""
    moving = [row.union for row in agreed(joining)]
    ids = {union.pk for union in moving}
    rest = [union for union in constituents(joining.union, on=on) if union.pk not in ids]
    return rest if joining.leaves else [*rest, *moving]


def open_units(union: Union, children: Iterable[Union]) -> QuerySet[JoiningUnit]:
    """Those of `children` that stand in an open joining or leaving of the same industrial union."""
    rows = JoiningUnit.objects.filter(
        joining__union=union, joining__state__in=OPEN_JOINING, union__in=list(children)
    )
    return rows.exclude(consent__in=(Consent.REFUSED, Consent.WITHDRAWN)).select_related("union")


def federated_seats(union: Union, children: Iterable[Union], *, on: date) -> list[Seat]:
    """Seats of the industrial union's bodies that are held for one of `children` on a day."""
    rows = Seat.objects.filter(
        body__union=union,
        constituent__in=list(children),
        body__valid__contains=on,
        body__recorded__upper_inf=True,
    )
    return list(rows.select_related("body", "constituent").order_by("body_id", "number"))
