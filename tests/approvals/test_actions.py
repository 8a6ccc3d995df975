"""Requests and replies: every act, every way out, every refusal in its words."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from gonglian.approvals import actions
from gonglian.approvals.models import Request
from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.documents.actions import sign_paper, void_paper
from gonglian.documents.models import Paper
from gonglian.organisation.states import Role
from gonglian.policy.finding import Finding, Level, Result
from tests.approvals.cast import Cast
from tests.factories.organisation import DAY, make_duty
from tests.factories.papers import make_officer, make_paper


def _refusal(act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def _said(act: Callable[[], Any]) -> str:
    return str(_refusal(act))


def _decide(cast: Cast, request: Request, decision: str = "approve", **fields: Any) -> Request:
    fields = {"reasons": "", "actor": cast.city_head, "on": DAY, **fields}
    if "reply" not in fields:
        fields["reply"] = cast.reply()
    return actions.decide(request=request, decision=decision, **fields)


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


# -- deciding


@pytest.mark.parametrize(
    ("decision", "state"), [("approve", "approved"), ("return", "returned"), ("refuse", "refused")]
)
def test_decision_signs_the_reply(cast: Cast, decision: str, state: str) -> None:
    reasons = "" if decision == "approve" else "缺少意见"
    _decide(cast, cast.sent(), decision, reasons=reasons)
    saved = Request.objects.get()
    assert (saved.state, saved.decision, saved.reasons, saved.decided_by) == (
        state,
        decision,
        reasons,
        cast.city_head,
    )
    assert (saved.decided_on, saved.reply.number, saved.reply.bound) == (DAY, "沂工〔2026〕1号", True)
    act = Act.objects.get(act="approvals.decide")
    assert [finding["id"] for finding in act.findings] == ["APP-01"]


def test_return_goes_without_a_paper(cast: Cast) -> None:
    request = _decide(cast, cast.sent(), "return", reasons="补意见", reply=None)
    assert (request.state, request.reply) == ("returned", None)


@pytest.mark.parametrize("decision", ["approve", "refuse"])
def test_approval_and_refusal_need_a_paper(cast: Cast, decision: str) -> None:
    assert _said(lambda: _decide(cast, cast.sent(), decision, reasons="因为", reply=None)) == "没有批复稿。"


@pytest.mark.parametrize("decision", ["return", "refuse"])
@pytest.mark.parametrize("reasons", ["", "  "])
def test_no_without_reasons_is_refused(cast: Cast, decision: str, reasons: str) -> None:
    refused = _refusal(lambda: _decide(cast, cast.sent(), decision, reasons=reasons))
    assert (str(refused), refused.reasons[0].field) == ("退回和不同意要写明理由。", "reasons")


def test_unknown_decision_is_refused(cast: Cast) -> None:
    assert _said(lambda: _decide(cast, cast.sent(), "maybe")) == "没有选批复意见。"


@pytest.mark.parametrize("who", ["city_handler", "head", "stranger"])
def test_decision_by_others_than_the_approvers_head_is_refused(cast: Cast, who: str) -> None:
    assert (
        _said(lambda: _decide(cast, cast.sent(), actor=getattr(cast, who)))
        == "批复要由沂州市总工会的负责人签发。"
    )
    assert Request.objects.get().state == "sent"


@pytest.mark.parametrize("case", ["submitter", "signer", "candidate"])
@pytest.mark.parametrize("decision", ["approve", "refuse"])
def test_nobody_decides_his_own_request(cast: Cast, case: str, decision: str) -> None:
    if case == "candidate":
        both = cast.city_head
        request = cast.sent(candidates=["秦小满", "市负责"])
    else:
        both = cast.handler if case == "submitter" else cast.head
        request = cast.sent()
        make_duty(both, cast.town.city, Role.HEAD)
    refused = _refusal(lambda: _decide(cast, request, decision, actor=both, reasons="因为"))
    assert [finding.clause for finding in refused.findings] == ["APP-01"]
    assert refused.reasons[0].cure == "请另一位负责人审批。"
    assert Request.objects.get().state == "sent"


def test_namesake_of_the_signer_may_decide(cast: Cast) -> None:
    namesake = make_officer(cast.town.city, Role.HEAD, cast.head.name)
    assert _decide(cast, cast.sent(), actor=namesake).state == "approved"


def _finding(result: Result, level: Level) -> Finding:
    return Finding("CON-16", result, level, "记录不全。", ("2.3.b",), "补齐记录。")


@pytest.mark.parametrize("result", [Result.FAIL, Result.UNKNOWN])
def test_approval_over_a_failed_record_is_refused(cast: Cast, result: Result) -> None:
    refused = _refusal(lambda: _decide(cast, cast.sent(), findings=[_finding(result, Level.B)]))
    assert (str(refused), refused.reasons[0].cite) == ("记录不全。", "2.3.b")


def test_failed_record_can_be_returned_and_a_warning_approved(cast: Cast) -> None:
    _decide(cast, cast.sent(), "return", reasons="补齐", findings=[_finding(Result.FAIL, Level.B)])
    _decide(cast, cast.sent(), findings=[_finding(Result.FAIL, Level.W)])
    logged = Act.objects.filter(act="approvals.decide").order_by("id").values_list("findings", flat=True)
    assert [[finding["id"] for finding in findings] for findings in logged] == [["APP-01", "CON-16"]] * 2


@pytest.mark.parametrize("case", ["another addressee", "another issuer", "signed", "used"])
def test_reply_that_does_not_fit_is_refused(cast: Cast, case: str) -> None:
    town = cast.town
    request = cast.sent()
    reply = make_paper(
        town.county if case == "another issuer" else town.city,
        town.other_county if case == "another addressee" else town.county, "reply", title="关于同意的批复",
    )  # fmt: skip
    if case == "signed":
        sign_paper(paper=reply, actor=cast.city_head, on=DAY)
    if case == "used":
        actions.propose_reply(
            request=cast.sent(), decision="approve", reasons="", paper=reply, actor=cast.city_head, on=DAY
        )
    same = case in ("signed", "used")
    said = "这份批复稿已签发，或已用于另一件请示。" if same else "批复稿的发文单位或主送机关与请示不一致。"
    assert _said(lambda: _decide(cast, request, reply=reply)) == said


def test_decision_on_a_void_paper_is_refused(cast: Cast) -> None:
    request = cast.sent()
    with transaction.atomic(), record("test.x", actor=None, on=DAY):
        Paper.objects.filter(pk=request.paper_id).update(state="void", void_on=DAY, void_reason="错")
    assert _said(lambda: _decide(cast, request)) == "请示已作废，不能批复。"


def test_decision_before_sending_or_after_an_end_is_refused(cast: Cast) -> None:
    withdrawn = actions.withdraw_request(request=cast.sent(), reason="不报了", actor=cast.head, on=DAY)
    cases = [cast.prepared(), withdrawn, cast.decided()]
    assert [_said(lambda r=request: _decide(cast, r)) for request in cases] == [
        "这件请示还没有报送。",
        "这件请示已撤回（2026-03-02），不能再办。",
        "这件请示市负责已在 2026-03-02 批复：同意。",
    ]


@pytest.mark.django_db(transaction=True)
def test_two_officers_at_the_same_second_one_wins() -> None:
    cast = Cast()
    second = make_officer(cast.town.city, Role.HEAD, "市副职")
    request = cast.sent()
    replies = [cast.reply(), cast.reply()]
    start = Barrier(2)

    def decide(job: tuple[Any, Paper, str]) -> str:
        actor, reply, decision = job
        try:
            mine = Request.objects.get(pk=request.pk)
            start.wait(timeout=30)
            return str(_decide(cast, mine, decision, reply=reply, actor=actor, reasons="因为").state)
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()

    jobs = [(cast.city_head, replies[0], "approve"), (second, replies[1], "refuse")]
    with ThreadPoolExecutor(2) as pool:
        said = list(pool.map(decide, jobs))
    saved = Request.objects.get()
    won, word = ("市负责", "同意") if saved.state == "approved" else ("市副职", "不同意")
    assert sorted(said) == sorted([saved.state, f"这件请示{won}已在 2026-03-02 批复：{word}。"])
    assert Paper.objects.filter(kind="reply", state="signed").count() == 1


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


# -- what the database holds by itself


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"decided_by": "head"}, "request_signer_does_not_decide"),
        ({"decided_by": "handler"}, "request_signer_does_not_decide"),
        ({"decided_by": None}, "request_decided_by_somebody"),
        ({"decision": "refuse"}, "request_no_without_reasons"),
        ({"sent_on": None}, "request_sent_is_signed"),
    ],
)
def test_database_itself_refuses(cast: Cast, change: dict[str, Any], constraint: str) -> None:
    request = cast.decided()
    values = {
        name: getattr(cast, value) if name == "decided_by" and value else value
        for name, value in change.items()
    }
    with (
        pytest.raises(DatabaseError, match=constraint),
        transaction.atomic(),
        record("test.x", actor=None, on=DAY),
    ):
        Request.objects.filter(pk=request.pk).update(**values)
