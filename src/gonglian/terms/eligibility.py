"""Holders whom an outside post of the day bars from their seat (意见 2.3.c): eligibility doesn't end with the election."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gonglian.organisation.models import Position
from gonglian.organisation.states import PositionRole
from gonglian.policy.finding import Finding
from gonglian.terms.facts import eligibility, eligible
from gonglian.terms.models import Holder

# Posts that some clause bars; who holds none of them need not be judged.
BARRING = (
    PositionRole.HEAD, PositionRole.LEGAL_REPRESENTATIVE, PositionRole.PARTNER, PositionRole.DEPUTY_HEAD,
    PositionRole.HR_HEAD, PositionRole.ASSOCIATION_PRESIDENT, PositionRole.ASSOCIATION_VICE,
)  # fmt: skip

CLAUSES = ("ELI-01", "ELI-02", "ELI-03a", "ELI-03b")  # those that speak of posts


@dataclass(frozen=True, slots=True)
class Barred:
    """A holder and what bars him on the day: binding findings, at least one. since: the first day of the latest such post,
    None where it isn't known."""

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

    A fixed number of questions, and a few for each who holds a post that may bar.
    """
    posts = Position.objects.as_of(on).filter(role__in=BARRING)
    rows = Holder.objects.as_of(on).filter(
        seat__body__union__in=list(unions), seat__body__valid__contains=on, seat__body__recorded__upper_inf=True,
        person__in=posts.values("person"),
    )  # fmt: skip
    found = []
    for holder in rows.select_related("person", "seat__body__union").order_by(
        "seat__body__union__pinyin", "seat", "pk"
    ):
        facts = eligibility(holder.seat, holder.person, on=on, declared=True)
        if against := tuple(
            finding for finding in eligible(facts, on=on) if finding.bars and finding.clause in CLAUSES
        ):
            latest = posts.filter(person=holder.person_id).order_by("valid", "pk").last()
            found.append(Barred(holder, against, latest.starts_on if latest else None))
    return found
