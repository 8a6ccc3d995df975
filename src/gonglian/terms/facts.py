"""Facts of seats, as the clauses take them, and their findings. No judgement of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from gonglian.congress.facts import LEADING, SEAT_OF_BODY, memberships_of, post_fact, posts_held
from gonglian.congress.states import BodyKind, Office
from gonglian.organisation.models import Coverage, Line, Membership, Person, Union
from gonglian.organisation.queries import constituents_of
from gonglian.organisation.states import LineKind, MembershipKind, UnionKind
from gonglian.policy.finding import Finding, Result
from gonglian.policy.site import judge
from gonglian.terms.models import Holder, Seat

POSTS = ("ELI-01", "ELI-02", "ELI-03a", "ELI-03b", "ELI-04")
ENTERPRISE = "91"  # the class of an enterprise's code


def org_form(union: Union) -> str:
    return union.form or union.kind


def is_enterprise(union: Union, *, on: date) -> bool:
    """Whether it is the union of an enterprise: a primary union whose employer has an enterprise's code (TRM-05)."""
    if union.kind != UnionKind.PRIMARY:
        return False
    rows = Coverage.objects.as_of(on).filter(union=union, employer__uscc__startswith=ENTERPRISE)
    return rows.exists()


def members_of(union: Union, *, on: date) -> int | None:
    """Members with voting rights whose membership the union or a constituent keeps; None where no roster was brought in."""
    rows = Membership.objects.as_of(on).filter(
        union__in=[union.pk, *constituents_of(union, on=on).values_list("pk", flat=True)],
        kind=MembershipKind.VOTING,
    )
    return rows.count() or None


def eligibility(
    seat: Seat, person: Person, *, on: date, declared: bool | None = None, certificate: str = ""
) -> dict[str, Any]:
    """Facts of ELI about a person for a seat, from the records of the day. declared: he signed what he holds outside."""
    return eligibility_of([(seat, person)], on=on, declared=declared, certificate=certificate)[0]


def eligibility_of(
    sitting: Iterable[tuple[Seat, Person]], *, on: date, declared: bool | None = None, certificate: str = ""
) -> list[dict[str, Any]]:
    """The facts of ELI for each seat and person, in their order. Four questions, however many."""
    listed = list(sitting)
    people = {person.pk for _seat, person in listed}
    posts, memberships = posts_held(people, on), memberships_of(people, on)
    around = _scopes({seat.body.union for seat, _person in listed}, on)
    found = []
    for seat, person in listed:
        scope, enterprise = around[seat.body.union_id]
        found.append({
            "seat": _word(seat), "org_form": org_form(seat.body.union), "enterprise": enterprise,
            "foreign": None if enterprise else False, "declared": declared, "certificate": certificate or None,
            "positions": [post_fact(post, scope) for post in posts.get(person.pk, [])],
            "memberships": memberships.get(person.pk, []),
            "from": "constituent" if seat.constituent_id else None,
        })  # fmt: skip
    return found


def _scopes(unions: Collection[Union], on: date) -> dict[int, tuple[set[int], bool]]:
    """The employers that each union and its constituents cover, and whether it is the union of an enterprise. Two questions."""
    parts = {union.pk: {union.pk} for union in unions}
    lines = Line.objects.as_of(on).filter(parent__in=unions, kind=LineKind.CONSTITUENT)
    for parent, child in lines.values_list("parent_id", "child_id"):
        parts[parent].add(child)
    covered: dict[int, dict[int, str]] = {}
    rows = Coverage.objects.as_of(on).filter(union__in=set().union(*parts.values()))
    for union_id, employer, code in rows.values_list("union_id", "employer_id", "employer__uscc"):
        covered.setdefault(union_id, {})[employer] = code or ""
    return {
        union.pk: (
            {employer for part in parts[union.pk] for employer in covered.get(part, {})},
            union.kind == UnionKind.PRIMARY
            and any(code.startswith(ENTERPRISE) for code in covered.get(union.pk, {}).values()),
        )
        for union in unions
    }


def eligible(facts: dict[str, Any], *, on: date) -> list[Finding]:
    """The findings of a person's eligibility, those that do not apply left out."""
    judged = (judge(clause, facts, on) for clause in POSTS)
    return [finding for finding in judged if finding.result is not Result.NA]


def of_the_body(seat: Seat, person: Person, *, on: date, agreed: bool | None = None) -> list[Finding]:
    """ELI-07 on a seat of the audit committee, ELI-08 on the head of a women's committee. agreed: on in consultation."""
    is_audit = seat.body.kind == BodyKind.AUDIT
    if not is_audit and not seat.is_head_of_women:
        return []
    sits = Holder.objects.as_of(on).filter(
        person=person, seat__body__union=seat.body.union_id, seat__body__kind=BodyKind.COMMITTEE
    )
    offices = list(sits.values_list("seat__office", flat=True))
    duties = [office for office in offices if office in ("chair", "vice_chair")]
    if is_audit:
        return [judge("ELI-07", {"seat": "audit", "duties": duties}, on)]
    facts = {
        "seat": "women", "woman": {"1": False, "2": True}.get(person.sex), "duties": duties, "agreed": agreed,
        "committee_candidate": bool(offices),
    }  # fmt: skip
    return [judge("ELI-08", facts, on)]


def told(findings: Iterable[Finding]) -> list[Mapping[str, Any]]:
    """Findings as the log keeps them."""
    return [finding.to_json() for finding in findings]


def _word(seat: Seat) -> str:
    if seat.body.kind == BodyKind.COMMITTEE and seat.office in LEADING:
        return LEADING[Office(seat.office)]
    return SEAT_OF_BODY[BodyKind(seat.body.kind)]
