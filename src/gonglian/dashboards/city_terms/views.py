"""The page of the city's terms and its workbook."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gonglian.core.requests import Request
from gonglian.core.workbook import respond
from gonglian.dashboards.city_terms.listing import BY, SHOWN, CityTerms
from gonglian.organisation.reads.choices import region_choices, trade_choices


@require_safe
@login_required
def city_terms(request: Request) -> HttpResponse:
    """Which unions' terms end within a year, are over, have no chair or lack a body, as of the day of view."""
    listing = CityTerms(request.user, request.GET, on=request.on)
    context = {
        "listing": listing,
        "page": listing.page(),
        "choices": SHOWN, "by": BY.items(), "regions": region_choices(), "trades": trade_choices(),
    }  # fmt: skip
    return render(request, "dashboards/city_terms.html", context)


@require_safe
@login_required
def city_terms_xlsx(request: Request) -> HttpResponseBase:
    """The rows shown, as a workbook."""
    listing = CityTerms(request.user, request.GET, on=request.on)
    return respond(listing.workbook(request.user.duty), f"{listing.title}.xlsx")
