"""News: what others did that concerns one's own union."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core.models import Act
from gonglian.core.story import known_acts
from gonglian.dashboards.models import Seen
from gonglian.dashboards.news import NEWS, WITHIN, mark_seen, news_of, unread
from gonglian.founding import actions
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(shared_road: Road) -> Road:
    """A request that the town sent to the county."""
    road = shared_road
    road.begin()
    road.consent()
    road.send()
    return road


def acts(user: Any) -> list[str]:
    return [line.act.act for line in news_of(user)]


def test_news_are_acts_that_are_told() -> None:
    assert reverse("organisation:unions")  # the areas' pages are loaded, and their sentences with them
    assert {*NEWS, *WITHIN} - known_acts() == set()


def test_county_hears_of_the_request_and_the_town_of_what_the_other_officer_did(road: Road) -> None:
    (line,) = [line for line in news_of(road.upper_handler) if line.act.act == "documents.sign_paper"]
    assert line.address == reverse("documents:paper", args=[road.case.first_request.paper_id])
    assert "founding.prepare_request" in acts(road.head)
    assert "founding.prepare_request" not in acts(road.handler)  # his own


def test_a_drafted_reply_is_told_to_the_own_office_alone(road: Road) -> None:
    actions.propose_reply(
        case=road.refresh(), decision="refuse", reasons="建议加入。", congress_by=None, actor=road.upper_handler, on=road.on
    )  # fmt: skip
    assert acts(road.upper_head)[0] == "founding.propose_reply"
    assert "founding.propose_reply" not in acts(road.head)


def test_seen_news_are_no_longer_counted_and_stay_readable(road: Road) -> None:
    user = road.upper_handler
    before = news_of(user)
    assert unread(user) == len(before) > 0
    mark_seen(user, act=before[0].act.pk)
    assert unread(user) == 0
    assert [line.is_new for line in news_of(user)] == [False] * len(before)
    assert unread(road.upper_head) > 0  # each for himself


def test_seen_never_goes_back(road: Road) -> None:
    user = road.upper_handler
    last = Act.objects.latest("id").pk
    mark_seen(user, act=last)
    mark_seen(user, act=1)
    assert Seen.objects.get(user=user).act == last


def test_news_begin_with_the_duty(road: Road) -> None:
    user = make_user("later")
    make_duty(user, road.town.county, Role.READER)
    user.duty.valid = type(user.duty.valid)(road.on.replace(year=road.on.year + 1), None)
    assert news_of(user) == []


@pytest.mark.parametrize("role", [Role.ADMIN, None])
def test_nobody_else_has_news(road: Road, role: str | None) -> None:
    user = make_user("other")
    user.duty = None
    if role:
        make_duty(user, road.town.county, role)
    mark_seen(user, act=5)
    assert (unread(user), news_of(user), Seen.objects.count()) == (0, [], 0)


def test_bell_counts_and_the_page_sets_it_to_nothing(road: Road) -> None:
    client = Client()
    client.force_login(road.upper_handler)
    address = reverse("dashboards:news")
    page = client.get(address).content.decode()
    assert "条新消息" in page
    last = news_of(road.upper_handler)[0].act.pk
    assert client.post(address, {"act": last}).status_code == 302
    assert "条新消息" not in client.get(address).content.decode()


@pytest.mark.parametrize("given", ["", "none", "9" * 30, "-1"])
def test_page_takes_no_nonsense(road: Road, given: str) -> None:
    client = Client()
    client.force_login(road.upper_handler)
    assert client.post(reverse("dashboards:news"), {"act": given}).status_code == 302
    assert Seen.objects.count() == 0
