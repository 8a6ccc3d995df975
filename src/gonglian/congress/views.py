"""A delegate's own page: may I vote, where, when. Opened once by the slip, then kept by the telephone that opened it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gonglian.congress.slips import digest_of, open_page, page_of, standing_of
from gonglian.core.refused import Refused
from gonglian.core.requests import Request

COOKIE = "delegate"
KEPT = timedelta(days=400)  # the page itself ends with the day of the congress
NOT_THERE, REFUSED = 404, 422


@never_cache
@require_safe
def own_page(request: Request) -> HttpResponse:
    """What this telephone's delegate should know; 404 to every other."""
    digest = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    page = page_of(digest, on=request.today) if digest else None
    if page is None:
        return render(request, "congress/no_page.html", status=NOT_THERE)
    delegate = page.delegate
    context = {"delegate": delegate, "congress": delegate.unit.convocation, "standing": standing_of(delegate)}
    return render(request, "congress/own_page.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def slip(request: Request, word: str) -> HttpResponse:
    """The slip asks first, so that a preview in a chat doesn't use it up."""
    if request.method != "POST":
        kept = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
        return redirect("congress:own_page") if kept == digest_of(word) else _ask(request)
    try:
        page = open_page(word=word, on=request.today)
    except Refused as error:
        return _ask(request, refused=error.reasons)
    response = redirect("congress:own_page")
    response.set_signed_cookie(
        COOKIE, page.digest, salt=COOKIE, max_age=KEPT, path=reverse("congress:own_page"), httponly=True,
        secure=settings.SESSION_COOKIE_SECURE, samesite="Lax",
    )  # fmt: skip
    return response


def _ask(request: Request, refused: object = ()) -> HttpResponse:
    return render(request, "congress/slip.html", {"refused": refused}, status=REFUSED if refused else 200)
