"""Forms of approvals: they read and check what was typed, they save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.states import Decision, RequestState


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


class ReplyForm(forms.Form):
    """The handler's proposal of a reply, with reasons for every no."""

    decision = forms.ChoiceField(label=_("拟办意见"), choices=Decision, initial=Decision.APPROVE)
    reasons = forms.CharField(
        label=_("理由"), required=False, max_length=1000, widget=forms.Textarea({"rows": 3}),
        help_text=_("退回修改和不同意要写明理由。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("decision") in (Decision.RETURN, Decision.REFUSE) and not data.get("reasons", "").strip():
            self.add_error("reasons", _("退回或不同意时写明理由。"))
        return data


class WithdrawForm(forms.Form):
    reason = forms.CharField(label=_("撤回原因"), max_length=200, widget=forms.Textarea({"rows": 3}))
