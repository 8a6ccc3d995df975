"""Which clauses bar which step of founding: the same list serves the live pre-check on the page and the gate in the act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress import facts as congress
from gonglian.congress.models import Convocation
from gonglian.congress.nomination import reads as nomination
from gonglian.congress.states import BodyKind
from gonglian.core.hanzi import stroke_key
from gonglian.core.refused import refuse_findings
from gonglian.founding import queries
from gonglian.founding.facts import founding_facts
from gonglian.founding.models import Case
from gonglian.policy.finding import Finding, Result
from gonglian.policy.site import judge
from gonglian.reference.calendar import site_calendar

ELIGIBILITY = ("ELI-01", "ELI-02", "ELI-03a", "ELI-04", "ELI-05")
LINE_CLAUSES = ("ORG-07", "ORG-09")
OPINION_WORDS = {"party_organisation": "party"}  # the clause's word
SIZES = {BodyKind.COMMITTEE: "committee_size", BodyKind.AUDIT: "audit_size"}


def first_request(case: Case, *, on: date) -> list[Finding]:
    """Findings that the first request needs: form, trades, places, lines, name, consents, preparatory group."""
    facts = founding_facts(case, on=on)
    return [
        _line_asked_for(case, clause, facts[clause], on)
        if clause in LINE_CLAUSES and case.line_reason and not case.mandate
        else judge(clause, facts[clause], on)
        for clause in facts
    ]


def second_request(case: Case, *, on: date) -> list[Finding]:
    """Findings that the second request needs: constituents and line as they stand now, and what prepares the congress."""
    if case.convocation is None:
        return []
    facts = founding_facts(case, on=on)
    return [
        judge("ORG-01", facts["ORG-01"], on),
        judge("ORG-07", facts["ORG-07"], on),
        *prepared(case, on=on),
    ]


def prepared(case: Case, *, on: date) -> list[Finding]:
    """Findings on a congress in preparation: units and delegates, sizes, list, opinions, notice, eligibility."""
    convocation = case.preparation
    constituents = queries.consenting(case)
    return [
        judge("CON-02", congress.units(convocation, constituents), on),
        *_delegates(convocation, on),
        *_unit_elections(convocation, on),
        *_sizes(convocation, on),
        *_list(case, convocation, constituents, on),
        *_surplus(convocation, on),
        *(finding for _nominee, finding in nominee_findings(case, on=on) if finding.result is not Result.OK),
    ]


def _line_asked_for(case: Case, clause: str, facts: dict[str, Any], on: date) -> Finding:
    """Another leader than the territory's, while the request for it is on its way: the city's reply will be the mandate,
    so it can't be there yet (意见 2.2). A circle, or more than one leader, bars all the same."""
    finding = judge(clause, facts | {"mandate": case.approver.name}, on)
    if finding.result is not Result.OK:
        return finding
    words = _("拟由%(leader)s领导，不按属地，随本次请示报%(city)s审批，批复文号即批准文件。")
    return replace(finding, message=words % {"leader": case.leader, "city": case.approver})


def nominee_findings(case: Case, *, on: date) -> list[tuple[Any, Finding]]:
    """Each standing nominee with each eligibility finding, the barring ones first for each."""
    convocation = case.convocation
    if convocation is None:
        return []
    nominees = congress.nominees_of(convocation)
    scope = congress.scope_of([union.pk for union in queries.consenting(case)], on=on)
    facts = congress.eligibility(nominees, scope, on=on)
    return [(nominee, judge(clause, facts[nominee.pk], on)) for nominee in nominees for clause in ELIGIBILITY]


def refuse_if_barred(findings: Iterable[Finding]) -> list[Finding]:
    """Raise Refused with every finding that bars; else give them all back as a list."""
    listed = list(findings)
    if barring := [finding for finding in listed if finding.bars]:
        raise refuse_findings(finding.for_people() for finding in barring)
    return listed


def _delegates(convocation: Convocation, on: date) -> list[Finding]:
    confirmed = len(congress.confirmed_delegates(convocation))
    if not convocation.delegates:
        return [judge("CON-01", {"members": convocation.members, "delegates": None, "approved": None}, on)]
    facts = {"members": convocation.members, "delegates": confirmed, "approved": convocation.delegates}
    return [judge("CON-01", facts, on)]


def _unit_elections(convocation: Convocation, on: date) -> list[Finding]:
    units = convocation.units.exclude(reported_on=None).prefetch_related("delegates")
    found = [judge("CON-03", congress.unit_election(unit), on) for unit in units]
    return [finding for finding in found if finding.result is Result.FAIL]


def _sizes(convocation: Convocation, on: date) -> list[Finding]:
    return [
        judge("CON-13", {"body": body, "members": convocation.members, "size": size, "approved": size}, on)
        for body, field in SIZES.items()
        if (size := getattr(convocation, field)) is not None or body == BodyKind.COMMITTEE
    ]


def _list(case: Case, convocation: Convocation, constituents: Sequence[Any], on: date) -> list[Finding]:
    opinions = list(convocation_opinions(case))
    names = [nominee.person.name for nominee in congress.nominees_of(convocation, BodyKind.COMMITTEE)]
    standing = congress.nominees_of(convocation)
    heard = [{"union": o.from_name, "on": o.on} for o in opinions if o.from_kind == "constituent"]
    return [
        judge("NOM-01", {"opinions": [opinion_facts(o) for o in opinions if o.from_kind != "constituent"]}, on),
        judge("NOM-02", {"heard": heard, "fixed_on": convocation.list_fixed_on,
                         "constituents": [union.name for union in constituents]}, on),
        judge("NOM-03", _notice(case, convocation), on, calendar=site_calendar()),
        nomination.shares(convocation, on=on)[1],
        judge("NOM-06", {"names": sorted(names, key=stroke_key)}, on),
        judge("NOM-08", {"declared": sorted({n.person.name for n in standing if n.declared_on}),
                         "candidates": sorted({n.person.name for n in standing})}, on),
    ]  # fmt: skip


def convocation_opinions(case: Case) -> Iterable[Any]:
    """Opinions recorded in the consultation about this union's candidates."""
    return queries.opinions(case).order_by("on", "pk")


def opinion_facts(opinion: Any) -> dict[str, Any]:
    """An opinion in the clause's words."""
    return {
        "from": OPINION_WORDS.get(opinion.from_kind, opinion.from_kind),
        "on": opinion.on,
        "agrees": opinion.agrees,
    }


def _notice(case: Case, convocation: Convocation) -> dict[str, Any]:
    notice = queries.notices(case).order_by("-posted_on", "-pk").first()
    posted = notice.posted_on if notice else None
    changed = (
        convocation.list_fixed_on
        if posted and convocation.list_fixed_on and convocation.list_fixed_on > posted
        else None
    )
    return {
        "posted_on": posted,
        "ballot_on": convocation.planned_on,
        "enterprise_chair": False,
        "objections": [{"on": o.on, "answered_on": o.answered_on} for o in notice.objections.all()]
        if notice
        else [],
        "changed_on": changed,
    }


def _surplus(convocation: Convocation, on: date) -> list[Finding]:
    return [row.finding for row in nomination.surplus(convocation, on=on)]
