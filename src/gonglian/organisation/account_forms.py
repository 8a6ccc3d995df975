"""Forms of accounts and duties: they read and check what was typed, they save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.accounts.models import User
from gonglian.organisation.models import Union
from gonglian.organisation.states import NOT_STANDING, Role

NAMED_AT_MOST = 5  # unions listed when what was typed fits several


class UnionField(forms.CharField):
    """A union of the administrator's subtree by its full name or its code, or by a part of the name only one has."""

    unions: QuerySet[Union]

    def clean(self, value: Any) -> Union | None:
        text = super().clean(value)
        if not text:
            return None
        standing = self.unions.exclude(state__in=NOT_STANDING)
        exact = list(standing.filter(name=text)[:2]) or list(standing.filter(code=text.upper())[:2])
        found = exact or list(standing.filter(name__contains=text).order_by("name")[: NAMED_AT_MOST + 1])
        if not found:
            raise ValidationError(_("您管的范围里没有这个工会。请写全称或信用代码。"))
        if len(found) > 1:
            names = "、".join(union.name for union in found[:NAMED_AT_MOST])
            raise ValidationError(_("不止一个工会符合，请写全称。例如：%(names)s") % {"names": names})
        return found[0]


class DutyForm(forms.Form):
    """For which union, in which role."""

    union = UnionField(
        label=gettext_lazy("办理哪个工会的事"),
        max_length=120,
        help_text=gettext_lazy("写全称、信用代码，或名称里只有它才有的几个字，如：兰山区。"),
    )
    role = forms.ChoiceField(
        label=gettext_lazy("身份"),
        choices=Role.choices,
        help_text=gettext_lazy(
            "经办登记和拟稿，负责人签发，查看和审计只看不改，系统管理员管账号。系统管理员不能同时是负责人或审计。"
        ),
    )
    department = forms.CharField(label=gettext_lazy("部门"), max_length=40, required=False)

    def __init__(self, *args: Any, unions: QuerySet[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["union"].unions = unions  # type: ignore[attr-defined]


class AccountForm(DutyForm):
    """A new account and its first duty."""

    field_order = ["name", "username", "union", "role", "department"]
    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40)
    username = forms.CharField(
        label=gettext_lazy("用户名"),
        max_length=40,
        help_text=gettext_lazy("小写字母、数字，3 至 40 位，登录时用。"),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off"}),
    )

    def clean_username(self) -> str:
        username = str(self.cleaned_data["username"]).lower()
        User._meta.get_field("username").run_validators(username)
        return username


class EndForm(forms.Form):
    last_day = forms.DateField(
        label=gettext_lazy("最后一天"),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("这一天还能办事，第二天起不能。"),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=100, help_text=gettext_lazy("写进履历，以后可查。")
    )


class ConfirmForm(forms.Form):
    """Nothing to fill in."""
