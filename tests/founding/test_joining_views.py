"""The pages of joining and leaving: what each shows, and what comes back when something is missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.founding.joining import queries
from gonglian.founding.joining.models import Joining
from gonglian.organisation.states import Role
from tests.factories.joining import Entrance
from tests.factories.pages import text_of
from tests.factories.papers import make_scan

pytestmark = pytest.mark.django_db

SUMS = {"entitled": 9, "present": 8, "votes_for": 8}


@pytest.fixture
def entrance() -> Entrance:
    entrance = Entrance()
    entrance.on = clock.today()
    return entrance


def knock(user: Any, page: str, pk: int | None = None, query: str = "", **form: Any) -> Any:
    """GET the page, or POST to it when a form is given (`post=True` for an empty one)."""
    client = Client()
    client.force_login(user)
    address = reverse(f"founding:{page}", args=[pk] if pk else []) + query
    if form:
        return client.post(address, {name: value for name, value in form.items() if name != "post"})
    return client.get(address)


def test_whole_road_on_screen(entrance: Entrance) -> None:
    day = clock.today().isoformat()
    named = f"{entrance.west.code}\n{entrance.east.name}"
    answer = knock(entrance.handler, "take_in", entrance.union.pk, named=named)
    joining = Joining.objects.get()
    assert answer.headers["Location"] == joining.get_absolute_url()
    for row in joining.units.all():
        given = {"consent": "consented", "body": "committee", "decided_on": day, "entitled": 5, "present": 5}
        answer = knock(entrance.handler, "unit_decision", row.pk, **given, votes_for=4, upload=make_scan())
        assert answer.status_code == 302
    assert "登记委员会的决定" in text_of(knock(entrance.handler, "joining", joining.pk))
    assert knock(entrance.handler, "acceptance", joining.pk, accepted_on=day, **SUMS).status_code == 302
    page = text_of(knock(entrance.head, "joining", joining.pk))
    assert "签发并办结" in page
    assert "批准后会发生什么" in page
    assert "签发并办结" not in text_of(knock(entrance.handler, "joining", joining.pk))
    assert knock(entrance.head, "accept", joining.pk, post=True).status_code == 302
    assert len(queries.constituents(entrance.union, on=clock.today())) == 4
    assert "四项都没有变" in text_of(knock(entrance.head, "joining", joining.pk))


def test_refused_acceptance_comes_back_with_clause_and_cure(entrance: Entrance) -> None:
    entrance.begin(entrance.west)
    entrance.decide(votes_for=2)
    entrance.prepare()
    answer = knock(entrance.head, "accept", entrance.joining.pk, post=True)
    assert answer.status_code == 422
    assert "赞成没有过半数：西垣运输有限公司" in text_of(answer)


@pytest.mark.parametrize(
    ("page", "form", "message"),
    [
        ("acceptance", {"accepted_on": "2026-02-30", **SUMS}, "输入一个有效的日期"),
        ("acceptance", {"accepted_on": "2026-03-02", **SUMS, "present": 10}, "多于应到"),
        ("acceptance", {"accepted_on": "2099-03-02", **SUMS}, "在今天之后"),
        ("decline_joining", {"reason": " "}, "这个字段是必填项"),
        ("withdraw_joining", {"reason": ""}, "这个字段是必填项"),
    ],
)
def test_bad_input_comes_back_with_what_was_typed(
    entrance: Entrance, page: str, form: dict[str, Any], message: str
) -> None:
    entrance.begin(entrance.west)
    entrance.decide()
    answer = knock(entrance.handler, page, entrance.joining.pk, **form)
    assert answer.status_code == 422
    assert message in text_of(answer)
    if "accepted_on" in form:
        assert f'value="{form["accepted_on"]}"' in text_of(answer)


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("没有这个工会", "找不到"),
        ("、".join(f"甲{n}" for n in range(201)), "一次最多写 200 个单位"),
        ("", "还没有勾选单位"),
    ],
)
def test_units_named_wrongly_come_back(entrance: Entrance, named: str, message: str) -> None:
    answer = knock(entrance.handler, "take_in", entrance.union.pk, named=named, post=True)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert named[:20] in text_of(answer)


def test_a_leader_ticks_units_in_reach(entrance: Entrance) -> None:
    page = text_of(knock(entrance.leader_handler, "take_in", entrance.union.pk))
    assert "西垣运输有限公司" in page
    assert "远山木业" not in page
    assert "北关货运" not in page  # joined already
    found = text_of(knock(entrance.leader_handler, "take_in", entrance.union.pk, "?q=西垣"))
    assert "东岭快运" not in found
    answer = knock(entrance.leader_handler, "take_in", entrance.union.pk, units=[entrance.west.pk])
    assert answer.status_code == 302


def test_a_unit_out_of_reach_cannot_be_ticked(entrance: Entrance) -> None:
    answer = knock(entrance.leader_handler, "take_in", entrance.union.pk, units=[entrance.town.far.pk])
    assert answer.status_code == 422
    assert not Joining.objects.exists()


def test_leaving_lists_the_constituents_only(entrance: Entrance) -> None:
    page = text_of(knock(entrance.handler, "take_in", entrance.union.pk, "?way=leave")).partition("<main")[2]
    assert "北关货运" in page
    assert "西垣运输" not in page
    assert "按来文写明" not in page


def test_a_unit_applies_and_leaves_from_its_own_side(entrance: Entrance) -> None:
    assert entrance.union.name in text_of(knock(entrance.unit_head, "apply_to", entrance.west.pk))
    answer = knock(entrance.unit_head, "apply_to", entrance.west.pk, union=entrance.union.pk)
    assert answer.status_code == 302
    again = knock(entrance.unit_head, "apply_to", entrance.west.pk, union=entrance.union.pk)
    assert again.status_code == 422
    assert "没有办结" in text_of(again)
    assert entrance.union.name not in text_of(
        knock(entrance.unit_head, "apply_to", entrance.west.pk, "?way=leave")
    )


def test_past_is_recorded_with_its_paper(entrance: Entrance) -> None:
    given = {"units": [entrance.west.pk], "accepted_on": "2025-06-03", "report_number": "兰物工发〔2025〕2号"}
    answer = knock(entrance.leader_handler, "record_past", entrance.union.pk, **given, upload=make_scan())
    assert answer.status_code == 302
    page = text_of(knock(entrance.leader_handler, "joining", Joining.objects.get().pk))
    assert "这是补记的" in page
    assert "兰物工发〔2025〕2号" in page


def test_sheet_is_a_docx(entrance: Entrance) -> None:
    row = entrance.begin(entrance.town.north, way="leave").units.get()
    answer = knock(entrance.handler, "unit_sheet", row.pk)
    assert answer.content[:2] == b"PK"
    assert "docx" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("count", [0, 1, 30])
def test_list_with_nothing_one_and_many(entrance: Entrance, count: int) -> None:
    for _ in range(count):
        entrance.begin(entrance.west)
        entrance.decide(consent="refused")
    page = text_of(knock(entrance.handler, "joinings"))
    assert f"{count} 件" in page
    assert ("还没有" in page) is (count == 0)


def test_reader_reads_and_does_nothing(entrance: Entrance) -> None:
    joining = entrance.begin(entrance.west)
    reader = entrance.officer("reader", entrance.town.county, Role.READER)
    page = text_of(knock(reader, "joining", joining.pk))
    assert "登记决定" not in page
    assert "撤回这件事项" not in page


def test_list_is_filtered_by_the_address(entrance: Entrance) -> None:
    joining = entrance.begin(entrance.west)
    client = Client()
    client.force_login(entrance.handler)
    queries_ = ({}, {"way": "join", "state": "gathering"}, {"way": "leave"}, {"state": "done"})
    found = [list(client.get(reverse("founding:joinings"), query).context["page"].rows) for query in queries_]
    assert found == [[joining], [joining], [], []]
