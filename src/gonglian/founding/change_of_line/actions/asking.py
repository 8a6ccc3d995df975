"""The side that asks: begun, both superiors heard, laid before the head, sent, taken back."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gonglian.approvals import actions as approvals
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents import actions as documents
from gonglian.documents.papers import Kind
from gonglian.documents.wording import Purpose
from gonglian.founding.change_of_line.actions.steps import lock, move, require, touches, values_of
from gonglian.founding.change_of_line.checks import approver_of, gate
from gonglian.founding.change_of_line.models import ChangeOpinion, LineChange
from gonglian.founding.change_of_line.states import ChangeState, Side
from gonglian.founding.checks import refuse_if_barred
from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import ONE_PARENT

REQUEST_KIND = "founding.change_line"


@transaction.atomic
def begin_change(
    *, union: Union, kind: str, target: Union, reason: str, applicant: Union, actor: Any, on: date, is_correction: bool = False
) -> LineChange:  # fmt: skip
    """Put up a change of leader or dues payee; applicant: for which union the officer acts. is_correction: the entry was
    wrong from the start, a second person of the applicant will confirm it.

    Refused: no line of the kind on record; the same superior; no reason; an open change of the same line; no federation
    above both that could decide (意见 2.2).
    """
    if kind not in ONE_PARENT:
        raise refuse(_("没有选要变更的关系。"), cure=_("选领导关系或经费上缴渠道。"), field="kind")
    if not reason.strip():
        raise refuse(_("没有写理由。"), cure=_("写明为什么变更。"), cite="意见 2.2", field="reason")
    line = Line.objects.as_of(on).filter(child=union, kind=kind).select_related("parent").first()
    if line is None:
        raise refuse(_("没有登记这一关系，不能变更。"), cure=_("先登记现在的上级。"), field="kind")
    if line.parent_id == target.pk or union.pk == target.pk:
        raise refuse(_("新的上级与现在的相同，或就是本会。"), cure=_("另选一个上级。"), field="target")
    approver = None if is_correction else _approver(applicant, line.parent, target)
    with record("founding.begin_change", actor=actor, on=on, touches=[union.pk, applicant.pk]) as entry:
        change = LineChange(
            city=settings.CITY_CODE, union=union, kind=kind, former=line.parent, target=target, applicant=applicant,
            approver=approver, reason=reason.strip(), is_correction=is_correction, opened_on=on, opened_by=actor,
        )  # fmt: skip
        _save_once(change)
        entry.obj, entry.touches = change, set(touches(change))
        entry.after = {
            "kind": kind,
            "former": line.parent.name,
            "target": target.name,
            "reason": change.reason,
        }
    return change


@transaction.atomic
def record_change_opinion(
    *, change: LineChange, side: str, agrees: bool, text: str, given_on: date, actor: Any, on: date
) -> ChangeOpinion:
    """What one of the two superiors says (RECORD); given again, the former answer stays in the log.

    Refused: no words; a day in the future; sent already, or a correction.
    """
    change = lock(change)
    require(change, ChangeState.DRAFT)
    if side not in Side.values:
        raise refuse(_("没有选是哪一方的意见。"), cure=_("选现上级或拟变更的上级。"), field="side")
    if not text.strip():
        raise refuse(_("没有写意见。"), cure=_("照来函填写。"), field="text")
    if given_on > on:
        raise refuse(
            _("日期 %(day)s 在今天之后。") % {"day": given_on}, cure=_("照来函核对日期。"), field="given_on"
        )
    with record(
        "founding.record_change_opinion", actor=actor, on=on, obj=change, touches=touches(change)
    ) as entry:
        standing = change.opinions.filter(side=side).first()
        entry.before = {"text": standing.text, "agrees": standing.agrees} if standing else {}
        opinion, _made = ChangeOpinion.objects.update_or_create(
            change=change, side=side,
            defaults={"agrees": agrees, "text": text.strip()[:400], "given_on": given_on, "recorded_by": actor},
        )  # fmt: skip
        entry.after = {"side": side, "agrees": agrees, "text": opinion.text}
    return opinion


@transaction.atomic
def prepare_change(*, change: LineChange, actor: Any, on: date) -> LineChange:
    """The handler lays the request before the head; the paper is drafted from the office's wording.

    Refused (DECIDE): a clause that bars; a superior not heard; a request prepared already.
    """
    change = lock(change)
    require(change, ChangeState.DRAFT)
    standing = change.request
    if standing is not None and standing.is_open:
        raise refuse(_("请示已经拟好，等负责人签发。"), cure=_("请负责人签发，或先撤回再改。"))
    _refuse_unheard(change)
    findings = refuse_if_barred(gate(change, on=on))
    assert change.approver is not None  # a change that asks has one
    with record(
        "founding.prepare_change", actor=actor, on=on, obj=change, touches=[change.applicant_id]
    ) as entry:
        paper = documents.draft_paper(
            issuer=change.applicant, kind=Kind.REQUEST, purpose=Purpose.CHANGE_LINE, title="", addressee=change.approver,
            values=values_of(change), actor=actor, on=on,
        )  # fmt: skip
        change.request = approvals.prepare_request(
            kind=REQUEST_KIND, applicant=change.applicant, approver=change.approver, paper=paper, subject=paper.title,
            previous=standing if standing is not None and standing.decision == "return" else None, actor=actor, on=on,
        )  # fmt: skip
        change.save(update_fields=["request"])
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"kind": change.kind}
    return change


@transaction.atomic
def send_change(*, change: LineChange, actor: Any, on: date) -> LineChange:
    """The applicant's head signs and sends (DECIDE). Refused: nothing prepared; a clause that bars."""
    change = lock(change)
    require(change, ChangeState.DRAFT)
    if change.request is None or not change.request.is_open:
        raise refuse(_("还没有拟好的请示。"), cure=_("先由经办拟好请示。"))
    findings = refuse_if_barred(gate(change, on=on))
    with record("founding.send_change", actor=actor, on=on, obj=change, touches=touches(change)) as entry:
        request = approvals.send_request(request=change.request, actor=actor, on=on)
        move(change, ChangeState.SENT)
        entry.findings = [finding.to_json() for finding in findings]
        entry.after = {"kind": change.kind, "number": request.paper.number}
    return change


