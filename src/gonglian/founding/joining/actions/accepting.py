"""The industrial union's side: its committee's decision and the papers, then the head's acceptance, which decides."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents import actions as documents
from gonglian.documents.actions import attach_file, bind_paper
from gonglian.documents.models import Paper
from gonglian.founding import checks
from gonglian.founding.joining import papers, queries
from gonglian.founding.joining.actions.steps import (
    execute,
    lock,
    move,
    refuse_before_start,
    refuse_future,
    refuse_gone,
    refuse_sums,
    require_open,
    touches,
)
from gonglian.founding.joining.checks import gate, left_behind
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.joining.plans import JoiningPlan, plan_joining
from gonglian.founding.joining.states import JoiningState
from gonglian.founding.proofs import prove
from gonglian.founding.queries import standing
from gonglian.founding.states import Consent
from gonglian.terms.leading import led_by


@transaction.atomic
def prepare_acceptance(
    *, joining: Joining, accepted_on: date, entitled: int, present: int, votes_for: int, actor: Any, on: date,
    upload: UploadedFile[Any] | None = None,
) -> Joining:  # fmt: skip
    """Record what the industrial union's committee decided, and lay letters and report before its head.

    Effects: a letter to each unit that agreed and the report to the leader, drafted; those prepared before fall away.
    Refused: nobody agreed; a unit still to answer; no leader on record; sums that contradict themselves; a day in the
    future, or before a constituent that leaves had joined.
    """
    joining = lock(joining)
    require_open(joining)
    refuse_future(accepted_on, on, "accepted_on")
    refuse_sums(entitled, present, votes_for)
    _refuse_unready(joining, accepted_on, on)
    with record(
        "founding.prepare_acceptance", actor=actor, on=on, obj=joining, touches=touches(joining)
    ) as entry:
        joining.accepted_on, joining.entitled = accepted_on, entitled
        joining.present, joining.votes_for = present, votes_for
        if upload is not None:
            joining.scan = attach_file(paper=None, upload=upload, owner=joining.union, actor=actor, on=on)
        _drop_drafts(joining, actor, on)
        _draft_papers(joining, actor, on)
        if joining.state == JoiningState.PREPARED:
            joining.save()
        else:
            move(joining, JoiningState.PREPARED)
        entry.after = {"accepted_on": accepted_on, "present": present, "for": votes_for}
    return joining


@transaction.atomic
def accept_units(*, joining: Joining, actor: Any, on: date) -> JoiningPlan:
    """The head signs report and letters; the units are in, or out (DECIDE; ORG-01, 03, 04, 09, 10, 21).

    Effects: exactly plan_joining(joining), from the day of the committee's decision; proof of the four unchanged with its
    digest. Refused: nothing prepared; a clause that bars; anybody but the industrial union's head.
    """
    joining = lock(joining)
    if joining.state != JoiningState.PREPARED or joining.report is None:
        require_open(joining)
        raise refuse(_("还没有登记接收决定。"), cure=_("先登记委员会的决定，再签发。"), cite="ORG-21")
    findings = checks.refuse_if_barred(gate(joining, on=on))
    units = queries.agreed(joining)
    unions = [row.union for row in units]
    plan = plan_joining(joining, on=on)
    refuse_gone(plan, joining, unions)
    before = standing(unions, on=on)
    with record("founding.accept_units", actor=actor, on=on, obj=joining, touches=touches(joining)) as entry:
        _sign(joining, units, actor, on)
        execute(plan, actor, on)
        finding, proof = prove(unions, before, standing(unions, on=on), on=on)
        if finding.bars:
            raise refuse_findings([finding])
        number = joining.report.number
        move(joining, JoiningState.DONE, reported_on=on, report_number=number, proof=proof)
        warned = [left_behind(joining, on=on)]
        entry.findings = [each.to_json() for each in (*findings, finding, *warned) if each is not None]
        entry.after = {
            "way": joining.way, "union": joining.union.name, "units": [union.name for union in unions],
            "from": plan.first_day, "proof": proof["digest"], "effects": [list(effect.key) for effect in plan.effects],
        }  # fmt: skip
    return plan


@transaction.atomic
def decline_joining(*, joining: Joining, reason: str, actor: Any, on: date) -> Joining:
    """The industrial union's committee does not accept (RECORD); the record stays. Refused: no reason; closed already."""
    return _close(joining, JoiningState.DECLINED, "founding.decline_joining", reason, actor, on)


@transaction.atomic
def withdraw_joining(*, joining: Joining, reason: str, actor: Any, on: date) -> Joining:
    """Who put it up takes it back; the record stays readable. Refused: no reason; closed already."""
    return _close(joining, JoiningState.WITHDRAWN, "founding.withdraw_joining", reason, actor, on)


def _close(joining: Joining, state: str, act: str, reason: str, actor: Any, on: date) -> Joining:
    joining = lock(joining)
    require_open(joining)
    if not reason.strip():
        raise refuse(_("要写明原因。"), cure=_("写清为什么。"), field="reason")
    with record(act, actor=actor, on=on, obj=joining, touches=touches(joining)) as entry:
        _drop_drafts(joining, actor, on)
        move(joining, state, closed_reason=reason.strip()[:200])
        entry.after = {"way": joining.way, "reason": joining.closed_reason}
    return joining


def _refuse_unready(joining: Joining, accepted_on: date, on: date) -> None:
    if waiting := joining.units.filter(consent=Consent.ASKED).select_related("union").first():
        raise refuse(
            _("%(unit)s 还没有答复。") % {"unit": waiting.union},
            cure=_("登记它的决定；不办的登记为不同意。"), cite="ORG-21",
        )  # fmt: skip
    if not queries.agreed(joining):
        raise refuse(_("没有单位同意。"), cure=_("撤回这件事项。"), cite="ORG-21")
    led_by(joining.union, on=on)
    refuse_before_start(plan_joining(joining, on=on), accepted_on)


def _draft_papers(joining: Joining, actor: Any, on: date) -> None:
    for row in queries.agreed(joining):
        row.letter = papers.draft_letter(joining, row, actor=actor, on=on)
        bind_paper(row.letter)
        row.save(update_fields=["letter"])
    joining.report = papers.draft_report(joining, led_by(joining.union, on=on), actor=actor, on=on)
    bind_paper(joining.report)


def _drop_drafts(joining: Joining, actor: Any, on: date) -> None:
    """Papers prepared before are void: nothing signs them any more."""
    for row in joining.units.exclude(letter=None).select_related("letter"):
        _void(row.letter, actor, on)
        row.letter = None
        row.save(update_fields=["letter"])
    if joining.report is not None:
        _void(joining.report, actor, on)
        joining.report = None
        joining.save(update_fields=["report"])


def _void(paper: Paper | None, actor: Any, on: date) -> None:
    if paper is not None and paper.is_draft:
        bind_paper(paper, bound=False)
        documents.void_paper(paper=paper, reason=_("另拟"), actor=actor, on=on)


def _sign(joining: Joining, units: list[JoiningUnit], actor: Any, on: date) -> None:
    assert joining.report is not None  # asked before
    documents.sign_paper(paper=joining.report, actor=actor, on=on)
    for row in units:
        if row.letter is not None:
            documents.sign_paper(paper=row.letter, actor=actor, on=on)
