"""What is typed about a holder's post outside his union."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.organisation.forms import ChosenDay
from gonglian.organisation.models import Employer
from gonglian.organisation.states import PositionRole

KINDS = [(role.value, role.label) for role in PositionRole if role != PositionRole.UNION_CHAIR]


class OutsidePostForm(forms.Form):
    """A post with its place: an employer on record by its code, else by name."""

    role = forms.ChoiceField(label=gettext_lazy("职务类别"), choices=KINDS)
    place = forms.CharField(label=gettext_lazy("单位名称"), max_length=120)
    uscc = forms.CharField(
        label=gettext_lazy("统一社会信用代码"), max_length=18, required=False,
        help_text=gettext_lazy("已登记的单位填代码，才能判断是否在本会范围内。"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("职务名称"), max_length=80, required=False)
    since = ChosenDay(label=gettext_lazy("起始日"))

    def clean_uscc(self) -> str:
        code = str(self.cleaned_data["uscc"]).strip().upper()
        if code and not Employer.objects.filter(uscc=code, merged_into=None).exists():
            raise forms.ValidationError(
                _("没有登记过代码为 %(code)s 的单位，核对代码，或只填单位名称。") % {"code": code}
            )
        return code

    def given(self) -> dict[str, Any]:
        """Arguments of add_position."""
        data = self.cleaned_data
        employer = (
            Employer.objects.filter(uscc=data["uscc"], merged_into=None).first() if data["uscc"] else None
        )
        return {
            "role": data["role"], "title": data["title"], "employer": employer, "start": data["since"],
            "organisation_name": "" if employer else data["place"],
        }  # fmt: skip


class EndPostForm(forms.Form):
    ended_on = ChosenDay(
        label=gettext_lazy("卸任日"), help_text=gettext_lazy("从这一天起不再担任；不晚于今天。")
    )
