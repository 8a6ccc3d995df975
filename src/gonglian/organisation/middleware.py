"""The duty one acts under: chosen once, kept in the session, shown on every page, carried by every form."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gonglian.core import clock
from gonglian.organisation.queries import duties_of

SESSION_KEY = "duty"
FORM_FIELD = "as_duty"


class ChosenDuty:
    """Sets `user.duty` and `request.duties`. A form filled in under another duty is refused, nothing is done."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.duties = []  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            duties = duties_of(request.user, on=clock.today())
            request.duties = duties  # type: ignore[attr-defined]
            chosen = request.session.get(SESSION_KEY)
            request.user.duty = next((d for d in duties if d.pk == chosen), duties[0] if duties else None)
            given = request.POST.get(FORM_FIELD) if request.method == "POST" else None
            if given and request.user.duty and given != str(request.user.duty.pk):
                return render(request, "errors/duty_changed.html", {"back": request.path}, status=409)
        return self.get_response(request)
