"""Changing one's password: allauth's form; the old one again is refused, and the first-use mark is lifted with it."""

from __future__ import annotations

from allauth.account.forms import ChangePasswordForm
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        if self.user.check_password(password):
            raise ValidationError(_("新密码不能与现在的相同。"), code="password_same")
        return password

    def save(self) -> None:
        super().save()
        self.user.must_change_password = False
        self.user.save(update_fields=["must_change_password"])
