"""The list of cases, the case page, withdrawing."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding import access, actions
from gonglian.founding.case_page import case_page
from gonglian.founding.case_forms import WithdrawForm
from gonglian.founding.models import Case
from gonglian.founding.states import Stage

REFUSED = 422


@require_safe
@login_required
def case_list(request: Request) -> HttpResponse:
    """Cases this duty may see, the latest first; `stage` narrows them."""
    rows = access.visible_cases(request.user).select_related("proposer", "approver", "union").order_by("-pk")
    stage = request.GET.get("stage", "")
    shown = rows.filter(stage=stage) if stage in Stage.values else rows
    context = {
        "cases": shown[:200],
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
    found = get_object_or_404(access.visible_cases(request.user).filter(owner))
    return redirect(found)


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
    return render(request, "founding/withdraw.html", {"case": row, "form": form, "refused": refused})


def show_case(request: Request, row: Case, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    """The case page, with the reasons of an act that was refused on top."""
    context = {"case": row, "page": case_page(row, request.user, on=request.today), "refused": refused}
    return render(request, "founding/case.html", context, status=REFUSED if refused else 200)
