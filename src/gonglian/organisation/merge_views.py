"""Pages about two records of the same person or employer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.organisation import access, actions
from gonglian.organisation.merge_forms import MergeForm, ReasonForm
from gonglian.organisation.merging import differences, obstacles
from gonglian.organisation.reads.duplicates import likely_duplicates, merges_waiting
from gonglian.organisation.states import MergeState

REFUSED = 422


@require_safe
@login_required
def duplicates(request: Request) -> HttpResponse:
    """Pairs that look alike, and mergers that wait for a second person."""
    context = {
        "pairs": likely_duplicates(request.user, on=request.today),
        "waiting": merges_waiting(request.user),
    }
    return render(request, "organisation/duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose_merge(request: Request, noun: str, kept: int, dropped: int) -> HttpResponse:
    """Both records side by side; what is typed stays when it is refused."""
    one, other = access.get_pair_to_merge(request.user, noun, kept, dropped)
    form = MergeForm(request.POST or None, kept=one, dropped=other)
    refused: tuple[Any, ...] = tuple(obstacles(one, other))
    if request.method == "POST" and not refused and form.is_valid():
        try:
            given = {"reason": form.cleaned_data["reason"], "choices": form.choices()}
            merge = actions.propose_merge(
                kept=one, dropped=other, actor=request.user, on=request.today, **given
            )
            messages.success(request, _("已提出，等第二个人复核。"))
            return redirect(merge)
        except Refused as error:
            refused = error.reasons
    context = {"noun": noun, "kept": one, "dropped": other, "form": form, "refused": refused}
    status = REFUSED if request.method == "POST" else 200
    return render(request, "organisation/merge_form.html", context, status=status)


@require_safe
@login_required
def merge_page(request: Request, noun: str, pk: int) -> HttpResponse:
    return _page(request, access.get_merge(request.user, noun, pk))


@require_POST
@login_required
def confirm_merge(request: Request, noun: str, pk: int) -> HttpResponse:
    merge = access.get_merge_to_decide(request.user, noun, pk)
    act = lambda: actions.confirm_merge(merge=merge, actor=request.user, on=request.today)  # noqa: E731
    return _act(request, merge, act)


@require_POST
@login_required
def withdraw_merge(request: Request, noun: str, pk: int) -> HttpResponse:
    return _with_reason(request, access.get_merge_to_decide(request.user, noun, pk), actions.withdraw_merge)


@require_POST
@login_required
def undo_merge(request: Request, noun: str, pk: int) -> HttpResponse:
    return _with_reason(request, access.get_merge_to_decide(request.user, noun, pk), actions.undo_merge)


def _with_reason(request: Request, merge: Any, act: Callable[..., Any]) -> HttpResponse:
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    done = lambda: act(merge=merge, reason=reason, actor=request.user, on=request.today)  # noqa: E731
    return _act(request, merge, done, form)


def _act(
    request: Request, merge: Any, act: Callable[[], Any], form: ReasonForm | None = None
) -> HttpResponse:
    """Do it and go back to the page; a refusal stands at its top."""
    try:
        act()
    except Refused as error:
        return _page(request, merge, refused=error.reasons, form=form, status=REFUSED)
    messages.success(request, _("已办理。"))
    return redirect(merge)


def _page(
    request: Request,
    merge: Any,
    *,
    refused: Any = (),
    form: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    may = access.can_decide_merge(request.user, merge)
    is_open = merge.state == MergeState.PROPOSED
    context = {
        "merge": merge,
        "differences": differences(merge.kept, merge.dropped) if is_open else [],
        "may_confirm": may and is_open and request.user.pk != merge.proposed_by_id,
        "may_withdraw": may and is_open,
        "may_undo": may and merge.state == MergeState.DONE and request.user.pk != merge.decided_by_id,
        "form": form or ReasonForm(),
        "refused": refused,
    }
    return render(request, "organisation/merge.html", context, status=status)
