"""The side that decides: the reply proposed and signed, the line changed by its mandate; a correction by two persons."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals import actions as approvals
from gonglian.approvals.states import Decision
from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents import actions as documents
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.founding.change_of_line.actions.steps import lock, move, require, touches, values_of
from gonglian.founding.change_of_line.checks import gate
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.plans import ChangePlan, plan_change
from gonglian.founding.change_of_line.states import ChangeState
from gonglian.founding.checks import refuse_if_barred
from gonglian.founding.proofs import prove
from gonglian.founding.queries import standing
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Mandate
from gonglian.organisation.states import LineKind, MandateKind

SIDE_OF = {LineKind.LEADERSHIP: "leader", LineKind.DUES: "payee"}  # ORG-10's word for what the mandate allows


@transaction.atomic
def propose_change_reply(
    *, change: LineChange, decision: str, reasons: str, actor: Any, on: date
) -> LineChange:
    """The approver's handler drafts the reply and lays it before the head. Refused: nothing to answer; no reasons for a no."""
    change = lock(change)
    require(change, ChangeState.SENT)
    request = _request(change)
    with record(
        "founding.propose_change_reply", actor=actor, on=on, obj=change, touches=[request.approver_id]
    ) as entry:
        approvals.propose_reply(
            request=request, decision=decision, reasons=reasons,
            paper=_draft_reply(change, decision, reasons, actor, on), actor=actor, on=on,
        )  # fmt: skip
        entry.after = {"kind": change.kind, "decision": decision, "reasons": reasons}
    return change


@transaction.atomic
def decide_change(*, change: LineChange, actor: Any, on: date) -> LineChange:
    """The approver's head signs the proposed reply (DECIDE; APP-01, ORG-09, ORG-10).

    Effects of an approval: the reply is the mandate; exactly plan_change(change), from `on` on; proof kept with its digest.
    Refused: no reply proposed; the line changed meanwhile; a clause that bars.
    """
    change = lock(change)
    require(change, ChangeState.SENT)
    request = _request(change)
    if not request.proposed_decision:
        raise refuse(_("还没有拟好的批复。"), cure=_("先由经办拟好批复。"))
    approving = request.proposed_decision == Decision.APPROVE
    findings = refuse_if_barred(gate(change, on=on)) if approving else []
    with record("founding.decide_change", actor=actor, on=on, obj=change, touches=touches(change)) as entry:
        decided = approvals.decide(
            request=request, decision=request.proposed_decision, reasons=request.proposed_reasons, reply=request.reply,
            actor=actor, on=on,
        )  # fmt: skip
        entry.after = {"kind": change.kind, "decision": decided.decision}
        if approving:
            assert decided.reply is not None and change.approver is not None  # an approval has both
            mandate = Mandate.objects.create(
                union=change.union, kind=MandateKind.SPECIAL_CHANGE, number=decided.reply.number,
                issuer=change.approver.name, issued_on=on,
            )  # fmt: skip
            entry.after["effects"] = _carry_out(change, mandate, actor, on)
        else:
            move(change, ChangeState.REFUSED if decided.decision == Decision.REFUSE else ChangeState.DRAFT)
        entry.findings = [finding.to_json() for finding in findings]
    return change


@transaction.atomic
def confirm_correction(*, change: LineChange, actor: Any, on: date) -> LineChange:
    """A second person confirms that the entry was wrong: its record closes and the right one takes its whole period.

    Refused: the person who put it up; the line changed meanwhile; a clause that bars.
    """
    change = lock(change)
    require(change, ChangeState.DRAFT, correction=True)
    if actor.pk == change.opened_by_id:
        raise refuse(
            _("更正要由提出人以外的第二人复核。"), cure=_("请本单位另一位经办或负责人复核。"), cite="意见 2.2"
        )
    findings = refuse_if_barred(gate(change, on=on))
    with record(
        "founding.confirm_correction", actor=actor, on=on, obj=change, touches=touches(change)
    ) as entry:
        mandate = Mandate.objects.create(
            union=change.union, kind=MandateKind.CORRECTION, number=_("更正 %(number)s") % {"number": change.pk},
            issuer=change.applicant.name, issued_on=on, second_person=actor,
        )  # fmt: skip
        entry.after = {"kind": change.kind, "former": change.former.name, "target": change.target.name}
        entry.after["effects"] = _carry_out(change, mandate, actor, on)
        entry.findings = [finding.to_json() for finding in findings]
    return change


def _carry_out(change: LineChange, mandate: Mandate, actor: Any, on: date) -> list[list[str]]:
    """Execute the plan and prove that nothing else of the union changed; the keys of the effects."""
    plan = plan_change(change, on=on)
    if plan is None:
        raise refuse(
            _("%(union)s的上级已不是%(former)s。") % {"union": change.union, "former": change.former},
            cure=_("退回或撤回这件事项，按现在的上级重新提出。"), cite="意见 2.2",
        )  # fmt: skip
    before = standing([change.union], on=on)
    _write(change, plan, mandate, actor, on)
    allowed = {SIDE_OF[LineKind(change.kind)]: str(mandate)}
    finding, proof = prove([change.union], before, standing([change.union], on=on), on=on, mandate=allowed)
    if finding.bars:
        raise refuse_findings([finding])
    move(change, ChangeState.DONE, decided_on=on, mandate=mandate, proof=proof)
    return [list(effect.key) for effect in plan.effects]


def _write(change: LineChange, plan: ChangePlan, mandate: Mandate, actor: Any, on: date) -> None:
    if change.is_correction:
        organisation.correct_line(line=plan.line, parent=change.target, mandate=mandate, actor=actor, on=on)
    else:
        organisation.change_line(
            child=change.union, parent=change.target, kind=change.kind, mandate=mandate, actor=actor, on=on
        )


def _request(change: LineChange) -> Any:
    if change.request is None:
        raise refuse(_("这件事项还没有请示。"), cure=_("先报送请示。"))
    return change.request


def _draft_reply(change: LineChange, decision: str, reasons: str, actor: Any, on: date) -> Paper | None:
    """A return needs no paper of its own, its reasons go back with the request."""
    if decision == Decision.RETURN:
        return None
    assert change.approver is not None  # it was sent to one
    purpose = Purpose.KEEP_LINE if decision == Decision.REFUSE else Purpose.CHANGE_LINE
    return documents.draft_paper(
        issuer=change.approver, kind=Kind.REPLY, purpose=purpose, title="", addressee=change.applicant,
        values=values_of(change) | ({"reasons": reasons} if decision == Decision.REFUSE else {}), actor=actor, on=on,
    )  # fmt: skip
