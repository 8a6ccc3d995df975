"""Who has a vote in an electing unit: persons whose membership with voting rights is kept in one of its unions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gonglian.organisation.models import Membership
from gonglian.organisation.states import MembershipKind


@dataclass(frozen=True, slots=True)
class Rosters:
    """The rosters of some unions on a day, as far as they are kept here."""

    kept: frozenset[int]
    voting: frozenset[tuple[int, int]]  # (person, union)

    def has_vote(self, person: int, unions: Iterable[int]) -> bool | None:
        """Whether the person votes in one of these unions; None where a roster that might say so is not kept here."""
        asked = list(unions)
        if any((person, union) in self.voting for union in asked):
            return True
        return False if asked and all(union in self.kept for union in asked) else None


def rosters_of(unions: Iterable[int], people: Iterable[int], *, on: date) -> Rosters:
    """The rosters of `unions` on a day, read for these people. Two questions."""
    rows = Membership.objects.as_of(on).filter(union__in=list(unions))
    kept = rows.order_by().values_list("union", flat=True).distinct()
    voting = rows.filter(person__in=list(people), kind=MembershipKind.VOTING).values_list("person", "union")
    return Rosters(frozenset(kept), frozenset(voting))
