"""Asking unions to join, and recording what each decided (ORG-19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress import actions as congress
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.documents.actions import attach_file
from gonglian.founding import queries
from gonglian.founding.actions.stages import lock, require
from gonglian.founding.models import Case, CaseConstituent
from gonglian.founding.states import Consent, Stage
from gonglian.organisation.models import Union
from gonglian.organisation.states import UnionKind, UnionState

JOINING_KINDS = (UnionKind.PRIMARY, UnionKind.JOINT_PRIMARY, UnionKind.REGIONAL, UnionKind.INDUSTRIAL)


@transaction.atomic
def ask_constituents(*, case: Case, unions: Iterable[Union], actor: Any, on: date) -> int:
    """Add unions to the list of those asked; returns how many are new. Refused: a kind that cannot join; not active."""
    require(lock(case), Stage.DRAFT)
    listed = list(unions)
    for union in listed:
        if union.kind not in JOINING_KINDS or union.state != UnionState.ACTIVE:
            raise refuse(
                _("%(union)s 不能作为组成单位。") % {"union": union},
                cure=_("选择运行中的基层、联合基层、区域性或下级产业工会。"),
                cite="ORG-01", field="unions",
            )  # fmt: skip
    known = set(case.constituents.values_list("union", flat=True))
    new = [union for union in listed if union.pk not in known]
    with record(
        "founding.ask_constituents", actor=actor, on=on, obj=case, touches=[case.proposer_id]
    ) as entry:
        CaseConstituent.objects.bulk_create([CaseConstituent(case=case, union=union) for union in new])
        entry.touches.update(union.pk for union in new)
        entry.after = {"unions": [union.name for union in new]}
    return len(new)


@transaction.atomic
def drop_constituent(*, constituent: CaseConstituent, actor: Any, on: date) -> None:
    """Take a union that was asked by mistake off the list. Refused: it has answered already."""
    case = lock(constituent.case)
    require(case, Stage.DRAFT)
    if constituent.consent != Consent.ASKED:
        raise refuse(
            _("%(union)s 已答复，不能从名单删去。") % {"union": constituent.union},
            cure=_("登记撤回。"),
            cite="ORG-19",
        )
    with record(
        "founding.drop_constituent", actor=actor, on=on, obj=case, touches=[constituent.union_id]
    ) as entry:
        entry.before = {"union": constituent.union.name}
        constituent.delete()


@transaction.atomic
def record_consent(
    *, constituent: CaseConstituent, consent: str, body: str, decided_on: date, entitled: int, present: int, votes_for: int,
    actor: Any, on: date, scan: UploadedFile[Any] | None = None,
) -> CaseConstituent:  # fmt: skip
    """What a union's own body decided (RECORD): refusals stay on record and leave the case. scan: the signed sheet.

    Refused: sums that contradict themselves; a day in the future; a consent that went with the request and is taken
    back (`withdraw_consent`); once the second request is out.
    """
    case = lock(constituent.case)
    require(case, Stage.DRAFT, Stage.FIRST_REQUEST, Stage.PREPARE)
    agreed = constituent.consent == Consent.CONSENTED
    if (
        agreed and consent != Consent.CONSENTED and case.stage != Stage.DRAFT
    ):  # in the draft a slip may be mended
        raise refuse(_("这一家已同意加入。"), cure=_("反悔的，登记撤回。"), cite="ORG-19", field="consent")
    _refuse_contradiction(decided_on, entitled, present, votes_for, on)
    touched = [constituent.union_id, case.proposer_id]
    with record("founding.record_consent", actor=actor, on=on, obj=case, touches=touched) as entry:
        entry.before = {"consent": constituent.consent}
        constituent.consent, constituent.body, constituent.decided_on = consent, body, decided_on
        constituent.entitled, constituent.present, constituent.votes_for = entitled, present, votes_for
        constituent.withdrawn_on, constituent.withdrawn_reason = None, ""
        if scan is not None:
            constituent.scan = attach_file(paper=None, upload=scan, owner=case.proposer, actor=actor, on=on)
        constituent.save()
        entry.after = {
            "union": constituent.union.name, "consent": consent, "present": present, "for": votes_for,
        }  # fmt: skip
    return constituent


@transaction.atomic
def withdraw_consent(
    *, constituent: CaseConstituent, withdrawn_on: date, reason: str, actor: Any, on: date,
    scan: UploadedFile[Any] | None = None,
) -> CaseConstituent:  # fmt: skip
    """A union that had agreed takes its consent back (RECORD); ORG-01 is open again. Its vote stays on record.

    Effects while the congress is prepared: its electing unit and its federated seats go, the list is open again.
    Refused: it had not agreed; no reason; a day before its consent or in the future; the second request is out — from then
    on it leaves the established union (ORG-21).
    """
    case = lock(constituent.case)
    constituent.refresh_from_db()
    _refuse_late(case)
    _refuse_withdrawal(constituent, withdrawn_on, reason, on)
    touched = [constituent.union_id, case.proposer_id]
    with record("founding.withdraw_consent", actor=actor, on=on, obj=case, touches=touched) as entry:
        constituent.consent, constituent.withdrawn_on = Consent.WITHDRAWN, withdrawn_on
        constituent.withdrawn_reason = reason.strip()
        if scan is not None:
            constituent.withdrawal_scan = attach_file(
                paper=None, upload=scan, owner=case.proposer, actor=actor, on=on
            )
        constituent.save()
        if case.convocation is not None:
            members = sum(queries.member_counts(queries.consenting(case), on=on).values())
            congress.leave_units(
                convocation=case.convocation, union=constituent.union, members=members, actor=actor, on=on
            )
        entry.after = {
            "union": constituent.union.name,
            "reason": reason.strip(),
            "withdrawn_on": withdrawn_on,
        }
    return constituent


def _refuse_late(case: Case) -> None:
    if case.stage in (Stage.SECOND_REQUEST, Stage.CONGRESS, Stage.THIRD_REQUEST, Stage.DISPATCH):
        raise refuse(
            _("大会方案已请示，组成单位不能再撤回。"), cure=_("成立以后，由它的委员会决定，按退出办理（加入和退出的手续）。"),
            cite="意见 2.1.a",
        )  # fmt: skip
    require(case, Stage.DRAFT, Stage.FIRST_REQUEST, Stage.PREPARE)


def _refuse_withdrawal(row: CaseConstituent, withdrawn_on: date, reason: str, on: date) -> None:
    if row.consent != Consent.CONSENTED:
        raise refuse(_("%(union)s 没有登记同意，不用撤回。") % {"union": row.union}, cure=_("登记答复。"))
    if not reason.strip():
        raise refuse(_("撤回要写明原因。"), cure=_("照撤回函填写。"), field="reason")
    if withdrawn_on > on or (row.decided_on and withdrawn_on < row.decided_on):
        raise refuse(
            _("撤回日期 %(day)s 不在同意之日 %(since)s 与今天之间。")
            % {"day": withdrawn_on, "since": row.decided_on},
            cure=_("对照撤回函改正。"), field="withdrawn_on",
        )  # fmt: skip


def _refuse_contradiction(decided_on: date, entitled: int, present: int, votes_for: int, on: date) -> None:
    if decided_on > on:
        raise refuse(_("决定日期不能晚于今天。"), field="decided_on")
    if present > entitled:
        raise refuse(
            _("实到 %(present)s 人多于应到 %(entitled)s 人。") % {"present": present, "entitled": entitled},
            cure=_("对照会议记录改正。"), field="present",
        )  # fmt: skip
    if votes_for > present:
        raise refuse(
            _("赞成 %(votes)s 人多于实到 %(present)s 人。") % {"votes": votes_for, "present": present},
            cure=_("对照会议记录改正。"), field="votes_for",
        )  # fmt: skip
