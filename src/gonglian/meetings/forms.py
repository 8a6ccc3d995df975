"""Forms of meetings: they parse and validate, and never save. `given()` is what the act is called with."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.accounts.models import User
from gonglian.meetings import access, queries
from gonglian.meetings.models import Ballot, Meeting
from gonglian.meetings.preparation import watchers_of
from gonglian.meetings.reads import scrutineers_of
from gonglian.meetings.sheets import FIELD_NAMES, MOST, PAPERS, VOTES
from gonglian.meetings.states import Handed, Item, Majority, Round, Way

AGENDA_ROWS = 10
WRITE_IN_ROWS = 6
STANDARD_ORDER = (Item.CREDENTIALS, Item.RULES, Item.LIST, Item.SCRUTINEERS, Item.ELECTION)


class PresenceForm(forms.Form):
    """Who came, by ticking the roll."""

    present = forms.MultipleChoiceField(
        label=gettext_lazy("到会的人"), required=False, widget=forms.CheckboxSelectMultiple
    )
    by = forms.CharField(label=gettext_lazy("签到说明"), required=False, max_length=20)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        roll = queries.roll_of(meeting)
        came = [str(entry.person_id) for entry in roll if entry.present]
        super().__init__(data, initial={"present": came, "seen": " ".join(came)})
        self.fields["present"].choices = [  # type: ignore[attr-defined]
            (str(entry.person_id), f"{entry.name} {entry.unit_name}".strip()) for entry in roll
        ]

    def clean_seen(self) -> list[int]:
        """Who stood as present when the page was shown."""
        try:
            return [int(word) for word in self.cleaned_data["seen"].split()]
        except ValueError as fault:
            raise forms.ValidationError(_("页面内容不完整。请重新打开本页再勾选。")) from fault

    def given(self) -> dict[str, Any]:
        return {
            "present_ids": [int(pk) for pk in self.cleaned_data["present"]],
            "seen_ids": self.cleaned_data["seen"],
            "by": self.cleaned_data["by"],
        }


class PlaceForm(forms.Form):
    """Where the meeting is held."""

    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)

    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class DoorForm(forms.Form):
    """A delegate's slip, scanned or typed."""

    code = forms.CharField(
        label=gettext_lazy("凭条"), max_length=200,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off"}),
        help_text=gettext_lazy("用扫码枪扫二维码，或输入凭条上的八位短码，再按回车。"),
    )  # fmt: skip


class AgendaRow(forms.Form):
    item = forms.ChoiceField(label=gettext_lazy("议程"), choices=[("", "—"), *Item.choices], required=False)
    title = forms.CharField(label=gettext_lazy("内容"), max_length=120, required=False)
    votes_for = forms.IntegerField(label=gettext_lazy("赞成"), min_value=0, required=False)
    against = forms.IntegerField(label=gettext_lazy("反对"), min_value=0, required=False)
    abstain = forms.IntegerField(label=gettext_lazy("弃权"), min_value=0, required=False)
    voters = forms.IntegerField(label=gettext_lazy("表决人数"), min_value=0, required=False)
    way = forms.ChoiceField(label=gettext_lazy("表决方式"), choices=Way.choices, required=False)
    majority = forms.ChoiceField(label=gettext_lazy("通过办法"), choices=Majority.choices, required=False)
    passed = forms.BooleanField(label=gettext_lazy("通过"), required=False)


AgendaForms = forms.formset_factory(AgendaRow, extra=0, max_num=30)


def agenda_forms(meeting: Meeting, data: Any = None) -> Any:
    """One line per point: those recorded, or what the meeting was convened for, or the standard order; then empty lines."""
    fields = ("item", "title", "votes_for", "against", "abstain", "voters", "way", "majority", "passed")
    rows: list[dict[str, Any]] = list(meeting.agenda.values(*fields))
    if not rows and meeting.note:
        rows = [{"item": Item.OTHER, "title": point[:120]} for point in meeting.note.splitlines()]
    if not rows:
        order = list(STANDARD_ORDER)
        if meeting.is_founding:
            order.insert(1, Item.FOUND)
        rows = [{"item": item} for item in order]
    return AgendaForms(data, initial=[*rows, *[{}] * (AGENDA_ROWS - len(rows))], prefix="agenda")


def agenda_given(formset: Any) -> dict[str, Any]:
    """Lines with a point, in their order."""
    return {"items": [form.cleaned_data for form in formset if form.cleaned_data.get("item")]}


