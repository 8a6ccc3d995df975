"""What is kept of sign-ins only for a time."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from gonglian.accounts.models import OpenSession, SignInEvent


def clean_sign_ins(*, on: date) -> dict[str, int]:
    """Remove what is past its time on the day `on`; for the nightly run. {"events", "sessions"}: how many were removed.

    Events go after SIGN_IN_KEEP_DAYS; the database itself keeps them for half a year (网络安全法：网络日志不少于六个月).
    """
    midnight = timezone.make_aware(datetime.combine(on, time.min))
    past = SignInEvent.objects.filter(at__lt=midnight - timedelta(days=settings.SIGN_IN_KEEP_DAYS))
    events, _by_table = past.delete()
    alive = Session.objects.filter(expire_date__gte=midnight).values("session_key")
    sessions, _by_table = OpenSession.objects.exclude(key__in=alive).delete()
    return {"events": events, "sessions": sessions}
