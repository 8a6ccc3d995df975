"""Holding a union to the end of an act."""

from __future__ import annotations

from gonglian.organisation.models import Union


def held_union(union: Union) -> Union:
    """The union as it stands now, held to the end of the act: of two officers at once, one after the other."""
    return Union.objects.select_for_update().get(pk=union.pk)
