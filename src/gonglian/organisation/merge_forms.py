"""Forms about merging two records."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.organisation.merging import DROPPED, KEPT, differences, open_memberships


class MergeForm(forms.Form):
    """Why two records are one, and which value holds where they differ."""

    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写明凭什么认定是同一个，如核对过的证件或登记证。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, kept: Any, dropped: Any) -> None:
        super().__init__(data)
        for item in differences(kept, dropped):
            choices = [(KEPT, item.kept), (DROPPED, item.dropped)]
            self.fields[item.field] = self._choice(item.label, choices)
        if rows := open_memberships(kept, dropped):
            words = _("有效的会籍")
            self.fields["membership"] = self._choice(words, [(str(row.pk), str(row.union)) for row in rows])

    def choices(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}

    def _choice(self, label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
        return forms.ChoiceField(label=label, choices=[("", _("请选择")), *choices])


class ReasonForm(forms.Form):
    """A reason in a few words."""

    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)
