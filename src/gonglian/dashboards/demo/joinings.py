"""Units on their way into the industrial union with officers, and out of it: done, signed tomorrow, still asked."""

from __future__ import annotations

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import SECOND_TOWN
from gonglian.founding.joining import actions
from gonglian.founding.joining.models import Joining
from gonglian.organisation.models import Union


def build(city: City) -> None:
    entering = city.of(SECOND_TOWN, "货运")
    done = _begin(city, "join", entering[:2], 25)
    _decide(city, done, 20)
    _prepare(city, done, 12)
    actions.accept_units(joining=done, actor=city.users["industry.head"], on=city.ago(11))
    leaving = _begin(city, "leave", city.of("371302003", "货运")[:1], 9)
    _decide(city, leaving, 6)
    _prepare(city, leaving, 2)
    _begin(city, "join", entering[2:4], 4)


def _begin(city: City, way: str, units: list[Union], days: int) -> Joining:
    union = city.heads["industry"]
    return actions.begin_joining(
        union=union, way=way, units=units, opener=union, actor=city.users["industry.handler"], on=city.ago(days)
    )  # fmt: skip


def _decide(city: City, joining: Joining, days: int) -> None:
    for row in joining.units.all():
        actions.record_unit_decision(
            row=row, consent="consented", body="committee", decided_on=city.ago(days), entitled=7, present=6, votes_for=6,
            actor=city.users["industry.handler"], on=city.ago(days),
        )  # fmt: skip


def _prepare(city: City, joining: Joining, days: int) -> None:
    actions.prepare_acceptance(
        joining=joining, accepted_on=city.ago(days), entitled=7, present=7, votes_for=7,
        actor=city.users["industry.handler"], on=city.ago(days),
    )  # fmt: skip
    joining.refresh_from_db()
