"""Delegates' places over electing units: the floor first, the rest by Hare quotas (procedures of congress and elections).

Whole numbers and fractions only, so the same input gives the same table on any day and machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from django.utils.translation import gettext as _

from gonglian.policy.arithmetic import largest_remainder


@dataclass(frozen=True, slots=True)
class Demand:
    """What is to be divided. `members`: of each unit in the order given; `unit_max`: most places of one unit, None: no limit;
    `band`: least and most places in all, None: no limit. Shares are of all places."""

    total: int
    floor: int
    members: tuple[int, ...]
    unit_max: int | None = None
    band: tuple[int | None, int | None] = (None, None)
    manager_cap: Fraction | None = None
    women_min: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """A demand that cannot be met: which, and by how many places."""

    constraint: str
    by: int


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's places: the floor, the whole part of its quota, whether it got one more by its fraction.

    The quota is `weight` of `weights` parts of the `rest` that was divided; `is_capped`: the limit of one unit cut it.
    """

    floor: int
    whole: int
    one_more: bool
    rest: int
    weight: int
    weights: int
    is_capped: bool = False

    @property
    def places(self) -> int:
        return self.floor + self.whole + self.one_more


def allocate(total: int, floor: int, members: Sequence[int]) -> list[int]:
    """Places per unit, in the order given; see `divide`. Refused (ValueError) when the floors exceed the total."""
    demand = Demand(total, floor, tuple(members))
    if found := conflicts(demand):
        raise ValueError(f"{found[0].constraint} by {found[0].by}")
    return [share.places for share in divide(demand)]


def conflicts(demand: Demand) -> list[Conflict]:
    """What cannot be met, in this order: floor, band_min, band_max, unit_max; empty when the places can be divided."""
    units, (least, most) = len(demand.members), demand.band
    over = {
        "floor": demand.floor * units - demand.total,
        "band_min": 0 if least is None else least - demand.total,
        "band_max": 0 if most is None else demand.total - most,
        "unit_max": 0 if demand.unit_max is None else _beyond(demand, demand.unit_max),
    }
    return [Conflict(name, by) for name, by in over.items() if by > 0]


def _beyond(demand: Demand, limit: int) -> int:
    """Places that the limit of one unit leaves without a unit, or by which each unit's floor exceeds it."""
    return max(demand.total - limit * len(demand.members), demand.floor - limit)


def divide(demand: Demand) -> list[Share]:
    """Each unit gets the floor; the rest R = total - floor × units goes by members·R/Σmembers: whole parts, then one each
    by largest fraction; equal fractions: more members first, then earlier in the input.

    Units without any member at all are taken as equal. Who would get more than `unit_max` gets just that, and what is
    left is divided anew among the others. Ask `conflicts` first.
    """
    shares: dict[int, Share] = {}
    left = demand.total - demand.floor * len(demand.members)
    open_units = list(range(len(demand.members)))
    while True:
        found = dict(zip(open_units, _hare(demand, open_units, left), strict=True))
        most = demand.unit_max
        over = [unit for unit, share in found.items() if most is not None and share.places > most]
        if not over or most is None:
            return [(shares | found)[unit] for unit in range(len(demand.members))]
        for unit in over:
            room = most - demand.floor
            shares[unit] = replace(found[unit], whole=room, one_more=False, is_capped=True)
        left -= (most - demand.floor) * len(over)
        open_units = [unit for unit in open_units if unit not in over]


def _hare(demand: Demand, units: list[int], rest: int) -> list[Share]:
    weights = [demand.members[unit] for unit in units]
    if not sum(weights):
        weights = [1] * len(units)
    places = largest_remainder(weights, rest) if units else []
    wholes = [weight * rest // sum(weights) for weight in weights]
    return [
        Share(demand.floor, whole, got > whole, rest, weight, sum(weights))
        for whole, got, weight in zip(wholes, places, weights, strict=True)
    ]


def least_women(demand: Demand) -> int | None:
    """Women among the delegates at least; a part of a place counts as a whole one."""
    return None if demand.women_min is None else ceil(demand.total * demand.women_min)


def most_managers(demand: Demand) -> int | None:
    """Managers among the delegates at most; a part of a place does not count."""
    return None if demand.manager_cap is None else floor(demand.total * demand.manager_cap)


def explain(share: Share) -> str:
    """Why a unit has its number, with the sum written out."""
    sums = {"rest": share.rest, "weight": share.weight, "all": share.weights, "quota": _quota(share)}
    parts = [
        _("每家至少 %(floor)s 名") % {"floor": share.floor},
        _("余下 %(rest)s 名按会员 %(weight)s/%(all)s 应得 %(quota)s 名") % sums,
    ]
    if share.is_capped:
        parts.append(_("一家最多 %(most)s 名，多出的由其他单位分") % {"most": share.places})
    elif share.one_more:
        parts.append(_("取整 %(whole)s 名，余数大，加 1 名") % {"whole": share.whole})
    else:
        parts.append(_("取整 %(whole)s 名") % {"whole": share.whole})
    return _("%(reasons)s，共 %(places)s 名。") % {"reasons": "；".join(parts), "places": share.places}


def _quota(share: Share) -> str:
    """7/2 as 3 又 1/2: exact, and the fractions of all units compare at a glance."""
    whole, rest = divmod(share.weight * share.rest, share.weights)
    return (
        _("%(whole)s 又 %(part)s") % {"whole": whole, "part": f"{rest}/{share.weights}"}
        if rest
        else str(whole)
    )
