"""What the workbench shows."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.organisation import access
from gonglian.organisation.listing import tally
from gonglian.organisation.reads.story import recent_story
from gonglian.organisation.states import UnionKind

RECENT = 12


def workbench_of(user: Any, *, on: date) -> dict[str, Any]:
    """Figures over the unions in reach on the day, by kind and by line, and the latest acts about them."""
    unions = access.visible_unions(user, on=on)
    industrial = unions.filter(kind=UnionKind.INDUSTRIAL)
    return {
        "all": tally(unions, on=on),
        "industrial": tally(industrial, on=on),
        "recent": recent_story(unions, on=on, limit=RECENT),
    }
