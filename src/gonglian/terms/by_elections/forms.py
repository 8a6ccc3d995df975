"""What is typed for by-elections: parse and validate, never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gonglian.organisation.forms import ChosenDay
from gonglian.terms.by_elections.states import By
from gonglian.terms.forms import PersonForm
from gonglian.terms.models import Seat


class RecallForm(forms.Form):
    """The meeting that is called."""

    held_on = ChosenDay(label=gettext_lazy("会议日期"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)


class ConveneForm(RecallForm):
    """A body's meeting, and what it has to resolve."""

    points = forms.CharField(
        label=gettext_lazy("议题"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("每行写一项，开会后逐项记表决结果。"),
    )  # fmt: skip

    def clean_points(self) -> list[str]:
        return str(self.cleaned_data["points"]).splitlines()


class CallForm(RecallForm):
    """The meeting that is called, and who votes."""

    by = forms.ChoiceField(label=gettext_lazy("由谁选举"), choices=By.choices)

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not seat.is_leading:
            only = By.COMMITTEE if seat.is_director else By.CONGRESS
            self.fields["by"].choices = [(only.value, only.label)]  # type: ignore[attr-defined]


class NominateForm(PersonForm):
    """Somebody named for the seat."""

    unit_name = forms.CharField(label=gettext_lazy("单位"), max_length=120, required=False)
    declared = forms.BooleanField(label=gettext_lazy("本人已申报外部任职"), required=False)
    agreed = forms.NullBooleanField(
        label=gettext_lazy("经协商同意"), required=False,
        help_text=gettext_lazy("女职工委员会主任不由女主席、女副主席担任的，要经协商同意。"),
    )  # fmt: skip

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not seat.is_head_of_women:
            del self.fields["agreed"]
