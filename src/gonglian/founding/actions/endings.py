"""How a case ends without a union: given up, refused, lapsed. Every ending keeps the record readable."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals import actions as approvals
from gonglian.approvals.models import Request
from gonglian.approvals.states import RequestState
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents import actions as documents
from gonglian.documents.dates import spoken
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.founding import queries
from gonglian.founding.actions.stages import lock, move, require, touches
from gonglian.founding.models import Case
from gonglian.founding.states import OPEN, Stage
from gonglian.founding.steps import values_for
from gonglian.organisation.states import UnionState


@transaction.atomic
def withdraw_case(*, case: Case, reason: str, actor: Any, on: date) -> Case:
    """The proposer gives the founding up; the record stays readable.

    Effects: requests out are taken back, approvals given lapse, the union in preparation is none any more; a report to
    the approver, signed, where a request had reached it. Refused: no reason; the union stands already.
    """
    case = lock(case)
    require(case, *OPEN)
    if not reason.strip():
        raise refuse(_("撤回要写明原因。"), field="reason")
    with record("founding.withdraw_case", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        for request in _requests(case):
            if request.is_open:
                approvals.withdraw_request(request=request, reason=reason, actor=actor, on=on)
        if case.closing_paper is not None:  # a notice of set-up that was waiting for the head
            documents.bind_paper(case.closing_paper, bound=False)
            case.closing_paper = None
        if last := queries.last_sent(case):
            paper = _report(case, last, reason, actor, on)
            case.closing_paper = documents.sign_paper(paper=paper, actor=actor, on=on)
        close(case, Stage.WITHDRAWN, reason, actor=actor, on=on)
        entry.after = {"reason": reason}
    return case


@transaction.atomic
def lapse_overdue(*, on: date, actor: Any = None) -> int:
    """Every case whose congress was not held by the last day fixed in the reply and the days allowed for recording it;
    returns how many lapsed now. Nightly, without an actor; run twice it does nothing more."""
    return sum(lapse_case(pk, actor=actor, on=on) for pk in queries.overdue(on=on))


def lapse_case(pk: int, *, actor: Any, on: date) -> bool:
    """One case lapses, unless somebody acted on it since the list was made; returns whether it did."""
    case = lock(Case(pk=pk))
    if not queries.is_overdue(case, on=on):
        return False
    last = queries.last_day(case)
    reason = _("%(day)s以前没有召开大会") % {"day": spoken(last) if last else ""}
    with record("founding.lapse_case", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        for request in _requests(case):
            if request.is_open:
                approvals.lapse_request(request=request, reason=reason, actor=actor, on=on)
        case.closing_paper = documents.draft_paper(
            issuer=case.approver, kind=Kind.NOTICE, purpose=Purpose.LAPSED, title="", addressee=case.proposer, actor=actor,
            on=on, values=values_for(case, on=on) | _first_reply(case) | {"issuer": case.approver.name,
            "deadline": spoken(last) if last else ""},
        )  # fmt: skip
        close(case, Stage.LAPSED, reason, actor=actor, on=on)
        entry.after = {"reason": reason}
    return True


def close(case: Case, stage: str, reason: str, *, actor: Any, on: date) -> None:
    """The case ends at `stage`, inside the act that ends it: approvals lapse, the union in preparation is none any more."""
    for request in _requests(case):
        if request.state == RequestState.APPROVED:
            approvals.lapse_request(request=request, reason=reason, actor=actor, on=on)
    if case.union is not None and case.union.state == UnionState.PREPARING:
        case.union.state, case.union.ended_on = UnionState.NEVER_STOOD, on
        case.union.save(update_fields=["state", "ended_on"])
    case.closed_on, case.closed_reason = on, reason.strip()
    case.save(update_fields=["closed_on", "closed_reason", "closing_paper"])
    move(case, stage)


def _requests(case: Case) -> list[Request]:
    found = (case.first_request, case.second_request, case.third_request)
    return [request for request in found if request is not None]


def _report(case: Case, last: Request, reason: str, actor: Any, on: date) -> Paper:
    cited = {
        "request_title": last.paper.title,
        "request_number": last.paper.number,
        "reasons": reason.strip(),
    }
    return documents.draft_paper(
        issuer=case.proposer, kind=Kind.REPORT, purpose=Purpose.WITHDRAW, title="", addressee=case.approver, actor=actor,
        on=on, values=values_for(case, on=on) | cited | {"issuer": case.proposer.name},
    )  # fmt: skip


def _first_reply(case: Case) -> dict[str, str]:
    reply = case.first_request.reply if case.first_request else None
    return {"reply_title": reply.title, "reply_number": reply.number} if reply else {}
