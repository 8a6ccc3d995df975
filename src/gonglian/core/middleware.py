"""Small request-wide choices: the reader's language and the day of view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _

from gonglian.core import clock, small

Handler = Callable[[HttpRequest], HttpResponse]


class ChosenLanguage:
    """Chinese unless the reader chose otherwise; a browser's own preference is not asked."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language  # type: ignore[attr-defined]
            return self.get_response(request)


class DayOfView:
    """`request.today` is the clock's day; `request.on` the day whose state is shown (`?on=`, today by default)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.today = request.on = clock.today()  # type: ignore[attr-defined]
        if given := request.GET.get("on"):
            try:
                request.on = date.fromisoformat(given)  # type: ignore[attr-defined]
            except ValueError:
                messages.error(request, _("日期要写成 2026-03-01 这样，现在按今天显示。"))
        return self.get_response(request)


class SmallTables:
    """Parameters and calendar are looked at once per request (core/small.py)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with small.once():
            return self.get_response(request)
