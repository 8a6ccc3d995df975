"""A request: prepared, sent, withdrawn, lapsed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals.access import can_prepare, can_send, can_withdraw
from gonglian.approvals.models import Request
from gonglian.approvals.states import TRANSITIONS, RequestState
from gonglian.core.acts import record
from gonglian.core.refused import Refused, refuse
from gonglian.documents.actions import bind_paper, sign_paper
from gonglian.documents.models import Paper
from gonglian.documents.states import move
from gonglian.organisation.models import Union


@transaction.atomic
def prepare_request(
    *, kind: str, applicant: Union, approver: Union, paper: Paper, subject: str, actor: Any, on: date,
    candidates: Iterable[str] = (), previous: Request | None = None,
) -> Request:  # fmt: skip
    """The applicant's handler or head lays a draft request before the head.

    paper: a draft of the applicant, addressed to the approver, in no other request. candidates: names of the persons whose
    own matter it is (APP-01). previous: the returned request that this one takes up again.
    Refused: anybody else; a paper that does not fit; a `previous` that was not returned or is taken up already.
    """
    if not can_prepare(actor, applicant):
        raise refuse(
            _("请示要由%(union)s的经办或负责人拟报。") % {"union": applicant},
            cure=_("换成该单位的身份再办。"),
        )
    if applicant.pk == approver.pk:
        raise refuse(_("请示不能报给本单位自己。"), cure=_("选上一级工会。"), field="approver")
    _refuse_unfit(paper, applicant, approver)
    if previous is not None:
        _refuse_previous(previous, kind, applicant)
    touches = [applicant.pk, approver.pk]
    with record("approvals.prepare_request", actor=actor, on=on, touches=touches) as entry:
        request = Request.objects.create(
            kind=kind,
            applicant=applicant,
            approver=approver,
            paper=paper,
            subject=subject,
            candidates=list(candidates),
            previous=previous,
            prepared_by=actor,
            prepared_on=on,
        )
        bind_paper(paper)
        entry.obj, entry.after = request, {"kind": kind, "approver": approver.name, "paper": paper.title}
    return request


@transaction.atomic
def send_request(*, request: Request, actor: Any, on: date) -> Request:
    """The applicant's head signs; the paper gets its number and is with the approver the same day (DECIDE).

    Refused: anybody but the applicant's head; sent already (the number is named); what `sign_paper` refuses.
    """
    lock_request(request)
    if request.state == RequestState.SENT:
        raise refuse(
            _("这件请示已在 %(day)s 报送，文号 %(number)s。")
            % {"day": request.sent_on, "number": request.paper.number}
        )
    if request.state != RequestState.PREPARED:
        raise is_over(request)
    if not can_send(actor, request):
        raise refuse(
            _("报送要由%(union)s的负责人签发。") % {"union": request.applicant},
            cure=_("请负责人签发。"),
            cite=_("公文处理工作条例第二十二条"),
        )
    with record("approvals.send_request", actor=actor, on=on, obj=request, touches=touched(request)) as entry:
        paper = sign_paper(paper=request.paper, actor=actor, on=on)
        move(request, RequestState.SENT, TRANSITIONS)
        request.signed_by, request.sent_on, request.received_on = actor, on, on
        request.save()
        entry.after = {"number": paper.number, "received_on": on}
    return request


@transaction.atomic
def withdraw_request(*, request: Request, reason: str, actor: Any, on: date) -> Request:
    """The applicant takes the request back. The signed paper keeps its number.

    Refused: no reason; decided, withdrawn or lapsed already; of a sent request, anybody but the applicant's head.
    """
    lock_request(request)
    if not request.is_open:
        raise is_over(request)
    if not can_withdraw(actor, request):
        raise refuse(
            _("撤回要由%(union)s的负责人办理。") % {"union": request.applicant}, cure=_("请负责人撤回。")
        )
    if not reason.strip():
        raise refuse(_("没有写撤回原因。"), cure=_("写明为什么撤回。"), field="reason")
    with record(
        "approvals.withdraw_request", actor=actor, on=on, obj=request, touches=touched(request)
    ) as entry:
        _close(request, RequestState.WITHDRAWN, reason, on)
        entry.after = {"reason": request.closed_reason}
    return request


@transaction.atomic
def lapse_request(*, request: Request, reason: str, actor: Any, on: date) -> Request:
    """The request, or the approval given on it, no longer holds: a limit passed, the matter ended. Called by its owner
    inside an act of his; silence alone never lapses anything. Refused: returned, refused, withdrawn or lapsed already."""
    lock_request(request)
    if RequestState.LAPSED not in TRANSITIONS[request.state]:
        raise is_over(request)
    with record(
        "approvals.lapse_request", actor=actor, on=on, obj=request, touches=touched(request)
    ) as entry:
        entry.before = {"state": request.state}
        _close(request, RequestState.LAPSED, reason, on)
        entry.after = {"reason": request.closed_reason}
    return request


def lock_request(request: Request) -> None:
    """Wait for whoever works on the request, then see it as he left it."""
    request.refresh_from_db(from_queryset=Request.objects.select_for_update(of=("self",)))


def touched(request: Request) -> list[int]:
    return [request.applicant_id, request.approver_id]


def is_over(request: Request) -> Refused:
    """The refusal for a request that is no longer open: what became of it, when and by whose hand."""
    day = request.decided_on if request.decision and not request.closed_on else request.closed_on
    return refuse(
        _("这件请示%(state)s（%(day)s），不能再办。") % {"state": request.get_state_display(), "day": day},
        cure=_("刷新页面看现在的情况。"),
    )


def _close(request: Request, state: str, reason: str, on: date) -> None:
    move(request, state, TRANSITIONS)
    request.closed_on, request.closed_reason = on, reason.strip()[:200]
    request.save(update_fields=["state", "closed_on", "closed_reason"])
    for paper in (request.paper, request.reply):
        if paper and paper.is_draft:
            bind_paper(paper, bound=False)


def _refuse_unfit(paper: Paper, applicant: Union, approver: Union) -> None:
    if paper.issuer_id != applicant.pk or paper.addressee_id != approver.pk:
        raise refuse(
            _("请示稿的发文单位或主送机关与请示不一致。"),
            cure=_("改请示稿，主送%(union)s。") % {"union": approver},
            cite=_("公文处理工作条例第十五条"),
            field="paper",
        )
    if not paper.is_draft:
        raise refuse(_("请示稿已签发或作废。"), cure=_("另拟一份请示稿。"), field="paper")
    if Request.objects.filter(paper=paper).exists():
        raise refuse(_("这份请示稿已用于另一件请示。"), cure=_("另拟一份请示稿。"), field="paper")


def _refuse_previous(previous: Request, kind: str, applicant: Union) -> None:
    if (
        previous.state != RequestState.RETURNED
        or previous.kind != kind
        or previous.applicant_id != applicant.pk
    ):
        raise refuse(
            _("只有退回修改的同一事项才能重新报送。"), cure=_("作为新的请示拟报。"), field="previous"
        )
    if previous.next_rounds.exclude(state=RequestState.WITHDRAWN).exists():
        raise refuse(_("退回的请示已重新拟报。"), cure=_("到重新拟报的那件上办。"), field="previous")
