"""The proof of the four unchanged, read for a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from gonglian.founding.proofs import changes_of

register = template.Library()


@register.filter
def changes(unit: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What of the four changed: (its name, the paper that allows it), nothing where all stayed."""
    return changes_of(unit)
