"""Founding on another line, by the city's mandate, and at other levels."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.founding import actions
from gonglian.founding.models import Case
from gonglian.founding.outcome import third_request
from gonglian.organisation.models import Line
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.organisation import make_primary, make_union
from tests.founding.refusals import clauses_of

pytestmark = pytest.mark.django_db


# -- another line


@pytest.fixture
def city_officers(road: Road) -> Road:
    road.upper_handler = road.officer("c_handler", road.town.city, Role.HANDLER)
    road.upper_head = road.officer("c_head", road.town.city, Role.HEAD)
    return road


def _other_line(road: Road) -> Case:
    return road.begin(leader=road.town.city, line_reason="业务由市里统一管理")


def test_another_line_goes_to_the_city_and_its_reply_is_the_mandate(city_officers: Road) -> None:
    road = city_officers
    case = _other_line(road)
    assert case.approver == road.town.city
    road.consent()
    road.send()
    case = road.answer()
    assert case.first_request is not None
    assert case.first_request.reply is not None
    assert case.mandate is not None
    assert (case.mandate.kind, case.mandate.number, case.mandate.union) == (
        "other_line", case.first_request.reply.number, case.union,
    )  # fmt: skip
    assert "不按属地确定领导关系" in case.first_request.reply.body


def test_line_made_cites_the_mandate(city_officers: Road) -> None:
    road = city_officers
    _other_line(road)
    road.consent()
    road.send()
    road.answer()
    road.plan()
    road.units()
    road.nominate()
    road.consult()
    road.send()
    road.answer()
    road.elect(meeting := road.hold())
    from gonglian.meetings import actions as meetings

    meetings.close_meeting(meeting=meeting, actor=road.handler, on=road.on)
    for first in actions.open_first_meetings(
        case=road.refresh(), held_on=road.on, place="会议室", actor=road.handler, on=road.on
    ):
        road.open(first, first.roll.count())
        road._first_meeting(first)
    findings = {finding.clause: finding for finding in third_request(road.refresh(), on=road.on)}
    assert findings["ORG-07"].result == "OK"
    road.send()
    case = road.answer()
    line = Line.objects.get(child=case.founded_union, kind="leadership")
    assert (line.parent, line.mandate) == (road.town.city, case.mandate)


def test_other_leader_without_a_reason_bars_the_request(road: Road) -> None:
    road.begin(leader=road.town.city)
    road.consent()
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert clauses_of(refused) == {"ORG-07"}


def test_city_federation_does_not_ask_itself_for_another_line(road: Road) -> None:
    officer = road.officer("c_handler", road.town.city, Role.HANDLER)
    with pytest.raises(Refused, match="产业（行业）或县区工会提出"):
        actions.begin_case(
            proposer=road.town.city, leader=road.town.county, name="沂州市餐饮行业工会联合会", form="federation", level="city",
            territory_id="3713", trade_words="餐饮行业", trades=["62"], line_reason="便于工作", actor=officer, on=road.on,
        )  # fmt: skip


def test_leader_below_the_proposer_is_refused(road: Road) -> None:
    with pytest.raises(Refused, match="不能审批上级的请示"):
        actions.begin_case(
            proposer=road.town.county, leader=road.town.town, name="柳青街道餐饮行业工会联合会", form="federation",
            level="township", territory_id="371302004", trade_words="餐饮行业", trades=["62"], actor=road.upper_handler,
            on=road.on,
        )  # fmt: skip


# -- levels


@pytest.mark.parametrize(
    ("level", "place", "name"),
    [
        ("township", "", "柳青街道餐饮行业工会联合会"),
        ("village", "柳岸社区", "柳岸社区餐饮行业工会联合会"),
    ],
)
def test_township_and_village_are_led_by_the_township_and_approved_one_up(
    road: Road, level: str, place: str, name: str
) -> None:
    case = road.begin(
        level=level, territory_id="371302004", leader=road.town.town, name=name, place_words=place
    )
    with_scale = {finding.clause: finding for finding in _first(case, road)}
    assert case.approver == road.town.county
    assert [with_scale[clause].result.value for clause in ("ORG-02", "ORG-07", "ORG-09", "ORG-12")] == [
        "OK"
    ] * 4
    assert (with_scale["ORG-06"].level.value, with_scale["ORG-06"].result.value) == ("W", "FAIL")


def test_zone_union_is_led_by_the_zone(road: Road) -> None:
    zone = make_union("滨河开发区工会", "zone", "371302", road.town.city, level="zone")
    unit = make_primary("滨河餐饮有限公司", zone)
    case = actions.begin_case(
        proposer=unit, leader=zone, name="兰山区餐饮行业工会联合会", form="federation", level="zone",
        territory_id="371302", trade_words="餐饮行业", trades=["62"], actor=road.handler, on=road.on,
    )  # fmt: skip
    found = {finding.clause: finding.result.value for finding in _first(case, road)}
    assert (case.approver, found["ORG-07"], found["ORG-09"]) == (zone, "OK", "OK")


def _first(case: Case, road: Road) -> Any:
    from gonglian.founding import checks

    return checks.first_request(case, on=road.on)
