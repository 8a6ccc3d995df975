"""Standing jobs that belong to no area: what nobody needs any more goes."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

from django.conf import settings
from django.db.models.functions import Now
from django_tasks_db.models import DBTaskResult

TASKS_KEPT = timedelta(days=30)


def clear_sessions(on: date) -> str:
    """Sessions whose idle time is over."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    return "expired sessions cleared"


def clear_tasks(on: date) -> str:
    """Background jobs that ended more than 30 days ago; those that wait or run stay."""
    gone, _ = DBTaskResult.objects.finished().filter(finished_at__lt=Now() - TASKS_KEPT).delete()
    return f"{gone} results cleared"
