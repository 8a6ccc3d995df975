"""Forms of a change of line: parse and validate, never save."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.founding.case_forms import DateField
from gonglian.founding.change_of_line.states import RELATIONS, Side
from gonglian.organisation.models import Union
from gonglian.organisation.states import TERRITORIAL, UnionKind, UnionState


class BeginForm(forms.Form):
    """Which line, to whom, why; the new superior is named by code or full name, since it is out of reach as a rule."""

    kind = forms.ChoiceField(
        label=gettext_lazy("变更的关系"), choices=[(kind.value, word) for kind, word in RELATIONS.items()]
    )
    target = forms.CharField(
        label=gettext_lazy("新的上级"),
        max_length=120,
        help_text=gettext_lazy("写工会全称或统一社会信用代码。"),
    )
    reason = forms.CharField(
        label=gettext_lazy("理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    is_correction = forms.BooleanField(
        label=gettext_lazy("原来登记错了，由第二人复核更正"), required=False,
        help_text=gettext_lazy("更正不行文，从原起始日起改正；实际情况有变动的，不能用更正。"),
    )  # fmt: skip

    def clean_target(self) -> Union:
        text = self.cleaned_data["target"].strip()
        kinds = (*TERRITORIAL, UnionKind.PRIMARY)
        rows = Union.objects.filter(state=UnionState.ACTIVE, kind__in=kinds)
        found = list((rows.filter(code=text.upper()) or rows.filter(name=text))[:2])
        if len(found) != 1:
            raise forms.ValidationError(
                _("找不到“%(name)s”，或同名的不止一个。请照全称写，或改写统一社会信用代码。") % {"name": text}
            )
        return found[0]


class OpinionForm(forms.Form):
    """What one superior says."""

    side = forms.ChoiceField(label=gettext_lazy("哪一方"))
    agrees = forms.TypedChoiceField(
        label=gettext_lazy("意见"), choices=[("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("意见内容"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    given_on = DateField(label=gettext_lazy("日期"))

    def __init__(self, data: Any = None, *, sides: list[str]) -> None:
        super().__init__(data)
        self.fields["side"].choices = [(side, Side(side).label) for side in sides]  # type: ignore[attr-defined]
