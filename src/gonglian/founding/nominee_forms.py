"""Forms of nominating: they parse and validate, and never save. `given()` is what the act is called with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.approvals.states import OpinionFrom
from gonglian.congress.states import BodyKind, Office, Origin, Source
from gonglian.founding.case_forms import DateField
from gonglian.founding.people import People
from gonglian.founding.preparing_forms import MOST_PEOPLE
from gonglian.organisation.models import Employer, Person, Position, Union
from gonglian.organisation.states import PositionRole, Sex

POST_ROWS = 3
KIN_ROLES = (
    *(PositionRole.HEAD, PositionRole.LEGAL_REPRESENTATIVE, PositionRole.PARTNER),
    *(PositionRole.DEPUTY_HEAD, PositionRole.HR_HEAD),
)
BODY_TITLES = {
    BodyKind.COMMITTEE: gettext_lazy("委员会"),
    BodyKind.AUDIT: gettext_lazy("经费审查委员会"),
    BodyKind.WOMEN: gettext_lazy("女职工委员会"),
}


ELECTED_OFFICES = [(office.value, office.label) for office in Office if office != Office.DEPUTY]
DISPATCHED_OFFICES = [
    (office.value, office.label) for office in (Office.DIRECTOR, Office.DEPUTY, Office.MEMBER)
]
OFFICES_OF_BODY = {
    BodyKind.AUDIT: (Office.MEMBER, Office.DIRECTOR), BodyKind.WOMEN: (Office.MEMBER, Office.DIRECTOR),
}  # fmt: skip


class NomineeForm(forms.Form):
    """A person proposed for a seat: one of the constituents' members, or somebody registered here for the first time."""

    person = forms.CharField(
        label=gettext_lazy("姓名"), max_length=120,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        help_text=gettext_lazy("从组成单位的会员里选；不在名册里的，填姓名并勾选新登记。"),
    )  # fmt: skip
    is_new = forms.BooleanField(label=gettext_lazy("名册里没有此人，新登记"), required=False)
    sex = forms.ChoiceField(label=gettext_lazy("性别（新登记的填）"), choices=Sex, required=False)
    body = forms.ChoiceField(label=gettext_lazy("机构"), choices=BodyKind)
    office = forms.ChoiceField(label=gettext_lazy("拟任"), choices=Office, initial=Office.MEMBER)
    source = forms.ChoiceField(label=gettext_lazy("席位来源"), choices=Source)
    origin = forms.ChoiceField(label=gettext_lazy("来自"), choices=Origin)
    union = forms.ModelChoiceField(
        label=gettext_lazy("组成单位"), queryset=Union.objects.none(), required=False,
        help_text=gettext_lazy("组成单位席位写明是哪一家的。"),
    )  # fmt: skip
    unit_name = forms.CharField(label=gettext_lazy("单位及职务"), max_length=120, required=False)
    is_model = forms.BooleanField(label=gettext_lazy("劳动模范"), required=False)
    front_line = forms.BooleanField(label=gettext_lazy("一线职工"), required=False)

    KEYS: tuple[str, ...] = (
        "body",
        "office",
        "source",
        "origin",
        "union",
        "unit_name",
        "sex",
        "is_model",
        "front_line",
    )

    def __init__(
        self, data: Any = None, *, people: People, unions: Sequence[Union], appointed: bool = False
    ) -> None:  # fmt: skip
        """appointed: to a working committee, which has a director and deputies."""
        super().__init__(data)
        self.fields["office"].choices = DISPATCHED_OFFICES if appointed else ELECTED_OFFICES  # type: ignore[attr-defined]
        self.people = people
        rows = Union.objects.filter(pk__in=[union.pk for union in unions]).order_by("name")
        self.fields["union"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = data.get("person", "").strip()
        if typed:
            self._find(typed, is_new=data.get("is_new", False))
        if data.get("office") not in OFFICES_OF_BODY.get(data.get("body", ""), (data.get("office"),)):
            self.add_error("office", _("这个机构没有这个职务。"))
        if data.get("source") == Source.FEDERATED and not data.get("union"):
            self.add_error("union", _("组成单位席位要选明是哪一家。"))
        return data

    def _find(self, typed: str, *, is_new: bool) -> None:
        try:
            self.found = self.people.find(typed)
        except forms.ValidationError as error:
            self.add_error("person", error)
            return
        if self.found is None and not is_new:
            self.add_error(
                "person",
                _("名册里没有 %(name)s。核对姓名；确是新的，勾选“新登记”。") % {"name": typed},
            )

    def given(self) -> dict[str, Any]:
        """`person` is the primary key of a known person, or the name of one to be registered with `sex`."""
        person = self.found or self.cleaned_data["person"].strip()
        return {"person": person} | {key: self.cleaned_data[key] for key in self.KEYS}


class ProposalForm(NomineeForm):
    """A nominee to be, with who proposed him and the support, where it was counted."""

    by_kind = forms.ChoiceField(
        label=gettext_lazy("哪一方推荐"), choices=OpinionFrom, initial=OpinionFrom.CONSTITUENT
    )
    by_name = forms.CharField(
        label=gettext_lazy("推荐单位"), max_length=120,
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )  # fmt: skip
    voters = forms.IntegerField(
        label=gettext_lazy("参加推荐人数"), required=False, min_value=1, max_value=MOST_PEOPLE
    )
    votes_for = forms.IntegerField(
        label=gettext_lazy("赞成人数"), required=False, min_value=0, max_value=MOST_PEOPLE
    )

    KEYS = (*NomineeForm.KEYS, "by_kind", "by_name", "voters", "votes_for")


class OpenRoundForm(forms.Form):
    begun_on = DateField(label=gettext_lazy("开始日期"))


class CloseRoundForm(forms.Form):
    closed_on = DateField(label=gettext_lazy("结束日期"))


class DropForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("不列入的理由"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )


class DeclareForm(forms.Form):
    """What a nominee declared and signed: outside posts and what his kin hold; none counts (NOM-08)."""

    declared_on = DateField(label=gettext_lazy("声明日期"))
    kin_of = forms.MultipleChoiceField(
        label=gettext_lazy("近亲属在本会范围内单位担任的职务"),
        choices=[(role.value, role.label) for role in KIN_ROLES],
        required=False, widget=forms.CheckboxSelectMultiple, help_text=gettext_lazy("没有的，一项也不选。"),
    )  # fmt: skip

    def __init__(
        self, data: Any = None, *, person: Person, held: Sequence[Position], employers: Sequence[Employer],
        initial: Mapping[str, Any],
    ) -> None:  # fmt: skip
        super().__init__(data, initial=dict(initial))
        self.person = person
        self.employers = {employer.name: employer for employer in employers}
        self.held = {(post.role, post.place, post.title) for post in held}
        for n in range(POST_ROWS):
            self._add_line(n)

    def _add_line(self, n: int) -> None:
        which = _("任职 %(n)s") % {"n": n + 1}
        self.fields[f"p{n}-role"] = forms.ChoiceField(
            label=f"{which} {_('职务类别')}", choices=[("", "—"), *PositionRole.choices], required=False
        )
        self.fields[f"p{n}-title"] = forms.CharField(
            label=f"{which} {_('职务')}", max_length=80, required=False
        )
        self.fields[f"p{n}-place"] = forms.CharField(
            label=f"{which} {_('单位')}", max_length=120, required=False,
            widget=forms.TextInput(attrs={"list": "employers", "autocomplete": "off"}),
        )  # fmt: skip
        self.fields[f"p{n}-from"] = DateField(label=f"{which} {_('起始日')}", required=False)

    def employer_names(self) -> list[str]:
        return list(self.employers)

    def lines(self) -> list[list[Any]]:
        return [[self[f"p{n}-{key}"] for key in ("role", "title", "place", "from")] for n in range(POST_ROWS)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for n in range(POST_ROWS):
            typed = [data.get(f"p{n}-{key}") for key in ("title", "place", "from")]
            if any(typed) and not data.get(f"p{n}-role"):
                self.add_error(f"p{n}-role", _("填了任职就要选职务类别，不清楚的选“待认定”。"))
            if data.get(f"p{n}-role") and not data.get(f"p{n}-place"):
                self.add_error(f"p{n}-place", _("写明在哪个单位任职。"))
        return data

    def given(self) -> dict[str, Any]:
        """Posts already on record are left out: declaring again adds nothing twice."""
        data = self.cleaned_data
        posts = [
            self._post(*(data[f"p{n}-{key}"] for key in ("role", "title", "place", "from")))
            for n in range(POST_ROWS)
            if data[f"p{n}-role"]
            and (data[f"p{n}-role"], data[f"p{n}-place"], data[f"p{n}-title"]) not in self.held
        ]
        return {"declared_on": data["declared_on"], "posts": posts, "kin_of": data["kin_of"]}

    def _post(self, role: str, title: str, place: str, start: date | None) -> dict[str, Any]:
        post = {"role": role, "title": title, "start": start}
        employer = self.employers.get(place)
        return post | ({"employer": employer} if employer else {"organisation_name": place})


class WithdrawNomineeForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
