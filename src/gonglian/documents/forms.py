"""Forms of papers: they read and check what was typed, they save nothing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gonglian.documents.queries import own_paper_numbered
from gonglian.documents.states import NUMBERED_KINDS, PAPER_KINDS, PaperState


def _all(choices: Any) -> list[Any]:
    return [("", _("全部")), *choices]


class RegisterFilter(forms.Form):
    """What the register is asked for in its address. Everything is optional."""

    q = forms.CharField(label=_("标题、文号、单位或正文"), required=False, max_length=60)
    code = forms.CharField(label=_("机关代字"), required=False, max_length=20)
    year = forms.IntegerField(label=_("年份"), required=False, min_value=1949, max_value=2999)
    since = forms.DateField(
        label=_("成文自"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label=_("成文至"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
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


class ReceivedForm(forms.Form):
    """A paper that came from elsewhere, as it is written on it."""

    issuer_name = forms.CharField(label=_("来文单位"), max_length=120)
    number = forms.CharField(
        label=_("来文文号"), max_length=60, required=False, help_text=_("照来文填写，没有就空着。")
    )
    title = forms.CharField(label=_("标题"), max_length=200)
    kind = forms.ChoiceField(
        label=_("文种"), choices=[(kind, label) for kind, label in PAPER_KINDS if kind in NUMBERED_KINDS]
    )
    dated = forms.DateField(label=_("成文日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    received_on = forms.DateField(
        label=_("收文日期"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    handled_by = forms.CharField(label=_("承办人"), max_length=40, required=False)
    answers = forms.CharField(
        label=_("答复本单位哪份公文"), max_length=60, required=False, help_text=_("填本单位的发文字号。")
    )
    upload = forms.FileField(
        label=_("扫描件"), required=False, help_text=_("PDF、JPG、PNG、DOCX、XLSX 或 OFD，不超过 50 MB。")
    )

    def __init__(self, *args: Any, union_id: int, **options: Any) -> None:
        """union_id: the union that received it; what it answers is looked for among its own papers."""
        super().__init__(*args, **options)
        self._union_id = union_id

    def clean_answers(self) -> Any:
        number = self.cleaned_data["answers"].strip()
        if not number:
            return None
        found = own_paper_numbered(self._union_id, number)
        if found is None:
            raise forms.ValidationError(
                gettext("本单位没有签发过“%(number)s”，核对年份的括号〔〕和顺序号。") % {"number": number}
            )
        return found


class CompareForm(forms.Form):
    """Which two versions of a wording to lay side by side; 0 is the shipped one."""

    old = forms.IntegerField(min_value=0)
    new = forms.IntegerField(min_value=0)
