"""What every act on a meeting does first: lock the row, look at its state, name whom it touches."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.core.acts import Entry, record
from gonglian.core.refused import refuse
from gonglian.meetings.models import Ballot, Meeting, RollSeal
from gonglian.meetings.states import MEETING_TRANSITIONS, BallotState, MeetingState


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends. Refused: it is closed."""
    row = Meeting.objects.select_for_update(of=("self",)).select_related("union", "keeper").get(pk=meeting.pk)
    if row.state == MeetingState.CLOSED:
        raise refuse(_("会议已闭会，记录不再改动。"), cure=_("另附说明，或另开会议。"))
    return row


def locked_ballot(ballot: Ballot) -> Ballot:
    """The ballot as it stands now, held until the transaction ends. Refused: its meeting is closed."""
    row = (
        Ballot.objects.select_for_update(of=("self",))
        .select_related("meeting__union", "meeting__keeper")
        .get(pk=ballot.pk)
    )
    if row.meeting.state == MeetingState.CLOSED:
        raise refuse(_("会议已闭会，记录不再改动。"), cure=_("另附说明，或另开会议。"))
    return row


def acting(act: str, meeting: Meeting, actor: Any, on: date) -> AbstractContextManager[Entry]:
    return record(
        f"meetings.{act}", actor=actor, on=on, obj=meeting, touches={meeting.union_id, meeting.keeper_id}
    )


def move(meeting: Meeting, state: MeetingState) -> None:
    """The one place where a meeting's state changes. Refused: a step the table does not know."""
    if state not in MEETING_TRANSITIONS[meeting.state]:
        raise refuse(_("会议现在是“%(state)s”，不能这样办。") % {"state": meeting.get_state_display()})
    meeting.state = state


def is_sealed(meeting: Meeting) -> bool:
    return RollSeal.objects.filter(meeting=meeting).exists()


def refuse_if_counted(meeting: Meeting) -> None:
    """Entitled and present stand under every verdict: once one is given they no longer change."""
    if meeting.ballots.filter(state=BallotState.COUNTED).exists():
        raise refuse(
            _("已有核对过的计票，应到和实到人数不再改动。"),
            cure=_("有错时另附说明，或重新选举。"),
            cite="CON-05",
        )
