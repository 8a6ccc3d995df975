"""Answering the three requests: the approver's handler proposes, the head decides; APP-01 holds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals import actions as approvals
from gonglian.approvals.models import Request
from gonglian.approvals.states import Decision
from gonglian.congress import actions as congress
from gonglian.congress.facts import nominees_of
from gonglian.congress.states import BodyKind, Purpose
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents import actions as documents
from gonglian.founding import checks
from gonglian.founding.actions.endings import close
from gonglian.founding.actions.establish import establish
from gonglian.founding.actions.preparing import begin_union, record_mandate
from gonglian.founding.actions.stages import lock, move, touches
from gonglian.founding.models import Case
from gonglian.founding.renewal.actions import renew
from gonglian.founding.states import Stage
from gonglian.founding.steps import REPLY, Step, step_at, values_for
from gonglian.founding.values import last_day_for_congress


@transaction.atomic
def propose_reply(
    *, case: Case, decision: str, reasons: str, congress_by: date | None, actor: Any, on: date
) -> Request:
    """The handler drafts the reply and lays it before the head. congress_by: last day for the congress, first reply only.

    Refused: nothing to answer; returning or refusing without reasons.
    """
    case = lock(case)
    step = _step(case)
    with record("founding.propose_reply", actor=actor, on=on, obj=case, touches=[case.approver_id]) as entry:
        if step.number == 1:
            case.congress_by = congress_by or last_day_for_congress(on)
            case.save(update_fields=["congress_by"])
        paper = _draft_reply(case, step, decision, reasons, actor, on)
        request = approvals.propose_reply(
            request=step.request(case), decision=decision, reasons=reasons, paper=paper, actor=actor, on=on
        )
        entry.after = {"kind": step.kind, "decision": decision, "reasons": reasons}
    return request


@transaction.atomic
def decide_request(*, case: Case, actor: Any, on: date) -> Case:
    """The head signs the reply that was laid before him, and it takes effect.

    Effects by step: 1 the union's record, preparing; 2 what was agreed is frozen; 3 the union is
    established, or its elected bodies follow the former.
    Refused (DECIDE): APP-01; when approving, any clause of the step that bars today.
    """
    case = lock(case)
    step = _step(case)
    request = step.request(case)
    if not request.proposed_decision:
        raise refuse(_("还没有拟好的批复。"), cure=_("先由经办拟好批复。"))
    approving = request.proposed_decision == Decision.APPROVE
    findings = checks.refuse_if_barred(step.gate(case, on=on)) if approving else step.gate(case, on=on)
    with record("founding.decide_request", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        request = approvals.decide(
            request=request, decision=request.proposed_decision, reasons=request.proposed_reasons, reply=request.reply,
            actor=actor, on=on,
        )  # fmt: skip
        setattr(case, step.field, request)
        _take_effect(case, step, request, actor, on)
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"kind": step.kind, "decision": request.decision}
    return case


def _take_effect(case: Case, step: Step, request: Request, actor: Any, on: date) -> None:
    if request.decision == Decision.REFUSE:
        close(case, Stage.REFUSED, request.reasons, actor=actor, on=on)
    elif request.decision == Decision.RETURN:
        move(case, step.leaves)
    elif step.number == 1:
        _begin_preparing(case, request, actor, on)
    elif step.number == 2:
        congress.freeze_agreed(convocation=case.preparation, agreed=_agreed(case), actor=actor, on=on)
        move(case, Stage.CONGRESS)
    elif case.is_renewal:
        renew(case=case, actor=actor, on=on)
    else:
        establish(case=case, actor=actor, on=on)


def _begin_preparing(case: Case, request: Request, actor: Any, on: date) -> None:
    begin_union(case, Purpose.FOUNDING, actor=actor, on=on)
    if case.line_reason and request.reply is not None:
        case.mandate = record_mandate(case, request.reply, actor=actor, on=on)
        case.save(update_fields=["mandate"])
    move(case, Stage.PREPARE)


def _agreed(case: Case) -> dict[str, Any]:
    plan = case.preparation
    return {
        "held_on": plan.planned_on.isoformat() if plan.planned_on else None,
        "delegates": plan.delegates,
        "committee_size": plan.committee_size,
        "audit_size": plan.audit_size,
        "women_size": plan.women_size,
        "vice_chairs": plan.vice_chairs,
        "names": {body: [n.person.name for n in nominees_of(plan, body)] for body in BodyKind.values},
    }


def _draft_reply(case: Case, step: Step, decision: str, reasons: str, actor: Any, on: date) -> Any:
    """A refusal has its own wording; a return needs no paper of its own, its reasons go back with the request."""
    if decision == Decision.RETURN:
        return None
    purpose = step.refusal if decision == Decision.REFUSE else step.purpose
    values = values_for(case, on=on) | {"issuer": case.approver.name, "reasons": reasons}
    return documents.draft_paper(
        issuer=case.approver, kind=REPLY, purpose=purpose, title="", addressee=case.proposer, values=values, actor=actor,
        on=on, addressee_name=step.request(case).paper.issuer_name,
    )  # fmt: skip


def _step(case: Case) -> Step:
    step = step_at(case)
    if step is None:
        raise refuse(_("这件事项现在没有等待批复的请示。"), cure=_("刷新页面，看别人是否已经批复。"))
    return step
