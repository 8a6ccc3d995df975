"""Lists of changes and joinings: what the address asks for, page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from gonglian.core.pages import Page, bounds, page_number


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: its name in the address and in the table, its label, what may be chosen, what is."""

    name: str
    label: Any
    options: Sequence[tuple[str, Any]]
    value: str


class Listing:
    """rows: those the reader may see. filters: name → label and choices; an unknown choice counts as not asked."""

    def __init__(
        self, rows: QuerySet[Any], query: Mapping[str, str], filters: Mapping[str, tuple[Any, Any]]
    ) -> None:
        self.filters = [
            Choice(name, label, choices, asked if (asked := query.get(name, "")) in dict(choices) else "")
            for name, (label, choices) in filters.items()
        ]
        ids = rows.filter(**{each.name: each.value for each in self.filters if each.value})
        self._rows = rows.model._default_manager.filter(pk__in=ids.order_by().values("pk")).order_by("-pk")
        self._asked_page = query.get("page", "1")

    def page(self, *related: str, prefetch: Sequence[str] = ()) -> Page[Any]:
        """The page asked for, the latest first, with the rows named at hand."""
        total = self._rows.count()
        number = page_number(self._asked_page, total)
        rows = self._rows.select_related(*related).prefetch_related(*prefetch)
        return Page(number, total, list(rows[bounds(number)]))
