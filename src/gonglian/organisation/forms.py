"""Forms of the organisation: what a list is asked for in its address."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.states import Form, Sensitive, UnionKind, UnionState

NO_GUIDANCE = "no_guidance"


class UnionFilter(forms.Form):
    """The filters of the list of unions. Everything is optional; an unknown choice counts as not asked."""

    q = forms.CharField(label=_("名称"), required=False, max_length=60)
    region = forms.CharField(label=_("地域"), required=False, max_length=12)
    trade = forms.CharField(label=_("行业"), required=False, max_length=5)
    kind = forms.ChoiceField(label=_("类别"), required=False, choices=[("", _("全部")), *UnionKind.choices])
    form = forms.ChoiceField(label=_("形式"), required=False, choices=[("", _("全部")), *Form.choices])
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[("", _("全部")), *UnionState.choices])
    line = forms.ChoiceField(
        label=_("上级"), required=False, choices=[("", _("全部")), (NO_GUIDANCE, _("尚无上级产业工会"))]
    )

    def clean_trade(self) -> str:
        return str(self.cleaned_data["trade"]).strip().upper()

    @property
    def asked(self) -> dict[str, str]:
        """The filters that are set and sound, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class RevealForm(forms.Form):
    """Which masked field one reads, and why."""

    field = forms.ChoiceField(label=_("看哪一项"), choices=Sensitive)
    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=200,
        help_text=_("写明办什么事用。每次查看都有记录，本人可以要求查看。"),
    )
