"""Changes of a superior: one opinion missing, before the county, carried out, refused, taken back; a wrong entry to
confirm."""

from __future__ import annotations

from typing import Any

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import COUNTY, SECOND_TOWN, TOWN
from gonglian.founding.change_of_line import actions
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.states import Side
from gonglian.organisation.models import Union
from gonglian.organisation.states import LineKind

NEXT_TOWN = "371302002"
AGREED = "同意，便于就近指导和服务。"


def build(city: City) -> None:
    eating, keeping = city.of(SECOND_TOWN, "餐饮"), city.of(SECOND_TOWN, "物业")
    _answered(city, _sent(city, eating[0], TOWN, 30), "approve", "", 24)
    _answered(city, _sent(city, eating[1], NEXT_TOWN, 28), "refuse", "办公地点没有变，原关系更合适。", 20)
    _sent(city, eating[2], NEXT_TOWN, 8)
    stayed = _begin(city, keeping[2], TOWN, 12)
    actions.withdraw_change(change=stayed, reason="单位不搬了。", **_acting(city, "town2.handler", 10))
    _opinion(_begin(city, keeping[0], TOWN, 5), Side.FORMER, _acting(city, "town2.handler", 4))
    actions.begin_change(
        union=keeping[1], kind=LineKind.DUES, target=city.heads[NEXT_TOWN], reason="名册上经费收缴单位填错一行。",
        applicant=city.heads[COUNTY], is_correction=True, **_acting(city, "county.handler", 3),
    )  # fmt: skip


def _acting(city: City, username: str, days: int) -> dict[str, Any]:
    return {"actor": city.users[username], "on": city.ago(days)}


def _begin(city: City, union: Union, target: str, days: int) -> LineChange:
    return actions.begin_change(
        union=union, kind=LineKind.LEADERSHIP, target=city.heads[target], reason="单位搬迁，办公地点已在新的街道。",
        applicant=city.heads[SECOND_TOWN], **_acting(city, "town2.handler", days),
    )  # fmt: skip


def _opinion(change: LineChange, side: str, acting: dict[str, Any]) -> None:
    actions.record_change_opinion(
        change=change, side=side, agrees=True, text=AGREED, given_on=acting["on"], **acting
    )


def _sent(city: City, union: Union, target: str, days: int) -> LineChange:
    change = _begin(city, union, target, days)
    for side in Side.values:
        _opinion(change, side, _acting(city, "town2.handler", days - 1))
    actions.prepare_change(change=change, **_acting(city, "town2.handler", days - 2))
    return actions.send_change(change=change, **_acting(city, "town2.head", days - 2))


def _answered(city: City, change: LineChange, decision: str, reasons: str, days: int) -> None:
    actions.propose_change_reply(
        change=change, decision=decision, reasons=reasons, **_acting(city, "county.handler", days)
    )
    actions.decide_change(change=change, **_acting(city, "county.head", days - 1))
