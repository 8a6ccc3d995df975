"""The calendar of a duty (procedures D): the steps of the renewals of its union and of those it leads, one event a step.

It is read by a calendar program under a secret address. A step keeps its UID, so that an event moves when its day does. No
person is named in it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, date, datetime, time, timedelta

import icalendar
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.access import fetch
from gonglian.dashboards.dues import own_and_led
from gonglian.dashboards.models import CalendarLink
from gonglian.organisation.models import Duty
from gonglian.organisation.states import Role
from gonglian.terms.models import Term
from gonglian.terms.planning import Plan, Step
from gonglian.terms.queries import plan_of, terms_ending

MONTHS = 18  # terms that end within so long: the first reminder is a year before the eye at least
REFRESH = timedelta(days=1)


def make_link(duty: Duty, *, on: date) -> str:
    """The word of a new address; the earlier one ends. It can't be read again."""
    word = secrets.token_urlsafe(24)
    CalendarLink.objects.update_or_create(
        duty=duty, defaults={"digest": _digest(word), "made_on": on, "read_on": None}
    )
    return word


def end_link(duty: Duty) -> None:
    CalendarLink.objects.filter(duty=duty).delete()


def link_of(duty: Duty) -> CalendarLink | None:
    return CalendarLink.objects.filter(duty=duty).first()


@transaction.atomic
def open_link(word: str, *, on: date) -> Duty:
    """The duty whose calendar this is, with its user's authority of the day; 404 for a strange word, and once the duty is
    over, its account closed, or its role no business."""
    rows = CalendarLink.objects.select_related("duty__union", "duty__user").filter(
        duty__valid__contains=on, duty__user__is_active=True
    )
    link = fetch(rows.exclude(duty__role=Role.ADMIN), lambda row: True, digest=_digest(word))
    if link.read_on != on:
        CalendarLink.objects.filter(pk=link.pk).update(read_on=on)
    return link.duty


def calendar_of(duty: Duty, *, on: date, now: datetime) -> bytes:
    """The calendar as iCalendar (RFC 5545): all-day events, the first to fall due first."""
    duty.user.duty = duty
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//gonglian//renewals//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("换届安排：%(union)s") % {"union": duty.union})
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for term in terms_ending(own_and_led(duty.user, on), on=on, months=MONTHS):
        plan = plan_of(term, today=on)
        for step in plan.steps:
            calendar.add_component(_event(term, plan, step, now))
    return bytes(calendar.to_ical())


def _event(term: Term, plan: Plan, step: Step, now: datetime) -> icalendar.Event:
    union = term.body.union
    words = {"step": step.code.label, "union": union, "day": plan.ends_on, "why": step.why}
    told = [_("最迟这一天办（%(why)s）。本届 %(day)s 届满。") % words]
    if step.provisional:
        told.append(_("那一年的放假安排还没有公布，日子是暂定的。"))
    event = icalendar.Event()
    event.add("uid", f"{settings.CITY_CODE}-{union.pk}-{term.ordinal}-{step.code}@gonglian")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", step.latest)
    event.add("dtend", step.latest + timedelta(days=1))
    event.add("summary", _("%(step)s：%(union)s") % words)
    event.add("description", "\n".join(told))
    event.add("transp", "TRANSPARENT")
    event.add("status", "TENTATIVE" if step.provisional else "CONFIRMED")
    return event


def beginning_of(day: date) -> datetime:
    """The moment events are stamped with: one a day, so that what did not change reads the same all day."""
    return datetime.combine(day, time.min, tzinfo=UTC)


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
