"""The one helper that changes a case's stage."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.founding.models import Case
from gonglian.founding.states import TRANSITIONS, Stage


def lock(case: Case) -> Case:
    """The case as it stands now, held until the transaction ends: two officers at the same second, one after the other."""
    return Case.objects.select_for_update().get(pk=case.pk)


def move(case: Case, stage: str) -> None:
    """Change the stage. Refused: the stage cannot follow the present one."""
    if stage not in TRANSITIONS.get(case.stage, ()):
        raise refuse(
            _("事项现在是“%(now)s”，不能转为“%(next)s”。") % {"now": case.get_stage_display(), "next": Stage(stage).label},
            cure=_("刷新页面，看别人是否已经办过。"),
        )  # fmt: skip
    case.stage = stage
    case.save(update_fields=["stage"])


def touches(case: Case) -> list[int]:
    """The unions whose story an act on the case belongs to."""
    return [pk for pk in (case.proposer_id, case.approver_id, case.leader_id, case.union_id) if pk]


def require(case: Case, *stages: str) -> None:
    """Refuse an act that does not belong to the present stage."""
    if case.stage not in stages:
        raise refuse(
            _("事项现在是“%(now)s”，这一步已经过去或还没到。") % {"now": case.get_stage_display()},
            cure=_("刷新页面，按当前一步办理。"),
        )  # fmt: skip
