"""Pages of drafting: who gets in, what they do, and how a refusal is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.founding import actions
from gonglian.founding.draft_forms import DraftForm, proposed_name, read_trades
from gonglian.founding.models import Case, CaseConstituent
from gonglian.organisation.models import HostBody, Union
from gonglian.organisation.states import Role
from tests.factories.founding import START, Road
from tests.factories.organisation import make_duty, make_user
from tests.factories.pages import client_of

pytestmark = pytest.mark.django_db

CASE_PAGES = ("draft", "group", "pick")
ROW_PAGES = ("consent", "drop")
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
    return client_of(road.handler)


def sign_in(name: str, union: Union, role: str) -> Client:
    user = make_user(name)
    make_duty(user, union, role)
    return client_of(user)


def asked(road: Road) -> CaseConstituent:
    """The first of the unions asked; none has answered."""
    actions.ask_constituents(case=road.case, unions=road.unions, actor=road.handler, on=road.on)
    return road.case.constituents.order_by("pk")[0]


def page_of(name: str, road: Road) -> str:
    key = asked(road).pk if name in ROW_PAGES else road.case.pk
    return reverse(f"founding:{name}", args=[key])


def plan(road: Road, **changes: Any) -> dict[str, Any]:
    """A sound plan as the form sends it."""
    return {
        "form": "federation", "level": "township", "territory": "371302004", "trade_words": "住宿行业", "trades": "61",
        "name": "", "leader": road.town.county.pk, "guide": "", "host_kind": "", "host_name": "", "reason": "旅馆多",
    } | changes  # fmt: skip


def group(*rows: tuple[str, str, str, bool]) -> dict[str, Any]:
    data: dict[str, Any] = {"group-TOTAL_FORMS": "8", "group-INITIAL_FORMS": "8"}
    for place, (name, unit, source, is_head) in enumerate(rows):
        data |= {
            f"group-{place}-name": name,
            f"group-{place}-unit": unit,
            f"group-{place}-comes_from": source,
        }
        data |= {f"group-{place}-is_head": "on"} if is_head else {}
    return data


def words(response: HttpResponse) -> str:
    return response.content.decode()


# -- who gets in


@pytest.mark.parametrize("name", (*CASE_PAGES, *ROW_PAGES, "constituents"))
def test_page_of_a_stranger_is_not_found(road: Road, name: str) -> None:
    stranger = sign_in("stranger", road.town.other_county, Role.HEAD)
    act = stranger.post if name == "drop" else stranger.get
    assert act(page_of(name, road)).status_code == 404


@pytest.mark.parametrize("name", (*CASE_PAGES, *ROW_PAGES))
@pytest.mark.parametrize("method", ("get", "post"))
def test_page_of_a_reader_is_forbidden(road: Road, name: str, method: str) -> None:
    reader = sign_in("reader", road.town.town, Role.READER)
    expected = 405 if (name, method) == ("drop", "get") else 403
    assert getattr(reader, method)(page_of(name, road)).status_code == expected


@pytest.mark.parametrize("name", (*CASE_PAGES, "consent", "constituents"))
def test_page_of_the_holder_opens(road: Road, handler: Client, name: str) -> None:
    assert handler.get(page_of(name, road)).status_code == 200


@pytest.mark.parametrize("name", (*CASE_PAGES, *ROW_PAGES, "constituents"))
def test_page_without_signing_in_leads_to_the_door(road: Road, name: str) -> None:
    response = Client().post(page_of(name, road)) if name == "drop" else Client().get(page_of(name, road))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize(
    ("role", "status"), [(Role.HANDLER, 200), (Role.HEAD, 200), (Role.READER, 403), (Role.ADMIN, 403)]
)
def test_beginning_is_for_those_who_write(road: Road, role: str, status: int) -> None:
    client = sign_in("somebody", road.town.town, role)
    assert client.get(reverse("founding:new")).status_code == status


def test_reader_reads_the_answers_and_finds_nothing_to_do(road: Road) -> None:
    row = asked(road)
    reader = sign_in("reader", road.town.town, Role.READER)
    page = words(reader.get(reverse("founding:constituents", args=[road.case.pk])))
    assert str(row.union) in page
    assert reverse("founding:consent", args=[row.pk]) not in page
    assert reverse("founding:pick", args=[road.case.pk]) not in page


# -- the plan


def test_case_begun_gets_the_proposed_name(road: Road, handler: Client) -> None:
    response = handler.post(reverse("founding:new"), plan(road, trades="61 住宿业，餐饮业"))
    case = Case.objects.latest("pk")
    assert (response.status_code, response["Location"]) == (302, reverse("founding:case", args=[case.pk]))
    assert (case.name, case.trades, case.host) == ("柳青街道住宿行业工会联合会", ["61", "62"], None)
    assert (case.proposer, case.approver) == (road.town.town, road.town.county)


def test_host_named_twice_is_one(road: Road, handler: Client) -> None:
    named = {"host_kind": "association", "host_name": "演练旅馆协会"}
    for words_ in ("住宿行业", "旅馆行业"):
        handler.post(reverse("founding:new"), plan(road, trade_words=words_, **named))
    assert HostBody.objects.filter(name="演练旅馆协会").count() == 1
    assert Case.objects.filter(host__name="演练旅馆协会").count() == 2


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"trades": "61，999"}, "“999”不是 GB/T 4754 的门类、大类、中类或小类代码。"),
        ({"trades": "6199"}, "“6199”不是 GB/T 4754 的门类、大类、中类或小类代码。"),
        ({"host_name": "演练旅馆协会"}, "选择依托单位的类别。"),
        ({"host_kind": "association"}, "填写依托单位的名称。"),
        (
            {"form": "working_committee"},
            "领导。（《中国工会章程》第 9、12 条）办法：请派出的总工会拟订，拟隶属选它本单位；或选择工会联合会、工会委员会。",
        ),
    ],
)
def test_case_not_begun_says_why(road: Road, handler: Client, changes: dict[str, str], message: str) -> None:
    response = handler.post(reverse("founding:new"), plan(road, **changes))
    assert response.status_code == REFUSED
    assert words(response).count(message) == 2  # at the top and at the field
    assert Case.objects.count() == 1


def test_territory_and_leader_outside_the_duty_are_not_offered(road: Road, handler: Client) -> None:
    given = plan(road, territory="371311", leader=road.town.other_county.pk)
    response = handler.post(reverse("founding:new"), given)
    assert set(response.context["form"].errors) == {"territory", "leader"}


def test_leader_with_nobody_above_is_refused_at_the_field(road: Road) -> None:
    city = sign_in("city", road.town.city, Role.HANDLER)
    response = city.post(reverse("founding:new"), plan(road, leader=road.town.city.pk))
    assert response.context["form"].errors == {
        "leader": [
            "沂州市总工会 没有上级工会，无从请示。（《工会法》第 12 条）"
            "办法：请下级工会（县区、开发区、乡镇或街道）发起，拟隶属选 沂州市总工会，请示报给它审批。"
        ]
    }


def test_host_is_not_kept_when_the_case_is_refused(road: Road, handler: Client) -> None:
    named = {"host_kind": "association", "host_name": "演练旅馆协会"}
    handler.post(reverse("founding:new"), plan(road, form="working_committee", **named))
    assert not HostBody.objects.filter(name="演练旅馆协会").exists()


def test_draft_saved_goes_back_to_the_case(road: Road, handler: Client) -> None:
    response = handler.post(
        page_of("draft", road), plan(road, version="1", name="柳青街道旅馆行业工会联合会")
    )
    case = road.refresh()
    assert response["Location"] == reverse("founding:case", args=[case.pk])
    assert (case.name, case.version, case.territory_id) == ("柳青街道旅馆行业工会联合会", 2, "371302004")


def test_draft_page_offers_the_place_of_the_proposer_and_those_above(road: Road, handler: Client) -> None:
    form = handler.get(page_of("draft", road)).context["form"]
    assert form.initial["territory"] == road.case.territory
    assert [region.code for region in form.fields["territory"].queryset] == ["3713", "371302", "371302004"]


def test_draft_page_offers_what_was_once_chosen_although_it_lies_outside(road: Road) -> None:
    with transaction.atomic(), record("test.move", actor=None, on=road.on):
        Case.objects.update(territory="371311", leader=road.town.other_county)
    form = DraftForm(proposer=road.town.town, on=road.on, case=road.refresh())
    assert road.case.territory in form.fields["territory"].queryset
    assert road.case.leader in form.fields["leader"].queryset


def test_second_to_save_sees_both_and_loses_nothing(road: Road, handler: Client) -> None:
    given = plan(road, version="1", territory="371302", level="county", trade_words="餐饮行业", trades="62")
    mine = given | {"name": "兰山区餐饮行业工会联合会", "reason": "我写的理由"}
    actions.save_draft(
        case=road.case, version=1, data={"reason": "别人写的理由"}, actor=road.head, on=road.on
    )
    response = handler.post(page_of("draft", road), mine)
    assert response.status_code == REFUSED
    assert response.context["differences"] == [("组建理由", "别人写的理由", "我写的理由")]
    assert "您打开页面以后，别人改过这份方案" in words(response)
    assert response.context["form"]["reason"].value() == "我写的理由"
    assert road.refresh().reason == "别人写的理由"
    assert '<input type="hidden" name="version" value="2">' in words(response)
    assert handler.post(page_of("draft", road), mine | {"version": "2"}).status_code == 302
    assert road.refresh().reason == "我写的理由"


def test_differences_are_told_in_words(road: Road, handler: Client) -> None:
    actions.save_draft(case=road.case, version=1, data={"reason": "改"}, actor=road.head, on=road.on)
    given = plan(
        road,
        version="1",
        name="兰山区餐饮行业工会联合会",
        reason="改",
        trade_words="餐饮行业",
        trades="62,61",
    )
    shown = handler.post(page_of("draft", road), given).context["differences"]
    assert shown == [
        ("层级", "县区级", "乡镇级"), ("地域", "兰山区", "柳青街道"), ("行业名称或代码", "62", "62，61"),
    ]  # fmt: skip


def test_form_that_lost_its_version_counts_as_outdated(road: Road, handler: Client) -> None:
    response = handler.post(page_of("draft", road), plan(road))
    assert response.status_code == REFUSED
    assert road.refresh().version == 1


@pytest.mark.parametrize("name", CASE_PAGES)
def test_page_after_the_request_is_out_leads_back_to_the_case(road: Road, handler: Client, name: str) -> None:
    road.consent()
    road.send()
    response = handler.get(reverse(f"founding:{name}", args=[road.case.pk]), follow=True)
    assert response.redirect_chain == [(reverse("founding:case", args=[road.case.pk]), 302)]
    assert "方案、筹备组和名单不能再改" in words(response)


# -- the preparatory group


def test_group_replaces_the_former_one(road: Road, handler: Client) -> None:
    rows = group(
        ("段听雨", "演练二号", "constituent", True), ("", "", "", False), ("柳远", "", "upper_union", False)
    )
    assert handler.post(page_of("group", road), rows)["Location"] == reverse(
        "founding:case", args=[road.case.pk]
    )
    members = list(road.case.group.values_list("name", "comes_from", "is_head"))
    assert members == [("段听雨", "constituent", True), ("柳远", "upper_union", False)]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([("段听雨", "", "constituent", False)], "筹备组要有且只有一名组长。"),
        (
            [("段听雨", "", "constituent", True), ("柳远", "", "upper_union", True)],
            "筹备组要有且只有一名组长。",
        ),
        ([("段听雨", "", "", True)], "选择来自哪里。"),
        ([("", "演练二号", "", False)], "填写姓名，或把这一行清空。"),
    ],
)
def test_group_refused_says_why(road: Road, handler: Client, rows: Any, message: str) -> None:
    response = handler.post(page_of("group", road), group(*rows))
    assert response.status_code == REFUSED
    assert message in words(response)
    assert road.case.group.count() == 3


# -- reading what was typed


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("62", ["62"]),
        ("h", ["H"]),
        ("61, 62；62", ["61", "62"]),
        ("62 餐饮业、611", ["62", "611"]),
        ("6110", ["6110"]),
        ("餐饮业", ["62"]),
    ],
)
def test_trades_are_read_from_codes_or_names(text: str, codes: list[str]) -> None:
    assert read_trades(text) == codes


def test_name_is_place_trade_and_form() -> None:
    assert proposed_name("兰山区", "餐饮行业", "committee") == "兰山区餐饮行业工会委员会"
