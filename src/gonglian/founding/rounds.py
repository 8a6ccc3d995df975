"""The rounds of a request: what each rested on in words, what was answered, what changed from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from gonglian.approvals.models import Request
from gonglian.approvals.states import RequestState
from gonglian.congress.facts import nominees_of
from gonglian.congress.models import Convocation
from gonglian.congress.states import BodyKind, Office
from gonglian.founding import outcome, queries
from gonglian.founding.models import Case, Submission
from gonglian.founding.states import Consent
from gonglian.founding.steps import Step, step_at, step_leaving, steps_of
from gonglian.reference.industries import industries

Content = list[list[str]]
DRAFT_FIELDS = (
    *("name", "form", "level", "territory", "place_words", "trade_words", "trades", "leader", "line_reason"),
    *("guide", "host", "reason"),
)
PLAN_FIELDS = (
    *(
        "planned_on",
        "place",
        "delegates",
        "committee_size",
        "audit_size",
        "women_size",
        "vice_chairs",
        "years",
    ),
    "chair_by",
)
LABELS = {
    "group": _("筹备组"), "consented": _("同意加入的单位"), "others": _("不同意、撤回或未答复的单位"), "members": _("会员人数"),
    "units": _("选举单位和代表名额"), "list_fixed_on": _("名单确定日"), "list_committee": _("委员会候选人"),
    "list_audit": _("经审委候选人"), "list_women": _("女职工委员会候选人"), "held_on": _("会议日期"), "present": _("实到人数"),
    "entitled": _("应到人数"), "committee_names": _("当选委员"), "audit_names": _("当选经审委委员"),
    "women_names": _("女职工委员会委员"), "chair": _("主席"), "vice_chair_names": _("副主席"), "audit_chair": _("经审委主任"),
}  # fmt: skip
RESULT_KEYS = (
    *("held_on", "entitled", "present", "committee_names", "chair", "vice_chair_names", "audit_names"),
    *("audit_chair", "women_names"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: its name, what it was, what it is; "" where it was or is nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Round:
    """One time a request was sent. changes: against the round returned before it."""

    request: Request
    changes: tuple[Change, ...]


def in_words(field: str, value: Any) -> str:
    """A field of the plan as a reader says it: the word of a choice, trades with their names."""
    if field == "trades":
        names = {industry.code: industry.name for industry in industries()}
        return "、".join(f"{code} {names.get(code, '')}".strip() for code in value or ())
    column: Any = Case._meta.get_field(field)
    return str(dict(column.choices or ()).get(value, value) or "")


def snapshot(case: Case, step: Step, *, on: date) -> Content:
    """What a request of this step rests on today, as pairs of code and words, in the order of the page; always Chinese."""
    with translation.override("zh-hans"):
        return [[code, words] for code, words in _PARTS[step.number](case, on)]


def differences(before: Content, after: Content) -> tuple[Change, ...]:
    """What differs between two contents, in the order of the later one."""
    old: dict[str, str] = {pair[0]: pair[1] for pair in before}
    new: dict[str, str] = {pair[0]: pair[1] for pair in after}
    codes = [*new, *(code for code in old if code not in new)]
    return tuple(
        Change(label_of(code), old.get(code, ""), new.get(code, ""))
        for code in codes
        if old.get(code, "") != new.get(code, "")
    )


def label_of(code: str) -> str:
    """The name of a code in a content."""
    if code in LABELS:
        return str(LABELS[code])
    model: Any = Case if code in DRAFT_FIELDS else Convocation
    return str(model._meta.get_field(code.removeprefix("plan_")).verbose_name)


def rounds_of(case: Case) -> list[Round]:
    """Every request of the case that was sent, in order, each with what changed since it was returned."""
    contents = {row.request_id: row.content for row in case.submissions.all()}
    found = []
    for step in steps_of(case):
        for request in _rounds(step.request(case)):
            earlier = contents.get(request.previous_id or 0)
            own = contents.get(request.pk)
            changed = differences(earlier, own) if earlier is not None and own is not None else ()
            found.append(Round(request, changed))
    return found


def since_return(case: Case, *, on: date) -> Round | None:
    """The returned request that is being taken up again, with what was changed since; None when there is none.

    While the new round is not sent the case as it stands is compared.
    """
    step = step_leaving(case) or step_at(case)
    request = step.request(case) if step else None
    returned = request and (request if request.state == RequestState.RETURNED else request.previous)
    if step is None or not returned:
        return None
    kept = Submission.objects.filter(request=returned).first()
    sent = Submission.objects.filter(request=request).first() if request != returned else None
    now = sent.content if sent else snapshot(case, step, on=on)
    return Round(returned, differences(kept.content, now) if kept else ())


def _rounds(request: Request | None) -> Sequence[Request]:
    found: list[Request] = []
    while request is not None:
        found.insert(0, request)
        request = request.previous
    return [each for each in found if each.sent_on]


# -- what each step rests on


def _draft(case: Case, on: date) -> list[tuple[str, str]]:
    agreed = queries.consenting(case)
    others = case.constituents.exclude(consent=Consent.CONSENTED).select_related("union")
    group = (f"{member}（组长）" if member.is_head else str(member) for member in case.group.all())
    return [
        *((name, in_words(name, getattr(case, name))) for name in DRAFT_FIELDS),
        ("group", "、".join(group)),
        ("consented", "、".join(union.name for union in agreed)),
        ("others", "、".join(f"{row.union}（{row.get_consent_display()}）" for row in others)),
        ("members", str(sum(queries.member_counts(agreed, on=on).values()))),
    ]


def _preparation(case: Case, on: date) -> list[tuple[str, str]]:
    plan = case.preparation
    display = {"chair_by": plan.get_chair_by_display()}
    lists = ((f"list_{body}", "、".join(map(_standing, nominees_of(plan, body)))) for body in BodyKind.values)
    return [
        *((f"plan_{name}", str(display.get(name, getattr(plan, name)) or "")) for name in PLAN_FIELDS),
        ("units", "、".join(f"{unit.name} {unit.places}" for unit in plan.units.all())),
        *lists,
        ("list_fixed_on", str(plan.list_fixed_on or "")),
        ("consented", "、".join(union.name for union in queries.consenting(case))),
    ]


def _standing(nominee: Any) -> str:
    plain = nominee.office == Office.MEMBER
    return str(nominee.person) if plain else f"{nominee.person}（{nominee.get_office_display()}）"


def _result(case: Case, on: date) -> list[tuple[str, str]]:
    values = outcome.result_values(case)
    return [(key, str(values.get(key, ""))) for key in RESULT_KEYS]


_PARTS: dict[int, Callable[[Case, date], list[tuple[str, str]]]] = {1: _draft, 2: _preparation, 3: _result}
