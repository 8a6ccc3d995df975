"""The days an address asks for: the day of view (`?on=`), and on some pages what was known on a day (`?known=`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from gonglian.core.requests import Request

View = Callable[..., HttpResponse]


def asked_day(request: Any, name: str) -> date | None:
    """The day the address gives under `name`; None, said aloud, for what is no day."""
    given = request.GET.get(name)
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        messages.error(request, _("日期要写成 2026-03-01 这样，现在按今天显示。"))
        return None


def reads_known(view: View) -> View:
    """A page that can be read 按当时所知: `request.known` is the end of the day asked for, None for what is known today.

    It changes which records are read, never who may read: access stays with today's knowledge.
    """

    @wraps(view)
    def seen(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        day = asked_day(request, "known")
        if day and day < request.today:
            request.known = datetime.combine(day, time.max, timezone.get_current_timezone())
        request.takes_known = True
        return view(request, *args, **kwargs)

    seen.takes_known = True  # type: ignore[attr-defined]
    return seen


def takes_known(address: str) -> bool:
    """Whether the page at the address can be read 按当时所知."""
    try:
        return hasattr(resolve(address).func, "takes_known")
    except Resolver404:
        return False
