"""Forms of approvals: they read and check what was typed, they save nothing."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import RequestState


class RequestFilter(forms.Form):
    """What the list of requests is asked for in its address. Everything is optional."""

    q = forms.CharField(label=_("标题、文号"), required=False, max_length=60)
    state = forms.ChoiceField(
        label=_("状态"), required=False, choices=[("", _("全部")), *RequestState.choices]
    )


class ObjectionForm(forms.Form):
    raised_on = forms.DateField(label=_("提出日"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    by_name = forms.CharField(
        label=_("提出人"), max_length=60, required=False, help_text=_("不愿署名的可不填。")
    )
    text = forms.CharField(label=_("异议"), max_length=2000, widget=forms.Textarea({"rows": 4}))


class AnswerForm(forms.Form):
    answered_on = forms.DateField(label=_("答复日"), widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    answer = forms.CharField(label=_("答复"), max_length=2000, widget=forms.Textarea({"rows": 4}))
