"""What is typed to put a record of an employer or a person right."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonglian.organisation.models import Employer
from gonglian.organisation.reads.choices import region_choices

_PHONE = re.compile(r"1\d{10}|0\d{2,3}-?\d{7,8}")


class EmployerForm(forms.Form):
    """The record as it should stand; each field begins with what is there."""

    name = forms.CharField(label=_("单位名称"), max_length=120)
    region_id = forms.ChoiceField(label=_("地域"))
    industry = forms.CharField(
        label=_("行业代码"), max_length=5, required=False, help_text=_("国民经济行业分类的代码，如 5431。")
    )
    head = forms.CharField(
        label=_("所属法人的统一社会信用代码"), max_length=18, required=False,
        help_text=_("分支机构才填；独立法人留空。"),
    )  # fmt: skip
    reason = forms.CharField(label=_("理由"), max_length=200, help_text=_("写明哪里登错，依据什么。"))

    def __init__(self, data: Any = None, *, employer: Employer) -> None:
        head = employer.legal_person
        present = {
            "name": employer.name, "region_id": employer.region_id, "industry": employer.industry,
            "head": head.uscc if head else "",
        }  # fmt: skip
        super().__init__(data, initial=present)
        found = region_choices()
        groups: list[Any] = [(name, [(code, name), *towns]) for code, name, towns in found.groups]
        if employer.region_id not in found.codes:
            groups.insert(0, (employer.region_id, employer.region.name))
        choice: Any = self.fields["region_id"]
        choice.choices = groups

    def clean_industry(self) -> str:
        return str(self.cleaned_data["industry"]).strip().upper()

    def clean_head(self) -> str:
        return str(self.cleaned_data["head"]).strip().upper()


class PersonForm(forms.Form):
    """The name as it is spelt, and another telephone. What is there of the telephone is not shown."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("新的手机号或电话"), max_length=20, required=False, help_text=_("不填就不改。")
    )
    reason = forms.CharField(
        label=_("理由"), max_length=200, help_text=_("写明哪里登错，依据什么；不要写证件号码和电话号码。")
    )

    def clean_phone(self) -> str:
        phone = re.sub(r"\s", "", str(self.cleaned_data["phone"]))
        if phone and not _PHONE.fullmatch(phone):
            raise forms.ValidationError(gettext("电话写 11 位手机号，或区号加号码，如 0539-8123456。"))
        return phone
