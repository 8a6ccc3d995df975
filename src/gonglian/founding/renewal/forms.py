"""What is typed to begin a renewal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class BeginRenewalForm(forms.Form):
    """ordinal only where the records hold no term."""

    ordinal = forms.IntegerField(label=_("第几届"), min_value=1, max_value=99)
    reason = forms.CharField(
        label=_("提前换届的理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("到期换届不用填。提前的，理由随请示报批。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, known: bool) -> None:
        super().__init__(data)
        if known:
            del self.fields["ordinal"]
