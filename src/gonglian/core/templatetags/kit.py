"""The kit of page parts: states, citations, dates, numbers. One mark-up for each, used by every page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
TONES = {"bad", "soon", "late", "todo", "now", ""}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape of the sprite; it says nothing to a screen reader, the word beside it does."""
    return format_html('<svg class="g-i" aria-hidden="true"><use href="#{}"/></svg>', name)


@register.simple_tag
def st(shape: str, word: object, tone: str = "") -> SafeString:
    """A state: shape and word, never colour alone. tone: bad, soon, late, todo, now or nothing."""
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone}")
    extra = f" is-{tone}" if tone else ""
    return format_html('<span class="g-st{}">{}{}</span>', extra, icon(shape), word)


@register.simple_tag
def cite(source: object) -> SafeString:
    """A citation of a clause or article."""
    return format_html('<span class="g-cite">{}</span>', source)


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A date as 2026-03-01 that never breaks; an em dash for none."""
    if value is None:
        return "—"
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), value.isoformat())


@register.filter
def moment(value: datetime) -> SafeString:
    """A point in time, to the minute."""
    local = timezone.localtime(value)
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), local.strftime("%Y-%m-%d %H:%M"))


@register.filter
def spoken(value: date) -> str:
    """A date as papers write it: 2026年3月1日."""
    return f"{value.year}年{value.month}月{value.day}日"


@register.filter
def number(value: Any) -> str:
    """A whole number with thousands marks; an em dash for none."""
    return "—" if value is None else f"{value:,}"


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], **changes: object) -> str:
    """This page's address with some parameters changed; None removes one."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None and value != "":
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"
