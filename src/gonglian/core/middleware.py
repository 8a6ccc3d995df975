"""Small request-wide matters: a line in the log, the reader's language, the day of view."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from gonglian.core import clock, logs, small
from gonglian.core.knowing import asked_day

Handler = Callable[[HttpRequest], HttpResponse]
_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLog:
    """One line per request: number, method, address, status, milliseconds, user, duty. No query, no form, no name.

    The number comes from the proxy (X-Request-ID) or is made here, and goes back in the answer: who reports a fault can
    name it.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        number = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex[:16]
        token = logs.request_id.set(number)
        began = time.monotonic()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = number
            self._tell(request, response.status_code, round((time.monotonic() - began) * 1000))
            return response
        finally:
            logs.request_id.reset(token)

    def _tell(self, request: HttpRequest, status: int, ms: int) -> None:
        user = getattr(request, "_cached_user", None)  # as far as the page asked: no query for the log's sake
        fields = {
            "method": request.method,
            "path": logs.masked_path(request.path),
            "status": status,
            "ms": ms,
            "user": getattr(user, "pk", None),
            "duty": getattr(getattr(user, "duty", None), "pk", None),
        }
        line = "{method} {path} {status} {ms} ms".format(**fields)
        logging.getLogger("gonglian.request").info(line, extra={"fields": fields})


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
        request.today = clock.today()  # type: ignore[attr-defined]
        request.on = asked_day(request, "on") or request.today  # type: ignore[attr-defined]
        request.known, request.takes_known = None, False  # type: ignore[attr-defined]
        return self.get_response(request)


class SmallTables:
    """Parameters and calendar are looked at once per request (core/small.py)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with small.once():
            return self.get_response(request)
