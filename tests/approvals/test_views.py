"""The pages of approvals: strangers find nothing, insiders without the right are told so, holders get on."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonglian.accounts.models import User
from gonglian.approvals import actions
from gonglian.approvals.models import Objection
from gonglian.approvals.urls import urlpatterns
from gonglian.organisation.states import Role
from tests.approvals.cast import Cast
from tests.factories.organisation import DAY
from tests.factories.papers import make_officer

LATER = "2026-03-05"


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def objection(cast: Cast) -> Objection:
    notice = actions.post_notice(
        union=cast.town.county, subject="委员候选人名单", posted_on=DAY, actor=None, on=DAY
    )
    return actions.record_objection(notice=notice, raised_on=DAY, text="不符合条件", actor=None, on=DAY)


# name, method, data, what head, handler, reader of the county, the city's head and a stranger get
DOOR = [
    ("requests", "get", {}, (200, 200, 200, 200, 200)),
    ("notice", "get", {}, (200, 200, 200, 200, 404)),
    ("record_objection", "post", {"raised_on": LATER, "text": "不符"}, (302, 302, 403, 403, 404)),
    ("answer_objection", "post", {"answered_on": LATER, "answer": "已核"}, (302, 302, 403, 403, 404)),
]


@pytest.mark.parametrize(("name", "method", "data", "answers"), DOOR)
def test_door(
    cast: Cast, objection: Objection, name: str, method: str, data: dict[str, Any], answers: tuple[int, ...]
) -> None:
    target = {"requests": [], "answer_objection": [objection.pk]}.get(name, [objection.notice_id])
    users = [
        cast.head,
        cast.handler,
        make_officer(cast.town.county, Role.READER),
        cast.city_head,
        cast.stranger,
    ]
    got = []
    for user in users:
        point = transaction.savepoint()
        got.append(
            getattr(_client(user), method)(reverse(f"approvals:{name}", args=target), data).status_code
        )
        transaction.savepoint_rollback(point)
    assert tuple(got) == answers


def test_every_address_is_in_the_table() -> None:
    assert {row[0] for row in DOOR} == {pattern.name for pattern in urlpatterns}


def test_list_shows_each_side_its_own(cast: Cast) -> None:
    cast.prepared()
    cast.sent()
    url = reverse("approvals:requests")
    seen = {}
    for who in ("head", "city_head", "stranger"):
        context = _client(getattr(cast, who)).get(url).context
        seen[who] = (
            [line.button for line in context["mine"]],
            len(context["waiting"]),
            context["page"].total,
        )
    assert seen == {"head": (["签发报送"], 1, 2), "city_head": (["办理批复"], 0, 1), "stranger": ([], 0, 0)}


@pytest.mark.parametrize(
    ("query", "states"),
    [
        ({}, ["sent", "prepared", "returned"]),
        ({"state": "sent"}, ["sent"]),
        ({"q": "筹备"}, ["sent", "prepared", "returned"]),
        ({"q": "〔2026〕1号"}, ["returned"]),
        ({"q": "换届"}, []),
    ],
)
def test_list_is_filtered(cast: Cast, query: dict[str, str], states: list[str]) -> None:
    cast.decided("return")
    cast.prepared()
    cast.sent()
    rows = _client(cast.head).get(reverse("approvals:requests"), query).context["page"].rows
    assert sorted(row["request"].state for row in rows) == sorted(states)


def test_proposed_reply_is_said_in_the_list(cast: Cast) -> None:
    actions.propose_reply(
        request=cast.sent(), decision="return", reasons="缺", paper=None, actor=cast.city_handler, on=DAY
    )
    page = _client(cast.city_head).get(reverse("approvals:requests")).content.decode()
    assert "拟退回修改，待签发" in page
    assert "拟退回修改" not in _client(cast.head).get(reverse("approvals:requests")).content.decode()


def test_list_asks_the_database_as_often_for_one_row_as_for_ten(cast: Cast) -> None:
    client, url = _client(cast.city_head), reverse("approvals:requests")
    cast.sent()
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(9):
        cast.sent()
    with CaptureQueriesContext(connection) as many:
        assert client.get(url).context["page"].total == 10
    assert len(many) == len(few)


def test_refused_objection_stays_in_the_form(cast: Cast, objection: Objection) -> None:
    url = reverse("approvals:record_objection", args=[objection.notice_id])
    page = _client(cast.handler).post(url, {"raised_on": "2026-03-01", "text": "早了一天"}).content.decode()
    assert ["提出日 2026-03-01 不在张贴日" in page, "早了一天" in page] == [True, True]


def test_refused_answer_stays_in_the_form(cast: Cast, objection: Objection) -> None:
    url = reverse("approvals:answer_objection", args=[objection.pk])
    page = _client(cast.handler).post(url, {"answered_on": "2026-03-01", "answer": "早答了"}).content.decode()
    assert ["答复日 2026-03-01 不在提出日" in page, "早答了" in page] == [True, True]
    assert Objection.objects.get().answered_on is None