class OfficersForm(forms.Form):
    """Scrutineers from the roll or beside it, two tellers with accounts."""

    scrutineers = forms.MultipleChoiceField(
        label=gettext_lazy("监票人"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("至少两名，不能是候选人。"),
    )  # fmt: skip
    teller1 = forms.ModelChoiceField(label=gettext_lazy("计票人（一）"), queryset=User.objects.none())
    teller2 = forms.ModelChoiceField(label=gettext_lazy("计票人（二）"), queryset=User.objects.none())
    approved = forms.BooleanField(label=gettext_lazy("监票人经大会表决通过"), required=False)

    def __init__(self, data: Any = None, *, meeting: Meeting, user: Any) -> None:
        tellers = [*queries.tellers_of(meeting), None, None]
        named = scrutineers_of(meeting)
        initial = {
            "scrutineers": [str(row.person_id) for row in named],
            "teller1": tellers[0],
            "teller2": tellers[1],
            "approved": bool(named) and all(row.approved for row in named),
        }
        super().__init__(data, initial=initial)
        people = {entry.person_id: entry.person for entry in queries.roll_of(meeting)}
        people |= {person.pk: person for person in watchers_of(meeting)}
        self.people = people | {row.person_id: row.person for row in named}
        self.fields["scrutineers"].choices = [  # type: ignore[attr-defined]
            (str(pk), person.name) for pk, person in self.people.items()
        ]
        for key in ("teller1", "teller2"):
            self.fields[key].queryset = access.users_at_hand(user, meeting)  # type: ignore[attr-defined]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "scrutineers": [self.people[int(pk)] for pk in data["scrutineers"]],
            "tellers": [data["teller1"], data["teller2"]],
            "approved": data["approved"],
        }


