"""The union's own record begins: in preparation, without officers or lines. Called inside the act that allows it."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.congress import actions as congress
from gonglian.core.acts import record
from gonglian.documents.models import Paper
from gonglian.founding import queries
from gonglian.founding.models import Case
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Mandate
from gonglian.organisation.states import MandateKind, UnionKind, UnionState


def begin_union(case: Case, purpose: str, *, actor: Any, on: date) -> None:
    """The union, preparing, and the list of its people to come. purpose: congress.states.Purpose."""
    case.union = organisation.create_union(
        kind=UnionKind.INDUSTRIAL, name=case.name, region_id=case.territory_id, form=case.form, level=case.level,
        state=UnionState.PREPARING, prepared_on=on, trades=case.trades, host=case.host, actor=actor, on=on,
    )  # fmt: skip
    members = queries.member_counts(queries.consenting(case), on=on)
    case.convocation = congress.convene(
        union=case.union, keeper=case.proposer, purpose=purpose, ordinal=1, members=sum(members.values()),
        actor=actor, on=on,
    )  # fmt: skip
    case.save(update_fields=["union", "convocation"])


def record_mandate(case: Case, reply: Paper, *, actor: Any, on: date) -> Mandate:
    """The city's signed reply is the paper that lets another than the territory's federation lead (意见 2.2, ORG-07)."""
    union = case.founded_union
    with record("founding.record_mandate", actor=actor, on=on, obj=case, touches=[union.pk]) as entry:
        mandate = Mandate.objects.create(
            union=union,
            kind=MandateKind.OTHER_LINE,
            number=reply.number,
            issuer=case.approver.name,
            issued_on=on,
        )
        entry.after = {"number": reply.number, "leader": case.leader.name}
    return mandate
