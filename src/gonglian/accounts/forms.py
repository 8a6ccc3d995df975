"""Changing one's password: allauth's form, and the first-use mark is lifted with it."""

from __future__ import annotations

from allauth.account.forms import ChangePasswordForm


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def save(self) -> None:
        super().save()
        self.user.must_change_password = False
        self.user.save(update_fields=["must_change_password"])