class RollChangeForm(forms.Form):
    """Take somebody off the sealed roll, or put somebody on, or both."""

    removed = forms.ChoiceField(label=gettext_lazy("去掉"), required=False)
    name = forms.CharField(label=gettext_lazy("增加（姓名）"), required=False, max_length=40)
    unit_name = forms.CharField(label=gettext_lazy("增加的人所在单位"), required=False, max_length=120)
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)

    def __init__(self, data: Any = None, *, meeting: Meeting, user: Any) -> None:
        super().__init__(data)
        self.user = user
        self.people = {entry.person_id: entry.person for entry in queries.roll_of(meeting)}
        self.fields["removed"].choices = [  # type: ignore[attr-defined]
            ("", "—"), *((str(pk), person.name) for pk, person in self.people.items())
        ]  # fmt: skip

    def clean_name(self) -> Any:
        """The one person of this name in reach, or None when the field is empty."""
        name = self.cleaned_data["name"].strip()
        if not name:
            return None
        found = list(access.people_named(self.user, name)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(_("有几个人叫 %(name)s。请先在组织里分清是哪一个。") % {"name": name})
        raise forms.ValidationError(_("没有找到 %(name)s。请核对姓名，或先登记此人。") % {"name": name})

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        added = [{"person": data["name"], "unit_name": data["unit_name"]}] if data["name"] else []
        removed = [self.people[int(data["removed"])]] if data["removed"] else []
        return {
            "added": added,
            "removed": removed,
            "reason": data["reason"],
        }


class SecondForm(forms.Form):
    """What the second person says to a proposed change of the roll."""

    answer = forms.CharField(
        label=gettext_lazy("复核意见"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("不同意的一定要写。"),
    )


class PrintForm(forms.Form):
    """How many ballots to print, and from which serial on."""

    copies = forms.IntegerField(label=gettext_lazy("份数"), min_value=1, max_value=500, required=False)
    first = forms.IntegerField(label=gettext_lazy("从第几号起"), min_value=1, max_value=9000, required=False)

    def serials(self) -> tuple[int, ...]:
        """A serial for each copy; none asks for one specimen without a stub."""
        first = self.cleaned_data["first"] or 1
        return tuple(range(first, first + (self.cleaned_data["copies"] or 0)))


class HandOutForm(forms.Form):
    """Serials given out or taken back, or a number of spoiled papers. Units of one delegate aren't offered."""

    kind = forms.ChoiceField(label=gettext_lazy("事项"), choices=Handed.choices)
    first = forms.IntegerField(label=gettext_lazy("从第几号"), min_value=1, max_value=9999, required=False)
    last = forms.IntegerField(label=gettext_lazy("到第几号"), min_value=1, max_value=9999, required=False)
    count = forms.IntegerField(
        label=gettext_lazy("张数"), min_value=1, max_value=9999, required=False,
        help_text=gettext_lazy("只在写坏作废时填：存根已撕下，写坏的票上没有号码。"),
    )  # fmt: skip
    unit_name = forms.ChoiceField(label=gettext_lazy("代表团"), required=False)
    staff = forms.CharField(label=gettext_lazy("经手的工作人员"), max_length=40)

    def __init__(self, data: Any = None, *, ballot: Ballot, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        size = Counter(ballot.meeting.roll.values_list("unit_name", flat=True))
        units = [unit for unit, number in size.items() if unit and number > 1]
        self.fields["unit_name"].choices = [("", _("不分代表团")), *((unit, unit) for unit in units)]  # type: ignore[attr-defined]


class SheetForm(forms.Form):
    """One teller's sheet: the papers, a line per candidate, lines for write-ins."""

    def __init__(self, data: Any = None, *, ballot: Ballot, mine: Any = None) -> None:
        super().__init__(data)
        self.names = queries.candidate_names(ballot)
        filled = {line["person"]: line for line in mine.lines} if mine else {}
        added = mine.write_ins if mine else []
        for key in PAPERS:
            self._add(key, str(FIELD_NAMES[key]), getattr(mine, key, 0 if key == "proxies" else None))
        for person, name in self.names.items():
            for key in VOTES:
                self._add(f"c{person}-{key}", f"{name} {FIELD_NAMES[key]}", filled.get(person, {}).get(key))
        rows = 0 if ballot.is_recall else max(WRITE_IN_ROWS, len(added) + 1)
        for place in range(rows):
            row = added[place] if place < len(added) else {}
            label = _("另选人 %(n)s") % {"n": place + 1}
            self.fields[f"w{place}-name"] = forms.CharField(
                label=label, required=False, max_length=40, initial=row.get("name")
            )
            self._add(f"w{place}-for", f"{label} {FIELD_NAMES['write_in']}", row.get("for"), required=False)

    def _add(self, key: str, label: str, initial: Any, *, required: bool = True) -> None:
        self.fields[key] = forms.IntegerField(
            label=label, initial=initial, min_value=0, max_value=MOST, required=required
        )

    def papers(self) -> list[Any]:
        return [self[key] for key in PAPERS]

    def lines(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """For each candidate the three cells with their heads."""
        return [
            (name, [(self[f"c{person}-{key}"], FIELD_NAMES[key]) for key in VOTES])
            for person, name in self.names.items()
        ]

    def write_ins(self) -> list[tuple[Any, Any]]:
        names = [key for key in self.fields if key.startswith("w") and key.endswith("-name")]
        return [(self[key], self[key.replace("-name", "-for")]) for key in names]

    def given(self) -> dict[str, Any]:
        data = self.cleaned_data
        lines = [
            {"person": person} | {key: data[f"c{person}-{key}"] for key in VOTES} for person in self.names
        ]
        pairs = [(data[name.name], data[votes.name]) for name, votes in self.write_ins()]
        write_ins = [{"name": name, "for": votes} for name, votes in pairs if name or votes]
        return {"sheet": {key: data[key] for key in PAPERS} | {"lines": lines, "write_ins": write_ins}}


class FollowForm(forms.Form):
    """The next vote: again after a void one, among the tied, or for what stayed vacant."""

    people = forms.MultipleChoiceField(label=gettext_lazy("候选人"), widget=forms.CheckboxSelectMultiple)
    seats = forms.IntegerField(label=gettext_lazy("应选名额"), min_value=1)

    def __init__(self, data: Any = None, *, ballot: Ballot) -> None:
        self.round, seats, rows = _next_vote(ballot)
        self.persons = {row.person_id: row.person for row in rows}
        super().__init__(data, initial={"people": [str(pk) for pk in self.persons], "seats": seats})
        self.fields["people"].choices = [(str(row.person_id), row.name) for row in rows]  # type: ignore[attr-defined]
        self.ballot = ballot

    def given(self) -> dict[str, Any]:
        ballot = self.ballot
        is_again = queries.is_void(ballot)
        return {
            "meeting": ballot.meeting,
            "body": ballot.body,
            "round": self.round,
            "previous": ballot.previous if is_again else ballot,
            "seats": self.cleaned_data["seats"],
            "candidates": [self.persons[int(pk)] for pk in self.cleaned_data["people"]],
            "org_form": ballot.org_form,
            "source": ballot.source,
            "approved": ballot.approved,
            "units": {row.person_id: row.unit_name for row in ballot.candidates.all()},
        }


def _next_vote(ballot: Ballot) -> tuple[str, int, list[Any]]:
    """Round, seats and candidates of the vote that follows a counted ballot."""
    rows = list(ballot.candidates.select_related("person").order_by("order"))
    if queries.is_void(ballot):
        return ballot.round, ballot.seats, rows
    if runoff := ballot.verdict["runoff"]:
        return Round.RUNOFF, runoff["seats"], [row for row in rows if row.name in runoff["names"]]
    return (
        Round.FURTHER,
        ballot.verdict["vacant"],
        [row for row in rows if row.name not in ballot.verdict["elected"]],
    )


class ResolveForm(forms.Form):
    """The meeting's resolution to make do with those elected."""

    minimum = forms.IntegerField(label=gettext_lazy("批复的最少人数"), min_value=1)
    votes_for = forms.IntegerField(label=gettext_lazy("赞成"), min_value=0)
    voters = forms.IntegerField(label=gettext_lazy("表决人数"), min_value=0)

    def __init__(self, data: Any = None, *, ballot: Ballot) -> None:
        super().__init__(data)
        self.ballot = ballot

    def given(self) -> dict[str, Any]:
        first = self.ballot
        while first.previous:
            first = first.previous
        elected = queries.election_of(first).elected
        return dict(self.cleaned_data) | {"ballot": self.ballot, "seats": len(elected)}
