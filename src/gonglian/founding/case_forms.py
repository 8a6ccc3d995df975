"""Forms of the case page: parse and validate, never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision


class DateField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)


class ScanField(forms.FileField):
    """A scan that may be missing; what it may be is judged by its content when it is kept."""

    def __init__(self, **options: Any) -> None:
        hint = _("PDF、JPG、PNG 或 OFD。没有的，以后再附。")
        super().__init__(required=False, max_length=200, help_text=hint, **options)


class ReplyForm(forms.Form):
    """The handler's proposal. `congress_by` is asked with the first reply only."""

    decision = forms.ChoiceField(label=_("拟办意见"), choices=Decision, initial=Decision.APPROVE)
    reasons = forms.CharField(
        label=_("理由"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("退回修改和不同意要写明理由。"),
    )
    congress_by = DateField(
        label=_("大会最迟日期"), required=False, help_text=_("批复中写明召开大会的期限，一般六个月。")
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not first:
            self.fields["congress_by"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") in (Decision.RETURN, Decision.REFUSE) and not data.get("reasons", "").strip():
            self.add_error("reasons", _("退回或不同意时写明理由。"))
        return data


class HeldForm(forms.Form):
    held_on = DateField(label=_("会议日期"))
    place = forms.CharField(label=_("地点"), max_length=80)


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("撤回原因"), widget=forms.Textarea(attrs={"rows": 3}), max_length=200)
