"""Pages of nominating in rounds."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonglian.congress.models import Nominee, Proposal
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.pages import client_of, text_of
from tests.founding.preparing import a_proposal, a_round, make_ready, prepare, sign_in, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> Road:
    return make_ready(prepare(monkeypatch))


@pytest.fixture
def holder(road: Road) -> Client:
    return client_of(road.handler)


def given(road: Road, **changed: Any) -> dict[str, Any]:
    return {
        "person": road.members(road.unions[0])[6].name, "body": "committee", "office": "member", "source": "federated",
        "origin": "constituent", "union": road.unions[0].pk, "by_kind": "constituent", "by_name": road.unions[0].name,
        "voters": 8, "votes_for": 7, "front_line": "on",
    } | changed  # fmt: skip


def test_round_from_beginning_to_end(road: Road, holder: Client) -> None:
    assert "开始第 1 轮酝酿" in text_of(holder.get(url(road, "nomination")))
    assert holder.post(url(road, "open_round"), {"begun_on": road.on}).status_code == 302
    assert holder.post(url(road, "nomination"), given(road)).status_code == 302
    row = Proposal.objects.get()
    assert "赞成 7/8" in text_of(holder.get(url(road, "nomination")))
    assert holder.post(url(road, "take_over", row.pk)).status_code == 302
    assert Nominee.objects.get(person=row.person, body="committee").front_line
    assert holder.post(url(road, "close_round"), {"closed_on": road.on}).status_code == 302
    page = text_of(holder.get(url(road, "nomination")))
    assert [words in page for words in ("已结束", "列为候选人", "开始第 2 轮酝酿", "够了")] == [True] * 4


def test_person_is_not_taken_over_with_a_reason(road: Road, holder: Client) -> None:
    row = a_proposal(road)
    assert holder.post(url(road, "drop_proposal", row.pk), {"reason": "本人不愿意"}).status_code == 302
    assert "本人不愿意" in text_of(holder.get(url(road, "nomination")))


def test_what_the_request_lacks_is_told_in_words(road: Road, holder: Client) -> None:
    a_round(road)
    holder.post(url(road, "nomination"), given(road))
    holder.post(
        url(road, "take_over", Proposal.objects.get().pk)
    )  # the list is open again, and he has declared nothing
    page = text_of(holder.get(url(road, "nomination")))
    assert [words in page for words in ("报请召开大会前还缺", "没有申报")] == [True, True]


def test_missing_facts_are_told_apart_from_what_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody was heard and nothing is posted: the opinions fail, the day of posting is not known yet."""
    road = prepare(monkeypatch)
    page = client_of(road.handler).get(url(road, "nomination"))
    told = {finding.clause: mark[1] for mark, finding in page.context["missing"]}
    assert (told["NOM-01"], told["NOM-03"], told["NOM-04"]) == ("不符合", "资料不足", "资料不足")
    assert "补充公示张贴日，由" in text_of(page)


def test_round_shows_its_opinions(road: Road, holder: Client) -> None:
    a_round(road)
    name = road.unions[0].name
    given = {
        "from_kind": "constituent", "from_name": name, "given_on": road.on, "answer": "yes", "text": "同意所提人选",
    }  # fmt: skip
    assert holder.post(url(road, "opinions"), given).status_code == 302
    page = text_of(holder.get(url(road, "nomination")))
    assert ("这一轮的意见" in page, "同意所提人选" in page) == (True, True)


def test_proposals_that_do_not_fit_come_back(road: Road, holder: Client) -> None:
    before = holder.post(url(road, "nomination"), given(road))
    assert (before.status_code, "先开始一轮酝酿" in text_of(before)) == (422, True)
    a_round(road)
    for changed, said in (
        ({"votes_for": 9}, "赞成 9 人多于参加推荐 8 人"), ({"person": "闻人望"}, "名册里没有 闻人望"),
        ({"by_name": ""}, "by_name"), ({"union": ""}, "要选明是哪一家"),
    ):  # fmt: skip
        page = holder.post(url(road, "nomination"), given(road, **changed))
        assert (said, page.status_code, said in text_of(page)) == (said, 422, True)
    assert not Proposal.objects.exists()


def test_undecided_round_is_told_who_waits(road: Road, holder: Client) -> None:
    row = a_proposal(road)
    page = holder.post(url(road, "close_round"), {"closed_on": road.on})
    assert (page.status_code, row.person.name in text_of(page)) == (422, True)


def test_second_decision_comes_back(road: Road, holder: Client) -> None:
    row = a_proposal(road)
    holder.post(url(road, "take_over", row.pk))
    page = holder.post(url(road, "take_over", row.pk))
    assert (page.status_code, "已定：列为候选人" in text_of(page)) == (422, True)


def test_no_round_to_end_leads_back(road: Road, holder: Client) -> None:
    assert holder.get(url(road, "close_round")).headers["Location"] == url(road, "nomination")


def test_constituent_reads_who_was_proposed_and_not_what_others_said(road: Road) -> None:
    a_proposal(road)
    pages = [
        text_of(sign_in(f"reader{n}", union, Role.READER).get(url(road, "nomination")))
        for n, union in enumerate((road.town.town, road.unions[0]))
    ]
    person = Proposal.objects.get().person.name
    assert [(person in page, "已听取" in page, "登记推荐" in page) for page in pages] == [
        (True, True, False), (True, False, False),
    ]  # fmt: skip
