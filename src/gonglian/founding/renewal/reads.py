"""What the page that begins a renewal shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.meetings.states import ordinal_word
from gonglian.organisation.models import Union
from gonglian.organisation.queries import constituents_of
from gonglian.terms.queries import latest_term


def beginning(union: Union, *, on: date) -> dict[str, Any]:
    """The term that ends, its last day, the congress to come and who makes it up."""
    now = latest_term(union, on=on)
    return {
        "now": now,
        "ordinal": ordinal_word(now.ordinal + 1) if now else "",
        "constituents": constituents_of(union).count(),
    }
