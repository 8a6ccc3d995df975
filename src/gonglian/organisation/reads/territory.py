"""Reads of the territory: which places have their union on record, which have not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from gonglian.organisation.actions.territory import with_union
from gonglian.organisation.models import Union
from gonglian.reference.models import Region


@dataclass(frozen=True, slots=True)
class Territory:
    """A federation: of how many places directly below it, how many have their union."""

    union: Union
    registered: int
    total: int


def places_left(under: Union) -> list[Region]:
    """The places directly below the federation's that have no territorial union yet, by code."""
    places = list(Region.objects.filter(parent=under.region_id).order_by("code"))
    taken = set(with_union([place.pk for place in places]))
    return [place for place in places if place.pk not in taken]


def territory_rows(federations: Iterable[Union]) -> list[Territory]:
    """Each federation that has places below it, with how far it is. Two queries."""
    unions = list(federations)
    regions = [union.region_id for union in unions]
    totals = dict(
        Region.objects.filter(parent__in=regions).values_list("parent").annotate(Count("pk")).order_by()
    )
    places = dict(Region.objects.filter(parent__in=regions).values_list("pk", "parent"))
    done: dict[str | None, int] = {}
    for place in set(with_union(list(places))):
        done[places[place]] = done.get(places[place], 0) + 1
    return [
        Territory(union, done.get(union.region_id, 0), totals[union.region_id])
        for union in unions
        if totals.get(union.region_id)
    ]
