"""A delegate's own page: may I vote, where, when. Opened once by the slip, then kept by the telephone that opened it."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gonglian.accounts.audit import address_of
from gonglian.congress.day import meeting_of
from gonglian.congress.models import OwnPage
from gonglian.congress.slips import digest_of, open_page, page_of, standing_of
from gonglian.core.refused import Reason, Refused, refuse
from gonglian.core.requests import Request
from gonglian.meetings.actions import check_in
from gonglian.meetings.queries import may_check_in, told
from gonglian.meetings.states import PresenceHow

COOKIE = "delegate"
KEPT = timedelta(days=400)  # the page itself ends with the day of the congress
NOT_THERE, REFUSED = 404, 422


@never_cache
@require_safe
def own_page(request: Request) -> HttpResponse:
    """What this telephone's delegate should know; 404 to every other."""
    return _own_page(request, _kept(request))


@never_cache
@require_POST
def arrived(request: Request) -> HttpResponse:
    """She says that she has come; her telephone keeps her page, so she needs no account."""
    page = _kept(request)
    if page is None:
        return _own_page(request, None)
    delegate = page.delegate
    try:
        if (meeting := meeting_of(delegate)) is None:
            raise refuse(_("大会还没有开始签到。"), cure=_("请等工作人员封存名册后再按。"), cite="CON-05")
        check_in(meeting=meeting, person=delegate.person, how=PresenceHow.PHONE, actor=None, on=request.today,
                 address=address_of(request))  # fmt: skip
    except Refused as error:
        return _own_page(request, page, error.reasons)
    return redirect("congress:own_page")


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


def _kept(request: Request) -> OwnPage | None:
    digest = request.get_signed_cookie(COOKIE, default="", salt=COOKIE)
    return page_of(digest, on=request.today) if digest else None


def _own_page(request: Request, page: OwnPage | None, refused: tuple[Reason, ...] = ()) -> HttpResponse:
    if page is None:
        return render(request, "congress/no_page.html", status=NOT_THERE)
    delegate = page.delegate
    meeting = meeting_of(delegate)
    entry = meeting.roll.filter(person=delegate.person).first() if meeting else None
    context = {
        "delegate": delegate, "congress": delegate.unit.convocation, "standing": standing_of(delegate),
        "entry": entry, "told": told(entry) if entry else "", "refused": refused,
        "may_come": meeting and entry and not entry.present and may_check_in(meeting, request.today),
        "by_phone": hasattr(meeting, "phones"),
    }  # fmt: skip
    return render(request, "congress/own_page.html", context, status=REFUSED if refused else 200)


def _ask(request: Request, refused: object = ()) -> HttpResponse:
    return render(request, "congress/slip.html", {"refused": refused}, status=REFUSED if refused else 200)
