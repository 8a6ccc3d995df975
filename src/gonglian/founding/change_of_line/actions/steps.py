"""What the acts of a change of line share: the lock, the one helper that changes the state, the papers' blanks."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.founding.change_of_line.models import LineChange
from gonglian.founding.change_of_line.states import CHANGE_TRANSITIONS, ChangeState


def lock(change: LineChange) -> LineChange:
    """The change as it stands now, held until the transaction ends."""
    rows = LineChange.objects.select_for_update(of=("self",))
    return rows.select_related("union", "former", "target", "applicant", "approver", "request").get(
        pk=change.pk
    )


def move(change: LineChange, state: str, **fields: Any) -> None:
    """Change the state and save, with `fields`. Refused: the state cannot follow the present one."""
    if state not in CHANGE_TRANSITIONS.get(change.state, ()):
        raise refuse(
            _("事项现在是“%(now)s”，不能转为“%(next)s”。")
            % {"now": change.get_state_display(), "next": ChangeState(state).label},
            cure=_("刷新页面，看别人是否已经办过。"),
        )
    change.state = state
    for name, value in fields.items():
        setattr(change, name, value)
    change.save()


def require(change: LineChange, state: str, *, correction: bool = False) -> None:
    """Refuse an act that does not belong to the present state, or to the other kind of change."""
    if change.state != state or change.is_correction != correction:
        raise refuse(
            _("事项现在是“%(now)s”，这一步已经过去或还没到。") % {"now": change.get_state_display()},
            cure=_("刷新页面，按当前一步办理。"),
        )


def touches(change: LineChange) -> list[int]:
    found = (change.union_id, change.former_id, change.target_id, change.applicant_id, change.approver_id)
    return [pk for pk in found if pk]


@translation.override("zh-hans")  # papers are Chinese whatever the reader's language
def values_of(change: LineChange) -> dict[str, Any]:
    """Blanks of the request and of the reply."""
    request = change.request
    sent = {}
    if request is not None and request.sent_on:
        sent = {"request_title": request.paper.title, "request_number": request.paper.number}
    return sent | {
        "constituent": change.union.name,
        "relation": str(change.get_kind_display()),
        "former_parent": change.former.name,
        "new_parent": change.target.name,
        "reasons": change.reason,
    }
