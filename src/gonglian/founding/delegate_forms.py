"""Forms about delegates: the check of their credentials, who leaves, whom the unit elected in his stead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.congress.changes import Leaving
from gonglian.congress.credentials import Checked
from gonglian.congress.states import Check, LeftBecause
from gonglian.founding.case_forms import DateField
from gonglian.founding.people import People
from gonglian.founding.preparing_forms import MOST_PEOPLE, MOST_SEATS

LATER = ""
VERDICTS = (
    (LATER, gettext_lazy("以后再审")), (Check.CONFIRMED.value, gettext_lazy("确认")),
    (Check.REFUSED.value, gettext_lazy("不予确认")),
)  # fmt: skip


class CheckForm(forms.Form):
    """A verdict for each delegate, with the reason where it is no. Who waits and raises no doubt is proposed as confirmed."""

    def __init__(self, data: Any = None, *, rows: Sequence[Checked]) -> None:
        super().__init__(data)
        self.checked = rows
        for row in rows:
            pk, name = row.delegate.pk, row.delegate.person.name
            self.fields[f"c{pk}"] = forms.ChoiceField(
                label=_("%(name)s的审查结果") % {"name": name}, choices=VERDICTS, required=False,
                initial=_proposed(row),
            )  # fmt: skip
            self.fields[f"r{pk}"] = forms.CharField(
                label=_("%(name)s不予确认的理由") % {"name": name}, required=False, max_length=200,
                initial=row.delegate.refused_for,
            )  # fmt: skip

    def rows(self) -> list[tuple[Checked, Any, Any]]:
        """Each delegate with his two fields."""
        return [(row, self[f"c{row.delegate.pk}"], self[f"r{row.delegate.pk}"]) for row in self.checked]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self.checked:
            pk = row.delegate.pk
            verdict, reason = data.get(f"c{pk}"), data.get(f"r{pk}", "").strip()
            if verdict == Check.REFUSED and not reason:
                self.add_error(f"r{pk}", _("不予确认的，要写明理由。"))
            if verdict != Check.REFUSED and reason and reason != row.delegate.refused_for:
                self.add_error(f"c{pk}", _("写了理由的，审查结果要选“不予确认”。"))
        if not self.errors and not self.verdicts():
            raise forms.ValidationError(_("没有改动，不用保存。"))
        return data

    def verdicts(self) -> dict[int, str]:
        """What changes: id of each delegate → "" confirmed, else the reason."""
        found = {}
        for row in self.checked:
            pk = row.delegate.pk
            verdict, reason = self.cleaned_data.get(f"c{pk}"), self.cleaned_data.get(f"r{pk}", "").strip()
            if verdict == Check.CONFIRMED and row.state is not Check.CONFIRMED:
                found[pk] = ""
            if verdict == Check.REFUSED and reason != row.delegate.refused_for:
                found[pk] = reason
        return found


def _proposed(row: Checked) -> str:
    if row.state is Check.WAITING:
        return LATER if row.doubts else Check.CONFIRMED.value
    return row.state.value


class VoteForm(forms.Form):
    """A unit's vote for one place."""

    person = forms.CharField(
        label=gettext_lazy("新代表"), max_length=120,
        widget=forms.TextInput(attrs={"list": "people", "autocomplete": "off"}),
    )  # fmt: skip
    elected_on = DateField(label=gettext_lazy("补选日期"))
    entitled = forms.IntegerField(label=gettext_lazy("应到"), min_value=1, max_value=MOST_PEOPLE)
    present = forms.IntegerField(label=gettext_lazy("实到"), min_value=0, max_value=MOST_PEOPLE)
    candidates = forms.IntegerField(label=gettext_lazy("候选人数"), min_value=1, max_value=MOST_SEATS)
    votes_for = forms.IntegerField(label=gettext_lazy("得票"), min_value=0, max_value=MOST_PEOPLE)
    is_manager = forms.BooleanField(label=gettext_lazy("中层正职以上"), required=False)
    front_line = forms.BooleanField(label=gettext_lazy("一线职工"), required=False)
    add_new = forms.BooleanField(label=gettext_lazy("名册里没有的人，按所填姓名新登记"), required=False)

    FIGURES = ("elected_on", "entitled", "present", "candidates", "votes_for")

    def __init__(self, data: Any = None, *, people: People, may_add: bool, **options: Any) -> None:
        super().__init__(data, **options)
        self.people = people
        if not may_add:
            del self.fields["add_new"]

    def vote_fields(self) -> list[Any]:
        return [self[name] for name in ("person", *self.FIGURES)]

    def vote_ticks(self) -> list[Any]:
        return [self[name] for name in ("is_manager", "front_line", "add_new") if name in self.fields]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.found: int | str | None = None
        if typed := data.get("person", "").strip():
            self._find(typed)
        return data

    def _find(self, typed: str) -> None:
        try:
            self.found = self.people.find(typed)
        except forms.ValidationError as error:
            self.add_error("person", error)
            return
        if self.found is None and self.cleaned_data.get("add_new"):
            self.found = typed
        elif self.found is None:
            cure = _("勾选“新登记”，或核对姓名。") if "add_new" in self.fields else _("核对姓名。")
            words = {"name": typed, "cure": cure}
            self.add_error("person", _("%(name)s 不在选举单位的会员名册里。%(cure)s") % words)

    def vote(self) -> dict[str, Any] | None:
        """Fields of a vote, `person` as primary key or as the name of one to be registered; None without a new delegate."""
        if self.found is None:
            return None
        data = {name: self.cleaned_data[name] for name in (*self.FIGURES, "is_manager", "front_line")}
        return {"person": self.found, "on": data.pop("elected_on")} | data


class LeaveForm(VoteForm):
    """A delegate leaves; whom the unit elected in his stead may still be open."""

    left_on = DateField(label=gettext_lazy("离任日期"))
    ground = forms.ChoiceField(label=gettext_lazy("原因"), choices=LeftBecause)
    note = forms.CharField(
        label=gettext_lazy("说明"), max_length=200, required=False,
        help_text=gettext_lazy("原因选“其他”的要写；其他情况有需要时写。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, people: People, may_add: bool, on: date) -> None:
        super().__init__(data, people=people, may_add=may_add, initial={"left_on": on})
        for name in ("person", *self.FIGURES):
            self.fields[name].required = False

    def leaving_fields(self) -> list[Any]:
        return [self[name] for name in ("left_on", "ground", "note")]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        typed = [name for name in self.FIGURES if data.get(name) is not None]
        if data.get("person", "").strip():
            for name in self.FIGURES:
                if data.get(name) is None and name not in self.errors:
                    self.add_error(name, _("填了新代表，这一项也要填。"))
        elif typed:
            self.add_error("person", _("填了补选的票数，要写明新代表是谁。"))
        return data

    def leaving(self) -> Leaving:
        data = self.cleaned_data
        return Leaving(on=data["left_on"], ground=data["ground"], note=data["note"])
