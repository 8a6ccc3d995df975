"""The list of cases, the case page, withdrawing."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.approvals.forms import WithdrawForm
from gonglian.core.access import fetch
from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding import access, actions, pages, rounds
from gonglian.founding import preparing_reads as reads
from gonglian.founding.case_page import case_page
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.founding.steps import step_at

REFUSED = 422


@require_safe
@login_required
def case_list(request: Request) -> HttpResponse:
    """Cases this duty may see, the latest first; `stage` narrows them."""
    asked = request.GET.get("stage", "")
    stage = asked if asked in Stage.values else ""
    number = request.GET.get("page", "1")
    context = {
        "page": pages.list_cases(
            access.visible_cases(request.user), stage=stage, page=number, on=request.today
        ),
        "stages": Stage.choices,
        "stage": stage,
        "can_begin": access.can_begin(request.user),
    }
    return render(request, "founding/case_list.html", context)


@require_safe
@login_required
def case(request: Request, pk: int) -> HttpResponse:
    return show_case(request, access.get_case(request.user, pk))


@require_safe
@login_required
def by_request(request: Request, pk: int) -> HttpResponse:
    """The case of an approvals.Request, for inboxes."""
    owner = Q(first_request=pk) | Q(second_request=pk) | Q(third_request=pk)
    return redirect(fetch(access.visible_cases(request.user).filter(owner), lambda case: True))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Give the founding up, with a reason; only the head of the proposer."""
    row = access.get_case_to_sign(request.user, pk)
    form = WithdrawForm(request.POST or None)
    refused: tuple[Reason, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_case(
                case=row, reason=form.cleaned_data["reason"], actor=request.user, on=request.today
            )
            return redirect(row)
        except Refused as error:
            refused = error.reasons
    context = {"case": row, "form": form, "refused": refused}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "founding/withdraw.html", context, status=status)


def _rounds(request: Request, row: Case) -> dict[str, Any]:
    """Reasons and changes are between those who ask and those who answer."""
    if not reads.sees_details(request.user, row):
        return {}
    return {"rounds": rounds.rounds_of(row), "returned": rounds.since_return(row, on=request.today)}


def show_case(request: Request, row: Case, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    """The case page, with the reasons of an act that was refused on top."""
    page = case_page(row, request.user, on=request.today)
    context = {
        "case": row,
        "page": page,
        "checks": pages.split_checks(page.checks),
        "side": pages.side_of(row, request.user, page.papers),
        "nominees": pages.committee_nominees(row, on=request.today),
        "waits": step_at(row) is not None or row.stage == Stage.DISPATCH,
        "limit": pages.passed_limit(row, on=request.today),
        **_rounds(request, row),
        "can_sign": access.can_sign(request.user, row),
        "can_recall": page.can_carry and pages.is_prepared(row),
        "refused": refused,
    }
    return render(request, "founding/case.html", context, status=REFUSED if refused else 200)
