"""Holding the congress and the first meetings: opening their records and their ballots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding import access, actions
from gonglian.founding.case_forms import HeldForm
from gonglian.founding.models import Case
from gonglian.founding.views.cases import REFUSED, show_case
from gonglian.meetings.access import get_meeting_to_keep

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@login_required
def open_congress(request: Request, pk: int) -> HttpResponse:
    case = access.get_case_to_carry(request.user, pk)
    return _held(request, case, actions.open_congress, _("登记开会"))


@form_page
@login_required
def first_meetings(request: Request, pk: int) -> HttpResponse:
    case = access.get_case_to_carry(request.user, pk)
    return _held(request, case, actions.open_first_meetings, _("登记两个第一次会议"))


@require_POST
@login_required
def open_ballots(request: Request, pk: int) -> HttpResponse:
    case = access.get_case_to_carry(request.user, pk)
    return _plain(request, case, actions.open_ballots)


@require_POST
@login_required
def first_ballots(request: Request, pk: int, meeting: int) -> HttpResponse:
    case = access.get_case_to_carry(request.user, pk)
    row = get_meeting_to_keep(request.user, meeting)
    return _plain(request, case, actions.open_first_ballots, meeting=row)


def _held(request: Request, case: Case, act: Callable[..., Any], title: str) -> HttpResponse:
    """The form of day and place, then the act; a refusal comes back beside the form."""
    plan = case.convocation
    initial = {"held_on": request.today, "place": plan.place if plan else ""}
    form = HeldForm(request.POST or None, initial=initial)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = act(case=case, actor=request.user, on=request.today, **form.cleaned_data)
            return redirect(case if isinstance(made, list) else made)
        except Refused as error:
            refused = error.reasons
    context = {"case": case, "form": form, "refused": refused, "title": title}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "founding/held.html", context, status=status)


def _plain(request: Request, case: Case, act: Callable[..., Any], **more: Any) -> HttpResponse:
    try:
        act(case=case, actor=request.user, on=request.today, **more)
    except Refused as error:
        return show_case(request, access.get_case(request.user, case.pk), error.reasons)
    return redirect(case)
