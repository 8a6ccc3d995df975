"""Beginning a case, changing its plan, naming its preparatory group."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding import access, actions
from gonglian.founding.actions.hosts import name_host
from gonglian.founding.draft_forms import DraftForm, differences, group_forms, group_given, place_reasons
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.founding.views.cases import REFUSED
from gonglian.organisation.models import HostBody
from gonglian.reference.industries import industries

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@login_required
def begin(request: Request) -> HttpResponse:
    """Begin founding an industrial union, for the union of one's duty."""
    if not access.can_begin(request.user):
        raise PermissionDenied
    proposer = request.user.duty.union
    form = DraftForm(request.POST or None, proposer=proposer, on=request.today)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_begin(request, form))
        except Refused as error:
            refused = place_reasons(form, error.reasons)
    return _draft_page(request, form, {"refused": refused, "proposer": proposer})


@form_page
@login_required
def change_draft(request: Request, pk: int) -> HttpResponse:
    """Change the plan. When somebody saved meanwhile, both stand side by side and nothing typed is lost."""
    case = access.get_case_to_carry(request.user, pk)
    if request.method != "POST" and case.stage != Stage.DRAFT:
        return sent_already(request, case)
    form = DraftForm(request.POST or None, proposer=case.proposer, on=request.today, case=case)
    shown = _version(request, case)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(_save(request, case, form, shown))
        except Refused as error:
            refused = error.reasons[:1] if shown != case.version else place_reasons(form, error.reasons)
    found = {"case": case, "proposer": case.proposer, "refused": refused, "version": shown}
    return _draft_page(request, form, found | _conflict(case, form, shown))


@form_page
@login_required
def change_group(request: Request, pk: int) -> HttpResponse:
    """The preparatory group, all lines at once."""
    case = access.get_case_to_carry(request.user, pk)
    if request.method != "POST" and case.stage != Stage.DRAFT:
        return sent_already(request, case)
    lines = group_forms(case, request.POST or None)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and lines.is_valid():
        try:
            actions.set_group(case=case, members=group_given(lines), actor=request.user, on=request.today)
            return redirect(case)
        except Refused as error:
            refused = error.reasons
    status = REFUSED if request.method == "POST" else 200
    context = {"case": case, "lines": lines, "refused": refused}
    return render(request, "founding/group.html", context, status=status)


def sent_already(request: Request, case: Case) -> HttpResponse:
    """Back to the case, with the reason why there is nothing to fill in."""
    words = _("事项现在是“%(now)s”，方案、筹备组和名单不能再改。退回修改以后再改。")
    messages.warning(request, words % {"now": case.get_stage_display()})
    return redirect(case)


@transaction.atomic
def _begin(request: Request, form: DraftForm) -> Case:
    data = form.given() | {"host": _host(request, form)}
    return actions.begin_case(proposer=request.user.duty.union, actor=request.user, on=request.today, **data)


@transaction.atomic
def _save(request: Request, case: Case, form: DraftForm, version: int) -> Case:
    data = form.given() | {"host": _host(request, form)}
    return actions.save_draft(case=case, version=version, data=data, actor=request.user, on=request.today)


def _host(request: Request, form: DraftForm) -> HostBody | None:
    kind, name = form.host()
    return name_host(kind=kind, name=name, actor=request.user, on=request.today) if name else None


def _version(request: Request, case: Case) -> int:
    """The version the sender's page showed; a form that lost it counts as outdated."""
    if request.method != "POST":
        return case.version
    sent = request.POST.get("version", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


def _conflict(case: Case, form: DraftForm, shown: int) -> dict[str, Any]:
    """What differs, and the version the next attempt begins from; nothing when nobody came between."""
    if shown == case.version:
        return {}
    return {"version": case.version, "differences": differences(form, case), "in_conflict": True}


def _draft_page(request: Request, form: DraftForm, context: dict[str, Any]) -> HttpResponse:
    status = REFUSED if request.method == "POST" else 200
    found = {"form": form, "industries": industries(), **context}
    return render(request, "founding/draft.html", found, status=status)
