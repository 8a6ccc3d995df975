"""A union asks that its term go on (TRM-04): asked in time, answered by who leads it, beyond the limit by the city."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents.models import Paper
from gonglian.terms.actions import record_extension
from gonglian.terms.extending import access, actions
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.models import Extension
from gonglian.terms.queries import bodies_of
from tests.factories.extensions import REASON, TODAY, UNTIL, Asking
from tests.factories.pages import text_of
from tests.terms.seats import LAST, Bench

BEYOND = date(2031, 12, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture
def asking(bench: Bench) -> Asking:
    return Asking(bench)


def ends(asking: Asking) -> list[date | None]:
    return [body.runs_to for body in bodies_of(asking.union, on=asking.on)]


def body_of(paper: Paper | None) -> str:
    assert paper is not None
    return paper.title + paper.body


def test_approval_extends_every_term_by_the_reply(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    row = asking.answer()
    assert ends(asking) == [UNTIL, UNTIL]
    found = Extension.objects.order_by("pk")
    told = {(each.issuer, each.number, each.asked_on, each.approved_on, each.is_past) for each in found}
    assert told == {(asking.county.name, row.request.reply.number, TODAY, TODAY, False)}
    assert row.request.is_approved


def test_papers_say_what_is_asked_in_chinese_for_any_reader(asking: Asking) -> None:
    with translation.override("en"):
        asking.prepare()
        asking.send()
        row = asking.answer()
    request = body_of(row.request.paper)
    assert "关于延期换届的请示" in request and REASON in request
    assert "委员会、经费审查委员会的任期" in request and "由2031年3月18日延至2031年6月30日" in request
    reply = body_of(row.request.reply)
    assert f"关于同意{asking.union.name}延期换届的批复" in reply and "第一届委员会" in reply
    assert row.request.paper.number in reply


def test_beyond_the_limit_the_city_decides(asking: Asking) -> None:
    row = asking.prepare(until=BEYOND)
    assert row.request.approver == asking.city
    asking.send()
    asking.answer()
    assert ends(asking) == [BEYOND, BEYOND]
    assert {each.issuer for each in Extension.objects.all()} == {asking.city.name}


def test_second_extension_counts_from_the_original_end(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    asking.answer()
    row = asking.prepare(until=date(2031, 9, 30))  # six months from 2031-03-18 end on 2031-09-18
    assert row.request.approver == asking.city


@pytest.mark.parametrize(
    ("given", "on", "words"),
    [
        ({"reason": " "}, TODAY, "没有写延期理由"),
        ({"until": LAST}, TODAY, "没有在 2031-03-18 以前届满的任期"),
        ({}, LAST + timedelta(days=1), "晚于原届满日"),
    ],
    ids=["no reason", "nothing to extend", "asked too late"],
)
def test_what_cannot_be_asked_is_refused_and_leaves_nothing(
    asking: Asking, given: dict[str, Any], on: date, words: str
) -> None:
    asking.on = on
    with pytest.raises(Refused, match=words):
        asking.prepare(**given)
    assert not ExtensionRequest.objects.exists()
    assert not Paper.objects.exists()
    assert not Act.objects.filter(act="terms.prepare_extension").exists()


def test_one_request_at_a_time(asking: Asking) -> None:
    asking.prepare()
    with pytest.raises(Refused, match="正在办理"):
        asking.prepare()


def test_a_draft_that_waited_beyond_the_end_is_not_sent(asking: Asking) -> None:
    asking.prepare()
    asking.on = LAST + timedelta(days=1)
    with pytest.raises(Refused) as refusal:
        asking.send()
    assert [finding.clause for finding in refusal.value.findings] == ["TRM-04"]
    assert ExtensionRequest.objects.get().request.state == "prepared"


def test_what_was_returned_keeps_the_day_it_was_first_asked(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    asking.answer("return", "写明哪三家改制。")
    asking.on = LAST + timedelta(days=3)
    row = asking.prepare(reason="甲、乙、丙三家改制。")
    assert ExtensionRequest.objects.get() == row and row.reason == "甲、乙、丙三家改制。"
    asking.send()
    asking.answer()
    assert {each.asked_on for each in Extension.objects.all()} == {TODAY}
    assert ends(asking) == [UNTIL, UNTIL]


def test_refusal_leaves_the_term(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    row = asking.answer("refuse", "能按期换届。")
    assert ends(asking) == [LAST, LAST]
    assert "不同意延期换届，理由如下：能按期换届。" in body_of(row.request.reply)
    assert asking.prepare().pk != row.pk  # and another may be asked


def test_a_no_needs_nothing_left_to_extend(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    for body in (asking.bench.body, asking.bench.audit):
        record_extension(
            body=body, issuer=asking.county.name, asked_on=TODAY, approved_on=TODAY, until=UNTIL, number="兰工发〔2031〕9号",
            actor=None, on=asking.on,
        )  # fmt: skip
    with pytest.raises(Refused, match="以前届满的任期"):
        asking.answer()
    assert asking.answer("refuse", "已另文批准延期。").request.state == "refused"


def test_withdrawn_leaves_the_record(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    row = actions.withdraw_extension(row=asking.row, reason="已能按期召开", actor=asking.head, on=asking.on)
    assert row.request.state == "withdrawn"
    with pytest.raises(Refused):
        actions.answer_extension(row=row, actor=asking.county_head, on=asking.on)
    assert asking.prepare().pk != row.pk


def test_answer_needs_a_proposal_and_another_hand(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    with pytest.raises(Refused, match="还没有拟好的批复"):
        actions.answer_extension(row=asking.row, actor=asking.county_head, on=asking.on)
    asking.propose()
    for actor in (asking.head, asking.county_handler, asking.city_head):
        with pytest.raises(Refused, match="负责人签发"):
            actions.answer_extension(row=asking.row, actor=actor, on=asking.on)
    assert not Extension.objects.exists()


def test_only_the_union_itself_asks(asking: Asking) -> None:
    with pytest.raises(Refused, match="经办或负责人拟报"):
        actions.prepare_extension(
            union=asking.union, until=UNTIL, reason=REASON, actor=asking.county_handler, on=asking.on
        )


def test_draft_is_seen_by_the_union_alone(asking: Asking) -> None:
    row = asking.prepare()
    assert [list(access.visible_extensions(user)) for user in (asking.handler, asking.county_head)] == [
        [row],
        [],
    ]
    row = asking.send()
    seen = [asking.handler, asking.county_handler, asking.city_head]
    assert all(list(access.visible_extensions(user)) == [row] for user in seen)
    stranger = asking.officer("s_head", asking.row.union.__class__.objects.get(name="罗庄区总工会"), "head")
    assert not access.visible_extensions(stranger).exists()


# -- on screen


def knock(user: Any, page: str, pk: int, **form: Any) -> Any:
    """GET the page, or POST to it when a form is given (`post=True` for an empty one)."""
    client = Client()
    client.force_login(user)
    address = reverse(f"terms:{page}", args=[pk])
    if form:
        return client.post(address, {name: value for name, value in form.items() if name != "post"})
    return client.get(address)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: TODAY)


@pytest.mark.usefixtures("today")
def test_whole_road_on_screen(asking: Asking) -> None:
    page = text_of(knock(asking.handler, "union", asking.union.pk))
    assert "请示延期" in page
    answer = knock(asking.handler, "ask_extension", asking.union.pk, until=UNTIL.isoformat(), reason=REASON)
    row = ExtensionRequest.objects.get()
    assert answer.url == row.get_absolute_url()
    assert "请示已拟好" in text_of(knock(asking.handler, "extension", row.pk))
    assert "签发并报送" not in text_of(knock(asking.handler, "extension", row.pk))
    assert knock(asking.head, "send_extension", row.pk, post=True).status_code == 302
    assert "等兰山区总工会批复" in text_of(knock(asking.handler, "extension", row.pk))
    request = row.request_id
    assert knock(asking.county_handler, "extension_by_request", request).url == row.get_absolute_url()
    waiting = text_of(knock(asking.county_handler, "extension", row.pk))
    assert "拟办批复" in waiting and "符合" in waiting and "批准后的变化" in waiting
    given = {"decision": "approve", "reasons": ""}
    assert knock(asking.county_handler, "extension_reply", row.pk, **given).status_code == 302
    assert "等兰山区总工会批复" in text_of(
        knock(asking.handler, "extension", row.pk)
    )  # a proposal is internal
    assert "签发批复：同意" in text_of(knock(asking.county_head, "extension", row.pk))
    assert knock(asking.county_head, "answer_extension", row.pk, post=True).status_code == 302
    page = text_of(knock(asking.handler, "extension", row.pk))
    assert "已同意" in page and "关于同意兰山区物流行业工会联合会延期换届的批复" in page
    page = text_of(knock(asking.handler, "union", asking.union.pk))
    assert f"延期至 {UNTIL}" in page and "已同意" in page


@pytest.mark.usefixtures("today")
def test_refused_request_keeps_what_was_typed(asking: Asking) -> None:
    answer = knock(asking.handler, "ask_extension", asking.union.pk, until=LAST.isoformat(), reason=REASON)
    assert answer.status_code == 422
    assert "以前届满的任期" in text_of(answer) and REASON in answer.content.decode()


@pytest.mark.usefixtures("today")
def test_returned_request_is_written_again_from_what_stood(asking: Asking) -> None:
    asking.prepare()
    asking.send()
    asking.answer("return", "写明哪三家改制。")
    page = text_of(knock(asking.handler, "extension", asking.row.pk))
    assert "改好再报" in page and "写明哪三家改制。" in page
    form = knock(asking.handler, "ask_extension", asking.union.pk).content.decode()
    assert REASON in form and f'value="{UNTIL}"' in form


@pytest.mark.usefixtures("today")
def test_withdrawing_on_screen(asking: Asking) -> None:
    asking.prepare()
    assert knock(asking.handler, "withdraw_extension", asking.row.pk, reason="").status_code == 422
    assert knock(asking.handler, "withdraw_extension", asking.row.pk, reason="按期开").status_code == 302
    assert "按期开" in text_of(knock(asking.handler, "extension", asking.row.pk))
    assert "延期到" not in text_of(knock(asking.handler, "union", asking.union.pk))


@pytest.mark.usefixtures("today")
def test_form_says_how_far_who_leads_may_go(asking: Asking) -> None:
    page = text_of(knock(asking.handler, "ask_extension", asking.union.pk))
    assert f"现任机构 {LAST} 届满" in page and "延到 2031-09-18 以前的由兰山区总工会批复" in page
    north = asking.bench.town.north
    assert "没有登记任期" in text_of(
        knock(asking.officer("n_head", north, "head"), "ask_extension", north.pk)
    )
