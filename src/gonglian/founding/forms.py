"""Forms of founding: they read and check what was typed, they save nothing. `given()` is what the act is called with."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.approvals.states import Decision
from gonglian.founding.models import Case
from gonglian.founding.states import Consent, ConsentBody, GroupFrom, Stage
from gonglian.organisation.models import Union
from gonglian.organisation.reads.choices import region_choices, trade_choices
from gonglian.organisation.states import Form, HostKind, Level, UnionKind, UnionState
from gonglian.reference.industries import valid_codes
from gonglian.reference.models import Region, RegionKind

TRADE_PLACES = 3
GROUP_ROWS = 9
LEADERS = (UnionKind.LOCAL, UnionKind.ZONE, UnionKind.TOWNSHIP)
ROAD_FORMS = [choice for choice in Form.choices if choice[0] != Form.WORKING_COMMITTEE]
NONE = [("", "—")]


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, typed or picked."""
    return forms.DateField(label=label, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), **options)


class CaseFilter(forms.Form):
    """The list of cases as its address asks for it."""

    stage = forms.ChoiceField(
        label=gettext_lazy("阶段"), required=False, choices=[("", gettext_lazy("全部")), *Stage.choices]
    )


class DraftForm(forms.Form):
    """The draft of a case. An empty name is proposed from place, trade words and form."""

    form = forms.ChoiceField(label=gettext_lazy("组织形式"), choices=ROAD_FORMS)
    level = forms.ChoiceField(label=gettext_lazy("层级"), choices=Level.choices)
    territory = forms.ChoiceField(label=gettext_lazy("地域"))
    trade_words = forms.CharField(
        label=gettext_lazy("行业用语"), max_length=40, help_text=gettext_lazy("写进名称的行业，如：餐饮行业。")
    )
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=120, required=False,
        help_text=gettext_lazy("不填的，按地域、行业用语和组织形式拟名。"),
    )  # fmt: skip
    leader = forms.ModelChoiceField(
        label=gettext_lazy("拟隶属"), queryset=Union.objects.none(),
        help_text=gettext_lazy("属地的地方工会，请示报给它。"),
    )  # fmt: skip
    guide = forms.ModelChoiceField(
        label=gettext_lazy("拟接受指导"), queryset=Union.objects.none(), required=False,
        help_text=gettext_lazy("上级产业（行业）工会，没有的不选。"),
    )  # fmt: skip
    host_kind = forms.ChoiceField(
        label=gettext_lazy("依托单位类别"), required=False, choices=[*NONE, *HostKind.choices]
    )
    host_name = forms.CharField(label=gettext_lazy("依托单位名称"), required=False, max_length=120)
    reason = forms.CharField(
        label=gettext_lazy("组建理由"), required=False, max_length=4000, widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("行业情况、职工需求、工作基础。"),
    )  # fmt: skip
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, case: Case | None = None) -> None:
        super().__init__(data, initial=_draft_of(case) if case else {"form": Form.FEDERATION})
        kept = list(case.trades) if case else []
        self.fields["territory"].choices = _territories()  # type: ignore[attr-defined]
        active = Union.objects.filter(state=UnionState.ACTIVE).order_by("region", "pk")
        self.fields["leader"].queryset = active.filter(kind__in=LEADERS)  # type: ignore[attr-defined]
        self.fields["guide"].queryset = active.filter(kind=UnionKind.INDUSTRIAL)  # type: ignore[attr-defined]
        for place in range(max(TRADE_PLACES, len(kept) + 1)):
            self.fields[f"trade{place}"] = forms.ChoiceField(
                label=_("行业 %(n)s") % {"n": place + 1}, required=place == 0, choices=_trades(kept),
                initial=kept[place] if place < len(kept) else "",
            )  # fmt: skip

    @property
    def trades(self) -> list[Any]:
        """The bound fields of the trades."""
        return [self[name] for name in self.fields if name.startswith("trade") and name != "trade_words"]

    def clean_territory(self) -> Region:
        return Region.objects.get(pk=self.cleaned_data["territory"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("host_kind")) != bool(data.get("host_name")):
            missing = "host_name" if data.get("host_kind") else "host_kind"
            self.add_error(missing, _("依托单位的类别和名称要一起填，没有的都不填。"))
        if not data.get("name") and data.get("territory") and data.get("trade_words"):
            data["name"] = proposed_name(data["territory"], data["trade_words"], data.get("form", ""))
        return data

    def given(self) -> dict[str, Any]:
        """DRAFT_FIELDS but the host."""
        data = self.cleaned_data
        trades = [data[field.name] for field in self.trades if data.get(field.name)]
        plain = ("name", "form", "level", "trade_words", "leader", "guide", "reason")
        return {
            **{name: data[name] for name in plain},
            "territory": data["territory"],
            "trades": list(dict.fromkeys(trades)),
        }

    @property
    def host(self) -> dict[str, str]:
        """kind and name of the host; empty when there is none."""
        data = self.cleaned_data
        return {"kind": data["host_kind"], "name": data["host_name"].strip()} if data["host_kind"] else {}


def proposed_name(territory: Region, trade_words: str, form: str) -> str:
    """Place, trade words and form, each once (ORG-12)."""
    words = trade_words.strip().removeprefix(territory.name)
    return f"{territory.name}{words}{Form(form).label if form else ''}"


def _draft_of(case: Case) -> dict[str, Any]:
    plain = ("form", "level", "trade_words", "name", "reason", "version")
    return {
        **{name: getattr(case, name) for name in plain},
        "territory": case.territory_id, "leader": case.leader_id, "guide": case.guide_id,
        "host_kind": case.host.kind if case.host else "", "host_name": case.host.name if case.host else "",
    }  # fmt: skip


def _territories() -> list[Any]:
    """The city, then counties and zones each with its towns."""
    city = [(region.code, region.name) for region in Region.objects.filter(kind=RegionKind.CITY)]
    groups = [(label, [(code, label), *finer]) for code, label, finer in region_choices().groups]
    return [*NONE, *city, *groups]


def _trades(kept: list[str]) -> list[Any]:
    """Sections with their divisions, and finer codes that the draft holds already."""
    groups = [
        (label, [(code, f"{code} {word}") for code, word in finer])
        for _c, label, finer in trade_choices().groups
    ]
    offered = {code for code, _w in _flat(groups)}
    finer = [(code, code) for code in kept if code not in offered and code in valid_codes()]
    return [*NONE, *finer, *groups]


def _flat(choices: list[Any]) -> list[tuple[str, str]]:
    """Choices without their groups."""
    pairs: list[tuple[str, str]] = []
    for value, label in choices:
        pairs += label if isinstance(label, list) else [(value, label)]
    return pairs


class GroupRow(forms.Form):
    """A member of the preparatory group; a row without a name is left out."""

    name = forms.CharField(label=gettext_lazy("姓名"), required=False, max_length=40)
    unit = forms.CharField(label=gettext_lazy("单位及职务"), required=False, max_length=120)
    comes_from = forms.ChoiceField(
        label=gettext_lazy("来自"), required=False, choices=[*NONE, *GroupFrom.choices]
    )
    is_head = forms.BooleanField(label=gettext_lazy("组长"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("name") and not data.get("comes_from"):
            self.add_error("comes_from", _("选一下来自哪一方。"))
        if not data.get("name") and (data.get("unit") or data.get("is_head")):
            self.add_error("name", _("填姓名。"))
        return data


GroupForms = forms.formset_factory(GroupRow, extra=0, max_num=30)


def group_forms(case: Case, data: Any = None) -> Any:
    """The group as recorded, and empty rows after it."""
    rows = list(case.group.values("name", "unit", "comes_from", "is_head"))
    return GroupForms(data, initial=[*rows, *[{}] * max(2, GROUP_ROWS - len(rows))], prefix="group")


def group_given(formset: Any) -> list[dict[str, Any]]:
    return [dict(form.cleaned_data) for form in formset if form.cleaned_data.get("name")]


class PickForm(forms.Form):
    """Unions ticked in the list."""

    unions = forms.TypedMultipleChoiceField(label=gettext_lazy("单位"), coerce=int)

    def __init__(self, data: Any, *, offered: list[int]) -> None:
        super().__init__(data)
        self.fields["unions"].choices = [(pk, pk) for pk in offered]  # type: ignore[attr-defined]
        self.fields["unions"].error_messages["required"] = _("没有勾选单位。")


class ConsentForm(forms.Form):
    """What a union's own body decided."""

    consent = forms.ChoiceField(
        label=gettext_lazy("答复"), choices=[choice for choice in Consent.choices if choice[0] != Consent.ASKED]
    )
    body = forms.ChoiceField(label=gettext_lazy("决定机构"), choices=ConsentBody.choices)
    decided_on = day_field(gettext_lazy("决定日期"))
    entitled = forms.IntegerField(label=gettext_lazy("应到"), min_value=1, max_value=1_000_000)
    present = forms.IntegerField(label=gettext_lazy("实到"), min_value=0, max_value=1_000_000)
    votes_for = forms.IntegerField(label=gettext_lazy("赞成"), min_value=0, max_value=1_000_000)


class ReasonForm(forms.Form):
    """Why something is given up or taken back."""

    reason = forms.CharField(label=gettext_lazy("原因"), max_length=200, widget=forms.Textarea({"rows": 3}))


class ReplyForm(forms.Form):
    """What the approver's handler proposes."""

    decision = forms.ChoiceField(label=gettext_lazy("批复意见"), choices=Decision.choices)
    reasons = forms.CharField(
        label=gettext_lazy("理由"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("退回和不同意要写明哪里不合规定、怎样改。"),
    )  # fmt: skip
    congress_by = day_field(gettext_lazy("大会最迟日期"), required=False)

    def __init__(self, data: Any = None, *, case: Case, latest: date) -> None:
        request = case.first_request if case.stage == Stage.FIRST_REQUEST else None
        standing = _standing(case)
        super().__init__(data, initial={
            "decision": standing.proposed_decision or Decision.APPROVE if standing else Decision.APPROVE,
            "reasons": standing.proposed_reasons if standing else "",
            "congress_by": case.congress_by or latest,
        })  # fmt: skip
        if request is None:
            del self.fields["congress_by"]

    def given(self) -> dict[str, Any]:
        return {"congress_by": None, **self.cleaned_data}


def _standing(case: Case) -> Any:
    """The request that waits for its reply."""
    fields = {Stage.FIRST_REQUEST: "first_request", Stage.SECOND_REQUEST: "second_request",
              Stage.THIRD_REQUEST: "third_request"}  # fmt: skip
    return getattr(case, fields[Stage(case.stage)]) if case.stage in fields else None


class MeetingForm(forms.Form):
    """Day and place of a meeting that was held."""

    held_on = day_field(gettext_lazy("会议日期"))
    place = forms.CharField(label=gettext_lazy("地点"), max_length=80)


class ScanForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("扫描件"), help_text=gettext_lazy("PDF、JPG、PNG、DOCX、XLSX 或 OFD，不超过 50 MB。")
    )
