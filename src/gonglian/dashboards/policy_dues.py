"""What waits in the city federation about parameters: a change that another officer proposed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.approvals import queries as approvals
from gonglian.approvals.states import Lane
from gonglian.dashboards.dues import Line
from gonglian.policy.access import can_confirm, can_propose, visible_changes
from gonglian.policy.states import ChangeState


def changes_due(user: Any, on: date) -> Iterator[Line]:
    """Proposed changes: to be confirmed by the user, or waiting for his colleagues. Due before the day they begin."""
    if not can_propose(user):
        return
    for change in visible_changes(user).filter(state=ChangeState.PROPOSED).order_by("valid_from", "pk"):
        why = _("%(who)s在 %(day)s 提出，一人提出、另一人复核") % {
            "who": change.proposed_by,
            "day": change.proposed_on,
        }
        mine = can_confirm(user, change)
        lane = approvals.lane_of(change.valid_from, on) if mine else Lane.WAITING.value
        yield Line(
            _("复核参数变更") if mine else _("等复核参数变更"), str(change), change.valid_from, why, "",
            change.get_absolute_url(), _("去复核") if mine else _("查看"), lane, mine,
        )  # fmt: skip
