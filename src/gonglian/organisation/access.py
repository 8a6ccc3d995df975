"""Who may see and touch what in the organisation. Authority is always today's duty (user.duty).

Reach: one's own union; for territorial unions the subtree along leadership; for industrial unions their constituents
and, along guidance, the lower industrial unions, whose constituents stay their own. On another day also what was in
reach on that day.
"""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

from django.db.models import Q, QuerySet

from gonglian.core import clock
from gonglian.core.access import fetch
from gonglian.organisation.models import Duty, Employer, Membership, Person, Union
from gonglian.organisation.queries import descendants
from gonglian.organisation.states import WRITING_ROLES, LineKind, Role, UnionKind

DOWN_FROM_INDUSTRIAL: tuple[LineKind, ...] = (LineKind.CONSTITUENT, LineKind.GUIDANCE)


def visible_unions(user: Any, *, on: date | None = None) -> QuerySet[Union]:
    """Unions within the duty of today, and those that were on `on`."""
    duty = _business_duty(user)
    if duty is None:
        return Union.objects.none()
    return Union.objects.filter(_reach(duty, on))


def visible_employers(user: Any, *, on: date | None = None) -> QuerySet[Employer]:
    """Employers covered by a union in reach."""
    day = on or clock.today()
    unions = visible_unions(user, on=on)
    covered = Q(
        coverages__union__in=unions, coverages__valid__contains=day, coverages__recorded__upper_inf=True
    )
    return Employer.objects.filter(covered).distinct()


def visible_people(user: Any, *, on: date | None = None) -> QuerySet[Person]:
    """People whose membership a union in reach keeps, or who hold a post there. An industrial union sees the holders
    of posts in its own reach, never member rows."""
    duty = _business_duty(user)
    if duty is None:
        return Person.objects.none()
    unions = visible_unions(user, on=on)
    posts = Q(positions__union__in=unions, positions__recorded__upper_inf=True)
    if may_see_members(duty):
        posts |= Q(memberships__union__in=unions, memberships__recorded__upper_inf=True)
    return Person.objects.filter(posts).distinct()


def visible_memberships(user: Any, *, on: date | None = None) -> QuerySet[Membership]:
    """Member rows: along leadership only, never to an industrial union."""
    duty = _business_duty(user)
    if duty is None or not may_see_members(duty):
        return Membership.objects.none()
    return Membership.objects.filter(union__in=visible_unions(user, on=on))


def get_union(user: Any, pk: int, *, on: date | None = None) -> Union:
    """The union's file for reading; 404 outside the reach."""
    rows = visible_unions(user, on=on).select_related("region", "host")
    return fetch(rows, lambda union: True, pk=pk)


def get_union_to_change(user: Any, pk: int) -> Union:
    """The union, locked, for an officer who may write there; 403 for a reader."""
    return fetch(visible_unions(user), lambda union: can_change_union(user, union), lock=True, pk=pk)


def can_change_union(user: Any, union: Union) -> bool:
    """Handlers and heads, for unions under their leadership line or their own."""
    duty = getattr(user, "duty", None)
    return bool(duty and duty.role in WRITING_ROLES and _leads(duty, union))


def can_import_rosters(user: Any) -> bool:
    """Rosters are brought in by the handlers and heads of territorial unions."""
    duty = getattr(user, "duty", None)
    return bool(
        duty
        and duty.role in WRITING_ROLES
        and duty.union.kind in (UnionKind.LOCAL, UnionKind.ZONE, UnionKind.TOWNSHIP)
    )


def may_see_members(duty: Duty) -> bool:
    return bool(duty.union.kind != UnionKind.INDUSTRIAL)


def _business_duty(user: Any) -> Duty | None:
    """ADMIN looks after accounts and has no sight of the business."""
    duty: Duty | None = getattr(user, "duty", None)
    return duty if duty and duty.role != Role.ADMIN else None


def _leads(duty: Duty, union: Union) -> bool:
    return bool(union.pk == duty.union_id or (duty.union.path and union.path.startswith(duty.union.path)))


def _reach(duty: Duty, on: date | None) -> Q:
    today = clock.today()
    own = duty.union
    reach = Q(pk=own.pk)
    if own.kind == UnionKind.INDUSTRIAL:
        kinds, days = DOWN_FROM_INDUSTRIAL, {today, on or today}
    else:
        reach |= Q(path__startswith=own.path) if own.path else Q()
        kinds, days = (LineKind.LEADERSHIP,), {on or today} - {today}  # the path knows today's tree
    for kind, day in product(
        kinds, days
    ):  # each kind by itself: whom a lower industrial union unites is not ours
        reach |= Q(pk__in=descendants([own.pk], [kind], on=day))
    return reach
