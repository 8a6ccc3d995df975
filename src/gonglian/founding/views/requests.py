"""Preparing, signing and answering the three requests: one act each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from gonglian.approvals.actions import withdraw_request
from gonglian.approvals.forms import WithdrawForm
from gonglian.core.requests import Request
from gonglian.founding import access, actions
from gonglian.founding.case_forms import ReplyForm
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.founding.steps import step_at, step_leaving
from gonglian.founding.values import last_day_for_congress
from gonglian.founding.views.asking import ask, press, sent
from gonglian.founding.views.cases import show_case


@require_POST
@login_required
def prepare(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_case_to_carry(request.user, pk), actions.prepare_request)


@require_POST
@login_required
def send(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_case_to_sign(request.user, pk), actions.send_request)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recall(request: Request, pk: int) -> HttpResponse:
    """Take a prepared request back from the head's desk, to change what it rests on."""
    case = access.get_case_to_carry(request.user, pk)
    step = step_leaving(case)
    standing = step.request(case) if step else None
    if standing is None or not standing.is_open:
        return redirect(case)
    act = partial(withdraw_request, request=standing)
    return ask(request, "founding/recall.html", WithdrawForm(sent(request)), act, case, {"case": case})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def reply(request: Request, pk: int) -> HttpResponse:
    """The approver's handler lays decision, reasons and draft reply before the head."""
    case = access.get_case_to_decide(request.user, pk)
    step = step_at(case)
    first = bool(step and step.number == 1)
    initial = {"congress_by": case.congress_by or last_day_for_congress(request.today)}
    form = ReplyForm(sent(request), initial=initial, first=first)
    act = partial(actions.propose_reply, case=case)
    return ask(request, "founding/reply.html", form, act, case, {"case": case})


@require_POST
@login_required
def decide(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_case_to_decide(request.user, pk), actions.decide_request)


@require_POST
@login_required
def consult(request: Request, pk: int) -> HttpResponse:
    """Begin the consultation about a working committee."""
    return _act(request, access.get_case_to_carry(request.user, pk), actions.begin_consultation)


@require_POST
@login_required
def propose_dispatch(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_case_to_carry(request.user, pk), actions.propose_dispatch)


@require_POST
@login_required
def decide_dispatch(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_case_to_sign(request.user, pk), actions.decide_dispatch)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def recall_dispatch(request: Request, pk: int) -> HttpResponse:
    """Take the notice of set-up back from the head's desk."""
    case = access.get_case_to_carry(request.user, pk)
    if case.stage != Stage.DISPATCH:
        return redirect(case)
    act = partial(actions.recall_dispatch, case=case)
    return ask(request, "founding/recall.html", WithdrawForm(sent(request)), act, case, {"case": case})


def _act(request: Request, case: Case, act: Callable[..., Any]) -> HttpResponse:
    """Do one act on the case; a refusal comes back on the case page."""
    return press(
        request,
        partial(act, case=case),
        case,
        lambda refused: show_case(request, access.get_case(request.user, case.pk), refused),
    )
