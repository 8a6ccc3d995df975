"""Forms of papers: they read and check what was typed, they save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gonglian.documents.states import NUMBERED_KINDS, PAPER_KINDS, PaperState


def _all(choices: Any) -> list[Any]:
    return [("", _("全部")), *choices]


class RegisterFilter(forms.Form):
    """What the register is asked for in its address. Everything is optional."""

    q = forms.CharField(label=_("标题、文号"), required=False, max_length=60)
    code = forms.CharField(label=_("机关代字"), required=False, max_length=20)
    year = forms.IntegerField(label=_("年份"), required=False, min_value=1949, max_value=2999)
    kind = forms.ChoiceField(label=_("文种"), required=False, choices=_all(PAPER_KINDS))
    state = forms.ChoiceField(label=_("状态"), required=False, choices=_all(PaperState.choices))


class PaperForm(forms.Form):
    title = forms.CharField(label=_("标题"), max_length=200)
    addressee_name = forms.CharField(label=_("主送机关"), max_length=200, required=False)
    body = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea({"rows": 18}),
        help_text=_("一行一段。行首写“一、”“（一）”“1.”的，印出来就是各级标题。"),
    )
    enclosures = forms.CharField(
        label=_("附件名称"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("一行一个，印在正文下面。"),
    )
    copy_to = forms.CharField(
        label=_("抄送机关"), max_length=400, required=False, help_text=_("几个单位之间用顿号。")
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def clean_enclosures(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["enclosures"].splitlines())
        return [line[:200] for line in lines if line]


class VoidForm(forms.Form):
    reason = forms.CharField(label=_("作废原因"), max_length=200)


class AttachForm(forms.Form):
    upload = forms.FileField(label=_("文件"), help_text=_("PDF、JPG、PNG、DOCX、XLSX 或 OFD，不超过 50 MB。"))


class WordingForm(forms.Form):
    text = forms.CharField(
        label=_("行文"),
        max_length=20000,
        widget=forms.Textarea({"rows": 20}),
        help_text=_(
            "第一行是标题，下面是正文。填空项写成“{{ 名称 }}”，中间不换行。"
            "可省的部分写成“[[ 文字 ]]”，其中的填空项没有内容时整段不印。"
        ),
    )


class SeriesForm(forms.Form):
    code = forms.CharField(label=_("机关代字"), max_length=20, help_text=_("只用汉字，如“临工发”。"))
    kinds = forms.MultipleChoiceField(
        label=_("文种"),
        choices=[(kind, label) for kind, label in PAPER_KINDS if kind in NUMBERED_KINDS],
        widget=forms.CheckboxSelectMultiple,
    )


class StartForm(forms.Form):
    year = forms.IntegerField(label=_("年份"), min_value=1949, max_value=2999)
    first = forms.IntegerField(
        label=_("起始号"), min_value=1, max_value=99999, help_text=_("下一份公文用这个号，一年只能定一次。")
    )
