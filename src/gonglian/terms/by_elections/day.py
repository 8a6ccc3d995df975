"""What a by-election knows about its meeting (meetings.preparation): who is named for the seat."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind
from gonglian.meetings.models import Meeting
from gonglian.meetings.preparation import Point
from gonglian.meetings.states import MeetingKind
from gonglian.organisation.models import Person
from gonglian.terms.by_elections.models import ByElection, ByNominee
from gonglian.terms.models import Holder


def points(meeting: Meeting) -> Iterable[Point]:
    row = ByElection.objects.filter(meeting=meeting).first()
    if row is None or row.is_recall:
        return []
    count = row.nominees.count()
    return [
        Point(
            _("候选人名单和选票"), bool(count), _("%(count)s 人，可以印选票") % {"count": count},
            _("在补选办理页提名候选人。"), "NOM-05",
        )
    ]  # fmt: skip


def candidates(meeting: Meeting) -> Iterable[int]:
    """Those named; whose recall is asked may not watch over its count either."""
    row = ByElection.objects.filter(meeting=meeting).select_related("holder").first()
    if row and row.holder:
        return [row.holder.person_id]
    return ByNominee.objects.filter(by_election__meeting=meeting).values_list("person", flat=True)


def watchers(meeting: Meeting) -> Iterable[Person]:
    """Where an audit or women's committee elects its head: who sits in the union's committee."""
    if meeting.kind not in (MeetingKind.AUDIT, MeetingKind.WOMEN):
        return []
    sits = Holder.objects.as_of(meeting.held_on).filter(
        seat__body__union=meeting.union_id, seat__body__kind=BodyKind.COMMITTEE
    )
    return Person.objects.filter(pk__in=sits.values("person")).order_by("pinyin", "pk")


def holder_of(meeting: Meeting, code: str) -> Person | None:
    """By-elections give out no slips."""
    return None
