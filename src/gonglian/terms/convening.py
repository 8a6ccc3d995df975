"""A body's meeting between congresses, convened for whatever it has to resolve."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind
from gonglian.core.acts import record
from gonglian.core.hanzi import stroke_key
from gonglian.core.refused import refuse
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Meeting
from gonglian.meetings.states import MeetingKind
from gonglian.terms.actions.shared import current_ordinal
from gonglian.terms.models import Body, Holder

PLENARIES = {
    BodyKind.COMMITTEE: MeetingKind.COMMITTEE, BodyKind.AUDIT: MeetingKind.AUDIT, BodyKind.WOMEN: MeetingKind.WOMEN,
}  # fmt: skip


@transaction.atomic
def convene(*, body: Body, held_on: date, place: str, points: Sequence[str], actor: Any, on: date) -> Meeting:
    """Call a plenary meeting of a body, its roll proposed from who sits in it on that day (RECORD).

    points: what is to be resolved, kept with the meeting and offered when its agenda is recorded. The session follows the
    earlier ones of the term. Refused: nothing to resolve; nobody sits; such a meeting is planned or open on that day.
    """
    points = [point.strip() for point in points if point.strip()]
    if not points:
        raise refuse(_("还没有写议题。"), cure=_("每行写一项。"), field="points")
    if not (roll := sitting_members(body, on=held_on)):
        raise refuse(
            _("%(day)s没有人在任，不能列名册。") % {"day": held_on},
            cure=_("先登记各席由谁担任。"),
            cite="CON-06",
        )
    kind = PLENARIES[BodyKind(body.kind)]
    ordinal, session = next_session(body, kind)
    with record("terms.convene", actor=actor, on=on, obj=body.union, touches=[body.union_id]) as entry:
        meeting = meetings.open_meeting(
            union=body.union, kind=kind, held_on=held_on, place=place, ordinal=ordinal, session=session,
            note="\n".join(points), actor=actor, on=on,
        )  # fmt: skip
        meetings.set_roll(meeting=meeting, entries=roll, actor=actor, on=on)
        entry.after = {"body": body.kind, "held_on": held_on, "entitled": len(roll), "points": points}
    return meeting


def next_session(body: Body, kind: str) -> tuple[int, int]:
    """Ordinal of the body's term, and the number of the union's next meeting of a kind in it; the first was held when the
    body was elected."""
    ordinal = max(current_ordinal(body), 1)
    rows = Meeting.objects.filter(union=body.union_id, kind=kind, ordinal=ordinal)
    return ordinal, (rows.aggregate(last=Max("session"))["last"] or 1) + 1


def sitting_members(body: Body, *, on: date) -> list[dict[str, Any]]:
    """Entries for `meetings.set_roll`: who sits in the body on a day, by strokes of the surname."""
    rows = Holder.objects.as_of(on).filter(seat__body=body).select_related("person", "seat__constituent")
    people = {row.person_id: (row.person, row.seat.constituent) for row in rows}
    return sorted(
        ({"person": person, "unit_name": str(unit or "")} for person, unit in people.values()),
        key=lambda entry: stroke_key(entry["person"].name),
    )
