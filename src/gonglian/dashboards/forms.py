"""What an officer decides about the daily mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DigestForm(forms.Form):
    address = forms.EmailField(
        label=_("电子邮箱"), required=False, max_length=254, help_text=_("用工作邮箱。邮件里只有件数和链接。")
    )
    is_on = forms.BooleanField(label=_("每个工作日发一封"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("is_on") and not given.get("address") and "address" not in self.errors:
            self.add_error("address", _("要发邮件，请填电子邮箱。"))
        return given
