"""Putting up a joining or leaving: from the industrial union's side, from the unit's side, from paper of the past."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.founding.draft_forms import place_reasons
from gonglian.founding.joining import access, actions, pages
from gonglian.founding.joining.forms import PastForm, TargetForm, UnitsForm
from gonglian.founding.joining.models import Joining
from gonglian.founding.joining.states import JoiningState, Way
from gonglian.founding.listing import Listing
from gonglian.founding.views.asking import sent
from gonglian.founding.views.cases import REFUSED
from gonglian.organisation.models import Union

form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@login_required
def joining_list(request: Request) -> HttpResponse:
    """Joinings and leavings this duty may see, the latest first."""
    filters = {"way": (_("加入还是退出"), Way.choices), "state": (_("状态"), JoiningState.choices)}
    listing = Listing(access.visible_joinings(request.user), request.GET, filters)
    page = listing.page("union", prefetch=["units__union"])
    return render(request, "founding/joining/list.html", {"listing": listing, "page": page})


@form_page
@login_required
def take_in(request: Request, pk: int) -> HttpResponse:
    """From the industrial union's side: several units that join, or leave, by one decision."""
    union = access.get_union_that_unites(request.user, pk)
    return _units_page(request, union, UnitsForm, "founding/joining/pick.html")


@form_page
@login_required
def record_past(request: Request, pk: int) -> HttpResponse:
    """From the industrial union's side: a joining or leaving that came about outside."""
    union = access.get_union_that_unites(request.user, pk)
    return _units_page(request, union, PastForm, "founding/joining/past.html")


@form_page
@login_required
def apply_to(request: Request, pk: int) -> HttpResponse:
    """From the unit's side: choose the industrial union it joins, or leaves."""
    unit, way = access.get_union_that_moves(request.user, pk), _way(request)
    form = TargetForm(sent(request), unions=pages.targets(unit, way, on=request.today))
    refused: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            return redirect(_begin(request, form.cleaned_data["union"], way, [unit]))
        except Refused as error:
            refused = place_reasons(form, error.reasons)
    context = {"unit": unit, "way": Way(way), "form": form, "refused": refused}
    return render(request, "founding/joining/apply.html", context, status=REFUSED if form.is_bound else 200)


def _units_page(request: Request, union: Union, kind: type[UnitsForm], template: str) -> HttpResponse:
    way, is_sent = _way(request), request.method == "POST"
    offer = pages.Offer(union, way, request.user, request.GET, on=request.today)
    form = kind(request.POST if is_sent else None, request.FILES or None, offered=list(offer.unions), way=way)
    refused: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            return redirect(_carry_out(request, union, way, form))
        except Refused as error:
            refused = place_reasons(form, error.reasons)
    context: dict[str, Any] = {"union": union, "way": Way(way), "form": form, "refused": refused}
    context |= {"offer": offer, "page": offer.page(), "ticked": request.POST.getlist("units")}
    return render(request, template, context, status=REFUSED if is_sent else 200)


def _carry_out(request: Request, union: Union, way: str, form: UnitsForm) -> Joining:
    if not isinstance(form, PastForm):
        return _begin(request, union, way, form.chosen())
    return actions.record_past_joining(
        union=union, way=way, units=form.chosen(), opener=request.user.duty.union, actor=request.user, on=request.today,
        **form.given(),
    )  # fmt: skip


def _begin(request: Request, union: Union, way: str, units: list[Union]) -> Joining:
    opener = request.user.duty.union
    return actions.begin_joining(
        union=union, way=way, units=units, opener=opener, actor=request.user, on=request.today
    )


def _way(request: Request) -> str:
    return Way.LEAVE if request.GET.get("way") == Way.LEAVE else Way.JOIN
