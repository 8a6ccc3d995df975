"""The calendar of this site: the package's years, the entered notices, the plain rule beyond them."""

from __future__ import annotations

from gonglian.core.small import Small
from gonglian.reference.models import WorkdayNotice
from gonglian.reference.queries import standing_notices
from gonglian.reference.workdays import Calendar


def site_calendar() -> Calendar:
    """Working days as known now; read once per request."""
    return _CALENDAR.get()


def forget() -> None:
    """After a notice was entered."""
    _CALENDAR.forget()


def _build() -> Calendar:
    notices = list(standing_notices())
    overrides = {day: False for notice in notices for day in notice.days_off}
    overrides |= {day: True for notice in notices for day in notice.days_worked}
    return Calendar(overrides, frozenset(notice.year for notice in notices))


_CALENDAR: Small[Calendar] = Small(WorkdayNotice, _build)
