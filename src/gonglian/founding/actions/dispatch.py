"""Setting up a working committee: consultation with its host's party organisation, then the federation's own decision
(章程 9, 12; procedures B)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.approvals.actions.decisions import judge_own
from gonglian.congress.states import Purpose
from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents import actions as documents
from gonglian.documents.dates import spoken
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose as PaperPurpose
from gonglian.founding import access, checks, dispatch
from gonglian.founding.actions.establish import establish
from gonglian.founding.actions.preparing import begin_union
from gonglian.founding.actions.stages import lock, move, require, touches
from gonglian.founding.models import Case
from gonglian.founding.states import Stage
from gonglian.founding.steps import values_for

DAYS_TO_ANSWER = 15  # asked for in the letter; nothing follows from its passing


@transaction.atomic
def begin_consultation(*, case: Case, actor: Any, on: date) -> Case:
    """The draft stands: its union is in preparation, people may be named, and the letter to the host's party
    organisation is drafted. Refused (DECIDE): any clause of the draft that bars; another form."""
    case = _dispatched(case, Stage.DRAFT)
    findings = checks.refuse_if_barred(dispatch.consultation(case, on=on))
    with record("founding.begin_consultation", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        begin_union(case, Purpose.DISPATCH, actor=actor, on=on)
        host = str(case.host or "")
        documents.draft_paper(
            issuer=case.leader, kind=Kind.LETTER, purpose=PaperPurpose.CONSULT, title="", actor=actor, on=on,
            addressee_name=_("%(host)s党组织") % {"host": host},
            values=values_for(case, on=on) | {
                "issuer": case.leader.name, "group_members": "名单附后",
                "deadline": spoken(on + timedelta(days=DAYS_TO_ANSWER)),
            },
        )  # fmt: skip
        move(case, Stage.PREPARE)
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"host": host}
    return case


@transaction.atomic
def propose_dispatch(*, case: Case, actor: Any, on: date) -> Case:
    """The handler lays the notice of set-up and appointment before the head.

    Refused (DECIDE): any clause of the decision that bars; a director, member, audit person or women's member missing.
    """
    case = _dispatched(case, Stage.PREPARE)
    findings = _judge(case, on)
    with record("founding.propose_dispatch", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        case.closing_paper = documents.draft_paper(
            issuer=case.leader, kind=Kind.NOTICE, purpose=PaperPurpose.DISPATCHED, title="", actor=actor, on=on,
            values=values_for(case, on=on) | dispatch.appointment_values(case), addressee_name=_("各有关工会"),
        )  # fmt: skip
        documents.bind_paper(case.closing_paper)
        case.save(update_fields=["closing_paper"])
        move(case, Stage.DISPATCH)
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"title": case.closing_paper.title}
    return case


@transaction.atomic
def recall_dispatch(*, case: Case, reason: str, actor: Any, on: date) -> Case:
    """Take the notice back from the head's desk, to change what it rests on. Refused: no reason; nothing laid before him."""
    case = _dispatched(case, Stage.DISPATCH)
    if not reason.strip():
        raise refuse(_("收回要写明原因。"), field="reason")
    with record("founding.recall_dispatch", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        documents.bind_paper(_notice(case), bound=False)
        case.closing_paper = None
        case.save(update_fields=["closing_paper"])
        move(case, Stage.PREPARE)
        entry.after = {"reason": reason}
    return case


@transaction.atomic
def decide_dispatch(*, case: Case, actor: Any, on: date) -> Case:
    """The federation's head signs the notice: the working committee stands, its people are appointed.

    Effects: exactly plan_establishment(case). Refused (DECIDE): anybody but the head; APP-01; any clause of the decision
    that bars today.
    """
    case = _dispatched(case, Stage.DISPATCH)
    if not access.can_sign(actor, case):
        raise refuse(
            _("设立通知要由%(union)s的负责人签发。") % {"union": case.leader}, cure=_("请负责人签发。")
        )
    notice = _notice(case)
    own = judge_own(
        actor, submitter=notice.drafted_by, signer=notice.drafted_by,
        candidates=[str(person) for people in dispatch.appointed(case).values() for person in people], on=on,
    )  # fmt: skip
    if own.bars:
        raise refuse_findings([own])
    findings = [own, *_judge(case, on)]
    with record("founding.decide_dispatch", actor=actor, on=on, obj=case, touches=touches(case)) as entry:
        signed = documents.sign_paper(paper=notice, actor=actor, on=on)
        establish(case=case, actor=actor, on=on)
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"number": signed.number}
    return case


def _dispatched(case: Case, stage: str) -> Case:
    case = lock(case)
    if not case.is_dispatched:
        raise refuse(
            _("这件事项要经会员代表大会选举，不由上级设立。"), cite="章程 12", cure=_("按当前一步办理。")
        )
    require(case, stage)
    return case


def _judge(case: Case, on: date) -> list[Any]:
    if missing := dispatch.lacking(case):
        raise refuse(
            _("人选还缺：%(what)s。") % {"what": "、".join(missing)},
            cure=_("在人选页上补齐。"),
            cite="意见 2.3.d",
        )
    return checks.refuse_if_barred(dispatch.decision(case, on=on))


def _notice(case: Case) -> Paper:
    if case.closing_paper is None:
        raise LookupError(f"case {case.pk} has no notice")
    return case.closing_paper
