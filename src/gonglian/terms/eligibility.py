"""Holders whom an outside post of the day bars from their seat, or who lost their membership with voting rights (意见 2.3.c,
LAW-2.3): eligibility doesn't end with the election."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gonglian.organisation.models import Membership, Position
from gonglian.organisation.states import MembershipKind, PositionRole
from gonglian.policy.finding import Finding
from gonglian.terms.facts import eligibility_of, eligible
from gonglian.terms.models import Holder

# Posts that some clause bars; who holds none of them need not be judged.
BARRING = (
    PositionRole.HEAD, PositionRole.LEGAL_REPRESENTATIVE, PositionRole.PARTNER, PositionRole.DEPUTY_HEAD,
    PositionRole.HR_HEAD, PositionRole.ASSOCIATION_PRESIDENT, PositionRole.ASSOCIATION_VICE,
)  # fmt: skip

CLAUSES = ("ELI-01", "ELI-02", "ELI-03a", "ELI-03b")  # those that speak of posts
MEMBERSHIP = "ELI-04"


@dataclass(frozen=True, slots=True)
class Barred:
    """A holder and what bars him on the day: binding findings, at least one. since: the first day of the latest such post or
    the first without voting rights, None where it isn't known."""

    holder: Holder
    findings: tuple[Finding, ...]
    since: date | None


def barring_posts(people: Iterable[int], *, on: date) -> dict[int, list[Position]]:
    """The posts of the day that some clause bars, by person."""
    found: dict[int, list[Position]] = {}
    rows = Position.objects.as_of(on).filter(role__in=BARRING, person__in=list(people))
    for row in rows.select_related("employer", "union").order_by("pk"):
        found.setdefault(row.person_id, []).append(row)
    return found


def barred(unions: Iterable[int], *, on: date) -> list[Barred]:
    """The holders of these unions' seats who may not sit there on the day, by union and seat.

    ELI-04 speaks of those whose membership was on record once: who never had one here may hold a certificate from elsewhere.
    Seven questions, however many holders; one where nobody is in question.
    """
    holders = list(_in_question(list(unions), on))
    if not holders:
        return []
    people = {holder.person_id for holder in holders}
    posts, lost = barring_posts(people, on=on), _lost_membership(people, on)
    facts = eligibility_of([(holder.seat, holder.person) for holder in holders], on=on, declared=True)
    found = []
    for holder, given in zip(holders, facts, strict=True):
        held = posts.get(holder.person_id, [])
        asked = {*CLAUSES, *([MEMBERSHIP] if holder.person_id in lost else [])}
        against = tuple(row for row in eligible(given, on=on) if row.bars and row.clause in asked)
        if against:
            by_post = any(row.clause in CLAUSES for row in against)
            days = [post.starts_on for post in held] if by_post else [lost[holder.person_id]]
            found.append(Barred(holder, against, max(filter(None, days), default=None)))
    return found


def _in_question(unions: list[int], on: date) -> QuerySet[Holder]:
    """Who holds a post that may bar, or had a membership and has no voting one on the day."""
    posts = Position.objects.as_of(on).filter(role__in=BARRING)
    kept = Membership.objects.filter(person=OuterRef("person"))
    once = kept.filter(recorded__upper_inf=True, valid__startswith__lte=on)
    votes = once.filter(valid__contains=on, kind=MembershipKind.VOTING)
    rows = Holder.objects.as_of(on).filter(
        Q(person__in=posts.values("person")) | (Exists(once) & ~Exists(votes)),
        seat__body__union__in=unions, seat__body__valid__contains=on, seat__body__recorded__upper_inf=True,
    )  # fmt: skip
    return rows.select_related("person", "seat__body__union").order_by(
        "seat__body__union__pinyin", "seat", "pk"
    )


def _lost_membership(people: set[int], on: date) -> dict[int, date | None]:
    """The first day without voting rights of those who had them on record, or only ever kept their membership; None where
    it isn't known."""
    rows = Membership.objects.current_record().filter(person__in=people, valid__startswith__lte=on)
    found: dict[int, date | None] = {}
    voting = set()
    for row in rows.order_by("valid", "pk"):
        first = row.valid.upper if row.kind == MembershipKind.VOTING else row.valid.lower
        if row.kind == MembershipKind.VOTING and (first is None or on < first):
            voting.add(row.person_id)
        elif row.kind == MembershipKind.VOTING or row.person_id not in found:
            found[row.person_id] = first
    return {person: day for person, day in found.items() if person not in voting}
