"""Forms of preparing the congress: they parse and validate, and never save. `given()` is what the act is called with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.approvals.states import OpinionFrom
from gonglian.congress.actions import PLAN_FIELDS
from gonglian.congress.models import Convocation, ElectingUnit
from gonglian.congress.states import ChairBy
from gonglian.founding.case_forms import DateField, ScanField
from gonglian.founding.people import People
from gonglian.organisation.models import Union
from gonglian.policy.clauses.congress.delegates import band_of
from gonglian.policy.site import site_table

MOST_SEATS = 32767
MOST_PEOPLE = 10_000_000


def _count(label: Any, most: int = MOST_SEATS, least: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=most, **options)


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
    table = site_table()
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
    add_new = forms.BooleanField(label=gettext_lazy("名册里没有的人，按所填姓名新登记"), required=False)

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

    scan = ScanField(label=gettext_lazy("来函扫描件"))

    def __init__(self, data: Any = None, files: Any = None, *, constituents: Sequence[str]) -> None:
        super().__init__(data, files)
        self.constituents = constituents

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = data.get("from_name")
        if data.get("from_kind") == OpinionFrom.CONSTITUENT and name and name not in self.constituents:
            self.add_error("from_name", _("%(name)s 不是组成单位。从名单里选。") % {"name": name})
        return data

    def given(self) -> dict[str, Any]:
        data = {name: value for name, value in self.cleaned_data.items() if name != "scan"}
        return data | {"agrees": self.ANSWERS[data.pop("answer")]}


class NoticeForm(forms.Form):
    subject = forms.CharField(
        label=gettext_lazy("公示内容"), max_length=200, initial=gettext_lazy("候选人名单")
    )
    posted_on = DateField(label=gettext_lazy("张贴日"))
    place = forms.CharField(label=gettext_lazy("张贴处"), max_length=200)
