"""Deciding: who may, on what, once; and what the database holds by itself."""

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
from gonglian.documents.actions import sign_paper
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
