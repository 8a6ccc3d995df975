"""Requests and replies: every act, every way out, every refusal in its words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from gonglian.approvals import actions
from gonglian.approvals.models import Request
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents.actions import sign_paper, void_paper
from gonglian.documents.models import Paper
from gonglian.organisation.states import Role
from tests.approvals.cast import Cast
from tests.factories.organisation import DAY
from tests.factories.papers import make_officer, make_paper


def _refusal(act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def _said(act: Callable[[], Any]) -> str:
    return str(_refusal(act))


# -- preparing


@pytest.mark.parametrize("who", ["handler", "head"])
def test_prepared_by_handler_or_head(cast: Cast, who: str) -> None:
    request = cast.prepared(actor=getattr(cast, who), candidates=["秦小满"])
    assert (request.state, request.prepared_by, request.candidates) == (
        "prepared",
        getattr(cast, who),
        ["秦小满"],
    )
    assert (request.sent_on, request.paper.state, request.paper.number) == (None, "draft", "")
    assert Act.objects.get(act="approvals.prepare_request").touches == sorted(
        [cast.town.city.pk, cast.town.county.pk]
    )


@pytest.mark.parametrize("who", ["city_head", "stranger"])
def test_prepared_by_others_is_refused(cast: Cast, who: str) -> None:
    assert (
        _said(lambda: cast.prepared(actor=getattr(cast, who))) == "请示要由兰山区总工会的经办或负责人拟报。"
    )


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR, Role.ADMIN])
def test_prepared_by_who_only_reads_is_refused(cast: Cast, role: str) -> None:
    reader = make_officer(cast.town.county, role)
    assert _said(lambda: cast.prepared(actor=reader)) == "请示要由兰山区总工会的经办或负责人拟报。"


def test_request_to_oneself_is_refused(cast: Cast) -> None:
    county = cast.town.county
    paper = make_paper(county, county, "request")
    fields = {"kind": "test.x", "paper": paper, "subject": "甲", "actor": cast.head, "on": DAY}
    assert (
        _said(lambda: actions.prepare_request(applicant=county, approver=county, **fields))
        == "请示不能报给本单位自己。"
    )


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("another issuer", "请示稿的发文单位或主送机关与请示不一致。"),
        ("another addressee", "请示稿的发文单位或主送机关与请示不一致。"),
        ("signed", "请示稿已签发或作废。"),
        ("used", "这份请示稿已用于另一件请示。"),
    ],
)
def test_paper_that_does_not_fit_is_refused(cast: Cast, case: str, said: str) -> None:
    town = cast.town
    issuer = town.other_county if case == "another issuer" else town.county
    paper = make_paper(issuer, town.town if case == "another addressee" else town.city, "request")
    if case == "signed":
        sign_paper(paper=paper, actor=cast.head, on=DAY)
    fields = {"kind": "test.x", "applicant": town.county, "approver": town.city, "subject": "甲", "on": DAY}
    if case == "used":
        actions.prepare_request(paper=paper, actor=cast.head, **fields)
    assert _said(lambda: actions.prepare_request(paper=paper, actor=cast.head, **fields)) == said


def test_returned_request_is_taken_up_once(cast: Cast) -> None:
    returned = cast.decided("return")
    again = cast.prepared(previous=returned)
    assert again.previous == returned
    assert _said(lambda: cast.prepared(previous=returned)) == "退回的请示已重新拟报。"


def test_returned_request_is_taken_up_again_after_a_withdrawal(cast: Cast) -> None:
    returned = cast.decided("return")
    actions.withdraw_request(request=cast.prepared(previous=returned), reason="写错", actor=cast.head, on=DAY)
    assert cast.prepared(previous=returned).previous == returned


@pytest.mark.parametrize("case", ["approved", "another kind"])
def test_only_a_returned_request_of_the_same_kind_is_taken_up(cast: Cast, case: str) -> None:
    before = cast.decided("approve" if case == "approved" else "return")
    kind = "test.other" if case == "another kind" else "test.prepare"
    assert _said(lambda: cast.prepared(previous=before, kind=kind)) == "只有退回修改的同一事项才能重新报送。"


# -- sending


def test_sending_signs_numbers_and_dates(cast: Cast) -> None:
    request = cast.sent()
    saved = Request.objects.get(pk=request.pk)
    assert (saved.state, saved.signed_by, saved.sent_on, saved.received_on) == ("sent", cast.head, DAY, DAY)
    assert (saved.paper.number, saved.paper.is_signed, saved.paper.bound) == ("兰工〔2026〕1号", True, True)


def test_sending_twice_is_refused_with_the_number(cast: Cast) -> None:
    request = cast.sent()
    said = "这件请示已在 2026-03-02 报送，文号 兰工〔2026〕1号。"
    assert _said(lambda: actions.send_request(request=request, actor=cast.head, on=DAY)) == said


@pytest.mark.parametrize("who", ["handler", "city_head", "stranger"])
def test_sending_by_others_than_the_applicants_head_is_refused(cast: Cast, who: str) -> None:
    request = cast.prepared()
    act = lambda: actions.send_request(request=request, actor=getattr(cast, who), on=DAY)  # noqa: E731
    assert _said(act) == "报送要由兰山区总工会的负责人签发。"
    assert Request.objects.get().state == "prepared"


def test_sending_a_withdrawn_request_is_refused(cast: Cast) -> None:
    request = actions.withdraw_request(request=cast.prepared(), reason="不报了", actor=cast.handler, on=DAY)
    act = lambda: actions.send_request(request=request, actor=cast.head, on=DAY)  # noqa: E731
    assert _said(act) == "这件请示已撤回（2026-03-02），不能再办。"


def test_request_whose_paper_may_not_be_issued_stays_prepared(cast: Cast) -> None:
    request = cast.prepared()
    with transaction.atomic(), record("test.x", actor=None, on=DAY):
        Paper.objects.filter(pk=request.paper_id).update(body="{{ 理由 }}")
    assert "“理由”没有内容" in _said(lambda: actions.send_request(request=request, actor=cast.head, on=DAY))
    assert (Request.objects.get().state, Paper.objects.get().number) == ("prepared", "")


def test_sent_paper_can_not_be_voided(cast: Cast) -> None:
    paper = cast.sent().paper
    said = _said(lambda: void_paper(paper=paper, reason="错", actor=cast.head, on=DAY))
    assert said == "这份公文随请示办理，不能作废。"


# -- proposing


def test_proposal_waits_for_the_head(cast: Cast) -> None:
    request, reply = cast.sent(), cast.reply()
    actions.propose_reply(
        request=request, decision="return", reasons="缺少意见", paper=reply, actor=cast.city_handler, on=DAY
    )
    saved = Request.objects.get()
    assert (saved.state, saved.proposed_decision, saved.proposed_reasons) == ("sent", "return", "缺少意见")
    assert (saved.reply, saved.decision, saved.reply.is_draft) == (reply, "", True)


@pytest.mark.parametrize("who", ["handler", "head", "stranger"])
def test_proposal_by_others_is_refused(cast: Cast, who: str) -> None:
    fields = {"request": cast.sent(), "decision": "approve", "reasons": "", "paper": cast.reply(), "on": DAY}
    said = _said(lambda: actions.propose_reply(actor=getattr(cast, who), **fields))
    assert said == "拟办要由沂州市总工会的经办或负责人办理。"


def test_proposal_before_sending_or_after_the_decision_is_refused(cast: Cast) -> None:
    fields = {"decision": "approve", "reasons": "", "actor": cast.city_handler, "on": DAY}
    prepared, decided = cast.prepared(), cast.decided()
    said = [
        _said(lambda r=request: actions.propose_reply(request=r, paper=cast.reply(), **fields))
        for request in (prepared, decided)
    ]
    assert said == ["这件请示还没有报送。", "这件请示市负责已在 2026-03-02 批复：同意。"]


# -- withdrawing and lapsing


def test_draft_is_withdrawn_by_the_handler(cast: Cast) -> None:
    request = actions.withdraw_request(request=cast.prepared(), reason="重写", actor=cast.handler, on=DAY)
    assert (request.state, request.closed_on, request.closed_reason) == ("withdrawn", DAY, "重写")


def test_sent_request_is_withdrawn_by_the_head_and_keeps_its_number(cast: Cast) -> None:
    request = actions.withdraw_request(request=cast.sent(), reason="情况变化", actor=cast.head, on=DAY)
    assert (request.state, request.paper.number) == ("withdrawn", "兰工〔2026〕1号")


@pytest.mark.parametrize("who", ["handler", "city_head", "stranger"])
def test_sent_request_withdrawn_by_others_is_refused(cast: Cast, who: str) -> None:
    request = cast.sent()
    act = lambda: actions.withdraw_request(request=request, reason="x", actor=getattr(cast, who), on=DAY)  # noqa: E731
    assert _said(act) == "撤回要由兰山区总工会的负责人办理。"


def test_withdrawal_without_reason_or_after_the_decision_is_refused(cast: Cast) -> None:
    cases = [(cast.sent(), " "), (cast.decided(), "晚了")]
    said = [
        _said(lambda r=request, w=why: actions.withdraw_request(request=r, reason=w, actor=cast.head, on=DAY))
        for request, why in cases
    ]
    assert said == ["没有写撤回原因。", "这件请示已同意（2026-03-02），不能再办。"]


@pytest.mark.parametrize("before", ["prepared", "sent", "decided"])
def test_request_lapses(cast: Cast, before: str) -> None:
    request = getattr(cast, before)()
    actions.lapse_request(request=request, reason="过了大会期限", actor=None, on=DAY)
    assert (request.state, request.closed_reason) == ("lapsed", "过了大会期限")


def test_ended_request_does_not_lapse(cast: Cast) -> None:
    refused = cast.decided("refuse")
    lapsed = actions.lapse_request(request=cast.sent(), reason="过期", actor=None, on=DAY)
    said = [
        _said(lambda r=request: actions.lapse_request(request=r, reason="x", actor=None, on=DAY))
        for request in (refused, lapsed)
    ]
    assert said == ["这件请示不同意（2026-03-02），不能再办。", "这件请示已失效（2026-03-02），不能再办。"]
