"""Forms of the organisation: what a list is asked for in its address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
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


class ChosenDay(forms.DateField):
    """A day as the browser's calendar gives it."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FromDayForm(forms.Form):
    """Something new from a day on; the days before keep the old."""

    first_day = ChosenDay(label=_("从哪一天起"), help_text=_("批准变更的那一天，不晚于今天。"))

    def __init__(self, data: Any = None, *, today: date, **more: Any) -> None:
        super().__init__(data, **more)
        self.today = today

    def clean_first_day(self) -> date:
        day: date = self.cleaned_data["first_day"]
        if day > self.today:
            raise forms.ValidationError(gettext("这一天还没有到。到了那一天再办。"))
        return day


class RenameForm(FromDayForm):
    name = forms.CharField(label=_("新名称"), max_length=120)
    field_order = ("name", "first_day")


class AddressForm(FromDayForm):
    address = forms.CharField(label=_("新住所"), max_length=200)
    field_order = ("address", "first_day")


class CorrectAddressForm(forms.Form):
    """The address as it should have been entered."""

    address = forms.CharField(label=_("正确的住所"), max_length=200)
    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("写明哪里登错，依据哪份文件。确实迁过的，办变更。")
    )


class CorrectNameForm(forms.Form):
    """The name as it should have been entered."""

    name = forms.CharField(label=_("正确的名称"), max_length=120)
    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("写明哪里登错，依据哪份文件。名称确实变过的，办变更。")
    )


class RegistrationForm(forms.Form):
    """A certificate as a legal person."""

    registered_on = ChosenDay(label=_("登记日"))
    certificate_until = ChosenDay(label=_("证书有效期止"))
    code = forms.CharField(label=_("统一社会信用代码"), max_length=18, required=False)
    address = forms.CharField(label=_("住所"), max_length=200, required=False)

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).strip().upper()
