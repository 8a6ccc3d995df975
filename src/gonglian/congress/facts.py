"""Facts of a congress in preparation, as the clauses take them. No judgement here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from gonglian.congress.models import Convocation, Delegate, DelegateChange, ElectingUnit, Nominee
from gonglian.congress.states import BodyKind, Office
from gonglian.core.hanzi import stroke_key
from gonglian.organisation.models import Coverage, Membership, Position, Union
from gonglian.organisation.states import MembershipKind

LEADING = {  # a working committee has a director and deputies
    Office.CHAIR: "chair", Office.VICE_CHAIR: "vice_chair", Office.DIRECTOR: "chair", Office.DEPUTY: "vice_chair",
}  # fmt: skip
SEAT_OF_BODY = {BodyKind.COMMITTEE: "member", BodyKind.AUDIT: "audit", BodyKind.WOMEN: "women"}


def nominees_of(convocation: Convocation, body: str | None = None) -> list[Nominee]:
    """Standing nominees in surname-stroke order (NOM-06)."""
    rows = convocation.nominees.filter(withdrawn=False).select_related("person", "union")
    if body:
        rows = rows.filter(body=body)
    return sorted(rows, key=lambda nominee: stroke_key(nominee.person.name))


def seat_of(nominee: Nominee) -> str:
    """The seat a nominee stands for in the clauses' words: an office outranks the plain seat."""
    if nominee.body == BodyKind.COMMITTEE and nominee.office in LEADING:
        return LEADING[Office(nominee.office)]
    return SEAT_OF_BODY[BodyKind(nominee.body)]


def eligibility(nominees: Iterable[Nominee], scope: set[int], *, on: date) -> dict[int, dict[str, Any]]:
    """Facts of ELI-01…05, 10 per nominee (by primary key). `scope`: employers within the union's scope.

    A fixed number of queries for any number of nominees.
    """
    listed = list(nominees)
    people = {nominee.person_id for nominee in listed}
    posts = posts_of(people, scope, on)
    memberships = memberships_of(people, on)
    return {
        nominee.pk: {
            "seat": seat_of(nominee),
            "org_form": _org_form(nominee.convocation.union),
            "enterprise": False,
            "foreign": False,
            "declared": nominee.declared_on is not None,
            "kin_of": nominee.kin_of,
            "positions": posts.get(nominee.person_id, []),
            "memberships": memberships.get(nominee.person_id, []),
            "from": nominee.origin,
            "duties": [],
            "woman": nominee.person.sex == "2",
            "seats": [nominee.body],
        }
        for nominee in listed
    }


def _org_form(union: Union) -> str:
    return union.form or union.kind


def posts_of(people: set[int], scope: set[int], on: date) -> dict[int, list[dict[str, Any]]]:
    """The posts of the day as the clauses take them, by person; `scope`: employers within the union's scope."""
    return {
        person: [post_fact(post, scope) for post in posts] for person, posts in posts_held(people, on).items()
    }


def posts_held(people: Iterable[int], on: date) -> dict[int, list[Position]]:
    """The posts of the day, by person."""
    found: dict[int, list[Position]] = {}
    for post in Position.objects.as_of(on).filter(person__in=list(people)).order_by("pk"):
        found.setdefault(post.person_id, []).append(post)
    return found


def post_fact(post: Position, scope: set[int]) -> dict[str, Any]:
    return {
        "role": post.role,
        "org_kind": "association" if post.role.startswith("association") else "enterprise",
        "in_scope": post.employer_id in scope if post.employer_id else None,
        "from": post.starts_on,
        "until": post.ends_on,
    }


def memberships_of(people: set[int], on: date) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    rows = Membership.objects.as_of(on).filter(person__in=people).select_related("union")
    for row in rows:
        found.setdefault(row.person_id, []).append(
            {"union": row.union.name, "voting": row.kind == MembershipKind.VOTING, "from": row.starts_on}
        )
    return found


def scope_of(unions: Iterable[int], *, on: date) -> set[int]:
    """Employers covered by the constituents on a day."""
    return set(
        Coverage.objects.as_of(on).filter(union__in=list(unions)).values_list("employer_id", flat=True)
    )


def units(convocation: Convocation, constituents: Iterable[Union]) -> dict[str, Any]:
    """Facts of CON-02: units with their delegates and managers, and who belongs to none."""
    rows = list(convocation.units.prefetch_related("unions", "delegates"))
    assigned = {link.union_id for unit in rows for link in unit.unions.all()}
    return {
        "units": [_unit(unit) for unit in rows],
        "unassigned": [union.name for union in constituents if union.pk not in assigned],
    }


def _unit(unit: ElectingUnit) -> dict[str, Any]:
    delegates = list(unit.delegates.all())
    return {
        "name": unit.name,
        "delegates": len(delegates) if unit.reported_on else unit.places,
        "managers": sum(delegate.is_manager for delegate in delegates),
    }


def unit_election(unit: ElectingUnit) -> dict[str, Any]:
    """Facts of CON-03 for a unit that has reported: its first election, whoever of the elected has left since."""
    votes = [delegate.votes_for or 0 for delegate in unit.delegates.all() if delegate.change_id is None]
    votes += [change.leaver_votes for change in unit.changes.all() if change.leaver_votes is not None]
    return {
        "present": unit.present,
        "entitled": unit.entitled,
        "for": votes,
        "candidates": unit.candidates,
        "places": unit.places,
        "tied": False,
    }


def change_election(change: DelegateChange) -> dict[str, Any]:
    """Facts of CON-03 for the vote that filled one place again."""
    return {
        "present": change.present,
        "entitled": change.entitled,
        "for": [change.votes_for],
        "candidates": change.candidates,
        "places": 1,
        "tied": False,
    }


def confirmed_delegates(convocation: Convocation) -> list[Delegate]:
    """Delegates with confirmed credentials: they are entitled (应到)."""
    rows = Delegate.objects.filter(unit__convocation=convocation, confirmed=True).select_related(
        "person", "unit"
    )
    return list(rows.order_by("unit", "pk"))