@transaction.atomic
def withdraw_change(*, change: LineChange, reason: str, actor: Any, on: date) -> LineChange:
    """The applicant takes it back; the record stays. Refused: no reason; closed already; sent, and not by the head."""
    change = lock(change)
    if not change.is_open:
        require(change, ChangeState.DRAFT)
    if not reason.strip():
        raise refuse(_("撤回要写明原因。"), cure=_("写清为什么撤回。"), field="reason")
    with record("founding.withdraw_change", actor=actor, on=on, obj=change, touches=touches(change)) as entry:
        if change.request is not None and change.request.is_open:
            approvals.withdraw_request(request=change.request, reason=reason, actor=actor, on=on)
        move(change, ChangeState.WITHDRAWN)
        entry.after = {"kind": change.kind, "reason": reason.strip()}
    return change


def _approver(applicant: Union, former: Union, target: Union) -> Union:
    approver = approver_of(applicant, former, target)
    if approver is None:
        raise refuse(
            _("%(former)s和%(target)s之上没有能审批的地方总工会。") % {"former": former, "target": target},
            cure=_("由下一级工会提出，报共同的上级总工会审批。"), cite="意见 2.2", field="target",
        )  # fmt: skip
    return approver


def _save_once(change: LineChange) -> None:
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        if "line_change_one_open" not in str(error):
            raise
        raise refuse(
            _("这个工会的这一关系已有没有办结的变更。"),
            cure=_("到那一件里办，或先撤回那一件。"),
            field="kind",
        ) from error


def _refuse_unheard(change: LineChange) -> None:
    heard = set(change.opinions.values_list("side", flat=True))
    for side, union in ((Side.FORMER, change.former), (Side.TARGET, change.target)):
        if side not in heard:
            raise refuse(
                _("%(side)s%(union)s还没有意见。") % {"side": Side(side).label, "union": union},
                cure=_("请它在本页填写，或照来函登记。"), cite="意见 2.2",
            )  # fmt: skip
