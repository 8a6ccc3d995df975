"""The unions asked to join: the list, choosing, their answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding import access, actions
from gonglian.founding.constituent_pages import ANSWERABLE, Picking, constituents_page, get_row_to_carry
from gonglian.founding.draft_forms import ConsentForm, WithdrawConsentForm, place_reasons
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.founding.views.cases import REFUSED
from gonglian.founding.views.draft import form_page, sent_already
from gonglian.organisation.access import visible_unions


@require_safe
@login_required
def constituent_list(request: Request, pk: int) -> HttpResponse:
    """Everybody who may read the case reads the answers; the proposer's officers also find what to do."""
    return _list(request, access.get_case(request.user, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def pick(request: Request, pk: int) -> HttpResponse:
    """Choose unions to ask among those in reach that may join."""
    case = access.get_case_to_carry(request.user, pk)
    if request.method != "POST" and case.stage != Stage.DRAFT:
        return sent_already(request, case)
    ticked = _ticked(request)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST":
        refused = _ask(request, case, ticked)
        if not refused:
            return redirect("founding:constituents", case.pk)
    picking = Picking(case, request.user, request.GET, on=request.today)
    context = {"case": case, "picking": picking, "page": picking.page(), "ticked": ticked, "refused": refused}
    return render(request, "founding/pick.html", context, status=REFUSED if refused else 200)


@form_page
@login_required
def consent(request: Request, row: int) -> HttpResponse:
    """Record what a union's own body decided."""
    constituent = get_row_to_carry(request.user, row)
    if request.method != "POST" and constituent.case.stage not in ANSWERABLE:
        return sent_already(request, constituent.case)
    form = ConsentForm(request.POST or None, request.FILES or None, row=constituent)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = {"constituent": constituent, "actor": request.user, "on": request.today}
        try:
            actions.record_consent(**given, **form.cleaned_data)
            return redirect("founding:constituents", constituent.case_id)
        except Refused as error:
            refused = place_reasons(form, error.reasons)
    status = REFUSED if request.method == "POST" else 200
    context = {"case": constituent.case, "row": constituent, "form": form, "refused": refused}
    return render(request, "founding/consent.html", context, status=status)


@form_page
@login_required
def withdraw_consent(request: Request, row: int) -> HttpResponse:
    """Record that a union took its consent back."""
    constituent = get_row_to_carry(request.user, row)
    if request.method != "POST" and constituent.case.stage not in ANSWERABLE:
        return sent_already(request, constituent.case)
    form = WithdrawConsentForm(request.POST or None, request.FILES or None)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        given = {"constituent": constituent, "actor": request.user, "on": request.today}
        try:
            actions.withdraw_consent(**given, **form.cleaned_data)
            return redirect("founding:constituents", constituent.case_id)
        except Refused as error:
            refused = place_reasons(form, error.reasons)
    status = REFUSED if request.method == "POST" else 200
    context = {"case": constituent.case, "row": constituent, "form": form, "refused": refused}
    return render(request, "founding/withdraw_consent.html", context, status=status)


@require_POST
@login_required
def drop(request: Request, row: int) -> HttpResponse:
    """Take a union asked by mistake off the list."""
    constituent = get_row_to_carry(request.user, row)
    try:
        actions.drop_constituent(constituent=constituent, actor=request.user, on=request.today)
    except Refused as error:
        return _list(request, access.get_case(request.user, constituent.case_id), error.reasons)
    return redirect("founding:constituents", constituent.case_id)


def _ticked(request: Request) -> list[int]:
    """The keys of the unions ticked; what is no key is passed over."""
    sent = request.POST.getlist("unions")
    return [int(key) for key in sent if key.isascii() and key.isdigit() and len(key) < 12]


def _ask(request: Request, case: Case, ticked: list[int]) -> tuple[Reason, ...]:
    """Ask the unions ticked that are in reach; the reasons when it did not come about."""
    unions = list(visible_unions(request.user).filter(pk__in=ticked).order_by("pinyin", "pk"))
    if not unions:
        return (Reason(_("还没有勾选单位。"), cure=_("勾选至少一家，再列入名单。")),)
    try:
        added = actions.ask_constituents(case=case, unions=unions, actor=request.user, on=request.today)
    except Refused as error:
        return error.reasons
    messages.success(request, _("已把 %(count)s 家列入名单。") % {"count": added})
    return ()


def _list(request: Request, case: Case, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    context: dict[str, Any] = {
        "case": case, "page": constituents_page(case, request.user, on=request.today), "refused": refused,
    }  # fmt: skip
    return render(request, "founding/constituents.html", context, status=REFUSED if refused else 200)
