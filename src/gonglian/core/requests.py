"""What a view gets: Django's request and what this site's middleware put on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """on: the day of view; known: the moment whose knowledge is shown, None for now; takes_known: whether the page can show
    another's (core/knowing.py); today: the clock's day; duties: the user's; user.duty: the chosen one or None."""

    user: Any
    on: date
    known: datetime | None
    takes_known: bool
    today: date
    duties: list[Any]
