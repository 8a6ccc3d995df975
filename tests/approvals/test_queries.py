"""Who has what before him, and by when; nothing of it is stored."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gonglian.approvals import actions, registry
from gonglian.approvals.queries import Due, inbox, is_reply_late, lane_of, open_business, outbox, reply_due
from gonglian.organisation.states import Role
from tests.approvals.cast import Cast
from tests.factories.organisation import DAY
from tests.factories.papers import make_officer

DUE = DAY + timedelta(days=15)


def _lines(due: list[Due]) -> list[tuple[str, str, date | None, str]]:
    return [(line.button, str(line.union), line.by, line.lane) for line in due]


def test_reply_is_due_fifteen_days_after_receipt(cast: Cast) -> None:
    assert (reply_due(cast.sent()), reply_due(cast.prepared())) == (DUE, None)


@pytest.mark.parametrize(
    ("make", "on", "late"),
    [
        ("sent", DUE, False),
        ("sent", DUE + timedelta(days=1), True),
        ("decided", DUE + timedelta(days=90), False),
        ("prepared", DUE + timedelta(days=90), False),
    ],
)
def test_silence_is_late_and_never_approval(cast: Cast, make: str, on: date, late: bool) -> None:
    request = getattr(cast, make)()
    assert (is_reply_late(request, on), request.is_approved) == (late, make == "decided")


@pytest.mark.parametrize(
    ("by", "lane"),
    [
        (date(2026, 3, 3), "overdue"),
        (date(2026, 3, 4), "today"),
        (date(2026, 3, 5), "week"),
        (date(2026, 3, 8), "week"),
        (date(2026, 3, 9), "later"),
        (None, "later"),
    ],
)
def test_lane_of_a_wednesday(by: date | None, lane: str) -> None:
    assert lane_of(by, date(2026, 3, 4)) == lane


def test_prepared_request_waits_for_the_applicants_head(cast: Cast) -> None:
    cast.prepared()
    assert _lines(inbox(cast.head, DAY)) == [("签发报送", "沂州市总工会", None, "later")]
    assert [
        inbox(user, DAY) for user in (cast.handler, cast.city_head, cast.city_handler, cast.stranger)
    ] == [[]] * 4


def test_sent_request_waits_for_the_approver(cast: Cast) -> None:
    request = cast.sent()
    assert _lines(inbox(cast.city_head, DUE)) == [("办理批复", "兰山区总工会", DUE, "today")]
    assert _lines(inbox(cast.city_handler, DAY)) == [("拟办批复", "兰山区总工会", DUE, "later")]
    assert _lines(outbox(cast.handler, DAY)) == [("查看", "沂州市总工会", DUE, "waiting")]
    assert _lines(outbox(cast.head, DUE + timedelta(days=1))) == [("查看", "沂州市总工会", DUE, "overdue")]
    assert (inbox(cast.head, DAY), outbox(cast.city_head, DAY), outbox(cast.stranger, DAY)) == ([], [], [])
    actions.propose_reply(
        request=request, decision="approve", reasons="", paper=cast.reply(), actor=cast.city_handler, on=DAY
    )
    assert (inbox(cast.city_handler, DAY), len(inbox(cast.city_head, DAY))) == ([], 1)


def test_returned_request_waits_for_the_applicant_until_taken_up(cast: Cast) -> None:
    returned = cast.decided("return")
    assert _lines(inbox(cast.handler, DAY)) == [("修改再报", "沂州市总工会", None, "later")]
    assert outbox(cast.handler, DAY) == []
    cast.prepared(previous=returned)
    assert inbox(cast.handler, DAY) == []


def test_open_objection_waits_for_who_posted(cast: Cast) -> None:
    notice = actions.post_notice(
        union=cast.town.county, subject="候选人名单", posted_on=DAY, actor=None, on=DAY
    )
    objection = actions.record_objection(notice=notice, raised_on=DAY, text="不符", actor=None, on=DAY)
    assert _lines(inbox(cast.handler, DAY)) == [("答复异议", "兰山区总工会", date(2026, 3, 9), "later")]
    assert inbox(cast.city_head, DAY) == []
    actions.answer_objection(objection=objection, answer="已核", answered_on=DAY, actor=None, on=DAY)
    assert inbox(cast.handler, DAY) == []


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR, Role.ADMIN])
def test_who_only_reads_has_nothing_to_do(cast: Cast, role: str) -> None:
    cast.sent()
    assert inbox(make_officer(cast.town.city, role), DAY) == []


def test_most_urgent_comes_first(cast: Cast) -> None:
    for days in (0, 20, 10):
        cast.sent(on=DAY + timedelta(days=days))
    assert [line.by for line in inbox(cast.city_head, DUE + timedelta(days=1))] == [
        DUE, DUE + timedelta(days=10), DUE + timedelta(days=20)
    ]  # fmt: skip


def test_open_business_of_both_sides(cast: Cast) -> None:
    kept = {cast.prepared().pk, cast.sent().pk}
    cast.decided()
    actions.withdraw_request(request=cast.prepared(), reason="x", actor=cast.head, on=DAY)
    for union in (cast.town.county, cast.town.city):
        assert set(open_business(union).values_list("pk", flat=True)) == kept
    assert not open_business(cast.town.other_county).exists()


def test_kind_leads_to_its_owners_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_OWNERS", {})
    registry.register("test.kind", "documents:paper", "筹备成立")
    registry.register("test.kind", "documents:paper", "筹备成立")
    assert (registry.title_of("test.kind"), registry.url_of("test.kind", 7)) == ("筹备成立", "/papers/7/")
    assert (registry.title_of("test.none"), registry.url_of("test.none", 7)) == ("test.none", "")
    with pytest.raises(ValueError, match="has a page already"):
        registry.register("test.kind", "documents:register", "别的")
