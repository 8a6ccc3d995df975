"""A request for an extension carried through the product's own acts, on screen or not."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from gonglian.terms.extending import actions
from gonglian.terms.extending.models import ExtensionRequest
from tests.factories.organisation import make_duty, make_user
from tests.terms.seats import Bench

TODAY = date(2031, 2, 10)
UNTIL = date(2031, 6, 30)
REASON = "三家组成单位改制，代表选举推迟。"


class Asking:
    """The industrial union asks the county that leads it, beyond the limit the city; each with handler and head."""

    def __init__(self, bench: Bench) -> None:
        self.bench, town = bench, bench.town
        self.on, self.union, self.county, self.city = TODAY, town.industrial, town.county, town.city
        self.handler, self.head = self._officers("u", self.union)
        self.county_handler, self.county_head = self._officers("a", self.county)
        self.city_handler, self.city_head = self._officers("c", self.city)
        self.row: ExtensionRequest

    def _officers(self, key: str, union: Union) -> tuple[Any, Any]:
        return tuple(self.officer(f"{key}_{role.value}", union, role) for role in (Role.HANDLER, Role.HEAD))

    def officer(self, name: str, union: Union, role: str) -> Any:
        user = make_user(name)
        make_duty(user, union, role)
        return user

    def prepare(self, until: date = UNTIL, reason: str = REASON) -> ExtensionRequest:
        self.row = actions.prepare_extension(
            union=self.union, until=until, reason=reason, actor=self.handler, on=self.on
        )
        return self.row

    def send(self) -> ExtensionRequest:
        self.row = actions.send_extension(row=self.row, actor=self.head, on=self.on)
        return self.row

    def propose(self, decision: str = "approve", reasons: str = "") -> ExtensionRequest:
        by_city = self.row.request.approver_id == self.city.pk
        self.row = actions.propose_extension_reply(
            row=self.row, decision=decision, reasons=reasons, on=self.on,
            actor=self.city_handler if by_city else self.county_handler,
        )  # fmt: skip
        return self.row

    def answer(self, decision: str = "approve", reasons: str = "") -> ExtensionRequest:
        by_city = self.row.request.approver_id == self.city.pk
        self.propose(decision, reasons)
        self.row = actions.answer_extension(
            row=self.row, actor=self.city_head if by_city else self.county_head, on=self.on
        )
        return self.row
