"""Preparing and signing the three requests. Sending decides: a clause that fails refuses it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals import actions as approvals
from gonglian.approvals.models import Request
from gonglian.approvals.states import RequestState
from gonglian.congress.facts import nominees_of
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents import actions as documents
from gonglian.founding import checks
from gonglian.founding.actions.stages import lock, move, require, touches
from gonglian.founding.models import Case, Submission
from gonglian.founding.rounds import snapshot
from gonglian.founding.states import Stage
from gonglian.founding.steps import REQUEST, Step, step_leaving, values_for
from gonglian.founding.values import group_name


@transaction.atomic
def prepare_request(*, case: Case, actor: Any, on: date) -> Request:
    """The handler lays the request before the head: paper drafted from the office's wording, no number yet.

    Refused (DECIDE): any clause of the step that bars; a request already waiting for the head.
    """
    case = lock(case)
    step = _step(case)
    standing = step.request(case)
    if standing is not None and standing.is_open:
        raise refuse(_("请示已经拟好，等负责人签发。"), cure=_("请负责人签发，或先撤回再改。"))
    findings = checks.refuse_if_barred(step.gate(case, on=on))
    with record(
        "founding.prepare_request", actor=actor, on=on, obj=case, touches=[case.proposer_id]
    ) as entry:
        request = _draft(case, step, standing, actor, on)
        setattr(case, step.field, request)
        case.save(update_fields=[step.field])
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"kind": step.kind, "title": request.subject}
    return request


@transaction.atomic
def send_request(*, case: Case, actor: Any, on: date) -> Case:
    """The head signs and sends: the number is drawn, the clauses are judged once more as they stand today.

    Refused (DECIDE): any clause that bars; nothing prepared; signed already.
    """
    case = lock(case)
    step = _step(case)
    request = step.request(case)
    if request is None or not request.is_open:
        raise refuse(_("还没有拟好的请示。"), cure=_("先由经办拟好请示。"))
    findings = checks.refuse_if_barred(step.gate(case, on=on))
    with record("founding.send_request", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        request = approvals.send_request(request=request, actor=actor, on=on)
        Submission.objects.create(case=case, request=request, content=snapshot(case, step, on=on))
        move(case, step.at)
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"kind": step.kind, "number": request.paper.number}
    return case


def _step(case: Case) -> Step:
    if case.is_dispatched:
        raise refuse(
            _("工会工作委员会由派出的总工会决定设立，不用请示。"),
            cite="章程 9、12",
            cure=_("按当前一步办理。"),
        )
    step = step_leaving(case)
    if step is None:
        require(case, Stage.DRAFT, Stage.PREPARE, Stage.CONGRESS)
        raise AssertionError("unreachable: require refuses other stages")
    return step


def _draft(case: Case, step: Step, standing: Request | None, actor: Any, on: date) -> Request:
    name = _signing_as(case, step) or case.proposer.name
    paper = documents.draft_paper(
        issuer=case.proposer, kind=REQUEST, purpose=step.purpose, title="", actor=actor, on=on, addressee=case.approver,
        values=values_for(case, on=on) | {"issuer": name}, issuer_name=name,
    )  # fmt: skip
    candidates = (
        [nominee.person.name for nominee in nominees_of(case.convocation)] if case.convocation else []
    )
    return approvals.prepare_request(
        kind=step.kind, applicant=case.proposer, approver=case.approver, paper=paper, subject=paper.title,
        candidates=candidates, previous=_returned(standing), actor=actor, on=on,
    )  # fmt: skip


def _returned(standing: Request | None) -> Request | None:
    """The returned request that a new round takes up; a round recalled before it was sent stands for nothing."""
    while standing is not None and standing.state == RequestState.WITHDRAWN:
        standing = standing.previous
    return standing if standing is not None and standing.state == RequestState.RETURNED else None


def _signing_as(case: Case, step: Step) -> str:
    """The first request is the proposer's own; then the preparatory group writes, and the elected union reports."""
    return {1: "", 2: group_name(case), 3: case.name}[step.number]
