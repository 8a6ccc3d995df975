"""Forms of preparing the congress: they parse and validate, and never save. `given()` is what the act is called with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.approvals.states import OpinionFrom
from gonglian.congress.actions import PLAN_FIELDS
from gonglian.congress.models import Convocation, ElectingUnit
from gonglian.congress.states import BodyKind, ChairBy, Office, Origin, Source
from gonglian.founding.forms import DateField
from gonglian.organisation.models import Employer, Person, Position, Union
from gonglian.organisation.states import PositionRole, Sex
from gonglian.policy.clauses.congress.delegates import band_of
from gonglian.policy.shipped import shipped

MOST_SEATS = 32767
MOST_PEOPLE = 10_000_000
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


def _count(label: Any, most: int = MOST_SEATS, least: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **options)


class People:
    """The persons one may choose from, by what is typed: the name, and the place behind it where several share it.

    rows: primary key, name, place of each; a person named twice counts once.
    """

    def __init__(self, rows: Iterable[tuple[int, str, str]]) -> None:
        known = {pk: (name, place) for pk, name, place in rows}
        times = Counter(name for name, _place in known.values())
        both = Counter(known.values())
        self.labels: dict[str, int] = {}
        for pk, (name, place) in known.items():
            label = name if times[name] == 1 else f"{name}（{place}）"
            if both[name, place] > 1:
                label = _("%(name)s（%(place)s，编号 %(pk)s）") % {"name": name, "place": place, "pk": pk}
            self.labels[label] = pk
        self.shared = {name for name, n in times.items() if n > 1}

    def label_of(self, pk: int) -> str:
        return next((label for label, one in self.labels.items() if one == pk), "")

    def find(self, typed: str) -> int | None:
        """The person of a label; None when there is none. Refused (ValidationError): a name that several share."""
        if typed in self.shared:
            raise forms.ValidationError(
                _("有几个人叫 %(name)s。请从名单里选清楚是哪一个。") % {"name": typed}
            )
        return self.labels.get(typed)


# -- the plan


class PlanForm(forms.Form):
    """Day, place, sizes and rules of the congress, with what the size of the membership allows."""

    planned_on = DateField(label=gettext_lazy("拟召开日期"), required=False)
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80, required=False)
    delegates = _count(gettext_lazy("代表名额"), least=1, required=False)
    committee_size = _count(gettext_lazy("委员会席数"), least=1, required=False)
    audit_size = _count(gettext_lazy("经审委席数"), required=False)
    women_size = _count(gettext_lazy("女职工委员会席数"), required=False)
    vice_chairs = _count(gettext_lazy("副主席席数"))
    years = _count(gettext_lazy("任期年数"), most=10, least=1)
    chair_by = forms.ChoiceField(label=gettext_lazy("主席产生办法"), choices=ChairBy)

    def __init__(self, data: Any = None, *, convocation: Convocation, on: date) -> None:
        super().__init__(data, initial={name: getattr(convocation, name) for name in PLAN_FIELDS})
        for name, hint in _bands(convocation.members, on).items():
            self.fields[name].help_text = hint

    def given(self) -> dict[str, Any]:
        return {"plan": {name: self.cleaned_data[name] for name in PLAN_FIELDS}}


def _bands(members: int, on: date) -> dict[str, str]:
    """What the rules allow for so many members, by field; nothing for a number below the first band."""
    table = shipped()
    hints = {}
    for name, parameter in (("delegates", "delegates.size"), ("committee_size", "committee.size")):
        if band := band_of(members, table.value(parameter, on)):
            hints[name] = _("会员 %(members)s 人，可设 %(least)s 至 %(most)s 名。") % {
                "members": members, "least": band[0], "most": band[1],
            }  # fmt: skip
    least, most = table.value("audit_committee.size", on)
    return hints | {
        "audit_size": _("可设 %(least)s 至 %(most)s 名。") % {"least": least, "most": most},
        "years": _("一届为 %(years)s 年。")
        % {"years": _(" 或 ").join(map(str, table.value("term.years.base", on)))},
    }


# -- units and delegates


class UnitsForm(forms.Form):
    """One name of an electing unit per constituent; constituents with the same name elect together.

    members: of each constituent by primary key, as the places are divided by them.
    """

    again = forms.BooleanField(
        label=gettext_lazy("重新分配名额，已登记的代表名单作废"),
        error_messages={"required": gettext_lazy("已有单位报来代表。确要重新分配的，勾选这一项。")},
    )

    def __init__(
        self, data: Any = None, *, convocation: Convocation, unions: Sequence[Union], members: Mapping[int, int]
    ) -> None:  # fmt: skip
        units = list(convocation.units.prefetch_related("unions"))
        names = {link.union_id: unit.name for unit in units for link in unit.unions.all()}
        super().__init__(data)
        self.unions, self.members = unions, members
        if not any(unit.reported_on for unit in units):
            del self.fields["again"]
        for union in unions:
            self.fields[f"u{union.pk}"] = forms.CharField(
                label=_("%(union)s 的选举单位") % {"union": union},
                max_length=120,
                initial=names.get(union.pk, union.name),
            )

    def rows(self) -> list[tuple[Union, int, Any]]:
        return [(union, self.members.get(union.pk, 0), self[f"u{union.pk}"]) for union in self.unions]

    def given(self) -> dict[str, Any]:
        merged: dict[str, list[Union]] = {}
        for union in self.unions:
            merged.setdefault(self.cleaned_data[f"u{union.pk}"].strip(), []).append(union)
        return {
            "units": [
                (name, unions, sum(self.members.get(union.pk, 0) for union in unions))
                for name, unions in merged.items()
            ]
        }


class ReportForm(forms.Form):
    """A unit's own vote: the head, and one line per place.

    people: whom the lines may name. may_add: whether a name that is not among them may be registered anew, as where the
    roster of a constituent is not kept here.
    """

    reported_on = DateField(label=gettext_lazy("选举日期"))
    entitled = _count(gettext_lazy("应到"), MOST_PEOPLE)
    present = _count(gettext_lazy("实到"), MOST_PEOPLE)
    candidates = _count(gettext_lazy("候选人数"))
    add_new = forms.BooleanField(
        label=gettext_lazy("名册里没有的人，按所填姓名新登记"), required=False
    )

    def __init__(self, data: Any = None, *, unit: ElectingUnit, people: People, may_add: bool) -> None:
        head = ("reported_on", "entitled", "present", "candidates")
        super().__init__(data, initial={name: getattr(unit, name) for name in head})
        self.people, self.places = people, unit.places
        if not may_add:
            del self.fields["add_new"]
        elected = [*unit.delegates.select_related("person"), *[None] * unit.places]
        for n in range(unit.places):
            self._add_line(n, elected[n])

    def _add_line(self, n: int, row: Any) -> None:
        which = _("第 %(n)s 名代表") % {"n": n + 1}
        self.fields[f"d{n}-name"] = forms.CharField(
            label=which, required=False, max_length=120,
            initial=self.people.label_of(row.person_id) if row else "",
            widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
        )  # fmt: skip
        self.fields[f"d{n}-votes"] = _count(
            f"{which} {_('得票')}", MOST_PEOPLE, required=False, initial=row.votes_for if row else None
        )
        for key, words in (("is_manager", _("中层正职以上")), ("front_line", _("一线职工"))):
            self.fields[f"d{n}-{key}"] = forms.BooleanField(
                label=f"{which} {words}", required=False, initial=getattr(row, key) if row else False
            )

    def head(self) -> list[Any]:
        return [self[name] for name in ("reported_on", "entitled", "present", "candidates")]

    def lines(self) -> list[list[Any]]:
        keys = ("name", "votes", "is_manager", "front_line")
        return [[self[f"d{n}-{key}"] for key in keys] for n in range(self.places)]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.found: dict[int, int | str] = {}
        for n in range(self.places):
            if typed := data.get(f"d{n}-name", "").strip():
                self._find(n, typed)
        if not self.found and not self.errors:
            self.add_error("d0-name", _("一名代表也没有填。"))
        return data

    def _find(self, n: int, typed: str) -> None:
        try:
            person = self.people.find(typed) or self._new(typed)
        except forms.ValidationError as error:
            self.add_error(f"d{n}-name", error)
            return
        if person in self.found.values():
            self.add_error(f"d{n}-name", _("%(name)s 已填在上面一行。") % {"name": typed})
        self.found[n] = person

    def _new(self, typed: str) -> str:
        if self.cleaned_data.get("add_new"):
            return typed
        cure = _("勾选“新登记”，或核对姓名。") if "add_new" in self.fields else _("核对姓名。")
        raise forms.ValidationError(
            _("%(name)s 不在选举单位的会员名册里。%(cure)s") % {"name": typed, "cure": cure}
        )

    def given(self) -> dict[str, Any]:
        """`people` holds primary keys of known persons and the names of those to be registered."""
        data = self.cleaned_data
        return {name: data[name] for name in ("reported_on", "entitled", "present", "candidates")} | {
            "delegates": [
                {"person": person, "votes_for": data[f"d{n}-votes"], "is_manager": data[f"d{n}-is_manager"],
                 "front_line": data[f"d{n}-front_line"]}
                for n, person in self.found.items()
            ]
        }  # fmt: skip


# -- nominees


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

    def __init__(self, data: Any = None, *, people: People, unions: Sequence[Union]) -> None:
        super().__init__(data)
        self.people = people
        rows = Union.objects.filter(pk__in=[union.pk for union in unions]).order_by("name")
        self.fields["union"].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        typed = data.get("person", "").strip()
        if typed:
            self._find(typed, is_new=data.get("is_new", False))
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
        keys = ("body", "office", "source", "origin", "union", "unit_name", "sex")
        person = self.found or self.cleaned_data["person"].strip()
        return {"person": person} | {key: self.cleaned_data[key] for key in keys}


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


# -- opinions and the notice


class OpinionForm(forms.Form):
    """An opinion as it came. A constituent is named as in the list, so that the check knows who was heard (NOM-02)."""

    ANSWERS = {"yes": True, "no": False, "": None}

    from_kind = forms.ChoiceField(label=gettext_lazy("来自哪一方"), choices=OpinionFrom)
    from_name = forms.CharField(
        label=gettext_lazy("单位名称"), max_length=120,
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )  # fmt: skip
    given_on = DateField(label=gettext_lazy("来函日期"))
    answer = forms.ChoiceField(
        label=gettext_lazy("态度"), required=False,
        choices=[("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意")), ("", gettext_lazy("没有表态"))],
    )  # fmt: skip
    text = forms.CharField(
        label=gettext_lazy("意见"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any = None, *, constituents: Sequence[str]) -> None:
        super().__init__(data)
        self.constituents = constituents

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = data.get("from_name")
        if data.get("from_kind") == OpinionFrom.CONSTITUENT and name and name not in self.constituents:
            self.add_error("from_name", _("%(name)s 不是组成单位。从名单里选。") % {"name": name})
        return data

    def given(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        return data | {"agrees": self.ANSWERS[data.pop("answer")]}


class NoticeForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("公示内容"), max_length=200, initial=gettext_lazy("候选人名单")
    )
    posted_on = DateField(label=gettext_lazy("张贴日"))
    place = forms.CharField(label=gettext_lazy("张贴处"), max_length=200)
