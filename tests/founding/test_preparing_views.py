"""Pages of preparing the congress: who gets in, the plan, units and delegates, opinions, the notice."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonglian.approvals.models import Consultation, Objection, PublicNotice
from gonglian.congress.models import Delegate
from gonglian.organisation.models import Person
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.organisation import make_member
from tests.factories.pages import client_of, text_of
from tests.founding.preparing import (
    BUTTONS,
    FORMS,
    READ,
    SHEETS,
    a_proposal,
    address,
    make_ready,
    prepare,
    sign_in,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> Road:
    return prepare(monkeypatch)


@pytest.fixture
def ready(road: Road) -> Road:
    return make_ready(road)


@pytest.fixture
def holder(road: Road) -> Client:
    return client_of(road.handler)


# -- doors


def test_every_page_has_a_door() -> None:
    from gonglian.founding.preparing_urls import patterns

    assert {*READ, *FORMS, *BUTTONS, "sheet", "slips"} == {pattern.name for pattern in patterns}


GOT = [("get", name) for name in (*READ, *FORMS)] + [("post", name) for name in (*READ, *FORMS, *BUTTONS)]


@pytest.mark.parametrize(
    ("visitor", "expected", "sheets"),
    [("holder", [200] * 17 + [422] * 17 + [302] * 2, 200), ("reader", [200] * 6 + [403] * 30, 200),
     ("stranger", [404] * 36, 404)],
)  # fmt: skip
def test_door(ready: Road, visitor: str, expected: list[int], sheets: int) -> None:
    a_proposal(ready)
    client = visitors(ready)[visitor]
    assert [getattr(client, method)(address(ready, name)).status_code for method, name in GOT] == expected
    assert {client.get(url(ready, "sheet", kind)).status_code for kind in SHEETS} == {sheets}


def visitors(road: Road) -> dict[str, Client]:
    return {
        "holder": client_of(road.handler),
        "reader": sign_in("reader", road.town.town, Role.READER),
        "stranger": sign_in("stranger", road.town.other_county, Role.HEAD),
    }


def test_nothing_changes_at_another_stage(ready: Road, holder: Client) -> None:
    ready.send()
    names = [
        name for name in (*READ, "plan", *BUTTONS) if name != "credentials"
    ]  # delegates change until the ballot
    pages = [holder.post(address(ready, name)) for name in names]
    assert [(page.status_code, "这一步已经过去或还没到" in text_of(page)) for page in pages] == [
        (422, True)
    ] * 8


def test_case_without_a_congress_says_what_comes_first() -> None:
    road = Road()
    road.begin()
    response = client_of(road.handler).get(url(road, "nominees"))
    assert (response.status_code, "先办请示组建" in text_of(response)) == (422, True)


def test_reader_sees_no_form(ready: Road) -> None:
    reader = sign_in("reader", ready.town.town, Role.READER)
    assert [reader.get(url(ready, name)).content.count(b'method="post" data-keep') for name in READ] == [
        0
    ] * 6


# -- the plan

PLAN = {
    "planned_on": "2026-04-20", "place": "街道会议室", "delegates": 16, "committee_size": 5, "audit_size": 3,
    "women_size": 3, "vice_chairs": 1, "years": 5, "chair_by": "congress",
}  # fmt: skip


def test_plan_is_saved(road: Road, holder: Client) -> None:
    response = holder.post(url(road, "plan"), PLAN)
    plan = road.refresh().preparation
    assert (response.status_code, plan.delegates, str(plan.planned_on), plan.chair_by) == (
        302, 16, "2026-04-20", "congress",
    )  # fmt: skip


def test_plan_shows_what_the_membership_allows(road: Road, holder: Client) -> None:
    page = text_of(holder.get(url(road, "plan")))
    plan = road.case.preparation
    assert f"会员 {plan.members} 人，可设" in page


def test_plan_with_a_bad_number_keeps_what_was_typed(road: Road, holder: Client) -> None:
    response = holder.post(url(road, "plan"), PLAN | {"delegates": "许多"})
    page = text_of(response)
    assert (response.status_code, 'value="许多"' in page, 'value="街道会议室"' in page) == (422, True, True)


# -- units and delegates


def units_of(road: Road, **names: str) -> dict[str, str]:
    given = {f"u{union.pk}": union.name for union in road.unions}
    return given | {f"u{road.unions[int(n[1:])].pk}": name for n, name in names.items()}


def test_units_of_one_name_elect_together(road: Road, holder: Client) -> None:
    road.plan()
    assert holder.post(url(road, "units"), units_of(road, u0="联合", u1="联合")).status_code == 302
    rows = road.refresh().preparation.units.all()
    assert [(unit.name, unit.members, unit.places, unit.unions.count()) for unit in rows] == [
        ("联合", 16, 8, 2), (road.unions[2].name, 8, 4, 1), (road.unions[3].name, 8, 4, 1),
    ]  # fmt: skip


def test_units_without_a_number_of_delegates_are_refused_with_the_clause(road: Road, holder: Client) -> None:
    response = holder.post(url(road, "units"), units_of(road, u0="联合"))
    page = text_of(response)
    wanted = ("还没有填代表名额总数", "CON-02", "先填大会规模", 'value="联合"')
    assert (response.status_code, [words in page for words in wanted]) == (422, [True] * 4)


def test_units_with_reports_are_divided_anew_only_on_demand(ready: Road, holder: Client) -> None:
    refused = holder.post(url(ready, "units"), units_of(ready))
    assert (refused.status_code, Delegate.objects.count()) == (422, 16)
    assert holder.post(url(ready, "units"), units_of(ready) | {"again": "on"}).status_code == 302
    assert Delegate.objects.count() == 0


@pytest.fixture
def unit(road: Road) -> Any:
    road.plan()
    road.units()
    return road.case.preparation.units.all()[0]


def report(*names: str, **head: Any) -> dict[str, Any]:
    lines = {f"d{n}-name": name for n, name in enumerate(names)}
    votes = {f"d{n}-votes": 7 for n, _name in enumerate(names)}
    return {"reported_on": "2026-03-05", "entitled": 8, "present": 8, "candidates": 5} | lines | votes | head


def test_delegates_are_reported_by_name(road: Road, holder: Client, unit: Any) -> None:
    people = road.members(road.unions[0])
    given = report(people[6].name, people[7].name) | {"d0-is_manager": "on", "d1-front_line": "on"}
    assert holder.post(address(road, "unit_report"), given).status_code == 302
    rows = unit.delegates.values_list("person", "votes_for", "is_manager", "front_line", "confirmed")
    assert list(rows) == [(people[6].pk, 7, True, False, False), (people[7].pk, 7, False, True, False)]


BAD_REPORTS = [
    (["外人"], {}, "不在选举单位的会员名册里"), ([], {}, "一名代表也没有填"), (["first", "first"], {}, "已填在上面一行"),
    (["first"], {"present": 9}, "实到 9 人多于应到 8 人"), (["first"], {"reported_on": "2026-03-06"}, "选举日期不能晚于今天"),
    (["first"], {"d0-votes": 9}, "得票多于实到人数"),
]  # fmt: skip


def test_bad_reports_are_refused(road: Road, holder: Client, unit: Any) -> None:
    first = road.members(road.unions[0])[0].name
    for names, head, words in BAD_REPORTS:
        given = report(*(first if name == "first" else name for name in names), **head)
        response = holder.post(address(road, "unit_report"), given)
        assert (words, response.status_code, words in text_of(response)) == (words, 422, True)
    assert unit.delegates.count() == 4


def test_name_that_two_members_share_is_to_be_chosen(road: Road, holder: Client, unit: Any) -> None:
    for _n in range(2):
        make_member("同名人", road.unions[0])
    response = holder.post(address(road, "unit_report"), report("同名人"))
    assert "有几个人叫 同名人" in text_of(response)
    last = Person.objects.filter(name="同名人").latest("pk")
    label = f"同名人（{road.unions[0].name}，编号 {last.pk}）"
    assert holder.post(address(road, "unit_report"), report(label)).status_code == 302
    assert [delegate.person for delegate in unit.delegates.all()] == [last]


def test_unit_of_another_case_is_not_found(road: Road, holder: Client) -> None:
    assert holder.get(url(road, "unit_report", 999_999)).status_code == 404


# -- opinions and the notice


def opinion(kind: str, name: str, **fields: Any) -> dict[str, Any]:
    return {
        "from_kind": kind,
        "from_name": name,
        "given_on": "2026-03-05",
        "answer": "yes",
        "text": "同意",
    } | fields


def test_opinion_is_recorded(road: Road, holder: Client) -> None:
    given = opinion("party_organisation", "餐饮行业党委", answer="no", text="请再酝酿")
    assert holder.post(url(road, "opinions"), given).status_code == 302
    row = Consultation.objects.get(about=road.case.union)
    assert (row.from_name, row.agrees, row.text) == ("餐饮行业党委", False, "请再酝酿")


def test_constituents_not_heard_are_named(road: Road, holder: Client) -> None:
    heard, *others = (union.name for union in road.unions)
    holder.post(url(road, "opinions"), opinion("constituent", heard))
    assert f"还没有登记意见的组成单位：{'、'.join(others)}</div>" in text_of(
        holder.get(url(road, "opinions"))
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [(opinion("constituent", "别家工会"), "不是组成单位"),
     (opinion("upper_union", "兰山区总工会", given_on="2026-03-06"), "在今天之后")],
)  # fmt: skip
def test_opinion_is_refused(road: Road, holder: Client, given: dict[str, str], words: str) -> None:
    response = holder.post(url(road, "opinions"), given)
    assert (response.status_code, words in text_of(response), Consultation.objects.count()) == (422, True, 0)


def test_notice_says_when_it_ends(road: Road, holder: Client) -> None:
    given = {"subject": "候选人名单", "posted_on": "2026-03-05", "place": "公开栏"}
    page = text_of(holder.post(url(road, "notice"), given, follow=True))
    assert "到 2026-03-12 24 时止，2026-03-13 起可以投票" in page


def test_second_notice_takes_the_place_of_the_first(ready: Road, holder: Client) -> None:
    first = PublicNotice.objects.get()
    given = {"subject": "变更后的候选人名单", "posted_on": "2026-03-05", "place": "公开栏"}
    assert holder.post(url(ready, "notice"), given).status_code == 302
    assert PublicNotice.objects.latest("pk").replaces == first


def test_notice_of_tomorrow_is_refused_at_the_day(road: Road, holder: Client) -> None:
    given = {"subject": "候选人名单", "posted_on": "2026-03-06", "place": "公开栏"}
    page = text_of(holder.post(url(road, "notice"), given))
    assert ("张贴以后再登记" in page, 'id="id_posted_on_error"' in page) == (True, True)


def test_objection_is_recorded_and_answered(ready: Road, holder: Client) -> None:
    given = {"raised_on": "2026-03-05", "by_name": "闻人望", "text": "请核实"}
    holder.post(address(ready, "record_objection"), given)
    assert "待答复" in text_of(holder.get(url(ready, "notice")))
    reader = sign_in("reader", ready.town.town, Role.READER)
    assert "闻人望" not in text_of(reader.get(url(ready, "notice")))
    holder.post(address(ready, "answer_objection"), {"answered_on": "2026-03-05", "answer": "查无此事"})
    assert Objection.objects.values_list("by_name", "answer").get() == ("闻人望", "查无此事")
