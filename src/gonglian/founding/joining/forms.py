"""Forms of joining and leaving: parse and validate, never save."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.founding.case_forms import DateField
from gonglian.founding.draft_forms import MOST_PEOPLE
from gonglian.founding.joining.access import JOINING_KINDS
from gonglian.founding.joining.models import JoiningUnit
from gonglian.founding.joining.states import Way
from gonglian.founding.states import Consent, ConsentBody
from gonglian.organisation.models import Union
from gonglian.organisation.states import UnionState

LINES = re.compile(r"[\n,，、;；]+")
MOST_LINES = 200


def _people(label: Any, least: int = 0) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST_PEOPLE)


def _upload(label: Any) -> forms.FileField:
    return forms.FileField(label=label, required=False)


class UnitsForm(forms.Form):
    """Which units: ticked in the list, or named by code or full name as their papers do."""

    units = forms.MultipleChoiceField(label=gettext_lazy("单位"), required=False)
    named = forms.CharField(
        label=gettext_lazy("按来文写明的单位"), required=False, max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一个，写统一社会信用代码或工会全称。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, offered: Sequence[Union], way: str) -> None:
        super().__init__(data, files)
        self.offered = {str(union.pk): union for union in offered}
        self.fields["units"].choices = [(pk, union.name) for pk, union in self.offered.items()]  # type: ignore[attr-defined]
        if way == Way.LEAVE:
            del self.fields["named"]

    def clean_named(self) -> list[Union]:
        wanted = list(dict.fromkeys(filter(None, map(str.strip, LINES.split(self.cleaned_data["named"])))))
        if len(wanted) > MOST_LINES:
            raise forms.ValidationError(_("一次最多写 %(most)s 个单位，请分几次办。") % {"most": MOST_LINES})
        found = {text: _named(text) for text in wanted}
        if unknown := [text for text, unions in found.items() if len(unions) != 1]:
            raise forms.ValidationError(
                _("找不到，或同名的不止一个：%(names)s。请改写统一社会信用代码，或先登记这个工会。")
                % {"names": "、".join(unknown)}
            )
        return [unions[0] for unions in found.values()]

    def chosen(self) -> list[Union]:
        """Each union once: those ticked, then those named."""
        ticked = [self.offered[pk] for pk in self.cleaned_data["units"]]
        return list({union.pk: union for union in (*ticked, *self.cleaned_data.get("named", []))}.values())


def _named(text: str) -> list[Union]:
    rows = Union.objects.filter(
        Q(code=text.upper()) | Q(name=text), kind__in=JOINING_KINDS, state=UnionState.ACTIVE
    )
    return list(rows[:2])


class PastForm(UnitsForm):
    """A joining or leaving that came about outside, with its days and its paper."""

    decided_on = DateField(label=gettext_lazy("单位委员会决定日"), required=False)
    accepted_on = DateField(label=gettext_lazy("产业（行业）工会委员会接收决定日"))
    reported_on = DateField(label=gettext_lazy("报告领导工会日"), required=False)
    report_number = forms.CharField(label=gettext_lazy("报告文号"), required=False, max_length=60)
    upload = _upload(gettext_lazy("会议记录或报告的扫描件"))

    def given(self) -> dict[str, Any]:
        names = ("decided_on", "accepted_on", "reported_on", "report_number", "upload")
        return {name: self.cleaned_data[name] for name in names}


class TargetForm(forms.Form):
    """Which industrial union a unit joins or leaves."""

    union = forms.ModelChoiceField(
        label=gettext_lazy("产业（行业）工会"), queryset=Union.objects.none(), empty_label="—"
    )

    def __init__(self, data: Any = None, *, unions: QuerySet[Union]) -> None:
        super().__init__(data)
        self.fields["union"].queryset = unions  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """What a unit's own body decided, with its sums."""

    consent = forms.ChoiceField(
        label=gettext_lazy("决定"), choices=[pair for pair in Consent.choices if pair[0] != Consent.ASKED]
    )
    body = forms.ChoiceField(label=gettext_lazy("决定机构"), choices=ConsentBody.choices)
    decided_on = DateField(label=gettext_lazy("决定日期"))
    entitled = _people(gettext_lazy("应到"), 1)
    present = _people(gettext_lazy("实到"))
    votes_for = _people(gettext_lazy("赞成"))
    upload = _upload(gettext_lazy("决议或决定书的扫描件"))

    def __init__(self, data: Any = None, files: Any = None, *, row: JoiningUnit) -> None:
        kept = ("consent", "body", "decided_on", "entitled", "present", "votes_for")
        initial = {name: getattr(row, name) for name in kept}
        if row.consent == Consent.ASKED:
            initial |= {"consent": Consent.CONSENTED, "body": ConsentBody.COMMITTEE}
        super().__init__(data, files, initial=initial)


class AcceptanceForm(forms.Form):
    """What the industrial union's committee decided, with its sums."""

    accepted_on = DateField(label=gettext_lazy("委员会会议日期"))
    entitled = _people(gettext_lazy("应到"), 1)
    present = _people(gettext_lazy("实到"))
    votes_for = _people(gettext_lazy("赞成"))
    upload = _upload(gettext_lazy("会议纪要的扫描件"))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("原因"), widget=forms.Textarea(attrs={"rows": 3}), max_length=200
    )
