"""Which clauses bar taking units in or letting them go: one list for the page and for the act's gate (ORG-21)."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.founding import queries as founding
from gonglian.founding.facts import legal_persons, trade, union_facts
from gonglian.founding.joining import queries
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.states import ConsentBody
from gonglian.organisation.models import Union
from gonglian.organisation.queries import ancestors, parents
from gonglian.organisation.states import LineKind
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge


def gate(joining: Joining, *, on: date) -> list[Finding]:
    """Findings that the head's acceptance needs, each unit's own procedure (ORG-21) last.

    A unit is free to leave: what its leaving does to ORG-01 is `left_behind`, a warning and no bar.
    """
    units = queries.agreed(joining)
    found = [] if joining.leaves else _fits(joining, [row.union for row in units], on)
    return [*found, *(judge("ORG-21", procedure(joining, row, on=on), on) for row in units)]


def left_behind(joining: Joining, *, on: date) -> Finding | None:
    """ORG-01 over the constituents that stay when units leave; None for a joining."""
    return judge("ORG-01", _united(joining, on), on) if joining.leaves else None


def procedure(joining: Joining, row: JoiningUnit, *, on: date) -> dict[str, Any]:
    """Facts of ORG-21 for one unit. The report counts as made on the day its head signs."""
    return {
        "decided_on": row.decided_on,
        "accepted_on": joining.accepted_on,
        "reported_on": joining.reported_on or on,
        "votes": [
            _vote(row.union, row.body, row.decided_on, row),
            _vote(joining.union, ConsentBody.COMMITTEE, joining.accepted_on, joining),
        ],
    }


def _vote(union: Union, body: str, on: date | None, sums: Joining | JoiningUnit) -> dict[str, Any]:
    return {
        "union": union.name, "body": body or None, "on": on, "present": sums.present, "entitled": sums.entitled,
        "for": sums.votes_for,
    }  # fmt: skip


def _united(joining: Joining, on: date) -> dict[str, Any]:
    unions = queries.constituents_after(joining, on=on)
    covered = founding.coverages([union.pk for union in unions], on=on)
    return {"constituents": [legal_persons(union, covered) for union in unions]}


def _fits(joining: Joining, units: list[Union], on: date) -> list[Finding]:
    """ORG-01 over all, ORG-03 and ORG-04 over the newcomers, ORG-09 for each of them."""
    covered = founding.coverages([union.pk for union in units], on=on)
    trades = {"trade_set": joining.union.trades, "constituents": [trade(union, covered) for union in units]}
    places = {
        "territory": [joining.union.region_id],
        "constituents": [{"union": union.name, "region": union.region_id} for union in units],
    }
    return [
        judge("ORG-01", _united(joining, on), on),
        judge("ORG-03", trades, on),
        judge("ORG-04", places, on),
        *_parents(joining, units, on),
    ]


def _parents(joining: Joining, units: list[Union], on: date) -> list[Finding]:
    """Each newcomer keeps a leader the table allows, and does not unite the industrial union itself."""
    leaders = parents([union.pk for union in units], LineKind.LEADERSHIP, on=on)
    above = [str(joining.union_id), *map(str, ancestors(joining.union_id, LineKind.CONSTITUENT, on=on))]
    return [
        judge(
            "ORG-09",
            {
                "child": union_facts(union), "parent": union_facts(leaders[union.pk][0].parent),
                "ancestors": above, "self": str(union.pk),
            },
            on,
        )
        for union in units if union.pk in leaders
    ]  # fmt: skip
