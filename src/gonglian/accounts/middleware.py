"""What stands between signing in and the pages: a first or old password, a missing second factor, too many requests."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.accounts import audit
from gonglian.accounts.limits import free_again, use_up
from gonglian.accounts.queries import has_second_factor
from gonglian.accounts.sessions import see
from gonglian.accounts.states import EventKind
from gonglian.core import clock

Handler = Callable[[HttpRequest], HttpResponse]
ALWAYS_OPEN = ("account_logout", "language", "health")
# the pages on which a second factor is set up, and on which one's password is asked again for it
SET_UP = ("mfa_activate_totp", "mfa_view_recovery_codes", "account_reauthenticate", "account_change_password")
EXPORTS = re.compile(r"(xlsx|docx|pdf|prefilled|prefilled_members|ballot_paper|count_sheet|:sheet)$")


class FirstPasswordChange:
    """A first password is known to whoever gave it, an old one perhaps to others: it opens nothing but the page to
    change it; a one-time code past its last day opens nothing at all."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated:
            if user.code_last_day and user.code_last_day < clock.today():
                return self._turn_out(request)
            if self._is_due(user) and not _is_at(request, "account_change_password", *ALWAYS_OPEN):
                return redirect("account_change_password")
        return self.get_response(request)

    @staticmethod
    def _is_due(user: Any) -> bool:
        days = settings.PASSWORD_DAYS
        is_old = days and user.password_set_at < clock.now() - timedelta(days=days)
        return bool(user.must_change_password or is_old)

    @staticmethod
    def _turn_out(request: HttpRequest) -> HttpResponse:
        audit.note(EventKind.CODE_EXPIRED, user=request.user, request=request)
        logout(request)
        messages.error(request, _("一次性密码已过期，请找本单位的系统管理员重新发一个。"))
        return redirect("account_login")


class SeenSession:
    """Keeps the list of places where one is signed in."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            see(request, now=clock.now())
        return self.get_response(request)


class SecondFactorRequired:
    """Whoever holds a duty of SECOND_FACTOR_ROLES sets up an authenticator app before anything else. `request.duties`
    is put there by the area that knows duties; it has to stand before this."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        roles = {duty.role for duty in getattr(request, "duties", ())}
        is_asked = bool(roles & settings.SECOND_FACTOR_ROLES)
        if is_asked and not _is_at(request, *SET_UP, *ALWAYS_OPEN) and not has_second_factor(request.user):
            messages.warning(request, _("您的身份要用动态码登录，请先设好，再办其他事。"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)


class RequestLimits:
    """Searches and exports by the same user are counted; beyond the rate the answer is 429 and says until when."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        action = limited_as(request.resolver_match.view_name if request.resolver_match else "")
        if not action or not request.user.is_authenticated:
            return None
        rate = settings.REQUEST_RATES[action]
        if use_up(request, action, rate):
            return None
        context = {"again": free_again(request, action, rate), "is_inside": True}
        return render(request, "429.html", context, status=429)


def limited_as(view_name: str) -> str:
    """The rate a page is counted under: search, export, or "" for none."""
    if view_name in ("dashboards:find", "terms:propose_successor"):  # the latter asks by ID number
        return "search"
    return "export" if EXPORTS.search(view_name) else ""


def _is_at(request: HttpRequest, *names: str) -> bool:
    return request.path in {reverse(name) for name in names}
