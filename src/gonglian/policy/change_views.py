"""Pages on which officers of the city federation change a parameter: one proposes, another confirms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.core.refused import Refused
from gonglian.core.requests import Request
from gonglian.policy import access, actions, proposals
from gonglian.policy.catalogue import title_of, value_words
from gonglian.policy.change_rows import change_rows, effect_rows
from gonglian.policy.forms import ChangeForm
from gonglian.policy.models import ParameterChange
from gonglian.policy.site import site_table

REFUSED = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose(request: Request, key: str) -> HttpResponse:
    """Write the new value, look at what it changes, hand it to the second person."""
    if not access.can_propose(request.user):
        raise PermissionDenied
    rows = site_table().rows(key)
    if not rows:
        raise Http404
    standing = next((row for row in rows if row.holds(request.today)), rows[-1])
    form = ChangeForm(request.POST or None, standing=standing, on=request.today)
    context: dict[str, Any] = {"key": key, "title": title_of(key), "form": form, "standing": standing}
    if request.method != "POST":
        return render(request, "policy/change_form.html", context)
    if form.is_valid():
        try:
            change = _propose_or_look(request, key, form, context)
        except Refused as error:
            context["refused"] = error.reasons
        else:
            return redirect(change) if change else render(request, "policy/change_form.html", context)
    return render(request, "policy/change_form.html", context, status=REFUSED)


@require_safe
@login_required
def change(request: Request, pk: int) -> HttpResponse:
    """A change with its effects: as they would be today while it waits, as they were when it was confirmed."""
    return _page(request, access.get_change(request.user, pk))


@require_POST
@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    found = access.get_change_to_confirm(request.user, pk)
    return _act(request, found, actions.confirm_change, _("已复核，按新的取值核对。"))


@require_POST
@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = access.get_change_to_withdraw(request.user, pk)
    return _act(request, found, actions.withdraw_change, _("已撤回。"))


def _propose_or_look(
    request: Request, key: str, form: ChangeForm, context: dict[str, Any]
) -> ParameterChange | None:
    """Keep the proposal; asked only to look, put its effects into the context."""
    if "look" in request.POST:
        row = proposals.checked(key=key, on=request.today, **form.given())
        found = proposals.effects_of_row(row, on=request.today)
        context |= {"looked": True, "effects": effect_rows(each.to_json() for each in found)}
        return None
    made = actions.propose_change(key=key, actor=request.user, on=request.today, **form.given())
    messages.success(request, _("已提出，等另一人复核。"))
    return made


def _act(request: Request, found: ParameterChange, act: Callable[..., Any], done: str) -> HttpResponse:
    try:
        act(change=found, actor=request.user, on=request.today)
    except Refused as error:
        return _page(request, access.get_change(request.user, found.pk), refused=error.reasons)
    messages.success(request, done)
    return redirect(found)


def _page(request: Request, found: ParameterChange, refused: tuple[Any, ...] = ()) -> HttpResponse:
    user = request.user
    standing = proposals.standing_on(found.key, found.valid_from)
    if found.is_open:
        effects = [each.to_json() for each in proposals.effects_of(found, on=request.today)]
    else:
        effects = found.effects
    context = {
        "row": change_rows([found])[0],
        "change": found,
        "effects": effect_rows(effects),
        "standing": value_words(standing.value) if found.is_open and standing else (),
        "refused": refused,
        "can_confirm": found.is_open and access.can_confirm(user, found),
        "can_withdraw": found.is_open and access.can_propose(user),
        "is_own": found.proposed_by_id == user.pk,
    }
    return render(request, "policy/change.html", context, status=REFUSED if refused else 200)
