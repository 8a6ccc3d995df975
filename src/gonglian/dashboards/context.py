"""What the frame around every page shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gonglian.dashboards.help_texts import help_of
from gonglian.dashboards.news import unread
from gonglian.organisation.account_access import WATCHING
from gonglian.organisation.states import Role
from gonglian.reference.models import Region


@dataclass(frozen=True)
class Entry:
    """A line of the rail: its word, the page it opens, the areas in which it is marked as present; roles: those it is for,
    none named: for every duty. pages: single pages that stand here, whatever their area."""

    label: Any
    page: str
    areas: frozenset[str]
    query: str = ""
    roles: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()


BUSINESS = frozenset(Role) - {Role.ADMIN}  # the administrator looks after accounts and sees no business
# In the order of the founding document. A line stands here only when something behind it works.
RAIL: list[Entry] = [
    Entry(_("工作台"), "dashboards:workbench", frozenset({"dashboards"})),
    Entry(
        _("组织"),
        "organisation:unions",
        frozenset({"organisation", "rosters", "terms"}),
        "?kind=industrial",
        BUSINESS,
        frozenset({"dashboards:handover"}),
    ),
    Entry(
        _("组建换届"),
        "founding:cases",
        frozenset({"founding"}),
        roles=BUSINESS,
        pages=frozenset({"dashboards:city_terms"}),
    ),
    Entry(_("大会选举"), "meetings:meetings", frozenset({"meetings", "archives"}), roles=BUSINESS),
    Entry(_("公文"), "documents:register", frozenset({"documents", "approvals"}), roles=BUSINESS),
    Entry(_("账号"), "duties:accounts", frozenset({"duties"}), roles=frozenset(WATCHING)),
]

ELSEWHERE = frozenset().union(*(entry.pages for entry in RAIL))


def frame(request: HttpRequest) -> dict[str, Any]:
    """The day of view, today, the duty one acts under, the rail, what the page says of itself.

    What asks the database is a function: the page about a broken database asks nothing.
    """
    today = getattr(request, "today", None)
    return {
        "on": getattr(request, "on", None),
        "known": getattr(request, "known", None),
        "takes_known": getattr(request, "takes_known", False),
        "today": today,
        "year_end": date(today.year - 1, 12, 31) if today else None,
        "duty": lambda: getattr(request.user, "duty", None),
        "duties": getattr(request, "duties", []),
        "city": city_name,
        "rail": lambda: rail(request),
        "unread": lambda: unread(request.user),
        "page_help": lambda: help_of(request.resolver_match.view_name) if request.resolver_match else None,
    }


def rail(request: HttpRequest) -> list[dict[str, Any]]:
    """The rail's lines with their addresses; organisation and all that follows needs a duty."""
    match = request.resolver_match
    area, page = (match.app_name, match.view_name) if match else ("", "")
    duty = getattr(request.user, "duty", None)
    shown = [e for e in RAIL if not e.roles or duty.role in e.roles] if duty else RAIL[:1]
    return [
        {
            "label": entry.label,
            "address": reverse(entry.page) + entry.query,
            "is_current": page in entry.pages if page in ELSEWHERE else area in entry.areas,
        }
        for entry in shown
    ]


@cache
def city_name() -> str:
    """The city's name, read once: reference data don't change while the program runs."""
    return str(Region.objects.get(pk=settings.CITY_CODE))
