"""The kit of page parts: states, citations, dates, numbers. One mark-up for each, used by every page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.http import QueryDict
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gonglian.core.knowing import takes_known

register = template.Library()
TONES = {"bad", "soon", "late", "todo", "now", ""}


@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape of the sprite; it says nothing to a screen reader, the word beside it does."""
    return format_html('<svg class="g-i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
def st(shape: str, word: object, tone: str = "") -> SafeString:
    """A state: shape and word, never colour alone. tone: bad, soon, late, todo, now or nothing."""
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone}")
    extra = f" is-{tone}" if tone else ""
    return format_html('<span class="g-st{}">{}{}</span>', extra, icon(shape), word)


@register.simple_tag
def due(by: date, today: date) -> SafeString:
    """How far off a last day is, in words: overdue by so many days, today, in so many days."""
    days = (by - today).days
    if days < 0:
        return format_html('<b class="g-late">{}</b>', _("超期 %(days)s 天") % {"days": -days})
    if days == 0:
        return format_html('<b class="g-strong">{}</b>', _("今天"))
    return format_html("{}", _("还有 %(days)s 天") % {"days": days})


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


@register.simple_tag(takes_context=True)
def at(context: dict[str, Any], place: Any, *args: object, **query: object) -> str:
    """The address of a record or of a named page, on the day being viewed and as known when it is.

    place: a record with get_absolute_url, an address that begins with a stroke, or the name of a page (args:
    its arguments). query: further parameters; empty ones are left out.
    """
    if hasattr(place, "get_absolute_url"):
        place = place.get_absolute_url()
    address, _mark, given = str(place).partition("?")
    if not address.startswith("/"):
        address = reverse(address, args=args)
    asked = QueryDict(given, mutable=True)
    asked.update({name: str(value) for name, value in query.items() if value not in (None, "")})
    request = context["request"]
    if getattr(request, "on", None) != getattr(request, "today", None):
        asked["on"] = request.on.isoformat()
    if getattr(request, "known", None) and takes_known(address):
        asked["known"] = request.known.date().isoformat()
    return f"{address}?{asked.urlencode()}" if asked else address


@register.simple_tag(takes_context=True)
def form_head(context: dict[str, Any]) -> SafeString:
    """What every POST form begins with: the forgery token and the duty it was opened under."""
    request = context["request"]
    duty = getattr(request.user, "duty", None)
    token = format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', get_token(request))
    chosen = (
        format_html('<input type="hidden" name="as_duty" value="{}">', duty.pk) if duty else SafeString("")
    )
    return token + chosen


@register.simple_tag(takes_context=True)
def kept_query(context: dict[str, Any], *dropped: str) -> SafeString:
    """Hidden fields that carry this page's parameters through a GET form, but for those in `dropped`."""
    pairs = [
        (name, value)
        for name, values in context["request"].GET.lists()
        for value in values
        if name not in dropped
    ]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """A form field's control in the kit's look, tied to its hint and its error."""
    css = "form-select" if field.widget_type in ("select", "selectmultiple") else "form-control"
    if field.widget_type == "checkbox":
        css = "form-check-input"
    attrs: dict[str, str | bool] = {"class": css}
    notes = [f"{field.id_for_label}_hint"] if field.help_text else []
    if field.errors:
        notes.append(f"{field.id_for_label}_error")
        attrs["aria-invalid"] = "true"
    if notes:
        attrs["aria-describedby"] = " ".join(notes)
    return field.as_widget(attrs=attrs)


@register.simple_tag(takes_context=True)
def turn(context: dict[str, Any], name: str, number: int) -> str:
    """This page's address with one of its lists turned to another page. name: the list's parameter."""
    return here(context, **{name or "page": number})
