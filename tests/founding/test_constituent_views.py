"""Pages of the unions asked: choosing them, recording what they answered, and how a refusal is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.founding import actions
from gonglian.founding.constituent_pages import Picking
from gonglian.founding.models import CaseConstituent
from gonglian.founding.states import Consent
from gonglian.organisation.models import Employer
from gonglian.organisation.states import Role
from tests.factories.founding import START, Road
from tests.factories.organisation import make_duty, make_primary, make_user

pytestmark = pytest.mark.django_db

REFUSED = 422


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day the road begins, for whoever reads the clock."""
    day = clock.now().replace(year=START.year, month=START.month, day=START.day)
    monkeypatch.setattr(clock, "now", lambda: day)


@pytest.fixture
def road(shared_road: Road) -> Road:
    road = shared_road
    road.begin()
    return road


@pytest.fixture
def handler(road: Road) -> Client:
    client = Client()
    client.force_login(road.handler)
    return client


def asked(road: Road) -> CaseConstituent:
    """The first of the unions asked; none has answered."""
    actions.ask_constituents(case=road.case, unions=road.unions, actor=road.handler, on=road.on)
    return road.case.constituents.order_by("pk")[0]


def pick_of(road: Road) -> str:
    return reverse("founding:pick", args=[road.case.pk])


def answer(**changes: Any) -> dict[str, Any]:
    return {
        "consent": "consented", "body": "committee", "decided_on": START.isoformat(), "entitled": "7", "present": "6",
        "votes_for": "5",
    } | changes  # fmt: skip


def words(response: HttpResponse) -> str:
    return response.content.decode()


# -- the unions asked


def picked(response: HttpResponse) -> list[str]:
    return [union.name for union, _members in response.context["page"].rows]


def test_pick_offers_unions_of_the_trade_in_the_territory(road: Road, handler: Client) -> None:
    trades = handler.get(pick_of(road))
    assert sorted(picked(trades)) == sorted(union.name for union in road.unions)
    everything = handler.get(pick_of(road), {"trade": "", "q": "北关"})
    assert picked(everything) == ["北关货运有限公司工会委员会"]


def test_pick_leaves_out_those_asked_and_those_elsewhere(road: Road) -> None:
    make_primary("演练异地餐饮有限公司", road.town.other_county, "371311", trades=["62"])
    city = make_user("city")
    make_duty(city, road.town.city, Role.HANDLER)
    actions.ask_constituents(case=road.case, unions=road.unions[1:], actor=road.handler, on=road.on)
    shown = Picking(road.case, city, {"trade": "62"}, on=road.on).page().rows
    assert shown == [(road.unions[0], 8)]


def test_pick_knows_a_union_without_trades_by_its_employers(road: Road, handler: Client) -> None:
    union = road.town.north
    with transaction.atomic(), record("test.set_trade", actor=None, on=road.on):
        Employer.objects.filter(coverages__union=union).update(industry="6220")
    assert union.name in picked(handler.get(pick_of(road)))


def test_unions_ticked_are_asked(road: Road, handler: Client) -> None:
    chosen = road.unions[:2]
    response = handler.post(pick_of(road), {"unions": [union.pk for union in chosen]}, follow=True)
    assert "已把 2 家列入名单。" in words(response)
    assert {row.union for row in road.case.constituents.all()} == set(chosen)


@pytest.mark.parametrize("ticked", [[], ["x"], ["9" * 30]])
def test_pick_of_nothing_is_refused(road: Road, handler: Client, ticked: list[str]) -> None:
    response = handler.post(pick_of(road), {"unions": ticked})
    assert (response.status_code, road.case.constituents.count()) == (REFUSED, 0)
    assert "还没有勾选单位。" in words(response)


def test_pick_of_a_union_that_cannot_join_is_refused(road: Road, handler: Client) -> None:
    given = {"unions": [road.town.town.pk, road.unions[0].pk]}
    response = handler.post(pick_of(road), given)
    assert (response.status_code, road.case.constituents.count()) == (REFUSED, 0)
    assert "柳青街道工会 不能作为组成单位。" in words(response)
    assert response.context["ticked"] == given["unions"]


def test_pick_of_a_union_out_of_reach_asks_nobody(road: Road, handler: Client) -> None:
    assert handler.post(pick_of(road), {"unions": [road.town.far.pk]}).status_code == REFUSED
    assert road.case.constituents.count() == 0


# -- their answers


def test_answer_is_recorded_and_summed(road: Road, handler: Client) -> None:
    row = asked(road)
    response = handler.post(reverse("founding:consent", args=[row.pk]), answer(), follow=True)
    assert response.redirect_chain == [(reverse("founding:constituents", args=[road.case.pk]), 302)]
    row.refresh_from_db()
    assert (row.consent, row.entitled, row.present, row.votes_for) == (Consent.CONSENTED, 7, 6, 5)
    tally = response.context["page"].tally
    assert tally == {"asked": 4, "consented": 1, "pending": 3, "members": 8, "refused": 0}
    assert "5 / 6 / 7" in words(response)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"present": "8"}, "present", "实到 8 人多于应到 7 人。办法：对照会议记录改正。"),
        ({"votes_for": "7"}, "votes_for", "赞成 7 人多于实到 6 人。办法：对照会议记录改正。"),
        (
            {"decided_on": (START + timedelta(days=1)).isoformat()},
            "decided_on",
            "决定日期不能晚于今天。",
        ),
    ],
)
def test_answer_that_contradicts_itself_is_refused_at_the_field(
    road: Road, handler: Client, changes: dict[str, str], field: str, message: str
) -> None:
    row = asked(road)
    response = handler.post(reverse("founding:consent", args=[row.pk]), answer(**changes))
    assert response.status_code == REFUSED
    assert response.context["form"].errors == {field: [message]}
    assert words(response).count(message) == 2
    row.refresh_from_db()
    assert row.consent == Consent.ASKED


def test_answer_cannot_be_set_back_to_asked(road: Road, handler: Client) -> None:
    response = handler.post(reverse("founding:consent", args=[asked(road).pk]), answer(consent="asked"))
    assert set(response.context["form"].errors) == {"consent"}


def test_answer_after_the_second_request_is_refused_on_top(road: Road, handler: Client) -> None:
    row = asked(road)
    road.consent()
    road.send()
    road.answer()
    road.plan()
    road.units()
    road.nominate()
    road.consult()
    road.send()
    response = handler.post(reverse("founding:consent", args=[row.pk]), answer())
    assert response.status_code == REFUSED
    assert "事项现在是“请示召开大会”" in words(response)


def test_union_asked_by_mistake_is_dropped(road: Road, handler: Client) -> None:
    row = asked(road)
    response = handler.post(reverse("founding:drop", args=[row.pk]))
    assert response["Location"] == reverse("founding:constituents", args=[road.case.pk])
    assert not road.case.constituents.filter(pk=row.pk).exists()


def test_union_that_answered_is_not_dropped(road: Road, handler: Client) -> None:
    road.consent()
    row = road.case.constituents.order_by("pk")[0]
    response = handler.post(reverse("founding:drop", args=[row.pk]))
    assert (response.status_code, road.case.constituents.count()) == (REFUSED, 4)
    assert "已答复，不能从名单删去。" in words(response)
    assert "登记撤回。" in words(response)
