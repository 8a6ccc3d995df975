"""A union asks that its term go on: prepared, signed and sent, answered; an approval extends every term that is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from gonglian.approvals import actions as approvals
from gonglian.approvals.models import Request
from gonglian.approvals.states import OPEN_STATES, Decision, RequestState
from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents import actions as documents
from gonglian.documents.dates import spoken
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.meetings.states import ordinal_word
from gonglian.organisation.models import Union
from gonglian.policy.finding import Finding
from gonglian.terms.actions.extensions import decide_extension
from gonglian.terms.extending.gates import approver_of, ending_before, gate, with_terms
from gonglian.terms.extending.models import ExtensionRequest
from gonglian.terms.extending.rounds import first_asked, returned_of
from gonglian.terms.facts import told
from gonglian.terms.queries import BodyOn

REQUEST_KIND = "terms.extension"


@transaction.atomic
def prepare_extension(*, union: Union, until: date, reason: str, actor: Any, on: date) -> ExtensionRequest:
    """The union's officer lays the request before its head (DECIDE; TRM-04); the paper is drafted from the office's wording.

    One that was returned is taken up again with the new day and reason. approver: the union that leads, beyond the limit the
    city federation. Refused: no reason; no term that ends before `until`; one that is open already; a clause that bars.
    """
    union = Union.objects.select_for_update(of=("self",)).get(pk=union.pk)
    if not reason.strip():
        raise refuse(_("没有写延期理由。"), cure=_("写明为什么不能按期换届。"), cite="TRM-04", field="reason")
    _refuse_open(union)
    former = returned_of(union)
    bodies = _refuse_none(union, until, on)
    approver = approver_of(union, until, on=on)
    asked_on = first_asked(former.request) if former else None
    findings = _refuse_barred(
        gate(union, approver=approver, until=until, reason=reason, asked_on=asked_on or on, on=on)
    )
    with record("terms.prepare_extension", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        paper = documents.draft_paper(
            issuer=union, kind=Kind.REQUEST, purpose=Purpose.EXTEND, title="", addressee=approver,
            values=_values(union, bodies, until) | {"reasons": reason.strip()}, actor=actor, on=on,
        )  # fmt: skip
        row = former or ExtensionRequest(union=union)
        row.until, row.reason = until, reason.strip()[:200]
        row.request = approvals.prepare_request(
            kind=REQUEST_KIND, applicant=union, approver=approver, paper=paper, subject=paper.title,
            previous=former.request if former else None, actor=actor, on=on,
        )  # fmt: skip
        row.save()
        entry.findings, entry.after = told(findings), {"until": until, "reason": row.reason}
    return row


@transaction.atomic
def send_extension(*, row: ExtensionRequest, actor: Any, on: date) -> ExtensionRequest:
    """The union's head signs and sends (DECIDE). Refused: not prepared; a clause that bars, as where the term is over by now."""
    row = _held(row)
    findings = _refuse_barred(_gate(row, on))
    with record("terms.send_extension", actor=actor, on=on, obj=row.union, touches=_touches(row)) as entry:
        request = approvals.send_request(request=row.request, actor=actor, on=on)
        entry.findings, entry.after = told(findings), {"until": row.until, "number": request.paper.number}
    return row


@transaction.atomic
def propose_extension_reply(
    *, row: ExtensionRequest, decision: str, reasons: str, actor: Any, on: date
) -> ExtensionRequest:
    """The approver's officer drafts the reply and lays it before the head. Refused: not sent; no reasons for a no."""
    row = _held(row)
    request = row.request
    with record(
        "terms.propose_extension_reply", actor=actor, on=on, obj=row.union, touches=[request.approver_id]
    ) as entry:
        approvals.propose_reply(
            request=request, decision=decision, reasons=reasons, paper=_reply(row, decision, reasons, actor, on),
            actor=actor, on=on,
        )  # fmt: skip
        entry.after = {"decision": decision, "reasons": reasons}
    return row


@transaction.atomic
def answer_extension(*, row: ExtensionRequest, actor: Any, on: date) -> ExtensionRequest:
    """The approver's head signs the proposed reply (DECIDE; APP-01, TRM-04).

    Effects of an approval: every term of the union that ends before the day asked for runs to it, by the reply's number.
    Refused: no reply proposed; no term left to extend; a clause that bars.
    """
    row = _held(row)
    request = row.request
    if request.state == RequestState.SENT and not request.proposed_decision:
        raise refuse(_("还没有拟好的批复。"), cure=_("先由经办拟好批复。"))
    approving = request.proposed_decision == Decision.APPROVE
    findings = _refuse_barred(_gate(row, on)) if approving else []
    with record("terms.answer_extension", actor=actor, on=on, obj=row.union, touches=_touches(row)) as entry:
        decided = approvals.decide(
            request=request, decision=request.proposed_decision, reasons=request.proposed_reasons, reply=request.reply,
            actor=actor, on=on, findings=findings,
        )  # fmt: skip
        entry.findings, entry.after = told(findings), {"decision": decided.decision, "until": row.until}
        if approving:
            _extend(row, decided, actor, on)
    return row


