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
from gonglian.organisation.models import (
    Duty,
    Employer,
    EmployerMerge,
    Membership,
    Person,
    PersonMerge,
    Union,
    UnionQuerySet,
)
from gonglian.organisation.queries import descendants, remaining, unions_of
from gonglian.organisation.states import WRITING_ROLES, LineKind, Role, UnionKind

DOWN_FROM_INDUSTRIAL: tuple[LineKind, ...] = (LineKind.CONSTITUENT, LineKind.GUIDANCE)


def visible_unions(user: Any, *, on: date | None = None) -> UnionQuerySet:
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
    """The union's file for reading, with its state on the day; 404 outside the reach."""
    rows = visible_unions(user, on=on).with_state(on or clock.today()).select_related("region", "host")
    found: Union = fetch(rows, lambda union: True, pk=pk)
    return found


def get_union_to_change(user: Any, pk: int) -> Union:
    """The union for an officer who may write there; 403 for a reader."""
    return fetch(visible_unions(user), lambda union: can_change_union(user, union), pk=pk)


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


def get_person(user: Any, pk: int, *, on: date | None = None) -> Person:
    """For reading; the address of a merged record gives the one that remains. 404 outside the reach."""
    found: Person = fetch(visible_people(user, on=on), lambda row: True, pk=_remaining_key(Person, pk))
    return found


def get_employer(user: Any, pk: int, *, on: date | None = None) -> Employer:
    """For reading; the address of a merged record gives the one that remains. 404 outside the reach."""
    rows = visible_employers(user, on=on).select_related("region", "legal_person")
    found: Employer = fetch(rows, lambda row: True, pk=_remaining_key(Employer, pk))
    return found


def get_person_to_reveal(user: Any, pk: int) -> Person:
    """For reading masked fields in clear: handlers and heads who see the member row of today; 403 to others in sight."""
    found: Person = fetch(visible_people(user), lambda row: can_reveal(user, row), pk=pk)
    return found


def get_person_to_account_for(user: Any, pk: int) -> Person:
    """For telling who read a person's data: those who may read them, and auditors."""
    found: Person = fetch(visible_people(user), lambda row: can_account_for(user, row), pk=pk)
    return found


def can_reveal(user: Any, person: Person) -> bool:
    duty = _business_duty(user)
    return bool(duty and duty.role in WRITING_ROLES and _sees_member_row(user, person))


def can_account_for(user: Any, person: Person) -> bool:
    duty = _business_duty(user)
    return bool(duty and duty.role in (*WRITING_ROLES, Role.AUDITOR) and _sees_member_row(user, person))


def _sees_member_row(user: Any, person: Person) -> bool:
    return visible_memberships(user).filter(person=person, recorded__upper_inf=True).exists()


def visible_merges(user: Any) -> dict[str, QuerySet[Any]]:
    """Mergers of records, by noun, whose remaining record is in reach; to officers who see members."""
    duty = _business_duty(user)
    if duty is None or not may_see_members(duty):
        return {"people": PersonMerge.objects.none(), "employers": EmployerMerge.objects.none()}
    return {
        "people": PersonMerge.objects.filter(kept__in=visible_people(user)),
        "employers": EmployerMerge.objects.filter(kept__in=visible_employers(user)),
    }


def get_pair_to_merge(user: Any, noun: str, kept: int, dropped: int) -> tuple[Any, Any]:
    """Two records in reach, for an officer who may make them one; 404 for an unknown noun."""
    rows = {"people": visible_people, "employers": visible_employers}.get(noun)
    found: QuerySet[Any] = rows(user) if rows else Person.objects.none()
    one, other = (fetch(found, lambda row: can_merge(user, row), pk=pk) for pk in (kept, dropped))
    return one, other


def get_merge(user: Any, noun: str, pk: int) -> Any:
    """For reading; 404 outside the reach."""
    rows = visible_merges(user).get(noun, PersonMerge.objects.none())
    return fetch(rows.select_related("kept", "dropped", "proposed_by", "decided_by"), lambda row: True, pk=pk)


def get_merge_to_decide(user: Any, noun: str, pk: int) -> Any:
    """For confirming, withdrawing, undoing; 403 without the right over both records."""
    rows = visible_merges(user).get(noun, PersonMerge.objects.none())
    return fetch(rows.select_related("kept", "dropped"), lambda row: can_decide_merge(user, row), pk=pk)


def can_decide_merge(user: Any, merge: Any) -> bool:
    return can_merge(user, merge.kept) and can_merge(user, merge.dropped)


def can_merge(user: Any, row: Person | Employer) -> bool:
    """Handlers and heads of territorial and primary unions, when every union of the record is under their leadership."""
    duty = _business_duty(user)
    if duty is None or duty.role not in WRITING_ROLES or not may_see_members(duty):
        return False
    unions = unions_of(row)
    return visible_unions(user).filter(pk__in=unions).count() == len(unions)


def get_employer_to_correct(user: Any, pk: int) -> Employer:
    """For putting right what was written down wrongly: who might merge it; 403 to others in sight."""
    found: Employer = fetch(visible_employers(user), lambda row: can_merge(user, row), pk=pk)
    return found


def get_person_to_correct(user: Any, pk: int) -> Person:
    """The same for a person."""
    found: Person = fetch(visible_people(user), lambda row: can_merge(user, row), pk=pk)
    return found


def _remaining_key(model: type[Any], pk: int) -> int:
    row = model.objects.filter(pk=pk).select_related("merged_into").first()
    return int(remaining(row).pk) if row else pk


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
