"""Founding's other ways: returned, refused, withdrawn, lapsed; another line; a working committee; a constituent that leaves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gonglian.congress import actions as congress
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.founding import actions, rounds
from gonglian.founding.case_page import case_page
from gonglian.founding.models import Case
from gonglian.organisation.listing import filtered
from gonglian.organisation.models import Union
from tests.factories.founding import Road
from tests.founding.refusals import clauses_of

pytestmark = pytest.mark.django_db


# -- returned and sent again


def _returned(road: Road) -> Case:
    road.begin()
    road.consent()
    road.send()
    return road.answer("return", "理由不够具体")


def test_what_changed_since_the_return_is_told_in_words(road: Road) -> None:
    case = _returned(road)
    data = {"reason": "企业 120 家", "form": "committee", "trades": ["62", "61"]}
    actions.save_draft(case=case, version=case.version, data=data, actor=road.handler, on=road.on)
    found = rounds.since_return(road.refresh(), on=road.on)
    assert found is not None
    assert [(change.label, change.before, change.after) for change in found.changes] == [
        ("组织形式", "工会联合会", "工会委员会"),
        ("行业代码", "62 餐饮业", "62 餐饮业、61 住宿业"),
        ("组建理由", "餐饮企业集中", "企业 120 家"),
    ]


def test_approver_reads_what_was_changed_as_it_was_sent(road: Road) -> None:
    case = _returned(road)
    actions.save_draft(case=case, version=1, data={"reason": "改好了"}, actor=road.handler, on=road.on)
    case = road.send()
    assert [len(each.changes) for each in rounds.rounds_of(case)] == [0, 1]
    found = rounds.since_return(case, on=road.on)
    assert found is not None
    assert (found.request.reasons, [change.after for change in found.changes]) == ("理由不够具体", ["改好了"])


def test_round_recalled_before_it_was_sent_keeps_the_link_to_the_returned_one(road: Road) -> None:
    from gonglian.approvals.actions import withdraw_request

    case = _returned(road)
    first = case.first_request
    standing = actions.prepare_request(case=case, actor=road.handler, on=road.on)
    withdraw_request(request=standing, reason="再改", actor=road.handler, on=road.on)
    case = road.send()
    assert case.first_request is not None
    assert case.first_request.previous == first


def test_case_never_returned_shows_no_differences(road: Road) -> None:
    road.begin()
    assert rounds.since_return(road.case, on=road.on) is None


# -- endings


@pytest.mark.road_at("prepare")
def test_withdrawal_after_a_request_is_reported_and_frees_the_name(road: Road) -> None:
    case = road.to_prepare()
    case = actions.withdraw_case(case=case, reason="企业意见不一", actor=road.head, on=road.on)
    assert case.closing_paper is not None
    assert case.first_request is not None
    assert (case.closing_paper.kind, case.closing_paper.is_signed, "企业意见不一" in case.closing_paper.body) == (
        "report", True, True,
    )  # fmt: skip
    case.first_request.refresh_from_db()
    assert (case.first_request.state, case.union and case.union.state, case.closed_on) == (
        "lapsed", "never_stood", road.on,
    )  # fmt: skip
    assert case.union is not None
    mine = Union.objects.filter(pk=case.union.pk)
    assert str(case.union.get_state_display()) == "未成立（筹建终止）"
    assert list(filtered(mine, {}, on=road.on)) == []
    assert list(filtered(mine, {"state": "never_stood"}, on=road.on)) == [case.union]
    assert (case.union.prepared_on is not None, case.union.ended_on) == (True, road.on)
    assert road.begin().name == case.name
    road.consent()
    assert road.send().stage == "first_request"


def test_withdrawal_of_a_draft_needs_no_paper(road: Road) -> None:
    road.begin()
    case = actions.withdraw_case(case=road.case, reason="不办了", actor=road.head, on=road.on)
    assert (case.closing_paper, case.stage) == (None, "withdrawn")


@pytest.mark.road_at("second")
def test_second_request_refused_ends_the_case_with_a_paper_of_its_own(road: Road) -> None:
    road.to_second()
    road.send()
    case = road.answer("refuse", "人选没有协商")
    assert case.second_request is not None
    assert case.first_request is not None
    assert case.second_request.reply is not None
    assert (case.stage, case.closed_reason, case.first_request.state) == ("refused", "人选没有协商", "lapsed")
    assert "不同意召开" in case.second_request.reply.body
    page = case_page(case, road.handler, on=road.on)
    assert "人选没有协商" in page.next.text


@pytest.mark.road_at("prepare")
@pytest.mark.parametrize(("days", "lapsed"), [(15, 0), (16, 1)])
def test_case_lapses_after_the_last_day_and_the_days_for_recording(
    road: Road, days: int, lapsed: int
) -> None:
    case = road.to_prepare()
    assert case.congress_by is not None
    assert actions.lapse_overdue(on=case.congress_by + timedelta(days=days)) == lapsed
    assert road.refresh().stage == ("lapsed" if lapsed else "prepare")


@pytest.mark.road_at("prepare")
def test_lapse_twice_does_nothing_more(road: Road) -> None:
    case = road.to_prepare()
    assert case.congress_by is not None
    late = case.congress_by + timedelta(days=60)
    assert [actions.lapse_overdue(on=late), actions.lapse_overdue(on=late)] == [1, 0]
    case = road.refresh()
    assert case.first_request is not None
    assert case.closing_paper is not None
    assert (case.first_request.state, case.closing_paper.is_draft, case.closing_paper.issuer) == (
        "lapsed", True, case.approver,
    )  # fmt: skip
    assert Act.objects.filter(act="founding.lapse_case", object_id=case.pk).count() == 1


@pytest.mark.road_at("congress")
def test_held_congress_never_lapses(road: Road) -> None:
    road.to_congress()
    road.hold()
    assert actions.lapse_overdue(on=road.on + timedelta(days=900)) == 0


@pytest.mark.road_at("second")
def test_request_that_waits_for_its_reply_does_not_lapse(road: Road) -> None:
    road.to_second()
    case = road.send()
    assert case.congress_by is not None
    assert actions.lapse_overdue(on=case.congress_by + timedelta(days=60)) == 0


# -- a constituent that leaves


def _leave(road: Road, place: int = 0, **given: Any) -> None:
    row = road.case.constituents.order_by("pk")[place]
    fields = {"withdrawn_on": road.on, "reason": "企业另有安排"} | given
    actions.withdraw_consent(constituent=row, actor=road.handler, on=road.on, **fields)


@pytest.mark.road_at("second")
def test_constituent_that_leaves_takes_its_unit_and_federated_seats_with_it(road: Road) -> None:
    case = road.to_second()
    gone = congress.nominate(
        convocation=case.preparation, person=road.members(road.unions[0])[7], body="committee", source="federated",
        union=road.unions[0], actor=road.handler, on=road.on,
    )  # fmt: skip
    _leave(road)
    case = road.refresh()
    gone.refresh_from_db()
    row = case.constituents.order_by("pk")[0]
    agreed_on = road.on - timedelta(days=3)
    assert (row.consent, row.withdrawn_on, row.votes_for, row.decided_on) == (
        "withdrawn",
        road.on,
        5,
        agreed_on,
    )
    assert (case.preparation.units.count(), case.preparation.members, gone.withdrawn) == (3, 24, True)
    assert case.preparation.list_fixed_on is None


@pytest.mark.road_at("second")
def test_too_few_left_reopen_the_first_clause(road: Road) -> None:
    road.to_second()
    for place in range(3):
        _leave(road, place)
    with pytest.raises(Refused) as refused:
        actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    assert "ORG-01" in clauses_of(refused)


@pytest.mark.road_at("second")
def test_constituent_leaves_no_more_once_the_second_request_is_out(road: Road) -> None:
    road.to_second()
    road.send()
    with pytest.raises(Refused, match="不能再撤回"):
        _leave(road)


def test_withdrawal_without_a_reason_is_refused(road: Road) -> None:
    road.begin()
    road.consent()
    with pytest.raises(Refused, match="写明原因"):
        _leave(road, reason=" ")


@pytest.mark.parametrize("days", [-1, 1])
def test_withdrawal_before_its_consent_or_in_the_future_is_refused(road: Road, days: int) -> None:
    road.begin()
    road.consent()
    with pytest.raises(Refused, match="与今天之间"):
        _leave(road, withdrawn_on=road.on + timedelta(days=days))


def test_union_that_had_not_agreed_has_nothing_to_take_back(road: Road) -> None:
    road.begin()
    actions.ask_constituents(case=road.case, unions=road.unions[:1], actor=road.handler, on=road.on)
    with pytest.raises(Refused, match="没有登记同意"):
        _leave(road)


# -- the page when something laid before the head no longer holds


def test_head_is_told_what_bars_and_offered_the_recall(road: Road) -> None:
    road.begin()
    road.consent()
    actions.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    for place in range(3):
        _leave(road, place)
    found = case_page(road.refresh(), road.head, on=road.on).next
    assert (found.title, found.label, found.post) == (
        "请示已拟好，但现在不能签发",
        "收回请示，改好再拟",
        False,
    )
    assert found.clause in ("ORG-01", "ORG-19")


def test_approver_is_told_what_bars_a_proposed_approval(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    actions.propose_reply(
        case=road.refresh(),
        decision="approve",
        reasons="",
        congress_by=None,
        actor=road.upper_handler,
        on=road.on,
    )
    for place in range(3):
        _leave(road, place)
    found = case_page(road.refresh(), road.upper_head, on=road.on).next
    assert (found.title, found.label) == ("已拟同意，但现在不能签发", "改拟批复")
