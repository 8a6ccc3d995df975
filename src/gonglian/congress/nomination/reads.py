"""What a round brought, and the numbers that the list is judged by, written out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Q

from gonglian.approvals.models import Consultation
from gonglian.approvals.states import OpinionFrom
from gonglian.congress.facts import nominees_of
from gonglian.congress.models import Convocation, NominationRound, Nominee, Proposal
from gonglian.congress.states import BodyKind, Outcome, Source
from gonglian.core.hanzi import stroke_key
from gonglian.policy.arithmetic import ceil_fraction
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge, site_table

SIZES = {BodyKind.COMMITTEE: "committee_size", BodyKind.AUDIT: "audit_size"}
FROM = {OpinionFrom.PARTY_ORGANISATION: "party", OpinionFrom.UPPER_UNION: "upper_union"}  # the clause's words


@dataclass(frozen=True, slots=True)
class Proposed:
    """A person proposed for a body in a round, and by whom."""

    proposals: list[Proposal]

    @property
    def first(self) -> Proposal:
        return self.proposals[0]

    @property
    def is_open(self) -> bool:
        return self.first.outcome == Outcome.OPEN


@dataclass(frozen=True, slots=True)
class Surplus:
    """The arithmetic of NOM-05 for a body: seats × rate, rounded up and at least `least`, on top of the seats."""

    body: str
    seats: int | None
    rate: Fraction
    extra: int
    have: int
    finding: Finding

    @property
    def needed(self) -> int:
        return (self.seats or 0) + self.extra

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.have)


@dataclass(frozen=True, slots=True)
class Figure:
    """A share among the nominees beside the city's figure (NOM-04)."""

    name: str
    count: int
    of: int
    least: Fraction


def proposed_in(turn: NominationRound) -> list[Proposed]:
    """The round's people by body, in surname-stroke order."""
    found: dict[tuple[str, int], list[Proposal]] = {}
    for row in turn.proposals.select_related("person", "union"):
        found.setdefault((row.body, row.person_id), []).append(row)
    order = list(BodyKind)
    people = [Proposed(rows) for rows in found.values()]
    return sorted(
        people, key=lambda each: (order.index(BodyKind(each.first.body)), stroke_key(each.first.person.name))
    )


def opinions_in(turn: NominationRound, opinions: Iterable[Consultation]) -> list[Consultation]:
    """Those of `opinions` that were given in the round."""
    heard = {row.opinion_id for row in turn.heard.all()}
    return [row for row in opinions if row.pk in heard]


def round_on(convocation: Convocation, day: date) -> NominationRound | None:
    """The round that was open on a day, the later of two that meet on it."""
    begun = convocation.rounds.filter(begun_on__lte=day)
    return begun.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=day)).order_by("number").last()


def hearing_findings(
    opinions: Iterable[Consultation], constituents: Iterable[str], on: date
) -> list[Finding]:
    """NOM-01 and NOM-02 on these opinions alone: who was not heard, or does not agree."""
    rows = list(opinions)
    asked = [{"from": FROM[OpinionFrom(row.from_kind)], "on": row.on, "agrees": row.agrees}
             for row in rows if row.from_kind in FROM]  # fmt: skip
    heard = [
        {"union": row.from_name, "on": row.on} for row in rows if row.from_kind == OpinionFrom.CONSTITUENT
    ]
    return [
        judge("NOM-01", {"opinions": asked}, on),
        judge("NOM-02", {"heard": heard, "fixed_on": on, "constituents": list(constituents)}, on),
    ]


def surplus_facts(convocation: Convocation, body: str, nominees: Sequence[Nominee]) -> dict[str, Any]:
    """The facts of NOM-05 for a body."""
    federated = bool(nominees) and all(row.source == Source.FEDERATED for row in nominees)
    return {
        "body": body, "org_form": convocation.union.form, "seats": getattr(convocation, SIZES[BodyKind(body)]),
        "candidates": len(nominees), "source": Source.FEDERATED if federated else Source.FREE,
    }  # fmt: skip


def surplus(convocation: Convocation, *, on: date) -> list[Surplus]:
    """How many candidates each body needs and has."""
    found = []
    for body, field in SIZES.items():
        nominees, seats = nominees_of(convocation, body), getattr(convocation, field)
        rate = site_table().value(f"election.diff.{body.value}", on)
        extra = ceil_fraction(seats or 0, rate)
        if seats and body != BodyKind.AUDIT:
            extra = max(1, extra)
        finding = judge("NOM-05", surplus_facts(convocation, body, nominees), on)
        found.append(Surplus(body, seats, rate, extra, len(nominees), finding))
    return found


def shares(convocation: Convocation, *, on: date) -> tuple[list[Figure], Finding]:
    """Model workers, front-line workers and women among all nominees, each person once; with what NOM-04 says of it."""
    people: dict[int, Nominee] = {}
    for row in nominees_of(convocation):
        people.setdefault(row.person_id, row)
    rows, of = list(people.values()), len(people)
    counts = {
        "model": sum(row.is_model for row in rows),
        "front_line": sum(row.front_line for row in rows),
        "women": sum(row.person.sex == "2" for row in rows),
    }
    table = site_table()
    figures = [
        Figure(name, count, of, table.value(f"nomination.share.{name}", on)) for name, count in counts.items()
    ]
    facts = {"shares": {name: {"count": count, "of": of} for name, count in counts.items()}}
    return figures, judge("NOM-04", facts, on)
