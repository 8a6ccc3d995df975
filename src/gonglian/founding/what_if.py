"""What is judged when somebody asks what a changed parameter would change: open cases, and unions that stand.

Unions are judged by the clauses whose facts are on record: ORG-01 and TRM-01, TRM-05 of industrial unions, ORG-14 of the
unions that keep members. Facts are loaded for many unions at once where their number is large.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind, Office
from gonglian.founding import queries
from gonglian.founding.facts import legal_persons_behind
from gonglian.founding.models import Case
from gonglian.founding.states import OPEN
from gonglian.founding.steps import step_at, step_leaving
from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import descendants
from gonglian.organisation.states import KEEP_MEMBERS, LineKind, UnionKind, UnionState
from gonglian.policy.effects import Subject
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge
from gonglian.terms.models import Body
from gonglian.terms.queries import BodyOn, bodies_of

BELOW = (LineKind.CONSTITUENT, LineKind.LEADERSHIP)


def open_cases(asked: frozenset[str], on: date) -> Iterator[Subject]:
    """Every founding case that is under way, with the findings of the step it is at."""
    for case in (
        Case.objects.filter(stage__in=OPEN).select_related("leader", "host", "territory").order_by("pk")
    ):
        step = step_leaving(case) or step_at(case)
        if step is None:
            continue
        findings = [finding for finding in step.gate(case, on=on) if finding.clause in asked]
        unions = tuple(pk for pk in (case.proposer_id, case.approver_id, case.union_id) if pk)
        yield Subject(f"case-{case.pk}", _("组建事项"), case.name, case.get_absolute_url(), unions, findings)


def industrial_unions(asked: frozenset[str], on: date) -> Iterator[Subject]:
    """Every active industrial union: its constituents (ORG-01), its committee's term and chair (TRM-01, TRM-05)."""
    if not asked & {"ORG-01", "TRM-01", "TRM-05"}:
        return
    for union in _active(kind=UnionKind.INDUSTRIAL):
        findings = [judge("ORG-01", _constituents(union, on), on)] if "ORG-01" in asked else []
        committee = next(
            (row for row in bodies_of(union, on=on) if row.body.kind == BodyKind.COMMITTEE), None
        )
        if committee is not None:
            findings += [
                finding for finding in _of_committee(union, committee, on) if finding.clause in asked
            ]
        yield _subject(union, findings)


def primary_unions(asked: frozenset[str], on: date) -> Iterator[Subject]:
    """Every active union that keeps members: has it a committee of its own (ORG-14)?"""
    if "ORG-14" not in asked:
        return
    unions = list(_active(kind__in=KEEP_MEMBERS))
    members = queries.member_counts(unions, on=on)
    seated = set(Body.objects.as_of(on).filter(kind=BodyKind.COMMITTEE).values_list("union", flat=True))
    for union in unions:
        facts: dict[str, Any] = {"members": members[union.pk] or None}
        facts["committee"] = True if union.pk in seated else None
        facts["joint"] = True if union.kind == UnionKind.JOINT_PRIMARY else None
        yield _subject(union, [judge("ORG-14", facts, on)])


def _active(**kinds: Any) -> Any:
    return Union.objects.filter(state=UnionState.ACTIVE, **kinds).order_by("pk")


def _subject(union: Union, findings: list[Finding]) -> Subject:
    return Subject(
        f"union-{union.pk}", _("工会"), union.name, union.get_absolute_url(), (union.pk,), findings
    )


def _constituents(union: Union, on: date) -> dict[str, Any]:
    """Constituents with the legal persons behind them; one that keeps no members counts with all below it."""
    lines = Line.objects.as_of(on).filter(parent=union, kind=LineKind.CONSTITUENT).select_related("child")
    below = {
        line.child: [line.child_id]
        if line.child.kind in KEEP_MEMBERS
        else descendants([line.child_id], BELOW, on=on)
        for line in lines.order_by("pk")
    }
    covered = queries.coverages({pk for ids in below.values() for pk in ids}, on=on)
    return {
        "constituents": [
            legal_persons_behind(child.name, [row.employer for pk in ids for row in covered.get(pk, [])])
            for child, ids in below.items()
        ]
    }


def _of_committee(union: Union, committee: BodyOn, on: date) -> Iterator[Finding]:
    if committee.term is not None:
        yield judge("TRM-01", {"org_form": union.form, "years": committee.term.years}, on)
    chair = next((row for row in committee.seats if row.seat.office == Office.CHAIR), None)
    if chair is not None and chair.vacant_since:
        yield judge("TRM-05", {"enterprise": False, "vacant_since": chair.vacant_since, "on": on}, on)
