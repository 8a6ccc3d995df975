"""Units on their way into an industrial union or out of it, carried through the product's own acts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from gonglian.founding.joining import actions
from gonglian.founding.joining.models import Joining
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.factories.organisation import Town, make_duty, make_primary, make_town, make_user

START = date(2026, 3, 2)


class Entrance:
    """The town's industrial union of two, with officers of its own; two more units that want to join."""

    def __init__(self, town: Town | None = None) -> None:
        self.on = START
        self.town: Town = town or make_town()
        self.union = self.town.industrial
        self.east = self.town.east
        self.west = make_primary("西垣运输有限公司", self.town.town, trades=["5431"])
        self.handler = self.officer("i_handler", self.union, Role.HANDLER)
        self.head = self.officer("i_head", self.union, Role.HEAD)
        self.unit_head = self.officer("u_head", self.west, Role.HEAD)
        self.leader_handler = self.officer("l_handler", self.town.county, Role.HANDLER)
        self.joining: Joining

    def officer(self, name: str, union: Union, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def refresh(self) -> Joining:
        self.joining = Joining.objects.get(pk=self.joining.pk)
        return self.joining

    def begin(self, *units: Union, way: str = "join") -> Joining:
        self.joining = actions.begin_joining(
            union=self.union, way=way, units=units or (self.east, self.west), opener=self.union, actor=self.handler, on=self.on
        )  # fmt: skip
        return self.joining

    def decide(self, **changes: Any) -> None:
        """Each unit's committee of five decides for it, but for `changes`."""
        given = {
            "consent": "consented", "body": "committee", "decided_on": self.on, "entitled": 5, "present": 5, "votes_for": 5,
        } | changes  # fmt: skip
        for row in self.joining.units.all():
            actions.record_unit_decision(row=row, actor=self.handler, on=self.on, **given)

    def prepare(self, **changes: Any) -> Joining:
        given = {"accepted_on": self.on, "entitled": 9, "present": 8, "votes_for": 8} | changes
        return actions.prepare_acceptance(joining=self.refresh(), actor=self.handler, on=self.on, **given)

    def accept(self) -> Joining:
        actions.accept_units(joining=self.refresh(), actor=self.head, on=self.on)
        return self.refresh()

    def joined(self) -> Joining:
        self.begin()
        self.decide()
        self.on += timedelta(days=1)
        self.prepare()
        return self.accept()
