"""Forms of drafting: the plan, the preparatory group, a union's answer. They parse and validate, and never save."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.core.refused import Reason
from gonglian.founding.case_forms import DateField, ScanField
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.states import Consent, ConsentBody, GroupFrom
from gonglian.organisation.models import Union
from gonglian.organisation.queries import ancestors
from gonglian.organisation.states import Form, HostKind, Level, LineKind, UnionKind, UnionState
from gonglian.policy.catalogue import in_words
from gonglian.reference.industries import industries, valid_codes
from gonglian.reference.models import Region

LEADING_KINDS = (UnionKind.LOCAL, UnionKind.ZONE, UnionKind.TOWNSHIP)
GROUP_ROWS = 8
BETWEEN_CODES = re.compile(r"[,，、;；\n]+")
EMPTY: list[Any] = [("", "—")]
MOST_PEOPLE = 1_000_000


def leading_unions(proposer: Union, *, on: date) -> QuerySet[Union]:
    """Active territorial unions that may lead: the proposer and those above it along leadership."""
    near = Q(pk__in=[proposer.pk, *ancestors(proposer.pk, LineKind.LEADERSHIP, on=on)])
    rows = Union.objects.filter(near, kind__in=LEADING_KINDS, state=UnionState.ACTIVE)
    return rows.order_by("path", "pk")


def other_leaders(proposer: Union) -> QuerySet[Union]:
    """Whom the city may let lead instead of the territory's federation (意见 2.2): active territorial and industrial
    unions of the city."""
    kinds = (*LEADING_KINDS, UnionKind.INDUSTRIAL)
    rows = Union.objects.filter(city=proposer.city, kind__in=kinds, state=UnionState.ACTIVE)
    return rows.exclude(pk=proposer.pk).order_by("kind", "pinyin", "pk")


def guiding_unions(city: str) -> QuerySet[Union]:
    """Active industrial unions of the city."""
    rows = Union.objects.filter(city=city, kind=UnionKind.INDUSTRIAL, state=UnionState.ACTIVE)
    return rows.order_by("pinyin", "pk")


def proposed_name(place: str, trade_words: str, form: str) -> str:
    """Place, trade words and form word, in this order (ORG-12)."""
    return f"{place}{trade_words}{Form(form).label}"


def read_trades(text: str) -> list[str]:
    """GB/T 4754 codes of sections, divisions, groups or classes, each once, in the order typed.

    text: codes between commas; a name may follow its code or stand for it. Refused: anything else.
    """
    names = {industry.name: industry.code for industry in reversed(industries())}  # one name twice: the wider
    found: list[str] = []
    unknown: list[str] = []
    for entry in filter(None, (part.strip() for part in BETWEEN_CODES.split(text))):
        code = _code_of(entry) or names.get(entry)
        (found if code else unknown).append(code or entry)
    if unknown:
        raise ValidationError(
            _("“%(code)s”不是 GB/T 4754 的门类、大类、中类或小类代码。照标准改正，几个之间用逗号隔开。")
            % {"code": "、".join(unknown)}
        )
    return list(dict.fromkeys(found))


def _code_of(entry: str) -> str:
    """The code an entry begins with; "" when the standard has no such code."""
    code = entry.split()[0].upper()
    return code if code in valid_codes() else ""


class DraftForm(forms.Form):
    """The plan of founding. The proposer's place in the organisation says which regions and leaders are offered."""

    form = forms.ChoiceField(label=gettext_lazy("组织形式"), choices=EMPTY + Form.choices)
    level = forms.ChoiceField(label=gettext_lazy("层级"), choices=EMPTY + Level.choices)
    territory = forms.ModelChoiceField(
        label=gettext_lazy("地域"), queryset=Region.objects.none(), empty_label="—"
    )
    place_words = forms.CharField(
        label=gettext_lazy("名称里的地名"), max_length=40, required=False,
        help_text=gettext_lazy("空着就用地域的名称。村（社区）没有单独区划，写村（社区）名。"),
    )  # fmt: skip
    trade_words = forms.CharField(
        label=gettext_lazy("行业用语"), max_length=40, help_text=gettext_lazy("写进名称的词，如：餐饮行业。")
    )
    trades = forms.CharField(
        label=gettext_lazy("行业名称或代码"), max_length=200,
        help_text=gettext_lazy("GB/T 4754 的行业，写名称或代码都可以，几个之间用逗号隔开，如：餐饮业，或 61，62。"),
        widget=forms.TextInput(attrs={"list": "industries", "autocomplete": "off"}),
    )  # fmt: skip
    name = forms.CharField(
        label=gettext_lazy("名称"), max_length=120, required=False,
        help_text=gettext_lazy("空着就按地名、行业用语、组织形式拟定。"),
    )  # fmt: skip
    leader = forms.ModelChoiceField(
        label=gettext_lazy("拟隶属"), queryset=Union.objects.none(), empty_label="—", required=False,
        help_text=gettext_lazy("领导这个工会的地方总工会、开发区工会或乡镇（街道）工会。请示报给它；选本单位时，报本单位的上级；工会工作委员会由本单位自己决定。"),
    )  # fmt: skip
    other_leader = forms.ModelChoiceField(
        label=gettext_lazy("另定的领导工会"), queryset=Union.objects.none(), empty_label="—", required=False,
        help_text=gettext_lazy("不按属地领导的才填，请示报市总工会审批（意见 2.2）。填了这一项，“拟隶属”空着。"),
    )  # fmt: skip
    line_reason = forms.CharField(
        label=gettext_lazy("另定领导关系的理由"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    guide = forms.ModelChoiceField(
        label=gettext_lazy("拟接受指导"), queryset=Union.objects.none(), empty_label="—", required=False,
        help_text=gettext_lazy("业务上指导它的上级产业工会。"),
    )  # fmt: skip
    host_kind = forms.ChoiceField(
        label=gettext_lazy("依托单位类别"), choices=EMPTY + HostKind.choices, required=False
    )
    host_name = forms.CharField(label=gettext_lazy("依托单位名称"), max_length=120, required=False)
    reason = forms.CharField(
        label=gettext_lazy("组建理由"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("行业有多少企业和职工，为什么要组建。"),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, proposer: Union, on: date, case: Case | None = None) -> None:
        super().__init__(data, initial=draft_initial(case) if case else _first_guess(proposer))
        place = (
            proposer.region_id
        )  # a town's union may propose one for its county: the places above count too
        regions = Q(code__startswith=place) | Q(pk__in=[place[:4], place[:6]])
        leaders = leading_unions(proposer, on=on)
        if case is not None:  # what was once chosen stays on offer: saving must not lose it
            regions |= Q(pk=case.territory_id)
            leaders = leaders | Union.objects.filter(pk=case.leader_id) if not case.line_reason else leaders
        self.fields["territory"].queryset = Region.objects.filter(regions)  # type: ignore[attr-defined]
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]
        self.fields["other_leader"].queryset = other_leaders(proposer)  # type: ignore[attr-defined]
        self.fields["guide"].queryset = guiding_unions(proposer.city)  # type: ignore[attr-defined]

    def clean_trades(self) -> list[str]:
        return read_trades(self.cleaned_data["trades"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("host_name") and not data.get("host_kind"):
            self.add_error("host_kind", _("选择依托单位的类别。"))
        if data.get("host_kind") and not data.get("host_name") and "host_name" in data:
            self.add_error("host_name", _("填写依托单位的名称。"))
        self._check_leader(data)
        return data

    def _check_leader(self, data: dict[str, Any]) -> None:
        """One leader, by the territory or another with its reason."""
        if {"leader", "other_leader"} & set(self.errors):
            return
        if data.get("leader") and data.get("other_leader"):
            self.add_error("other_leader", _("“拟隶属”和“另定的领导工会”只填一项。"))
        elif not data.get("leader") and not data.get("other_leader"):
            self.add_error("leader", _("选择拟隶属的工会。"))
        elif data.get("other_leader") and not data.get("line_reason"):
            self.add_error("line_reason", _("写明为什么不按属地领导（意见 2.2）。"))
        elif data.get("leader") and data.get("line_reason"):
            self.add_error("line_reason", _("按属地领导的不填理由；另定的，选“另定的领导工会”。"))

    def given(self) -> dict[str, Any]:
        """The case's DRAFT_FIELDS but for the host."""
        data = {name: value for name, value in self.cleaned_data.items() if not name.startswith("host_")}
        data["leader"] = data.pop("other_leader") or data["leader"]
        place = data["place_words"] or data["territory"].name
        data["name"] = data["name"] or proposed_name(place, data["trade_words"], data["form"])
        return data

    def host(self) -> tuple[str, str]:
        """Kind and name of the host body; both empty when none is named."""
        return self.cleaned_data["host_kind"], self.cleaned_data["host_name"]


def draft_initial(case: Case) -> dict[str, Any]:
    """A case's plan as the form's fields show it."""
    fields = (
        "form",
        "level",
        "place_words",
        "trade_words",
        "name",
        "reason",
        "territory",
        "line_reason",
        "guide",
    )
    leader = {"other_leader" if case.line_reason else "leader": case.leader}
    host = {"host_kind": case.host.kind, "host_name": case.host.name} if case.host else {}
    return {name: getattr(case, name) for name in fields} | leader | {"trades": "，".join(case.trades)} | host


def _first_guess(proposer: Union) -> dict[str, Any]:
    return {"territory": proposer.region_id, "level": proposer.level, "leader": proposer.pk}


def differences(form: DraftForm, case: Case) -> list[tuple[str, str, str]]:
    """Field by field where a sent form and the saved plan differ: label, what is saved, what was typed."""
    saved = DraftForm(proposer=case.proposer, on=case.created_on, case=case)
    rows = []
    for field in form:
        theirs, mine = (
            _spoken(saved[field.name], saved.initial.get(field.name)),
            _spoken(field, field.value()),
        )
        if theirs != mine:
            rows.append((str(field.label), theirs or "—", mine or "—"))
    return rows


def _spoken(field: Any, value: Any) -> str:
    """A bound field's value as the reader sees it: the word of a choice, the codes of the trades, the text."""
    if isinstance(field.field, forms.ModelChoiceField):
        return _offered(field.field, getattr(value, "pk", value))
    if isinstance(field.field, forms.ChoiceField):
        choices: Any = field.field.choices
        return str(dict(choices).get(value, "")) if value else ""
    if field.name == "trades":
        return "，".join(BETWEEN_CODES.split(str(value or "").strip()))
    return str(value or "").strip().replace("\r\n", "\n")


def _offered(field: Any, key: Any) -> str:
    """The name of the record chosen; what was sent itself when it is none of those on offer."""
    try:
        return str(field.clean(key) or "")
    except ValidationError:
        return str(key or "")


class GroupRow(forms.Form):
    """One member of the preparatory group; an empty line counts as none."""

    name = forms.CharField(label=gettext_lazy("姓名"), max_length=40, required=False)
    unit = forms.CharField(label=gettext_lazy("单位及职务"), max_length=120, required=False)
    comes_from = forms.ChoiceField(
        label=gettext_lazy("来自"), choices=EMPTY + GroupFrom.choices, required=False
    )
    is_head = forms.BooleanField(label=gettext_lazy("组长"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.values()) and not data.get("name"):
            self.add_error("name", _("填写姓名，或把这一行清空。"))
        if data.get("name") and not data.get("comes_from"):
            self.add_error("comes_from", _("选择来自哪里。"))
        return data


GroupForms = forms.formset_factory(GroupRow, extra=0, max_num=40)


def group_forms(case: Case, data: Any = None) -> Any:
    """A line per member and empty lines after them, eight lines at least."""
    rows = list(case.group.values("name", "unit", "comes_from", "is_head"))
    empty: list[dict[str, Any]] = [{}] * max(2, GROUP_ROWS - len(rows))
    return GroupForms(data, initial=[*rows, *empty], prefix="group")


def group_given(formset: Any) -> list[dict[str, Any]]:
    """The members, one for each line with a name."""
    return [form.cleaned_data for form in formset if form.cleaned_data.get("name")]


class ConsentForm(forms.Form):
    """What a union's own body decided, with its sums."""

    consent = forms.ChoiceField(
        label=gettext_lazy("答复"),
        choices=[(one.value, one.label) for one in (Consent.CONSENTED, Consent.REFUSED)],
    )
    body = forms.ChoiceField(label=gettext_lazy("决定机构"), choices=ConsentBody.choices)
    decided_on = DateField(label=gettext_lazy("决定日期"))
    entitled = forms.IntegerField(label=gettext_lazy("应到"), min_value=1, max_value=MOST_PEOPLE)
    present = forms.IntegerField(label=gettext_lazy("实到"), min_value=0, max_value=MOST_PEOPLE)
    votes_for = forms.IntegerField(
        label=gettext_lazy("赞成"), min_value=0, max_value=MOST_PEOPLE,
        help_text=gettext_lazy("同意加入的票数。不同意时，也照会议记录填。"),
    )  # fmt: skip
    scan = ScanField(label=gettext_lazy("同意书扫描件"))

    def __init__(self, data: Any = None, files: Any = None, *, row: CaseConstituent) -> None:
        initial = {name: getattr(row, name) for name in self.base_fields if name != "scan"}
        if row.consent not in (Consent.CONSENTED, Consent.REFUSED):
            initial |= {"consent": Consent.CONSENTED, "body": row.body or ConsentBody.COMMITTEE}
        super().__init__(data, files, initial=initial)


class WithdrawConsentForm(forms.Form):
    """A union takes its consent back: when, why, its letter."""

    withdrawn_on = DateField(label=gettext_lazy("撤回日期"))
    reason = forms.CharField(
        label=gettext_lazy("撤回原因"), max_length=200, widget=forms.Textarea(attrs={"rows": 3})
    )
    scan = ScanField(label=gettext_lazy("撤回函扫描件"))


def place_reasons(form: forms.Form, reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Put each reason at the field it names, with clause and cure; the reasons that name none are given back."""
    rest = []
    for reason in reasons:
        if reason.field in form.fields:
            form.add_error(reason.field, _worded(reason))
        else:
            rest.append(reason)
    return tuple(rest)


def _worded(reason: Reason) -> str:
    cite = _("（%(cite)s）") % {"cite": in_words(reason.cite)} if reason.cite else ""
    cure = _("办法：%(cure)s") % {"cure": reason.cure} if reason.cure else ""
    return f"{reason.message}{cite}{cure}"
