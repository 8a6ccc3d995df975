"""What is typed to ask for an extension: parse and validate, never save."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.forms import ChosenDay


class AskForm(forms.Form):
    """Until when, and why."""

    until = ChosenDay(
        label=_("延期到"),
        help_text=_("延期后的最后一天，本会各机构的任期一并延到这一天。"),
    )
    reason = forms.CharField(
        label=_("延期理由"),
        max_length=200,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("写入请示；请示由行文模板生成，交负责人签发。"),
    )
