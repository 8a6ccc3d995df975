"""allauth's seams: accounts are opened by an administrator, never by oneself; what happens at the door is written down;
secrets of the second factor are sealed."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from gonglian.accounts import audit, sessions
from gonglian.accounts.limits import locked_out, open_again
from gonglian.accounts.models import User
from gonglian.accounts.states import EventKind, Why
from gonglian.core.qr import qr_svg
from gonglian.core.sealing import open_text, seal_text


class ClosedAccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refused while the account or the address is locked out; says until when."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            audit.note(EventKind.LOCK_OUT, user=_named(credentials), request=request)
            again = open_again(request, self._get_login_attempts_cache_key(request, **credentials))
            raise locked_out(again) from None

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        user = _named(credentials)
        why = Why.PASSWORD if user else Why.UNKNOWN_NAME
        audit.note(EventKind.FAILURE, user=user, request=request, why=why)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        audit.note(EventKind.FAILURE, user=user, request=request, why=Why.CLOSED)
        answer: HttpResponse = super().respond_user_inactive(request, user)
        return answer

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        sessions.begin(request, user)
        audit.note(EventKind.SIGN_IN, user=user, request=request)

    def logout(self, request: HttpRequest) -> None:
        audit.note(EventKind.SIGN_OUT, user=request.user, request=request)
        sessions.leave(request)
        super().logout(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("dashboards:workbench")

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """One count an account, by whatever host name the site was reached."""
        return str(credentials.get("username", "")).strip().lower()


class SealedFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """Keys of authenticator apps and seeds of recovery codes lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        return b64encode(seal_text(text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(b64decode(encrypted_text))

    def build_totp_svg(self, url: str) -> str:
        return qr_svg(url)


def _named(credentials: dict[str, Any]) -> User | None:
    return User.objects.filter(username__iexact=str(credentials.get("username", "")).strip()[:40]).first()
