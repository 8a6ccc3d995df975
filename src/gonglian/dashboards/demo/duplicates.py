"""Records of one person kept twice: one pair made one, one waiting for its second person."""

from __future__ import annotations

from typing import Any

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import TOWN
from gonglian.organisation import actions
from gonglian.organisation.models import Membership, Person

WHY = "核对过会员登记表，是同一个人。"


def build(city: City) -> None:
    people = [row.person for row in _members(city)]
    done = _propose(city, people[0], 6)
    actions.confirm_merge(merge=done, actor=city.users["town.head"], on=city.ago(5))
    _propose(city, people[1], 2)


def _members(city: City) -> list[Membership]:
    """Two plain members in different unions of the town."""
    rows = [
        union.memberships.select_related("person").order_by("person").last()
        for union in city.of(TOWN, "餐饮")
    ]
    return [row for row in rows if row is not None][:2]


def _propose(city: City, person: Person, days: int) -> object:
    """The same person was entered once more by name alone, as a delegate's list would do it."""
    acting: dict[str, Any] = {"actor": city.users["town.handler"], "on": city.ago(days)}
    twin = actions.register_person(name=person.name, **acting)
    return actions.propose_merge(kept=person, dropped=twin, reason=WHY, choices={}, **acting)
