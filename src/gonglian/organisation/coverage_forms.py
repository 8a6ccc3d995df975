"""What is typed to give a union another employer."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.forms import ChosenDay
from gonglian.organisation.models import Coverage, Mandate, Union
from gonglian.organisation.queries import is_constituent
from gonglian.organisation.states import MandateKind


class CoverageChoice(forms.ModelChoiceField):
    """A covered employer, by name and code."""

    def label_from_instance(self, obj: Coverage) -> str:
        return f"{obj.employer} {obj.employer.uscc}"


class _CoveredForm(forms.Form):
    """Which of the covered employers gives way to which; for a constituent also the paper that allows it."""

    coverage = CoverageChoice(label=_("现在的单位"), queryset=Coverage.objects.none(), empty_label=None)
    uscc = forms.CharField(label=_("换成的单位的统一社会信用代码"), max_length=18)
    name = forms.CharField(
        label=_("单位名称"),
        max_length=120,
        required=False,
        help_text=_("还没有登记过的单位才填，随这件事登记。"),
    )
    papers: tuple[str, ...] = (MandateKind.SPECIAL_CHANGE,)

    def __init__(self, data: Any = None, *, union: Union, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today
        covered = Coverage.objects.as_of(today).filter(union=union, valid__upper_inf=True)
        choice: Any = self.fields["coverage"]
        choice.queryset = covered.select_related("employer").order_by("employer__pinyin", "pk")
        if is_constituent(union):
            self.fields["mandate"] = forms.ModelChoiceField(
                Mandate.objects.filter(union=union, kind__in=self.papers).order_by("-issued_on", "-pk"),
                label=_("批准文件"), required=False, empty_label=_("没有"),
                help_text=_("组成单位换单位要有批准文件；没有的，先在本档办变更上级请示。"),
            )  # fmt: skip

    def clean_uscc(self) -> str:
        return str(self.cleaned_data["uscc"]).strip().upper()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given.setdefault("mandate", None)
        return given


class ChangeCoveredForm(_CoveredForm):
    """From a day on."""

    first_day = ChosenDay(label=_("从哪一天起"), help_text=_("换单位的那一天，不晚于今天。"))

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day > self.today:
            raise forms.ValidationError(gettext("这一天还没有到。到了那一天再办。"))
        return day


class CorrectCoveredForm(_CoveredForm):
    """All the time."""

    papers = (MandateKind.SPECIAL_CHANGE, MandateKind.CORRECTION)
    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("写明哪里登错，依据什么。单位确实换过的，办变更。")
    )
