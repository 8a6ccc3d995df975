"""Forms of the case page: parse and validate, never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.approvals import forms as approvals


class DateField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class ScanField(forms.FileField):
    """A scan that may be missing; what it may be is judged by its content when it is kept."""

    def __init__(self, **options: Any) -> None:
        hint = _("PDF、JPG、PNG 或 OFD。没有的，以后再附。")
        super().__init__(required=False, max_length=200, help_text=hint, **options)


class ReplyForm(approvals.ReplyForm):
    """The handler's proposal. `congress_by` is asked with the first reply only."""

    congress_by = DateField(
        label=_("大会最迟日期"), required=False, help_text=_("批复中写明召开大会的期限，一般六个月。")
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first:
            self.fields["congress_by"].widget = forms.HiddenInput()


class HeldForm(forms.Form):
    held_on = DateField(label=_("会议日期"))
    place = forms.CharField(label=_("地点"), max_length=80)
