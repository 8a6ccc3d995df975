"""Reads of the yearly notices of days off."""

from __future__ import annotations

from django.db.models import QuerySet

from gonglian.reference.models import WorkdayNotice


def standing_notices() -> QuerySet[WorkdayNotice]:
    """The notice of each year as known now, with who entered it."""
    return WorkdayNotice.objects.filter(recorded__upper_inf=True).select_related("entered_by")


def notices_of(year: int) -> QuerySet[WorkdayNotice]:
    """Every notice entered for a year, the standing one first."""
    return WorkdayNotice.objects.filter(year=year).select_related("entered_by").order_by("-pk")
