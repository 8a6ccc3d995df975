"""Facts of a founding case, as the clauses take them. No judgement here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gonglian.founding import queries
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.states import Consent, GroupFrom
from gonglian.organisation.models import Employer, Union

GROUP_WORDS = {  # the clause's words
    GroupFrom.CONSTITUENT: "constituent", GroupFrom.PARTY_ORGANISATION: "party", GroupFrom.UPPER_UNION: "upper_union",
}  # fmt: skip
BRANCH_WORDS = ("分公司", "支行", "营业部", "分行", "分店", "办事处")


def founding_facts(case: Case, *, on: date) -> dict[str, dict[str, Any]]:
    """Facts per clause for the first request: ORG-01…09, 11, 12, 19, 20."""
    unions = [row.union for row in queries.remaining(case)]
    agreed = queries.consenting(case)
    covered = queries.coverages([union.pk for union in unions], on=on)
    territory = [case.territory_id]
    answers = case.constituents.exclude(consent=Consent.REFUSED)  # who said no gives no consent and owes none
    return {
        "ORG-01": {"constituents": [legal_persons(union, covered) for union in agreed]},
        "ORG-02": {"form": case.form, "level": case.level},
        "ORG-03": {"trade_set": case.trades, "constituents": [trade(union, covered) for union in unions]},
        "ORG-04": {
            "territory": territory,
            "constituents": [{"union": union.name, "region": union.region_id} for union in unions],
        },
        "ORG-05": {
            "form": case.form,
            "host_kind": case.host.kind if case.host else None,
            "dispatcher_level": case.leader.level or None,
        },
        "ORG-06": _scale(case, unions, covered),
        "ORG-07": {
            "kind": "industrial", "level": case.level, "territory": territory, "mandate": _mandate(case),
            "leaders": [union_facts(case.leader)],
        },
        "ORG-08": _guidance(case),
        "ORG-09": {
            "child": {"kind": "industrial", "level": case.level}, "parent": union_facts(case.leader),
            "ancestors": [pk for pk in case.leader.path.split("/") if pk], "self": str(case.union_id or "new"),
            "mandate": _mandate(case),
        },
        "ORG-11": {"same": _same(case)},
        "ORG-12": {
            "name": case.name, "place": case.place, "trade_words": [case.trade_words], "form": case.form,
            "taken": queries.taken_names(case),
        },
        "ORG-19": {"consents": [_consent(row) for row in answers.select_related("union")]},
        "ORG-20": {"members": [{"from": GROUP_WORDS[GroupFrom(member.comes_from)]} for member in case.group.all()]},
    }  # fmt: skip


def legal_persons(union: Union, covered: dict[int, list[Any]]) -> dict[str, Any]:
    """A constituent with the legal persons behind it (ORG-01). covered: queries.coverages."""
    return legal_persons_behind(union.name, [row.employer for row in covered.get(union.pk, [])])


def legal_persons_behind(union: str, employers: Iterable[Employer]) -> dict[str, Any]:
    """The legal persons behind a union with these employers, as ORG-01 takes them; a branch counts as its head."""
    listed = list(employers)
    heads = {(employer.legal_person or employer).uscc for employer in listed}
    maybe = any(not e.legal_person_id and any(word in e.name for word in BRANCH_WORDS) for e in listed)
    return {"union": union, "legal_persons": sorted(heads), "maybe_branch": maybe}


def trade(union: Union, covered: dict[int, list[Any]]) -> dict[str, Any]:
    """A constituent with its main trade code, its own or its employers' (ORG-03)."""
    codes = union.trades or [
        row.employer.industry for row in covered.get(union.pk, []) if row.employer.industry
    ]
    return {"union": union.name, "trade": codes[0] if codes else None}


def _scale(case: Case, unions: list[Union], covered: dict[int, list[Any]]) -> dict[str, Any]:
    workers = sum(row.employer.workers or 0 for rows in covered.values() for row in rows)
    return {"founder_level": case.level, "units": len(unions), "workers": workers}


def union_facts(union: Union) -> dict[str, Any]:
    return {"kind": union.kind, "level": union.level or None, "territory": [union.region_id]}


def _mandate(case: Case) -> str | None:
    return str(case.mandate) if case.mandate else None


def _guidance(case: Case) -> dict[str, Any]:
    candidates = [
        {"name": union.name, "level": union.level, "territory": [union.region_id], "trade_set": union.trades}
        for union in queries.industrial_unions(case)
    ]
    return {
        "level": case.level, "territory": [case.territory_id], "trade_set": case.trades, "candidates": candidates,
        "guide": case.guide.name if case.guide else None,
    }  # fmt: skip


def _same(case: Case) -> list[str]:
    rows = queries.industrial_unions(case).filter(level=case.level, region=case.territory_id)
    return [union.name for union in rows if set(union.trades) == set(case.trades)]


def _consent(row: CaseConstituent) -> dict[str, Any]:
    """An answer still open counts as no consent: its sums are empty. One taken back names its day."""
    given = row.consent in (Consent.CONSENTED, Consent.WITHDRAWN)
    return {
        "union": row.union.name,
        "body": row.body or None if given else None,
        "on": row.decided_on if given else None,
        "present": row.present if given else None,
        "entitled": row.entitled if given else None,
        "for": row.votes_for if given else None,
        "withdrawn_on": row.withdrawn_on,
    }
