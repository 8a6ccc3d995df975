"""Names as they were on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gonglian.organisation.models import Union, UnionName


def wear_names_of(unions: Iterable[Union], *, on: date, today: date) -> None:
    """Give each union at hand the name it bore on `on`; today's if the name of that day is unknown."""
    at_hand = list(unions)
    if on == today or not at_hand:
        return
    rows = UnionName.objects.as_of(on).filter(union__in={union.pk for union in at_hand})
    names = dict(rows.values_list("union_id", "name"))
    for union in at_hand:
        union.name = names.get(union.pk, union.name)
