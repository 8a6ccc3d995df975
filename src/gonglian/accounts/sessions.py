"""Where somebody is signed in: seen, listed, ended. Our row stands beside Django's session of the same key."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest

from gonglian.accounts import audit
from gonglian.accounts.models import OpenSession

SEEN_EVERY = 60  # seconds between two notes that a session is in use
_MARK = "seen"


def begin(request: HttpRequest, user: Any) -> None:
    """The user has just signed in here."""
    OpenSession.objects.create(
        user=user,
        key=request.session.session_key or "",
        address=audit.address_of(request),
        agent=audit.agent_of(request),
    )


def leave(request: HttpRequest) -> None:
    """The user signs out here."""
    OpenSession.objects.filter(key=request.session.session_key).delete()


def see(request: HttpRequest, *, now: datetime) -> None:
    """Note that the signed-in user's session is in use; at most once a minute, and at once under a new key."""
    key, moment = request.session.session_key, now.timestamp()
    noted_key, noted_at = request.session.get(_MARK, ("", 0))
    if key is None or (noted_key == key and moment - noted_at < SEEN_EVERY):
        return
    found = {
        "user": request.user,
        "address": audit.address_of(request),
        "agent": audit.agent_of(request),
        "last_seen": now,
    }
    OpenSession.objects.update_or_create(key=key, defaults=found, create_defaults=found | {"since": now})
    request.session[_MARK] = (key, moment)


def sessions_of(user: Any, *, now: datetime) -> QuerySet[OpenSession]:
    """Where the user is signed in at a moment, the latest seen first."""
    alive = Session.objects.filter(expire_date__gt=now).values("session_key")
    return OpenSession.objects.filter(user=user, key__in=alive).order_by("-last_seen", "pk")


def end_session(user: Any, pk: int) -> bool:
    """Sign the user out in one place; False if he is not signed in there."""
    row = OpenSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        return False
    Session.objects.filter(session_key=row.key).delete()
    row.delete()
    return True


def end_sessions(user: Any, *, but: str = "") -> int:
    """Sign the user out everywhere, or everywhere but in the session with key `but`; how many were ended."""
    ended = OpenSession.objects.filter(user=user).exclude(key=but)
    keys = list(ended.values_list("key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    ended.delete()
    return len(keys)
