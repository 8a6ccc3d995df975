"""What is typed for acts on seats: parse and validate, never save."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.congress.states import Office
from gonglian.organisation.forms import ChosenDay
from gonglian.organisation.models import Person, Union
from gonglian.terms.access import people_named
from gonglian.terms.actions.seats import COMMITTEE, UPPER
from gonglian.terms.models import Body, Seat
from gonglian.terms.states import LEAVES, Came, ChairAnswer, Went

TAKES = (
    Came.BY_ELECTION,
    Came.ELECTED,
    Came.APPOINTED,
)  # what an officer may record; the rest follow from other acts
NUMBERED = "（编号 "  # how one of several persons of a name is told apart


def _upload() -> forms.FileField:
    return forms.FileField(label=gettext_lazy("扫描件"), required=False)


def _text(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=200, **more)


class LeaveForm(forms.Form):
    """How and when a holder left. Consents are asked of a chair or vice-chair only."""

    how = forms.ChoiceField(
        label=gettext_lazy("离任方式"), choices=[(each.value, each.label) for each in LEAVES]
    )
    left_on = ChosenDay(
        label=gettext_lazy("离任日"), help_text=gettext_lazy("从这一天起不再担任；不晚于今天。")
    )
    committee = forms.BooleanField(label=gettext_lazy("调动前本会委员会已同意"), required=False)
    upper = forms.BooleanField(label=gettext_lazy("调动前上一级工会已同意"), required=False)
    reason = _text(
        gettext_lazy("原因"), required=False, help_text=gettext_lazy("其他原因离任的必须写明；也可写文号。")
    )
    upload = _upload()

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not seat.is_leading:
            del self.fields["committee"], self.fields["upper"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("how") == Went.ENDED and not given.get("reason"):
            self.add_error("reason", _("选了其他原因，就要写明是什么原因。"))
        return given

    def given(self) -> dict[str, Any]:
        """The arguments of the act."""
        data = self.cleaned_data
        said = {COMMITTEE: data.get("committee"), UPPER: data.get("upper")}
        names = ("how", "left_on", "reason", "upload")
        return {name: data[name] for name in names} | {"consents": [who for who, yes in said.items() if yes]}


class PersonForm(forms.Form):
    """A person by name: on record, or registered with this act."""

    person = forms.CharField(
        label=gettext_lazy("姓名"), max_length=60,
        help_text=gettext_lazy("写登记的姓名。重名的写成“姓名（编号 12）”，编号会提示出来。"),
    )  # fmt: skip
    is_new = forms.BooleanField(
        label=gettext_lazy("名册里没有这个人，新登记"), required=False,
        help_text=gettext_lazy("从外单位来的人，名册里可能没有。"),
    )  # fmt: skip

    def __init__(self, *args: Any, user: Any, union: Union, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.union = user, union

    def clean(self) -> dict[str, Any]:
        """Refused: nobody of that name, several, or one who is said to be new."""
        given: dict[str, Any] = super().clean() or {}
        typed = (given.get("person") or "").replace("(", "（").replace(")", "）").strip()
        name, _mark, number = typed.partition(NUMBERED)
        rows = list(people_named(self.user, self.union, name.strip())[:20]) if name else []
        found = [row for row in rows if not number or str(row.pk) == number.rstrip("）").strip()]
        if given.get("is_new"):
            given["person"] = name.strip()
        elif len(found) == 1:
            given["person"] = found[0]
        elif typed:
            self.add_error("person", _several(found) if found else _unknown(name))
        return given


def _several(found: list[Person]) -> str:
    labels = "、".join(f"{row.name}{NUMBERED}{row.pk}）" for row in found)
    return _("同名的不止一个：%(labels)s。写清是哪一个。") % {"labels": labels}


def _unknown(name: str) -> str:
    return _("名册里没有找到“%(name)s”。写对姓名，或勾选新登记。") % {"name": name}


class TakeForm(PersonForm):
    """Who takes a seat, how, since when and by what."""

    how = forms.ChoiceField(
        label=gettext_lazy("产生方式"), choices=[(each.value, each.label) for each in TAKES]
    )
    since = ChosenDay(
        label=gettext_lazy("任职起始日"), help_text=gettext_lazy("选举或任命的那一天，不晚于今天。")
    )
    basis = _text(gettext_lazy("依据"), help_text=gettext_lazy("哪次会议选举，或哪份文件任命。"))
    upload = _upload()

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if seat.is_head_of_women:
            agreed = (Came.AGREED.value, Came.AGREED.label)
            self.fields["how"].choices = [*self.fields["how"].choices, agreed]  # type: ignore[attr-defined]


class ActForm(PersonForm):
    """Who acts for a vacant chair or vice-chair."""

    since = ChosenDay(label=gettext_lazy("代理起始日"))
    basis = _text(gettext_lazy("依据"), help_text=gettext_lazy("哪次会议决定，或哪份文件。"))
    upload = _upload()


class AddForm(PersonForm):
    """A seat more, and who takes it."""

    office = forms.ChoiceField(label=gettext_lazy("职务"), choices=Office.choices)
    constituent = forms.ModelChoiceField(
        label=gettext_lazy("组成单位席位"), queryset=Union.objects.none(), required=False,
        empty_label=gettext_lazy("不是组成单位席位"),
        help_text=gettext_lazy("这一席由哪个组成单位的主席担任；职务变动时随之替补。"),
    )  # fmt: skip
    since = ChosenDay(
        label=gettext_lazy("任职起始日"), help_text=gettext_lazy("选举或确认的那一天，不晚于今天。")
    )
    basis = _text(gettext_lazy("由哪次会议选举或确认"))
    size = forms.IntegerField(
        label=gettext_lazy("批准的席数"), min_value=1, max_value=200, required=False,
        help_text=gettext_lazy("上级批准的总席数。席数有变动的，写新批准的数。"),
    )  # fmt: skip
    upload = _upload()

    def __init__(self, *args: Any, body: Body, units: QuerySet[Union], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["constituent"].queryset = units  # type: ignore[attr-defined]
        self.fields["size"].initial = body.size
        heads = Office.VICE_CHAIR if body.seats.filter(office=Office.CHAIR).exists() else Office.DEPUTY
        offices = [(each.value, each.label) for each in (Office.MEMBER, heads)]
        self.fields["office"].choices = offices  # type: ignore[attr-defined]


class EndActingForm(forms.Form):
    left_on = ChosenDay(label=gettext_lazy("结束代理日"), help_text=gettext_lazy("从这一天起不再代理。"))


class PostEndedForm(forms.Form):
    ended_on = ChosenDay(
        label=gettext_lazy("职务终止日"),
        help_text=gettext_lazy("从这一天起不再任组成单位的职务，席位同日空出。"),
    )
    upload = _upload()


class RecordExtensionForm(forms.Form):
    """An extension approved on paper."""

    issuer = forms.CharField(label=gettext_lazy("批准工会"), max_length=120)
    number = forms.CharField(label=gettext_lazy("批准文号"), max_length=60)
    asked_on = ChosenDay(label=gettext_lazy("请示日"), help_text=gettext_lazy("工会报来请示的日期。"))
    approved_on = ChosenDay(label=gettext_lazy("批准日"))
    until = ChosenDay(label=gettext_lazy("延期到"))
    reason = _text(gettext_lazy("延期理由"), required=False)
    upload = _upload()


class ProposeForm(PersonForm):
    """Who takes a plain seat that fell with a post."""

    id_number = forms.CharField(
        label=gettext_lazy("身份证号"), max_length=18, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-secret": ""}),
        help_text=gettext_lazy("新登记的人填。全市已有他的档的，直接用那一档，不重复登记，也不显示档里的内容。"),
    )  # fmt: skip
    elected_on = ChosenDay(label=gettext_lazy("当选单位主席之日"))
    declared = forms.BooleanField(
        label=gettext_lazy("本人已签署任职和亲属申报"), required=False,
        help_text=gettext_lazy("没有申报，看不出是否符合任职条件，不能提名。"),
    )  # fmt: skip
    certificate = forms.CharField(
        label=gettext_lazy("会籍证明编号"), max_length=60, required=False,
        help_text=gettext_lazy("会籍在系统里查不到的，填会籍证明。"),
    )  # fmt: skip
    field_order = ("person", "is_new", "id_number", "elected_on", "declared", "certificate")


class ConfirmForm(forms.Form):
    """What the body's meeting decided."""

    confirmed_on = ChosenDay(label=gettext_lazy("会议日期"))
    entitled = forms.IntegerField(label=gettext_lazy("应到"), min_value=1, max_value=1000)
    present = forms.IntegerField(label=gettext_lazy("实到"), min_value=0, max_value=1000)
    votes_for = forms.IntegerField(label=gettext_lazy("赞成"), min_value=0, max_value=1000)
    upload = _upload()


class FinishForm(forms.Form):
    """The report: the one signed here, or one on paper."""

    reported_on = ChosenDay(
        label=gettext_lazy("纸质报告的日期"), required=False,
        help_text=gettext_lazy("报告在系统里签发的，这里和文号都不填。"),
    )  # fmt: skip
    number = forms.CharField(label=gettext_lazy("纸质报告的文号"), max_length=60, required=False)


class DropForm(forms.Form):
    reason = _text(gettext_lazy("为什么不替补"))


class ChairForm(forms.Form):
    """What another name of the chair in a roster means."""

    answer = forms.ChoiceField(label=gettext_lazy("核对结果"), choices=ChairAnswer.choices)
    since = ChosenDay(
        label=gettext_lazy("新主席任职起始日"),
        required=False,
        help_text=gettext_lazy("换了人的才填，照选举结果。"),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") == ChairAnswer.SUCCESSOR and not given.get("since"):
            self.add_error("since", _("换了人，要写新主席从哪一天起任职。"))
        return given


def first_day(today: date) -> dict[str, date]:
    """What the day fields begin with."""
    return {"left_on": today, "since": today, "ended_on": today, "asked_on": today, "approved_on": today}
