"""The page of a change of line and its acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.approvals.forms import ReplyForm, WithdrawForm
from gonglian.core.access import fetch
from gonglian.core.refused import Reason
from gonglian.core.requests import Request
from gonglian.founding.change_of_line import access, actions
from gonglian.founding.change_of_line.forms import BeginForm, OpinionForm
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.pages import change_page
from gonglian.founding.change_of_line.states import RELATIONS, ChangeState
from gonglian.founding.listing import Listing
from gonglian.founding.views.asking import ask, press, sent
from gonglian.founding.views.cases import REFUSED

FORM = "founding/change/form.html"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def change_list(request: Request) -> HttpResponse:
    """Changes of line this duty may see, the latest first."""
    filters = {
        "kind": (_("变更的关系"), [(kind.value, word) for kind, word in RELATIONS.items()]),
        "state": (_("状态"), ChangeState.choices),
    }
    listing = Listing(access.visible_changes(request.user), request.GET, filters)
    page = listing.page("union", "former", "target", "applicant")
    return render(request, "founding/change/list.html", {"listing": listing, "page": page})


@require_safe
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    return _show(request, access.get_change(request.user, pk))


@require_safe
@login_required
def by_request(request: Request, pk: int) -> HttpResponse:
    """The change of an approvals.Request, for inboxes."""
    return redirect(fetch(access.visible_changes(request.user).filter(request=pk), lambda row: True))


@form_page
@login_required
def begin(request: Request, pk: int) -> HttpResponse:
    """Ask for another leader or dues payee of a union."""
    union = access.get_union_to_change(request.user, pk)
    words = {
        "title": _("变更上级"),
        "sub": _("%(union)s：写明变更哪一种关系、转到谁、为什么。") % {"union": union},
    }

    act = partial(actions.begin_change, union=union, applicant=request.user.duty.union)
    return ask(request, FORM, BeginForm(sent(request)), act, union, words, onward=True)


@form_page
@login_required
def opinion(request: Request, pk: int) -> HttpResponse:
    row = access.get_change_to_comment(request.user, pk)
    form = OpinionForm(sent(request), sides=access.sides_of(request.user, row))
    words = {
        "title": _("登记意见"),
        "sub": _("现上级%(former)s，拟变更的上级%(target)s。") % {"former": row.former, "target": row.target},
    }
    return ask(request, FORM, form, partial(actions.record_change_opinion, change=row), row, words)


@form_page
@login_required
def reply(request: Request, pk: int) -> HttpResponse:
    row = access.get_change_to_answer(request.user, pk)
    words = {"title": _("拟办批复"), "sub": _("拟好后交负责人签发；退回不另行文，理由随请示退回。")}
    form = ReplyForm(sent(request))
    return ask(request, FORM, form, partial(actions.propose_change_reply, change=row), row, words)


@form_page
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    row = access.get_change_to_carry(request.user, pk)
    words = {"title": _("撤回变更"), "sub": _("撤回后记录保留，可以查看，不能再办。")}
    form = WithdrawForm(sent(request))
    return ask(request, FORM, form, partial(actions.withdraw_change, change=row), row, words)


@require_POST
@login_required
def prepare(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_change_to_carry(request.user, pk), actions.prepare_change)


@require_POST
@login_required
def send(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_change_to_sign(request.user, pk), actions.send_change)


@require_POST
@login_required
def decide(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_change_to_answer(request.user, pk), actions.decide_change)


@require_POST
@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    return _act(request, access.get_change_to_confirm(request.user, pk), actions.confirm_correction)


def _act(request: Request, row: LineChange, act: Callable[..., Any]) -> HttpResponse:
    """Do one act; a refusal comes back on the page."""
    return press(
        request,
        partial(act, change=row),
        row,
        lambda refused: _show(request, access.get_change(request.user, row.pk), refused),
    )


def _show(request: Request, row: LineChange, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context = {"change": row, "page": change_page(row, request.user, on=request.today), "refused": refused}
    return render(request, "founding/change/change.html", context, status=REFUSED if refused else 200)
