"""Asking unions to join, and recording what each decided (ORG-19)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse
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
    actor: Any, on: date,
) -> CaseConstituent:  # fmt: skip
    """What a union's own body decided (RECORD): refusals stay on record and leave the case.

    Refused: sums that contradict themselves; a day in the future; a withdrawal once the second request is out.
    """
    case = lock(constituent.case)
    require(case, Stage.DRAFT, Stage.FIRST_REQUEST, Stage.PREPARE)
    _refuse_contradiction(decided_on, entitled, present, votes_for, on)
    with record(
        "founding.record_consent",
        actor=actor,
        on=on,
        obj=case,
        touches=[constituent.union_id, case.proposer_id],
    ) as entry:
        entry.before = {"consent": constituent.consent}
        constituent.consent, constituent.body, constituent.decided_on = consent, body, decided_on
        constituent.entitled, constituent.present, constituent.votes_for = entitled, present, votes_for
        constituent.save()
        entry.after = {
            "union": constituent.union.name,
            "consent": consent,
            "present": present,
            "for": votes_for,
        }
    return constituent


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
