"""The pages of a change of line: the whole road on screen, and what comes back when something is missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.founding.change_of_line.models import LineChange
from gonglian.organisation.models import Line
from tests.factories.changes import Move
from tests.factories.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def move() -> Move:
    move = Move()
    move.on = clock.today()
    return move


def knock(user: Any, page: str, pk: int, **form: Any) -> Any:
    """GET the page, or POST to it when a form is given (`post=True` for an empty one)."""
    client = Client()
    client.force_login(user)
    address = reverse(f"founding:{page}", args=[pk])
    if form:
        return client.post(address, {name: value for name, value in form.items() if name != "post"})
    return client.get(address)


def test_whole_road_on_screen(move: Move) -> None:
    day = clock.today().isoformat()
    given = {"kind": "leadership", "target": move.target.name, "reason": "企业迁到罗庄区"}
    assert knock(move.handler, "begin_change", move.union.pk, **given).status_code == 302
    change = LineChange.objects.get()
    for user, side in ((move.handler, "former"), (move.target_head, "target")):
        answer = knock(user, "change_opinion", change.pk, side=side, agrees="yes", text="同意", given_on=day)
        assert answer.status_code == 302
    assert "开始看到北关货运有限公司工会委员会" in text_of(knock(move.handler, "change", change.pk))
    for user, page in ((move.handler, "prepare_change"), (move.head, "send_change")):
        assert knock(user, page, change.pk, post=True).status_code == 302
    assert knock(move.city_handler, "change_reply", change.pk, decision="approve").status_code == 302
    assert knock(move.city_head, "decide_change", change.pk, post=True).status_code == 302
    assert Line.objects.as_of(clock.today()).get(child=move.union, kind="leadership").parent == move.target
    page = text_of(knock(move.city_head, "change", change.pk))
    assert "已变更" in page
    assert "关于变更北关货运有限公司工会委员会领导关系的批复" in page


@pytest.mark.parametrize(
    ("target", "message"),
    [("没有这个工会", "找不到“没有这个工会”"), ("柳青街道工会", "与现在的相同"), ("", "这个字段是必填项")],
)
def test_bad_target_comes_back_with_what_was_typed(move: Move, target: str, message: str) -> None:
    answer = knock(
        move.handler, "begin_change", move.union.pk, kind="leadership", target=target, reason="迁址"
    )
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert "迁址" in text_of(answer)


def test_refused_step_comes_back_on_the_page(move: Move) -> None:
    move.begin()
    answer = knock(move.handler, "prepare_change", move.change.pk, post=True)
    assert answer.status_code == 422
    assert "还没有意见" in text_of(answer)


def test_return_without_reasons_stands_at_its_field(move: Move) -> None:
    move.asked()
    answer = knock(move.city_handler, "change_reply", move.change.pk, decision="return")
    assert answer.status_code == 422
    assert "要写明理由" in text_of(answer)


def test_the_second_person_finds_the_button_the_first_does_not(move: Move) -> None:
    move.begin(is_correction=True, target=move.town.county)
    assert "复核无误" not in text_of(knock(move.handler, "change", move.change.pk))
    assert "复核无误" in text_of(knock(move.head, "change", move.change.pk))
    assert knock(move.head, "confirm_correction", move.change.pk, post=True).status_code == 302


def test_list_shows_what_one_may_see_and_filters_in_the_address(move: Move) -> None:
    change = move.begin()

    def listed(user: Any, **query: str) -> list[LineChange]:
        client = Client()
        client.force_login(user)
        return list(client.get(reverse("founding:changes"), query).context["page"].rows)

    found = [
        listed(move.handler, **query)
        for query in ({}, {"kind": "leadership"}, {"state": "draft"}, {"state": "?"})
    ]
    assert found == [[change]] * 4
    assert listed(move.handler, kind="dues") == listed(move.handler, state="done") == []
    stranger = move.officer("stranger", move.town.industrial, "handler")
    assert listed(stranger) == []
