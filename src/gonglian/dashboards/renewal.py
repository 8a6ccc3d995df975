"""The renewal on a union's file: which step by when and why, from half a year before the term ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gonglian.organisation.models import Union
from gonglian.terms.models import Term
from gonglian.terms.planning import Plan, Status, Step
from gonglian.terms.queries import extended_ends, plan_of, terms_ending


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step with its mark: shape, word, tone."""

    step: Step
    mark: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Renewal:
    """says: where the renewal stands, in one sentence. ends_on: the last day before carry-over, by extension or the plan's."""

    term: Term
    plan: Plan
    rows: list[StepRow]
    says: str
    ends_on: date

    @property
    def is_provisional(self) -> bool:
        return any(row.step.provisional for row in self.rows)


def renewal_section(
    union: Union, *, user: Any, on: date, today: date, known: datetime | None = None
) -> Renewal | None:
    """The plan of the term that ends within half a year, told by today's records; None on another day or before."""
    found = terms_ending(Union.objects.filter(pk=union.pk), on=today) if on == today and known is None else []
    return _renewals(found[:1], today)[0] if found else None


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
