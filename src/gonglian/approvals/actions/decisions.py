"""The reply: proposed by the approver's handler, decided and signed by its head."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals.access import can_decide, can_propose
from gonglian.approvals.actions.requests import is_over, lock_request, touched
from gonglian.approvals.models import Request
from gonglian.approvals.states import STATE_OF, TRANSITIONS, Decision, RequestState
from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents.actions import bind_paper, sign_paper
from gonglian.documents.models import Paper
from gonglian.documents.states import PaperState, move
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge


@transaction.atomic
def propose_reply(
    *, request: Request, decision: str, reasons: str, paper: Paper | None, actor: Any, on: date
) -> Request:
    """The approver's handler lays decision, reasons and draft reply before the head; a later proposal takes its place.

    paper: a draft of the approver addressed to the applicant; None for a return without a paper.
    Refused: not sent, or decided already; anybody but the approver's handlers and heads; return or refusal without reasons;
    a paper that does not fit.
    """
    lock_request(request)
    if request.state != RequestState.SENT:
        raise _not_open(request)
    if not can_propose(actor, request):
        raise refuse(_("拟办要由%(union)s的经办或负责人办理。") % {"union": request.approver})
    _refuse_unreasoned(decision, reasons)
    _refuse_unfit(request, decision, paper)
    with record(
        "approvals.propose_reply", actor=actor, on=on, obj=request, touches=[request.approver_id]
    ) as entry:
        _take_reply(request, paper)
        request.proposed_decision, request.proposed_reasons = decision, reasons.strip()
        request.proposed_by, request.proposed_on = actor, on
        request.save()
        entry.after = {"decision": decision, "reasons": request.proposed_reasons}
    return request


@transaction.atomic
def decide(
    *, request: Request, decision: str, reasons: str, reply: Paper | None, actor: Any, on: date,
    findings: Iterable[Finding] = (),
) -> Request:  # fmt: skip  # fmt: skip
    """The approver's head decides and signs the reply (DECIDE; APP-01). Its owner calls this inside his own act.

    decision: approve, return or refuse. reply: a draft of the approver addressed to the applicant; approve and refuse need
    one, return may go without. findings: what the owner judged; an approval is refused while one of them bars (CON-16).
    Effects: state, decision, reasons; the reply is signed and numbered; findings go into the log.
    Refused: not sent, or decided already (by whom is said); anybody but the approver's head; one's own request; return or
    refusal without reasons; a request whose paper was voided; a reply that does not fit.
    """
    lock_request(request)
    if request.state != RequestState.SENT:
        raise _not_open(request)
    if not can_decide(actor, request):
        raise refuse(
            _("批复要由%(union)s的负责人签发。") % {"union": request.approver}, cure=_("请负责人办理。"),
            cite=_("公文处理工作条例第二十二条"),
        )  # fmt: skip
    _refuse_unreasoned(decision, reasons)
    _refuse_unfit(request, decision, reply)
    judged = [_judge_request(request, actor, on), *findings]
    counted = judged if decision == Decision.APPROVE else judged[:1]
    if barring := [finding for finding in counted if finding.bars]:
        raise refuse_findings(barring)
    with record("approvals.decide", actor=actor, on=on, obj=request, touches=touched(request)) as entry:
        entry.findings = [finding.to_json() for finding in judged]
        _take_reply(request, reply)
        if reply is not None:
            sign_paper(paper=reply, actor=actor, on=on)
        move(request, STATE_OF[decision], TRANSITIONS)
        request.decision, request.reasons = decision, reasons.strip()
        request.decided_by, request.decided_on = actor, on
        request.save()
        number = reply.number if reply else ""
        entry.after = {"decision": decision, "reasons": request.reasons, "number": number}
    return request


def _take_reply(request: Request, reply: Paper | None) -> None:
    """The reply goes with the request from now on; a draft proposed before is set free."""
    if request.reply and request.reply != reply:
        bind_paper(request.reply, bound=False)
    if reply is not None:
        bind_paper(reply)
    request.reply = reply


def _judge_request(request: Request, actor: Any, on: date) -> Finding:
    parties = {"submitter": request.prepared_by, "signer": request.signed_by}
    return judge_own(actor, candidates=request.candidates, on=on, **parties)


def judge_own(actor: Any, *, submitter: Any, signer: Any, candidates: Iterable[str], on: date) -> Finding:
    """APP-01 for whoever decides: not what he prepared, signed or stands in.

    Accounts are told apart by their user names; among candidates, who have none, the name alone decides.
    """
    decider = _label(actor)
    facts = {
        "decider": decider,
        "submitter": _label(submitter),
        "signer": _label(signer),
        "candidates": [decider if name.strip() == actor.name else name for name in candidates],
    }
    return judge("APP-01", facts, on)


def _label(user: Any) -> str:
    return f"{user.name}（{user.username}）"


def _not_open(request: Request) -> Exception:
    if request.state == RequestState.PREPARED:
        return refuse(_("这件请示还没有报送。"))
    if request.decided_by and not request.closed_on:
        return refuse(
            _("这件请示%(who)s已在 %(day)s 批复：%(decision)s。")
            % {
                "who": request.decided_by,
                "day": request.decided_on,
                "decision": request.get_decision_display(),
            },
            cure=_("刷新页面看批复。"),
        )
    return is_over(request)


def _refuse_unreasoned(decision: str, reasons: str) -> None:
    if decision not in STATE_OF:
        raise refuse(_("没有选批复意见。"), cure=_("选同意、退回修改或不同意。"), field="decision")
    if decision != Decision.APPROVE and not reasons.strip():
        raise refuse(
            _("退回和不同意要写明理由。"),
            cure=_("写清哪里不合规定、怎样改。"),
            cite="意见 2.2",
            field="reasons",
        )


def _refuse_unfit(request: Request, decision: str, reply: Paper | None) -> None:
    if request.paper.state == PaperState.VOID:
        raise refuse(_("请示已作废，不能批复。"), cure=_("请请示单位另行报送。"))
    if reply is None:
        if decision == Decision.RETURN:
            return
        raise refuse(_("没有批复稿。"), cure=_("先拟批复稿，再签发。"), field="reply")
    if reply.issuer_id != request.approver_id or reply.addressee_id != request.applicant_id:
        raise refuse(
            _("批复稿的发文单位或主送机关与请示不一致。"),
            cure=_("改批复稿，主送%(union)s。") % {"union": request.applicant}, field="reply",
        )  # fmt: skip
    used = Request.objects.filter(reply=reply).exclude(pk=request.pk).exists()
    if used or not reply.is_draft:
        raise refuse(_("这份批复稿已签发，或已用于另一件请示。"), cure=_("另拟一份批复稿。"), field="reply")
