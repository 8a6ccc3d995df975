"""A committee and an audit committee of the industrial union, and what tests ask about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.core.models import Act
from gonglian.organisation.models import Person
from gonglian.terms.actions import SeatPlan, open_body
from gonglian.terms.models import Body, Holder, Seat
from tests.factories.meetings import make_people
from tests.factories.organisation import Town

ELECTED = date(2026, 3, 18)
LAST = date(2031, 3, 18)
LATER = date(2027, 6, 1)


class Bench:
    """The committee: chair, vice-chair, a free member, the member whose seat rests on the post of north's chair. The audit
    committee: a director, and the member whose seat rests on the post of south's chair."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.people: list[Person] = make_people(10)
        seats = [
            SeatPlan(self.people[0], "chair"), SeatPlan(self.people[1], "vice_chair"), SeatPlan(self.people[2]),
            SeatPlan(self.people[3], "member", "federated", town.north),
        ]  # fmt: skip
        audit = [
            SeatPlan(self.people[4], "director"),
            SeatPlan(self.people[5], "member", "federated", town.south),
        ]
        self.body = self._opened("committee", seats)
        self.audit = self._opened("audit", audit)

    def _opened(self, kind: str, seats: list[SeatPlan]) -> Body:
        return open_body(
            union=self.town.industrial, kind=kind, seats=seats, elected_on=ELECTED, years=5, ordinal=1,
            made_by="election", size=len(seats), actor=None, on=ELECTED,
        )  # fmt: skip

    def seat(self, number: int, body: Body | None = None) -> Seat:
        return Seat.objects.get(body=body or self.body, number=number)

    def holder(self, number: int, body: Body | None = None) -> Holder:
        return Holder.objects.current_record().get(seat=self.seat(number, body), valid__upper_inf=True)


def last_act(name: str) -> Any:
    """The latest act of that name: its findings as (clause, result), and what it says."""
    act = Act.objects.filter(act=f"terms.{name}").latest("id")
    return [(row["id"], row["result"]) for row in act.findings], act.after
