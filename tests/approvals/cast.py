"""A county that asks and a city that answers, with their officers."""

from __future__ import annotations

from typing import Any

from gonglian.approvals import actions
from gonglian.approvals.models import Request
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town, make_town
from tests.factories.papers import make_officer, make_paper


class Cast:
    """`county` asks `city`; handler and head of both, and the head of a county that has nothing to do with it."""

    def __init__(self, town: Town | None = None) -> None:
        self.town = town or make_town()
        self.handler = make_officer(self.town.county, Role.HANDLER, "县经办")
        self.head = make_officer(self.town.county, Role.HEAD, "县负责")
        self.city_handler = make_officer(self.town.city, Role.HANDLER, "市经办")
        self.city_head = make_officer(self.town.city, Role.HEAD, "市负责")
        self.stranger = make_officer(self.town.other_county, Role.HEAD, "邻县负责")

    def prepared(self, **fields: Any) -> Request:
        paper = make_paper(self.town.county, self.town.city, "request", title="关于筹备成立的请示")
        fields = {"kind": "test.prepare", "subject": paper.title, "actor": self.handler, "on": DAY, **fields}
        return actions.prepare_request(
            applicant=self.town.county, approver=self.town.city, paper=paper, **fields
        )

    def sent(self, **fields: Any) -> Request:
        return actions.send_request(
            request=self.prepared(**fields), actor=self.head, on=fields.get("on", DAY)
        )

    def reply(self, **fields: Any) -> Any:
        return make_paper(self.town.city, self.town.county, "reply", title="关于同意筹备成立的批复", **fields)

    def decided(self, decision: str = "approve", **fields: Any) -> Request:
        reasons = "" if decision == "approve" else "缺少意见"
        return actions.decide(
            request=self.sent(**fields), decision=decision, reasons=reasons, reply=self.reply(),
            actor=self.city_head, on=DAY,
        )  # fmt: skip
