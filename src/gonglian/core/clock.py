"""The one place that reads the clock. Views, commands and jobs ask here and pass the day inward."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """Today in the city's time zone."""
    return now().date()


def now() -> datetime:
    return timezone.localtime()
