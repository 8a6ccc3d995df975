"""Establishment: the plan is executed, and the four unchanged are proved around it (ORG-10)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind
from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents import actions as documents
from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.founding import queries
from gonglian.founding.actions.congress import SIZES
from gonglian.founding.actions.stages import move
from gonglian.founding.models import Case
from gonglian.founding.plans import Plan, plan_establishment
from gonglian.founding.proofs import prove
from gonglian.founding.states import Stage
from gonglian.founding.steps import values_for
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Union
from gonglian.organisation.states import LineKind, Role, UnionState
from gonglian.policy.finding import Finding
from gonglian.terms.actions import DISPATCHED, appoint_body, open_body


def establish(*, case: Case, actor: Any, on: date) -> Plan:
    """The third request is approved, or the working committee is decided on: the union stands. Runs inside the act that decided.

    Effects: exactly plan_establishment(case); founded_on = election day (of a working
    committee the day of decision), approved_on = `on`; proof stored with digest;
    the notice of establishment drafted for the approver.
    Refused (DECIDE): ORG-10 — anything of a constituent moved meanwhile.
    """
    union = case.union
    if union is None:
        raise refuse(_("还没有这个工会的记录。"), cure=_("先完成前两次请示。"))
    constituents = queries.consenting(case)
    plan = plan_establishment(case, on=on)
    before = queries.standing(constituents, on=on)
    touches = [union.pk, case.leader_id, *(constituent.pk for constituent in constituents)]
    with record("founding.establish", actor=actor, on=on, obj=union, touches=touches) as entry:
        _activate(union, plan, on)
        _execute(plan, union, case, actor, on)
        finding = _prove(case, constituents, before, queries.standing(constituents, on=on), on)
        if finding.bars:
            raise refuse_findings([finding])
        move(case, Stage.ESTABLISHED)
        if not case.is_dispatched:  # whose notice was signed by this very decision
            _announce(case, actor, on)
        entry.findings = [finding.to_json()]
        entry.after = {
            "founded_on": plan.founded_on, "ends_on": plan.ends_on, "proof": case.proof["digest"],
            "effects": [list(effect.key) for effect in plan.effects],
        }  # fmt: skip
    return plan


def _activate(union: Union, plan: Plan, on: date) -> None:
    union.state, union.founded_on, union.approved_on = UnionState.ACTIVE, plan.founded_on, on
    union.save(update_fields=["state", "founded_on", "approved_on"])


def _execute(plan: Plan, union: Union, case: Case, actor: Any, on: date) -> None:
    for line in plan.lines:
        start = plan.founded_on if line.kind == LineKind.CONSTITUENT else on
        organisation.open_line(
            child=line.child,
            parent=line.parent,
            kind=line.kind,
            start=start,
            mandate=line.mandate,
            actor=actor,
            on=on,
        )
    for body in plan.bodies:
        if body.made_by == DISPATCHED:
            appoint_body(
                union=union,
                kind=body.kind,
                seats=body.seats,
                appointed_on=plan.founded_on,
                actor=actor,
                on=on,
            )
        elif body.seats:
            open_body(
                union=union, kind=body.kind, seats=body.seats, elected_on=plan.founded_on, years=case.preparation.years,
                ordinal=1, made_by=body.made_by, size=getattr(case.preparation, SIZES[BodyKind(body.kind)]), actor=actor,
                on=on,
            )  # fmt: skip
    for account in plan.duties:
        organisation.grant_duty(user=account, union=union, role=Role.HEAD, actor=actor, on=on)


def _announce(case: Case, actor: Any, on: date) -> None:
    """The notice of establishment, drafted for the approver's head to sign."""
    case.closing_paper = documents.draft_paper(
        issuer=case.approver, kind=Kind.NOTICE, purpose=Purpose.ESTABLISHED, title="", actor=actor, on=on,
        values=values_for(case, on=on) | {"issuer": case.approver.name}, addressee_name=_("各有关工会"),
    )  # fmt: skip
    case.save(update_fields=["closing_paper"])


def _prove(
    case: Case,
    constituents: list[Union],
    before: dict[int, dict[str, Any]],
    after: dict[int, dict[str, Any]],
    on: date,
) -> Finding:
    """Compare each constituent before and after, judge ORG-10, keep both sides with a digest over them."""
    finding, case.proof = prove(constituents, before, after, on=on)
    case.save(update_fields=["proof"])
    return finding
