"""Pages of a request for an extension: fetch through access, read the form, one act, back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gonglian.approvals.forms import ReplyForm, WithdrawForm
from gonglian.core.access import fetch
from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.terms.asking import ask, form_page
from gonglian.terms.extending import access, actions
from gonglian.terms.extending.forms import AskForm
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.extending.reads import extension_page, told_before_asking
from gonglian.terms.extending.rounds import returned_of

REFUSED = 422


@require_safe
@login_required
def extension(request: Request, pk: int) -> HttpResponse:
    """How it stands, and what is next."""
    return _page(request, access.get_extension(request.user, pk))


@require_safe
@login_required
def by_request(request: Request, pk: int) -> HttpResponse:
    """The extension of an approvals.Request, for inboxes."""
    return redirect(fetch(access.visible_extensions(request.user).filter(request=pk), lambda row: True))


@form_page
@login_required
def ask_extension(request: Request, pk: int) -> HttpResponse:
    """The union asks that its term go on; what was returned comes with what was written."""
    union = access.get_union_to_ask(request.user, pk)
    returned = returned_of(union)
    form = AskForm(
        request.POST or None, initial={"until": returned.until, "reason": returned.reason} if returned else {}
    )

    def act() -> ExtensionRequest:
        return actions.prepare_extension(
            union=union, actor=request.user, on=request.today, **form.cleaned_data
        )

    sub = told_before_asking(union, on=request.today)
    return ask(request, union, form, act, title=_("请示延期"), sub=sub, cite="TRM-04", onward=True)


@form_page
@login_required
def reply(request: Request, pk: int) -> HttpResponse:
    """The approver's officer proposes the reply."""
    row = access.get_extension_to_answer(request.user, pk)
    form = ReplyForm(request.POST or None)

    def act() -> None:
        actions.propose_extension_reply(row=row, **form.cleaned_data, **_now(request))

    sub = _("拟好后交负责人签发；退回不另行文，理由随请示退回。")
    return ask(request, row.union, form, act, title=_("拟办批复"), sub=sub, cite="TRM-04", back=row)


@form_page
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """The union takes it back."""
    row = access.get_extension_to_withdraw(request.user, pk)
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        actions.withdraw_extension(row=row, **form.cleaned_data, **_now(request))

    sub = _("撤回后记录保留，可以查看，不能再办。")
    return ask(request, row.union, form, act, title=_("撤回请示"), sub=sub, cite="TRM-04", back=row)


@require_POST
@login_required
def send(request: Request, pk: int) -> HttpResponse:
    """The union's head signs and sends."""
    return _act(request, access.get_extension_to_carry(request.user, pk), actions.send_extension)


@require_POST
@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """The approver's head signs the reply."""
    return _act(request, access.get_extension_to_answer(request.user, pk), actions.answer_extension)


def _now(request: Request) -> dict[str, Any]:
    return {"actor": request.user, "on": request.today}


def _act(request: Request, row: ExtensionRequest, act: Callable[..., Any]) -> HttpResponse:
    """Do one act; a refusal comes back on the page."""
    try:
        act(row=row, **_now(request))
    except Refused as refusal:
        return _page(request, access.get_extension(request.user, row.pk), refusal.reasons)
    return redirect(row)


def _page(request: Request, row: ExtensionRequest, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context = {"row": row, "page": extension_page(row, request.user, on=request.today), "refused": refused}
    return render(request, "terms/extension.html", context, status=REFUSED if refused else 200)
