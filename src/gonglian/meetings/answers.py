"""What the pages of meetings share: ask one act with what was typed, and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods

from gonglian.core.refused import Reason, Refused
from gonglian.core.requests import Request
from gonglian.meetings.models import Meeting

REFUSED = 422
form_page = require_http_methods(["GET", "HEAD", "POST"])


def attempt(request: Request, act: Callable[..., Any], given: dict[str, Any]) -> tuple[Reason, ...]:
    """Do the act; the reasons of its refusal, or nothing."""
    try:
        act(actor=request.user, on=request.today, **given)
    except Refused as refusal:
        return refusal.reasons
    return ()


def done_with(
    request: Request, form: Any, act: Callable[..., Any], given: Callable[[], dict[str, Any]]
) -> tuple[bool, tuple[Reason, ...]]:
    """Whether the form was sent and its act came about, and the reasons if the act refused."""
    if request.method != "POST" or not form.is_valid():
        return False, ()
    refused = attempt(request, act, given())
    return not refused, refused


def form_act(
    request: Request, meeting: Meeting, form: Any, act: Callable[..., Any], template: str
) -> HttpResponse:
    done, refused = done_with(request, form, act, lambda: {"meeting": meeting, **form.given()})
    if done:
        return redirect(meeting)
    status = REFUSED if request.method == "POST" else 200
    return render(request, template, {"meeting": meeting, "form": form, "refused": refused}, status=status)


def chinese(make: Callable[[], bytes]) -> bytes:
    """A paper as it is made in Chinese, whatever the reader's language."""
    with translation.override("zh-hans"):
        return make()
