"""The form of a change: it reads and checks what was typed, it saves nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.policy.parameters import Parameter
from gonglian.policy.states import Certainty
from gonglian.policy.values import HINTS, Shape, as_text, shape_of


class ChangeForm(forms.Form):
    value = forms.CharField(label=_("新的取值"), max_length=1000)
    valid_from = forms.DateField(
        label=_("从哪天起"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("这一天办的事就用新的取值。"),
    )
    source = forms.CharField(
        label=_("出处"), max_length=200,
        help_text=_("依据的文件和条款。法律法规定的数，写出新规定，如“《某某条例》第八条”。"),
    )  # fmt: skip
    certainty = forms.ChoiceField(label=_("核对情况"), choices=Certainty.choices)
    reason = forms.CharField(label=_("理由"), max_length=400, widget=forms.Textarea({"rows": 3}))
    is_correction = forms.BooleanField(
        label=_("更正"), required=False, help_text=_("原来录错了，起始日可以在今天之前。已办结的事项不重算。")
    )

    def __init__(self, data: Any = None, *, standing: Parameter, on: date) -> None:
        """standing: the value in force, from which the form starts."""
        first = {"value": as_text(standing.value), "valid_from": on, "certainty": standing.certainty}
        super().__init__(data, initial=first)
        shape = shape_of(standing.id)
        self.fields["value"].help_text = HINTS[shape]
        if shape is Shape.BANDS:
            self.fields["value"].widget = forms.Textarea({"rows": 8})

    def given(self) -> dict[str, Any]:
        """What the act is called with."""
        fields = dict(self.cleaned_data)
        return {"text": fields.pop("value"), **fields}
