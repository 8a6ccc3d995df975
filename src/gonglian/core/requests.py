"""What a view gets: Django's request and what this site's middleware put on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest


class Request(HttpRequest):
    """on: the day of view; today: the clock's day; duties: the user's; user.duty: the chosen one or None."""

    user: Any
    on: date
    today: date
    duties: list[Any]