@transaction.atomic
def withdraw_extension(*, row: ExtensionRequest, reason: str, actor: Any, on: date) -> ExtensionRequest:
    """The union takes it back; the record stays. Refused: no reason; answered already; sent, and not by the head."""
    row = _held(row)
    with record(
        "terms.withdraw_extension", actor=actor, on=on, obj=row.union, touches=_touches(row)
    ) as entry:
        approvals.withdraw_request(request=row.request, reason=reason, actor=actor, on=on)
        entry.after = {"until": row.until, "reason": reason.strip()}
    return row


def _extend(row: ExtensionRequest, decided: Request, actor: Any, on: date) -> None:
    assert decided.reply is not None  # an approval has one
    given = {
        "issuer": decided.approver,
        "asked_on": first_asked(decided),
        "until": row.until,
        "reason": row.reason,
    }
    for standing in _refuse_none(row.union, row.until, on):
        decide_extension(body=standing.body, number=decided.reply.number, actor=actor, on=on, **given)


def _held(row: ExtensionRequest) -> ExtensionRequest:
    """The row and its union held, as they stand now."""
    Union.objects.select_for_update(of=("self",)).get(pk=row.union_id)
    rows = ExtensionRequest.objects.select_for_update(of=("self",))
    return rows.select_related("union", "request__approver", "request__paper", "request__previous").get(
        pk=row.pk
    )


def _gate(row: ExtensionRequest, on: date) -> list[Finding]:
    return gate(
        row.union, approver=row.request.approver, until=row.until, reason=row.reason,
        asked_on=first_asked(row.request) or on, on=on,
    )  # fmt: skip


def _touches(row: ExtensionRequest) -> list[int]:
    return [row.union_id, row.request.approver_id]


def _refuse_open(union: Union) -> None:
    row = (
        ExtensionRequest.objects.filter(union=union, request__state__in=OPEN_STATES)
        .select_related("request")
        .first()
    )
    if row is not None:
        raise refuse(
            _("%(union)s的延期请示正在办理：%(state)s。") % {"union": union, "state": row.request.get_state_display()},
            cure=_("在那一件里接着办，或先撤回。"),
        )  # fmt: skip


def _refuse_none(union: Union, until: date, on: date) -> list[BodyOn]:
    bodies = ending_before(union, until, on=on)
    if not bodies:
        raise refuse(
            _("%(union)s没有在 %(until)s 以前届满的任期。") % {"union": union, "until": until},
            cure=_("核对延期到哪一天。"), cite="TRM-04", field="until",
        )  # fmt: skip
    return bodies


def _refuse_barred(findings: Iterable[Finding]) -> list[Finding]:
    judged = list(findings)
    if barring := [finding for finding in judged if finding.bars]:
        raise refuse_findings(finding.for_people() for finding in barring)
    return judged


def _reply(row: ExtensionRequest, decision: str, reasons: str, actor: Any, on: date) -> Paper | None:
    """A return needs no paper of its own, its reasons go back with the request."""
    if decision == Decision.RETURN:
        return None
    purpose = Purpose.KEEP_TERM if decision == Decision.REFUSE else Purpose.EXTEND
    sent = row.request.paper
    bodies = ending_before(row.union, row.until, on=on) or with_terms(
        row.union, on=on
    )  # a no needs nothing to extend
    values = _values(row.union, bodies, row.until) | {"reasons": reasons}
    return documents.draft_paper(
        issuer=row.request.approver, kind=Kind.REPLY, purpose=purpose, title="", addressee=row.union,
        values=values | {"request_title": sent.title, "request_number": sent.number}, actor=actor, on=on,
    )  # fmt: skip


@translation.override("zh-hans")  # papers are Chinese whatever the reader's language
def _values(union: Union, bodies: list[BodyOn], until: date) -> dict[str, Any]:
    """Blanks of the request and of the reply; the days are those of the first body, the committee."""
    first = bodies[0]
    assert first.term is not None  # it ends some day
    return {
        "union": union.name, "ordinal": f"第{ordinal_word(first.term.ordinal)}届",
        "body": "、".join(str(body.body) for body in bodies), "term_end": spoken(first.runs_to),
        "extended_to": spoken(until),
    }  # fmt: skip
