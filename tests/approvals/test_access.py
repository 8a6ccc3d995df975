"""Who sees which request, opinion and notice."""

from __future__ import annotations

import pytest

from gonglian.accounts.models import User
from gonglian.approvals import actions
from gonglian.approvals.access import visible_notices, visible_opinions, visible_requests
from gonglian.approvals.models import Request
from gonglian.organisation.states import Role
from tests.approvals.cast import Cast
from tests.factories.organisation import DAY
from tests.factories.papers import make_officer


@pytest.fixture
def requests(cast: Cast) -> dict[str, Request]:
    return {
        "prepared": cast.prepared(),
        "sent": cast.sent(),
        "decided": cast.decided(),
        "withdrawn before": actions.withdraw_request(
            request=cast.prepared(), reason="x", actor=cast.handler, on=DAY
        ),
        "withdrawn after": actions.withdraw_request(request=cast.sent(), reason="x", actor=cast.head, on=DAY),
    }


@pytest.mark.parametrize("role", [Role.HEAD, Role.HANDLER, Role.READER, Role.AUDITOR])
def test_applicant_sees_all_and_approver_what_was_sent(
    cast: Cast, requests: dict[str, Request], role: str
) -> None:
    seen = {
        name: {
            key
            for key, request in requests.items()
            if request in set(visible_requests(make_officer(union, role)))
        }
        for name, union in vars(cast.town).items()
        if name in ("county", "city", "other_county", "town", "industrial")
    }
    assert seen == {
        "county": set(requests),
        "city": {"sent", "decided", "withdrawn after"},
        "other_county": set(),
        "town": set(),
        "industrial": set(),
    }


def test_without_a_business_duty_nothing_is_seen(cast: Cast, requests: dict[str, Request]) -> None:
    users = [make_officer(cast.town.city, Role.ADMIN), User(username="nobody", name="无")]
    assert [list(visible(user)) for user in users for visible in (visible_requests, visible_opinions)] == [
        []
    ] * 4


def test_opinion_is_seen_within_reach_and_with_its_request(cast: Cast) -> None:
    fields = {
        "from_kind": "host",
        "from_name": "某协会",
        "given_on": DAY,
        "text": "同意",
        "actor": None,
        "on": DAY,
    }
    about_far = actions.record_opinion(about=cast.town.far, request=cast.sent(), **fields)
    about_near = actions.record_opinion(about=cast.town.industrial, **fields)
    seen = [set(visible_opinions(user)) for user in (cast.head, cast.stranger, cast.city_head)]
    assert seen == [{about_far, about_near}, {about_far}, {about_far, about_near}]


def test_notice_is_seen_within_reach(cast: Cast) -> None:
    notice = actions.post_notice(union=cast.town.county, subject="名单", posted_on=DAY, actor=None, on=DAY)
    seen = [list(visible_notices(user)) for user in (cast.handler, cast.city_head, cast.stranger)]
    assert seen == [[notice], [notice], []]
