"""allauth's forms with what this site adds: the first-use mark is lifted with a password of one's own; too many wrong codes
are written down and say until when one has to wait."""

from __future__ import annotations

from allauth.account.forms import ChangePasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from gonglian.accounts import audit
from gonglian.accounts.limits import locked_out, open_again
from gonglian.accounts.states import EventKind

TOO_MANY = "too_many_login_attempts"  # allauth's word


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def save(self) -> None:
        super().save()
        user = self.user
        user.must_change_password, user.code_last_day, user.password_set_at = False, None, Now()
        user.save(update_fields=["must_change_password", "code_last_day", "password_set_at"])


class CodeForm(AuthenticateForm):  # type: ignore[misc]
    def clean_code(self) -> str:
        try:
            code: str = super().clean_code()
        except ValidationError as error:
            if error.code != TOO_MANY:
                raise
            audit.note(EventKind.LOCK_OUT, user=self.user, request=context.request)
            raise locked_out(open_again(context.request, f"mfa-auth-user-{self.user.pk}")) from None
        return code
