"""The roll of a congress follows its confirmed delegates until it is sealed; then it changes in the meeting alone (CON-05)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress.facts import confirmed_delegates
from gonglian.congress.models import Convocation
from gonglian.core.hanzi import stroke_key
from gonglian.core.refused import refuse
from gonglian.meetings.actions import set_roll
from gonglian.meetings.models import Meeting
from gonglian.meetings.states import MeetingKind, MeetingState


def meeting_in_being(convocation: Convocation) -> Meeting | None:
    """The congress that is planned or in session; none before it is recorded, and none once it is closed."""
    rows = Meeting.objects.filter(
        union=convocation.union_id, kind=MeetingKind.CONGRESS, ordinal=convocation.ordinal
    )
    return rows.exclude(state=MeetingState.CLOSED).select_related("seal").order_by("pk").last()


def is_sealed(convocation: Convocation) -> bool:
    """Whether delegates stand fixed now: the roll of a congress not yet closed is sealed, or the congress is in session."""
    meeting = meeting_in_being(convocation)
    return meeting is not None and (hasattr(meeting, "seal") or meeting.state == MeetingState.OPENED)


def refuse_sealed(convocation: Convocation) -> None:
    """Refused: the roll is sealed or the congress in session."""
    if is_sealed(convocation):
        raise refuse(
            _("大会名册已封存，代表不能在这里更换。"),
            cure=_("在大会会议的“变动名册”里办，写明理由和复核人；闭会以后再在这里登记。"),
            cite="CON-05",
        )


def renew_roll(convocation: Convocation, *, actor: Any, on: date) -> None:
    """Write the confirmed delegates into the roll of a congress that is recorded and not sealed yet, in surname order."""
    meeting = meeting_in_being(convocation)
    if meeting is None or is_sealed(convocation):
        return
    rows = sorted(confirmed_delegates(convocation), key=lambda row: stroke_key(row.person.name))
    entries = [{"person": row.person, "unit_name": row.unit.name} for row in rows]
    set_roll(meeting=meeting, entries=entries, actor=actor, on=on)
