"""Forms of preparing a congress: they read and check what was typed, they save nothing. `given()` feeds the act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.approvals.states import OpinionFrom
from gonglian.congress.models import Convocation, ElectingUnit, Nominee
from gonglian.congress.states import BodyKind, ChairBy, Office, Origin, Source
from gonglian.organisation.models import Membership, Person, Position, Union
from gonglian.organisation.states import PositionRole, Sex

NONE = [("", "—")]
POST_ROWS = 4
MOST = 1_000_000


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


def count_field(label: Any, least: int = 0, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST, **options)


class PlanForm(forms.Form):
    """Day, place, sizes and rules of the congress."""

    planned_on = day_field(gettext_lazy("拟召开日期"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)
    delegates = count_field(gettext_lazy("代表名额"), 1)
    committee_size = count_field(gettext_lazy("委员会席数"), 1)
    audit_size = count_field(gettext_lazy("经审委席数"), 1)
    women_size = count_field(gettext_lazy("女职工委员会席数"), required=False)
    vice_chairs = count_field(gettext_lazy("副主席席数"))
    years = count_field(gettext_lazy("任期年数"), 1)
    chair_by = forms.ChoiceField(label=gettext_lazy("主席产生办法"), choices=ChairBy.choices)

    def __init__(self, data: Any = None, *, plan: Convocation, hints: dict[str, str]) -> None:
        super().__init__(data, initial={name: getattr(plan, name) for name in self.base_fields})
        for name, hint in hints.items():
            self.fields[name].help_text = hint


class UnitsForm(forms.Form):
    """For each constituent its members, and the name of the group it elects with; empty: it elects alone."""

    def __init__(
        self, data: Any = None, *, unions: Sequence[Union], groups: dict[int, str], counts: dict[int, int]
    ) -> None:
        super().__init__(data)
        self.unions = unions
        for union in unions:
            self.fields[f"m{union.pk}"] = count_field(
                _("%(union)s 会员人数") % {"union": union}, initial=counts.get(union.pk, 0)
            )
            self.fields[f"g{union.pk}"] = forms.CharField(
                label=_("%(union)s 合并为") % {"union": union}, required=False, max_length=120,
                initial=groups.get(union.pk, ""),
            )  # fmt: skip

    def rows(self) -> list[tuple[Union, Any, Any]]:
        """Each constituent with its two bound fields."""
        return [(union, self[f"m{union.pk}"], self[f"g{union.pk}"]) for union in self.unions]

    def given(self) -> list[tuple[str, list[Union], int]]:
        """(name, constituents, members) of each electing unit, in the order of the constituents."""
        units: dict[str, tuple[str, list[Union], int]] = {}
        for union in self.unions:
            group = self.cleaned_data[f"g{union.pk}"].strip()
            name, members, count = units.get(group or str(union.pk), (group or union.name, [], 0))
            total = count + self.cleaned_data[f"m{union.pk}"]
            units[group or str(union.pk)] = (name, [*members, union], total)
        return list(units.values())


# -- naming a person


def people_named(name: str, unions: Iterable[int], *, on: date) -> list[Person]:
    """Persons of exactly this name whose membership one of the unions keeps, or who hold a post there."""
    ids = list(unions)
    members = Membership.objects.as_of(on).filter(union__in=ids).values("person")
    holders = Position.objects.as_of(on).filter(union__in=ids).values("person")
    return list(Person.objects.filter(Q(pk__in=members) | Q(pk__in=holders), name=name).order_by("pk"))


class PersonForm(forms.Form):
    """A person by name: found among the unions' people, chosen among namesakes, or registered when ticked as new."""

    name = forms.CharField(label=gettext_lazy("姓名"), required=False, max_length=40)
    person = forms.ChoiceField(label=gettext_lazy("是哪一位"), required=False)
    is_new = forms.BooleanField(label=gettext_lazy("名册里没有，另行登记"), required=False)

    def __init__(self, *args: Any, unions: Sequence[int], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found: Person | None = None
        self.namesakes: list[Person] = []
        self.unions, self.on = unions, on
        typed = str(self["name"].value() or "").strip()
        if self.is_bound and typed:
            self.namesakes = people_named(typed, unions, on=on)
        choices = [(str(one.pk), _namesake(one)) for one in self.namesakes]
        self.fields["person"].choices = [*NONE, *choices]  # type: ignore[attr-defined]

    @property
    def asks_which(self) -> bool:
        """More than one person bears the name: the form asks which."""
        return len(self.namesakes) > 1

    @property
    def asks_new(self) -> bool:
        """The name stands in no roster: the form asks whether that is right."""
        return self.is_bound and bool(str(self["name"].value() or "").strip()) and not self.namesakes

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        name = (data.get("name") or "").strip()
        if not name:
            return data
        by_key = {str(one.pk): one for one in self.namesakes}
        self.found = by_key.get(data.get("person") or "")
        if self.found is None and len(by_key) == 1:
            self.found = self.namesakes[0]
        if self.found is None and by_key:
            self.add_error("person", _("有 %(count)s 人叫 %(name)s，选是哪一位。") % {"count": len(by_key), "name": name})
        elif self.found is None and not data.get("is_new"):
            self.add_error("name", _("名册里没有 %(name)s。核对姓名；确实没有的，勾选另行登记。") % {"name": name})
        return data

    @property
    def named(self) -> dict[str, Any]:
        """The person found, or the name to register."""
        return {"person": self.found, "name": self.cleaned_data["name"].strip()}


def _namesake(person: Person) -> str:
    """What tells namesakes apart: birth and where the membership is kept."""
    kept = person.memberships.filter(valid__upper_inf=True, recorded__upper_inf=True).select_related("union").first()
    parts = [person.name, person.born_on.isoformat() if person.born_on else "", kept.union.name if kept else ""]
    return "，".join(part for part in parts if part)


class DelegateRow(PersonForm):
    votes_for = count_field(gettext_lazy("得票"), required=False)
    is_manager = forms.BooleanField(label=gettext_lazy("中层正职以上"), required=False)
    front_line = forms.BooleanField(label=gettext_lazy("一线职工"), required=False)


class BaseDelegates(forms.BaseFormSet):
    """Two rows may not name the same person."""

    def clean(self) -> None:
        seen: set[int] = set()
        for form in self.forms:
            if form.is_valid() and form.found is not None:
                if form.found.pk in seen:
                    form.add_error("name", _("%(name)s 填了两次。") % {"name": form.found.name})
                seen.add(form.found.pk)


DelegateForms = forms.formset_factory(DelegateRow, formset=BaseDelegates, extra=0, max_num=400, absolute_max=400)


class ReportForm(forms.Form):
    """A unit's own vote."""

    reported_on = day_field(gettext_lazy("选举日期"))
    entitled = count_field(gettext_lazy("应到"), 1)
    present = count_field(gettext_lazy("实到"))
    candidates = count_field(gettext_lazy("候选人数"), 1)

    def __init__(self, data: Any = None, *, unit: ElectingUnit) -> None:
        initial = {name: getattr(unit, name) for name in self.base_fields}
        super().__init__(data, initial=initial | {"entitled": unit.entitled or unit.members})


def delegate_forms(unit: ElectingUnit, *, on: date, data: Any = None) -> Any:
    """The delegates as reported, and empty rows up to the places."""
    unions = list(unit.unions.values_list("union", flat=True))
    rows: list[dict[str, Any]] = [
        {"name": row.person.name, "person": str(row.person_id), "votes_for": row.votes_for,
         "is_manager": row.is_manager, "front_line": row.front_line}
        for row in unit.delegates.select_related("person")
    ]  # fmt: skip
    initial = [*rows, *[{}] * max(0, unit.places - len(rows))]
    return DelegateForms(data, initial=initial, prefix="d", form_kwargs={"unions": unions, "on": on})


def delegates_given(formset: Any) -> list[dict[str, Any]]:
    """Rows with a name: the person or the name to register, and what the unit says of him."""
    plain = ("votes_for", "is_manager", "front_line")
    return [
        form.named | {name: form.cleaned_data[name] for name in plain}
        for form in formset
        if form.cleaned_data.get("name", "").strip()
    ]


# -- nominees


class NomineeForm(PersonForm):
    body = forms.ChoiceField(label=gettext_lazy("机构"), choices=BodyKind.choices)
    office = forms.ChoiceField(label=gettext_lazy("拟任"), choices=Office.choices)
    union = forms.TypedChoiceField(
        label=gettext_lazy("推荐的组成单位"), required=False, coerce=int, empty_value=None
    )
    source = forms.ChoiceField(label=gettext_lazy("席位来源"), choices=Source.choices)
    origin = forms.ChoiceField(label=gettext_lazy("来自"), choices=Origin.choices)
    unit_name = forms.CharField(label=gettext_lazy("单位及职务"), required=False, max_length=120)
    sex = forms.ChoiceField(label=gettext_lazy("性别"), choices=Sex.choices, required=False, initial=Sex.UNKNOWN)

    def __init__(self, *args: Any, constituents: Sequence[Union], **options: Any) -> None:
        super().__init__(*args, **options)
        self.constituents = {union.pk: union for union in constituents}
        self.fields["name"].required = True
        choices = [*NONE, *((union.pk, union.name) for union in constituents)]
        self.fields["union"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("source") == Source.FEDERATED and not data.get("union"):
            self.add_error("union", _("组成单位席位要选是哪个组成单位的。"))
        return data

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        plain = ("body", "office", "source", "origin", "unit_name")
        return {name: data[name] for name in plain} | {"union": self.constituents.get(data["union"])}


class DeclarationForm(forms.Form):
    declared_on = day_field(gettext_lazy("声明日期"))
    kin = forms.CharField(
        label=gettext_lazy("近亲属在相关单位任职"), required=False, max_length=1000, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("一行一人，写明关系、单位和职务；没有的不填。"),
    )  # fmt: skip

    def clean_kin(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["kin"].splitlines() if line.strip()]


class PostRow(forms.Form):
    """A post outside the union; a row without a role is left out."""

    role = forms.ChoiceField(
        label=gettext_lazy("职务类别"), required=False, choices=[*NONE, *PositionRole.choices]
    )
    title = forms.CharField(label=gettext_lazy("职务"), required=False, max_length=80)
    organisation_name = forms.CharField(label=gettext_lazy("单位"), required=False, max_length=120)
    start = day_field(gettext_lazy("起任日期"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("role") and not data.get("organisation_name"):
            self.add_error("organisation_name", _("填任职的单位。"))
        if not data.get("role") and (data.get("organisation_name") or data.get("title")):
            self.add_error("role", _("选职务类别，分不清的选待认定。"))
        return data


PostForms = forms.formset_factory(PostRow, extra=POST_ROWS, max_num=12)


def posts_given(formset: Any) -> list[dict[str, Any]]:
    return [dict(form.cleaned_data) for form in formset if form.cleaned_data.get("role")]


def declaration_initial(nominee: Nominee, on: date) -> dict[str, Any]:
    return {"declared_on": nominee.declared_on or on, "kin": "\n".join(nominee.kin_of)}


# -- opinions and notice

AGREES = [("yes", gettext_lazy("同意")), ("no", gettext_lazy("不同意")), ("", gettext_lazy("未表态"))]


class OpinionForm(forms.Form):
    from_kind = forms.ChoiceField(label=gettext_lazy("来自"), choices=OpinionFrom.choices)
    from_name = forms.CharField(label=gettext_lazy("单位名称"), max_length=120)
    given_on = day_field(gettext_lazy("日期"))
    agrees = forms.ChoiceField(label=gettext_lazy("态度"), required=False, choices=AGREES, initial="yes")
    text = forms.CharField(label=gettext_lazy("意见"), max_length=2000, widget=forms.Textarea({"rows": 3}))
    upload = forms.FileField(
        label=gettext_lazy("扫描件"), required=False, help_text=gettext_lazy("PDF、JPG、PNG 或 OFD，不超过 50 MB。")
    )

    def given(self) -> dict[str, Any]:
        """Arguments of record_opinion but the attachment."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "upload"}
        return data | {"agrees": {"yes": True, "no": False}.get(data["agrees"])}


class NoticeForm(forms.Form):
    subject = forms.CharField(label=gettext_lazy("公示内容"), max_length=200)
    posted_on = day_field(gettext_lazy("张贴日"))
    place = forms.CharField(label=gettext_lazy("张贴处"), max_length=200)
