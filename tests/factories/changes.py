"""A change of line carried through the product's own acts, asked by the town for one of its unions."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.founding.change_of_line import actions
from gonglian.founding.change_of_line.models import LineChange
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from tests.factories.organisation import Town, make_duty, make_town, make_user

START = date(2026, 3, 2)


class Move:
    """`north` belongs to an industrial union; the town that leads it asks that the other county lead it."""

    def __init__(self, town: Town | None = None) -> None:
        self.on = START
        self.town: Town = town or make_town()
        self.union, self.former, self.target = self.town.north, self.town.town, self.town.other_county
        self.handler = self.officer("t_handler", self.former, Role.HANDLER)
        self.head = self.officer("t_head", self.former, Role.HEAD)
        self.target_head = self.officer("o_head", self.target, Role.HEAD)
        self.city_handler = self.officer("c_handler", self.town.city, Role.HANDLER)
        self.city_head = self.officer("c_head", self.town.city, Role.HEAD)
        self.change: LineChange

    def officer(self, name: str, union: Union, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def refresh(self) -> LineChange:
        self.change = LineChange.objects.get(pk=self.change.pk)
        return self.change

    def begin(self, **changes: Any) -> LineChange:
        given = {
            "union": self.union, "kind": "leadership", "target": self.target, "reason": "企业迁到罗庄区",
            "applicant": self.former,
        } | changes  # fmt: skip
        self.change = actions.begin_change(actor=self.handler, on=self.on, **given)
        return self.change

    def hear(self) -> None:
        for side, actor in (("former", self.handler), ("target", self.target_head)):
            actions.record_change_opinion(
                change=self.change,
                side=side,
                agrees=True,
                text="同意",
                given_on=self.on,
                actor=actor,
                on=self.on,
            )

    def send(self) -> LineChange:
        actions.prepare_change(change=self.refresh(), actor=self.handler, on=self.on)
        actions.send_change(change=self.refresh(), actor=self.head, on=self.on)
        return self.refresh()

    def answer(self, decision: str = "approve", reasons: str = "") -> LineChange:
        actions.propose_change_reply(
            change=self.refresh(), decision=decision, reasons=reasons, actor=self.city_handler, on=self.on
        )
        actions.decide_change(change=self.refresh(), actor=self.city_head, on=self.on)
        return self.refresh()

    def asked(self, **changes: Any) -> LineChange:
        self.begin(**changes)
        self.hear()
        return self.send()
