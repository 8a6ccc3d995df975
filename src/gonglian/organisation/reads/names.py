"""Names as they were on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from gonglian.organisation.models import Union, UnionName


def wear_names_of(unions: Iterable[Union], *, on: date, today: date, known: datetime | None = None) -> None:
    """Give each union at hand the name it bore on `on`, as known now or then; today's if the name of that day is unknown."""
    at_hand = list(unions)
    if (on == today and known is None) or not at_hand:
        return
    rows = UnionName.objects.as_of(on, known).filter(union__in={union.pk for union in at_hand})
    names = dict(rows.values_list("union_id", "name"))
    for union in at_hand:
        union.name = names.get(union.pk, union.name)
