"""How a page cites: the instrument and article in words, never our own marks."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gonglian.policy.catalogue import in_words, is_clause
from gonglian.policy.registry import get

register = template.Library()


@register.filter
def clause_title(name: str) -> str:
    """The short title of the clause with this id."""
    return str(get(name).title)


@register.simple_tag
def cite(marks: str | Iterable[str], clause: str = "") -> SafeString:
    """Sources in words; with a clause's id, or for a clause itself, a link to the page that explains it."""
    words = in_words(marks)
    if isinstance(marks, str) and is_clause(marks):
        clause = marks
    if not words:
        return SafeString()
    if clause:
        return format_html(
            '<a class="g-cite" href="{}">{}</a>', reverse("policy:clause", args=[clause]), words
        )
    return format_html('<span class="g-cite">{}</span>', words)
