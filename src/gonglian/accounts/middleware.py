"""A first password is known to whoever gave it: it opens nothing but the page to change it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


class FirstPasswordChange:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and user.must_change_password:
            page = reverse("account_change_password")
            if request.path not in (page, reverse("account_logout"), reverse("language")):
                return redirect(page)
        return self.get_response(request)
