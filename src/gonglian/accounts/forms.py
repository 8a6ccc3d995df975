"""Changing one's password: allauth's form; the first-use mark is lifted with it."""

from __future__ import annotations

from allauth.account.forms import ChangePasswordForm
from django.db.models.functions import Now


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def save(self) -> None:
        super().save()
        user = self.user
        user.must_change_password, user.code_last_day, user.password_set_at = False, None, Now()
        user.save(update_fields=["must_change_password", "code_last_day", "password_set_at"])
