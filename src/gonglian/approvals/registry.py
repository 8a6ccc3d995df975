"""Which page belongs to a request's kind: each area that owns requests says so in its AppConfig.ready()."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Owner:
    """`url_name` takes the request's id; `title` is the matter in a few words (lazy text)."""

    url_name: str
    title: Any


_OWNERS: dict[str, Owner] = {}


def register(kind: str, url_name: str, title: Any) -> None:
    """Name the page for a kind. Refused (ValueError): another page for the same kind."""
    owner = Owner(url_name, title)
    if _OWNERS.get(kind, owner).url_name != url_name:
        raise ValueError(f"kind {kind} has a page already: {_OWNERS[kind].url_name}")
    _OWNERS[kind] = owner


def title_of(kind: str) -> str:
    """The matter in words; the bare kind when nobody registered it."""
    return str(_OWNERS[kind].title) if kind in _OWNERS else kind


def url_of(kind: str, request_id: int) -> str:
    """The owner's page for a request; "" when nobody registered the kind."""
    return reverse(_OWNERS[kind].url_name, args=[request_id]) if kind in _OWNERS else ""
