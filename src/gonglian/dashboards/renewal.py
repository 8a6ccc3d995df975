"""The renewal on a union's file: which step by when and why, from half a year before the term ends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.founding.access import can_renew, visible_cases
from gonglian.founding.models import Case
from gonglian.founding.states import OPEN, Occasion
from gonglian.organisation.models import Union
from gonglian.policy.arithmetic import add_months
from gonglian.terms.extending.reads import Asked, asked_by
from gonglian.terms.models import Term
from gonglian.terms.planning import Code, Plan, Status, Step
from gonglian.terms.queries import extended_ends, plan_of, terms_ending

REMINDERS = (6, 3, 1)  # months before the end at which the line says so anew


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step with its mark: shape, word, tone."""

    step: Step
    mark: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Renewal:
    """says: where the renewal stands, in one sentence. ends_on: the last day before carry-over, by extension or the plan's.
    case: what this reader may open of it; address: where he may begin it; asked: that the term go on."""

    term: Term
    plan: Plan
    rows: list[StepRow]
    says: str
    ends_on: date
    case: Case | None = None
    address: str = ""
    asked: Asked | None = None

    @property
    def is_provisional(self) -> bool:
        return any(row.step.provisional for row in self.rows)

    def due(self, today: date, *, has_begun: bool) -> tuple[date, bool]:
        """(the day that counts now, whether it was missed). A renewal not begun by the last day of the request is late."""
        if today > self.plan.ends_on:
            return self.ends_on, today > self.ends_on
        request = next(row.step.latest for row in self.rows if row.step.code is Code.REQUEST_CONVENE)
        if self.plan.status is Status.LATE and not has_begun:
            return request, True
        coming = self.plan.next_step(today)
        return (coming.latest if coming else self.plan.ends_on), False

    def reminder(self, today: date) -> str:
        """Where it stands, after how near the end is: within 6, 3, 1 months; over."""
        near = [months for months in REMINDERS if today >= add_months(self.ends_on, -months)]
        if not near or today > self.ends_on:
            return self.says
        return _("%(months)s 个月内届满。%(says)s") % {"months": near[-1], "says": self.says}


def renewal_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> Renewal | None:
    """The plan of the term that ends within half a year, told by today's records; None on another day or before."""
    found = terms_ending(Union.objects.filter(pk=union.pk), on=today) if on == today and known is None else []
    return _for(user, union, _renewals(found[:1], today)[0], today) if found else None


def _for(user: Any, union: Union, renewal: Renewal, today: date) -> Renewal:
    """With the open case, or with the address that begins one, and what was asked for beyond the end."""
    asked = asked_by(union, user, in_time=today <= renewal.plan.ends_on)
    renewal = replace(renewal, asked=asked)
    if Case.objects.filter(union=union, occasion=Occasion.RENEWAL, stage__in=OPEN).exists():
        rows = visible_cases(user).filter(union=union, occasion=Occasion.RENEWAL, stage__in=OPEN)
        return replace(renewal, case=rows.first())
    begin = reverse("founding:begin_renewal", args=[union.pk]) if can_renew(user, union) else ""
    return replace(renewal, address=begin)


def renewing(unions: Iterable[int]) -> set[int]:
    """Those of the unions that have a renewal under way. One question."""
    rows = Case.objects.filter(union__in=list(unions), occasion=Occasion.RENEWAL, stage__in=OPEN)
    return {pk for pk in rows.values_list("union_id", flat=True) if pk is not None}


def renewals(unions: QuerySet[Union], *, today: date) -> list[Renewal]:
    """The renewals that are near or overdue among `unions`, the first to end first."""
    return _renewals(terms_ending(unions, on=today), today)


def _renewals(terms: list[Term], today: date) -> list[Renewal]:
    until = extended_ends(terms)
    return [_renewal(term, today, until.get(term.pk)) for term in terms]


def _renewal(term: Term, today: date, until: date | None) -> Renewal:
    plan = plan_of(term, today=today)
    coming = plan.next_step(today)
    rows = [StepRow(step, _mark(step, coming, today)) for step in plan.steps]
    says = _says(term, plan, coming) if until is None else _says_extended(term, plan, until, today)
    return Renewal(term, plan, rows, says, until or plan.ends_on)


def _says_extended(term: Term, plan: Plan, until: date, today: date) -> str:
    words = {"ordinal": term.ordinal, "day": plan.ends_on, "until": until}
    if today > until:
        return _("第 %(ordinal)s 届 %(day)s 届满，批准延期到 %(until)s，已过期，还没有换届。") % words
    return _("第 %(ordinal)s 届 %(day)s 届满，已批准延期，%(until)s 前换届。") % words


def _mark(step: Step, coming: Step | None, today: date) -> tuple[str, str, str]:
    if step is coming:
        return "now", _("接着办"), "now"
    if step.latest < today:
        return "ok", _("最迟日已过"), ""
    return "todo", _("以后"), ""


def _says(term: Term, plan: Plan, coming: Step | None) -> str:
    words = {"ordinal": term.ordinal, "day": plan.ends_on, "step": coming.code.label if coming else ""}
    if plan.status is Status.CARRY_OVER:
        return (
            _("第 %(ordinal)s 届 %(day)s 已满，还没有换届。延期要先经上级工会批准，合计不超过半年。") % words
        )
    if coming is None:
        return _("第 %(ordinal)s 届 %(day)s 届满，大会的最迟日已过。") % words
    return _("第 %(ordinal)s 届 %(day)s 届满，接着办：%(step)s。") % words
