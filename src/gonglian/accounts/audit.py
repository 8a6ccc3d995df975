"""Writes down what happens at the door, where allauth and Django tell of it.

The signals are those of the sign-in library; nothing of the business hangs on them.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.signals import password_changed
from allauth.mfa import signals as factors
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from gonglian.accounts.models import SignInEvent
from gonglian.accounts.states import EventKind

AGENT_LENGTH = 200


def note(kind: EventKind, *, user: Any, request: HttpRequest, why: str = "") -> None:
    """One event, with the address and browser of the request; its time is the database's."""
    SignInEvent.objects.create(
        kind=kind, user=user, why=why, address=address_of(request), agent=agent_of(request)
    )


def address_of(request: HttpRequest) -> str | None:
    """The client's address, behind a trusted proxy the one it names; None if there is none."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None


def agent_of(request: HttpRequest) -> str:
    return request.META.get("HTTP_USER_AGENT", "")[:AGENT_LENGTH].replace("\x00", "")


def listen() -> None:
    """Called once, when the area is loaded."""
    password_changed.connect(_on_password_changed, dispatch_uid="gonglian")
    factors.authentication_failed.connect(_on_wrong_code, dispatch_uid="gonglian")
    factors.authenticator_used.connect(_on_right_code, dispatch_uid="gonglian")
    factors.authenticator_added.connect(_on_factor_set, dispatch_uid="gonglian")
    factors.authenticator_removed.connect(_on_factor_removed, dispatch_uid="gonglian")
    factors.authenticator_reset.connect(_on_codes_renewed, dispatch_uid="gonglian")


def _on_password_changed(request: HttpRequest, user: Any, **_: Any) -> None:
    note(EventKind.PASSWORD_CHANGED, user=user, request=request)


def _on_wrong_code(request: HttpRequest, user: Any, **_: Any) -> None:
    note(EventKind.SECOND_FACTOR_FAILURE, user=user, request=request)


def _on_right_code(request: HttpRequest, user: Any, **_: Any) -> None:
    note(EventKind.SECOND_FACTOR, user=user, request=request)


def _on_factor_set(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:  # its recovery codes come with it
        note(EventKind.FACTOR_SET, user=user, request=request)


def _on_factor_removed(request: HttpRequest, user: Any, authenticator: Any, **_: Any) -> None:
    if authenticator.type == authenticator.Type.TOTP:
        note(EventKind.FACTOR_REMOVED, user=user, request=request)


def _on_codes_renewed(request: HttpRequest, user: Any, **_: Any) -> None:
    note(EventKind.CODES_RENEWED, user=user, request=request)
