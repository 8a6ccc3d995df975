"""Records kept twice, of people and of one employer: made one, waiting, found to be two, made one and two again."""

from __future__ import annotations

from typing import Any

from stdnum.cn import uscc

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import TOWN
from gonglian.organisation import actions
from gonglian.organisation.models import Membership, Person, PersonMerge, Union

WHY = "核对过会员登记表，是同一个人。"


def build(city: City) -> None:
    people = [row.person for row in _members(city)]
    handler, head = city.users["town.handler"], city.users["town.head"]
    done = _propose(city, people[0], 6)
    actions.confirm_merge(merge=done, actor=head, on=city.ago(5))
    _propose(city, people[1], 2)
    two = _propose(city, people[2], 15)
    actions.withdraw_merge(merge=two, reason="问过本人，是同名的两个人。", actor=handler, on=city.ago(13))
    undone = _propose(city, people[3], 14)
    actions.confirm_merge(merge=undone, actor=head, on=city.ago(12))
    actions.undo_merge(merge=undone, reason="合并后查明是父子同名。", actor=handler, on=city.ago(11))
    _propose_employer(city, city.of(TOWN, "餐饮")[0], 3)


def _members(city: City) -> list[Membership]:
    """Plain members in different unions of the town."""
    rows = [
        union.memberships.select_related("person").order_by("person").last()
        for trade in ("餐饮", "物业")
        for union in city.of(TOWN, trade)
    ]
    return [row for row in rows if row is not None][:4]


def _propose(city: City, person: Person, days: int) -> PersonMerge:
    """The same person was entered once more by name alone, as a delegate's list would do it."""
    acting: dict[str, Any] = {"actor": city.users["town.handler"], "on": city.ago(days)}
    twin = actions.register_person(name=person.name, **acting)
    merge: PersonMerge = actions.propose_merge(kept=person, dropped=twin, reason=WHY, choices={}, **acting)
    return merge


def _propose_employer(city: City, union: Union, days: int) -> None:
    """The same body under the code of the district where it was first registered."""
    acting: dict[str, Any] = {"actor": city.users["town.handler"], "on": city.ago(days)}
    employer = union.coverages.select_related("employer").get().employer
    front = f"91371311{employer.uscc[8:17]}"
    twin = actions.register_employer(
        uscc=front + str(uscc.calc_check_digit(front)),
        name=employer.name,
        region_id=employer.region_id,
        **acting,
    )
    actions.propose_merge(
        kept=employer,
        dropped=twin,
        reason="营业执照迁址换发，代码的登记机关变了。",
        choices={"uscc": "kept"},
        **acting,
    )
