"""One's own calendar link, and the calendar behind it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.accounts.limits import use_up
from gonglian.core.outgoing import send
from gonglian.core.requests import Request
from gonglian.dashboards.calendar import (
    beginning_of,
    calendar_of,
    end_link,
    link_of,
    make_link,
    open_link,
)
from gonglian.organisation.states import Role

ICS = "text/calendar; charset=utf-8"
RATE = "30/m/ip"  # calendar programs ask a few times a day
TOO_MANY = 429


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def link_page(request: Request) -> HttpResponse:
    """Make a link for the chosen duty, or end it. A new one is shown once."""
    duty = request.user.duty
    has_business = duty is not None and duty.role != Role.ADMIN
    address = ""
    if request.method == "POST":
        if duty is None or not has_business:
            raise PermissionDenied
        if "end" in request.POST:
            end_link(duty)
            messages.success(request, _("链接已停用，日历程序读不到了。"))
            return redirect("dashboards:calendar_link")
        path = reverse("dashboards:calendar", args=[make_link(duty, on=request.today)])
        address = request.build_absolute_uri(path)
    link = link_of(duty) if duty is not None and has_business else None
    context = {"link": link, "address": address, "has_business": has_business}
    return render(request, "dashboards/calendar_link.html", context)


@require_safe
def feed(request: Request, word: str) -> HttpResponseBase:
    """The calendar; 404 for a strange word. Nobody signs in here, so tries are counted by address."""
    if not use_up(request, "calendar", RATE):
        return HttpResponse(status=TOO_MANY)
    duty = open_link(word, on=request.today)
    content = calendar_of(duty, on=request.today, now=beginning_of(request.today))
    return send(content, "gonglian.ics", ICS)
