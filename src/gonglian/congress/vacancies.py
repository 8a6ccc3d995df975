"""Places that lost their delegate or never got one, and when they became more than the rules bear (TRM-08).

A place counts from the day its unit reported; one whose delegate was refused at the check of credentials is vacant too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gonglian.congress.models import Convocation, Delegate, ElectingUnit
from gonglian.policy.arithmetic import add_months, more_than
from gonglian.policy.finding import Finding, Result
from gonglian.policy.site import judge, site_table


@dataclass(frozen=True, slots=True)
class Watch:
    """The delegates' places of a congress: all, vacant, since when too many are (None: not too many), the last day for the
    by-election, and what TRM-08 says."""

    convocation: Convocation
    places: int
    vacant: int
    since: date | None
    last: date | None
    finding: Finding


def empty_places(unit: ElectingUnit) -> int:
    """Places of a unit that has reported which nobody holds; a delegate who was refused leaves his place first."""
    return unit.places - unit.delegates.count() if unit.reported_on else 0


def watch(convocation: Convocation, *, on: date) -> Watch:
    """How many places are vacant on a day. Three questions; none where units, delegates and changes are prefetched."""
    units = list(convocation.units.all())
    places = sum(unit.places for unit in units)
    events = sorted((day, by) for unit in units for day, by in _events(unit) if day <= on)
    most = site_table().value("delegates.vacant_max", on)
    since = since_when(events, places, most)
    months = int(site_table().value("delegates.byelection_months", since or on))
    vacant = sum(by for _day, by in events)
    union = convocation.union
    facts = {
        "delegates": places,
        "vacant": vacant,
        "since": since,
        "on": on,
        "org_form": union.form or union.kind,
    }
    if union.level:
        facts["level"] = union.level
    finding = judge("TRM-08", facts, on)
    return Watch(convocation, places, vacant, since, add_months(since, months) if since else None, finding)


def too_many(convocations: QuerySet[Convocation], *, on: date) -> list[Watch]:
    """The watches of those of `convocations` with more places vacant than the rules bear, the first due first.

    Of a union's congresses the latest counts whose units report. Five questions, however many congresses.
    """
    most = site_table().value("delegates.vacant_max", on)
    units = ElectingUnit.objects.filter(convocation=OuterRef("pk")).order_by()
    held = Delegate.objects.filter(unit__convocation=OuterRef("pk"), refused_for="").order_by()
    after = Q(convocation__ordinal__gt=OuterRef("ordinal")) | Q(
        convocation__ordinal=OuterRef("ordinal"), convocation__gt=OuterRef("pk")
    )
    later = ElectingUnit.objects.filter(
        after, convocation__union=OuterRef("union"), reported_on__isnull=False
    )
    rows = convocations.annotate(
        every=_one(units.values("convocation").annotate(n=Sum("places"))),
        reported=_one(
            units.filter(reported_on__isnull=False).values("convocation").annotate(n=Sum("places"))
        ),
        held=_one(held.values("unit__convocation").annotate(n=Count("pk"))),
        vacant=(F("reported") - F("held")) * most.denominator,
    ).filter(~Exists(later), vacant__gt=F("every") * most.numerator)
    found = rows.select_related("union").prefetch_related("units__delegates", "units__changes").order_by("pk")
    watches = [watch(row, on=on) for row in found]
    late = [(each.last, each) for each in watches if each.last and each.finding.result is not Result.NA]
    return [each for _last, each in sorted(late, key=lambda pair: (pair[0], pair[1].convocation.pk))]


def _one(rows: QuerySet[Any]) -> Coalesce:
    """The number that `rows` counts for one congress; 0 where there is none."""
    return Coalesce(Subquery(rows.values("n")), 0)


def since_when(events: Iterable[tuple[date, int]], places: int, most: Fraction) -> date | None:
    """The day since when more than the share `most` of all places is vacant without a break; None when it is not so now.

    events: day and by how many the vacant places changed, in the order of days; a day's changes count together.
    """
    days: dict[date, int] = {}
    for day, by in events:
        days[day] = days.get(day, 0) + by
    vacant, since = 0, None
    for day, by in days.items():
        vacant += by
        if not more_than(vacant, places, most):
            since = None
        elif since is None:
            since = day
    return since


def _events(unit: ElectingUnit) -> Iterable[tuple[date, int]]:
    """Day by day how many more places of the unit are vacant."""
    if unit.reported_on is None:
        return
    delegates, changes = list(unit.delegates.all()), list(unit.changes.all())
    first = len(delegates) + sum(change.left_on is not None for change in changes)
    first -= sum(change.elected_on is not None for change in changes)
    yield unit.reported_on, unit.places - first
    for delegate in delegates:
        if delegate.refused_for and delegate.checked_on:
            yield delegate.checked_on, 1
    for change in changes:
        if change.left_on:
            yield change.left_on, 1
        if change.elected_on:
            yield change.elected_on, -1
