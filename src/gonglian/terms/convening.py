"""A body's meeting between congresses, convened for whatever it has to resolve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind
from gonglian.core.acts import record
from gonglian.core.refused import refuse
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Meeting
from gonglian.meetings.states import MeetingKind
from gonglian.terms.by_elections.roll import sitting_members
from gonglian.terms.models import Body, Term

KINDS = {
    BodyKind.COMMITTEE: MeetingKind.COMMITTEE,
    BodyKind.AUDIT: MeetingKind.AUDIT,
    BodyKind.WOMEN: MeetingKind.WOMEN,
}


@transaction.atomic
def convene(*, body: Body, held_on: date, place: str, points: Sequence[str], actor: Any, on: date) -> Meeting:
    """Call a plenary meeting of a body, its roll proposed from who sits in it on that day (RECORD).

    points: what is to be resolved, kept with the meeting and offered when its agenda is recorded. The session follows the
    earlier ones of the term. Refused: nothing to resolve; nobody sits; such a meeting is planned or open on that day.
    """
    points = [point.strip() for point in points if point.strip()]
    if not points:
        raise refuse(_("还没有写议题。"), cure=_("每行写一项。"), field="points")
    if not (roll := sitting_members(body, body.kind, on=held_on)):
        raise refuse(
            _("%(day)s没有人在任，不能列名册。") % {"day": held_on},
            cure=_("先登记各席由谁担任。"),
            cite="CON-06",
        )
    kind = KINDS[BodyKind(body.kind)]
    term = Term.objects.current_record().filter(body=body).order_by("ordinal").last()
    ordinal = term.ordinal if term else 1
    earlier = Meeting.objects.filter(union=body.union, kind=kind, ordinal=ordinal).count()
    with record("terms.convene", actor=actor, on=on, obj=body.union, touches=[body.union_id]) as entry:
        meeting = meetings.open_meeting(
            union=body.union, kind=kind, held_on=held_on, place=place, ordinal=ordinal, session=earlier + 2,
            note="\n".join(points), actor=actor, on=on,
        )  # fmt: skip
        meetings.set_roll(meeting=meeting, entries=roll, actor=actor, on=on)
        entry.after = {"body": body.kind, "held_on": held_on, "entitled": len(roll), "points": points}
    return meeting
