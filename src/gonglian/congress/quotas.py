"""Delegates' places over electing units: the floor first, the rest by Hare quotas (procedures of congress and elections)."""

from __future__ import annotations

from collections.abc import Sequence


def allocate(total: int, floor: int, members: Sequence[int]) -> list[int]:
    """Places per unit, in the order given.

    total: all places. floor: places every unit gets. members: members per unit, not negative.
    The rest R = total - floor × n goes by members·R/Σmembers: whole parts, then one each by largest fraction; equal
    fractions: more members first, then earlier in the input. Refused (ValueError) when the floors exceed the total.
    """
    rest = total - floor * len(members)
    if rest < 0:
        raise ValueError(f"floor {floor} × {len(members)} > {total}")
    everybody = sum(members)
    if not everybody:
        return [floor + (1 if place < rest else 0) for place in range(len(members))]
    shares = [divmod(count * rest, everybody) for count in members]
    places = [floor + whole for whole, _ in shares]
    order = sorted(range(len(members)), key=lambda i: (-shares[i][1], -members[i], i))
    for index in order[: rest - sum(whole for whole, _ in shares)]:
        places[index] += 1
    return places
