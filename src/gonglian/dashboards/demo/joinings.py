"""Units on their way into the industrial union with officers, and out of it: done, signed tomorrow, still asked, not
wanted by the committee, not wanted by the units."""

from __future__ import annotations

from collections.abc import Sequence

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import SECOND_TOWN
from gonglian.founding.joining import actions
from gonglian.founding.joining.models import Joining
from gonglian.organisation.models import Union


def build(city: City) -> None:
    entering, eating = city.of(SECOND_TOWN, "货运"), city.of(SECOND_TOWN, "餐饮")
    done = _begin(city, "join", entering[:2], 25)
    _decide(city, done, 20)
    _prepare(city, done, 12)
    actions.accept_units(joining=done, actor=city.users["industry.head"], on=city.ago(11))
    leaving = _begin(city, "leave", city.of("371302003", "货运")[:1], 9)
    _decide(city, leaving, 6)
    _prepare(city, leaving, 2)
    declined = _begin(city, "join", eating[:1], 40)
    _decide(city, declined, 38)
    actions.decline_joining(
        joining=declined, reason="餐饮不是物流行业。", actor=city.users["industry.handler"], on=city.ago(36)
    )
    dropped = _begin(city, "join", city.of(SECOND_TOWN, "物业")[-2:], 30)
    for days, answers in ((28, ("consented", "refused")), (27, ("withdrawn", "refused"))):
        _decide(city, dropped, days, answers)
    actions.withdraw_joining(
        joining=dropped, reason="两家单位都不加入了。", actor=city.users["industry.handler"], on=city.ago(26)
    )
    _begin(city, "join", entering[2:4], 4)


def _begin(city: City, way: str, units: list[Union], days: int) -> Joining:
    union = city.heads["industry"]
    return actions.begin_joining(
        union=union, way=way, units=units, opener=union, actor=city.users["industry.handler"], on=city.ago(days)
    )  # fmt: skip


def _decide(city: City, joining: Joining, days: int, answers: Sequence[str] = ("consented",) * 2) -> None:
    for row, answer in zip(joining.units.order_by("pk"), answers, strict=False):
        actions.record_unit_decision(
            row=row, consent=answer, body="committee", decided_on=city.ago(days), entitled=7, present=6,
            votes_for=2 if answer == "refused" else 6, actor=city.users["industry.handler"], on=city.ago(days),
        )  # fmt: skip


def _prepare(city: City, joining: Joining, days: int) -> None:
    actions.prepare_acceptance(
        joining=joining, accepted_on=city.ago(days), entitled=7, present=7, votes_for=7,
        actor=city.users["industry.handler"], on=city.ago(days),
    )  # fmt: skip
    joining.refresh_from_db()
