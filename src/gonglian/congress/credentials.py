"""What the check of credentials (代表资格审查) rests on and what it found: the facts of its report, in one read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from gonglian.congress.facts import unit_election
from gonglian.congress.models import Convocation, Delegate, DelegateChange, ElectingUnit
from gonglian.congress.states import Check
from gonglian.congress.vacancies import Watch, watch
from gonglian.congress.voting import Rosters, rosters_of
from gonglian.organisation.states import Sex
from gonglian.policy.arithmetic import at_least, more_than
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge, site_table


@dataclass(frozen=True, slots=True)
class Checked:
    """One delegate. has_vote: voting member of his unit, None where its roster is not kept here; quorum, majority: of the vote
    that elected him (LAW-3.6), None where its figures are missing."""

    delegate: Delegate
    has_vote: bool | None
    quorum: bool | None
    majority: bool | None

    @property
    def state(self) -> Check:
        if self.delegate.confirmed:
            return Check.CONFIRMED
        return Check.REFUSED if self.delegate.refused_for else Check.WAITING

    @property
    def doubts(self) -> tuple[str, ...]:
        """The checks that failed: has_vote, quorum, majority."""
        return tuple(name for name in ("has_vote", "quorum", "majority") if getattr(self, name) is False)


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers of delegates, of a unit or of all. Refused delegates count in `elected` and `refused` alone; sexes and shares
    are of the others."""

    places: int
    elected: int
    confirmed: int
    refused: int
    waiting: int
    vacant: int
    men: int
    women: int
    sex_unknown: int
    front_line: int
    managers: int

    @property
    def standing(self) -> int:
        """Elected and not refused: what the shares are of."""
        return self.elected - self.refused


@dataclass(frozen=True, slots=True)
class UnitCredentials:
    """A unit with its numbers, what CON-03 says of its election (None before it reported), and its delegates."""

    unit: ElectingUnit
    tally: Tally
    finding: Finding | None
    delegates: list[Checked]


@dataclass(frozen=True, slots=True)
class Credentials:
    """The whole report. is_complete: every unit has reported and everybody is confirmed or refused."""

    convocation: Convocation
    tally: Tally
    units: list[UnitCredentials]
    changes: list[DelegateChange]
    watch: Watch

    @property
    def delegates(self) -> list[Checked]:
        return [row for unit in self.units for row in unit.delegates]

    @property
    def refused(self) -> list[Checked]:
        return [row for row in self.delegates if row.state is Check.REFUSED]

    @property
    def unreported(self) -> list[ElectingUnit]:
        return [row.unit for row in self.units if row.unit.reported_on is None]

    @property
    def is_complete(self) -> bool:
        return bool(self.units) and not self.unreported and not self.tally.waiting


def credentials(convocation: Convocation, *, on: date) -> Credentials:
    """Delegates with what was checked on each, numbers in all and by unit and sex, shares, changes, refused with reasons.

    on: the day on which rosters and parameters are read. Twelve questions, however many units, delegates and changes.
    """
    prefetch_related_objects([convocation], Prefetch("units", units_of(convocation)))
    units = list(convocation.units.all())
    delegates = [delegate for unit in units for delegate in unit.delegates.all()]
    unions = {link.union_id for unit in units for link in unit.unions.all()}
    rosters = rosters_of(unions, [delegate.person_id for delegate in delegates], on=on)
    rows = [_unit(unit, rosters, on) for unit in units]
    return Credentials(
        convocation=convocation,
        tally=_sum([row.tally for row in rows]),
        units=rows,
        changes=[change for unit in units for change in unit.changes.all()],
        watch=watch(convocation, on=on),
    )


def units_of(convocation: Convocation) -> QuerySet[ElectingUnit]:
    """The units with their unions, delegates and changes."""
    return ElectingUnit.objects.filter(convocation=convocation).prefetch_related(
        "unions__union", "delegates__person", "delegates__change", "changes__leaver", "changes__successor"
    )


def _unit(unit: ElectingUnit, rosters: Rosters, on: date) -> UnitCredentials:
    unions = [link.union_id for link in unit.unions.all()]
    rows = [_checked(delegate, unit, rosters, unions, on) for delegate in unit.delegates.all()]
    finding = judge("CON-03", unit_election(unit), unit.reported_on) if unit.reported_on else None
    return UnitCredentials(unit, _tally(unit, rows), finding, rows)


def _checked(
    delegate: Delegate, unit: ElectingUnit, rosters: Rosters, unions: Iterable[int], on: date
) -> Checked:
    vote = delegate.change or unit  # the vote that elected him
    table, quorum, majority = site_table(), None, None
    if vote.entitled is not None and vote.present is not None:
        quorum = at_least(vote.present, vote.entitled, table.value("election.quorum", on))
        if delegate.votes_for is not None:
            majority = more_than(delegate.votes_for, vote.entitled, table.value("election.win", on))
    return Checked(delegate, rosters.has_vote(delegate.person_id, unions), quorum, majority)


def _tally(unit: ElectingUnit, rows: Sequence[Checked]) -> Tally:
    standing = [row.delegate for row in rows if row.state is not Check.REFUSED]
    states = [row.state for row in rows]
    sexes = [delegate.person.sex for delegate in standing]
    return Tally(
        places=unit.places,
        elected=len(rows),
        confirmed=states.count(Check.CONFIRMED),
        refused=states.count(Check.REFUSED),
        waiting=states.count(Check.WAITING),
        vacant=unit.places - len(standing) if unit.reported_on else 0,
        men=sexes.count(Sex.MALE),
        women=sexes.count(Sex.FEMALE),
        sex_unknown=len(sexes) - sexes.count(Sex.MALE) - sexes.count(Sex.FEMALE),
        front_line=sum(delegate.front_line for delegate in standing),
        managers=sum(delegate.is_manager for delegate in standing),
    )


def _sum(rows: Iterable[Tally]) -> Tally:
    listed = list(rows)
    return Tally(**{name: sum(getattr(row, name) for row in listed) for name in Tally.__slots__})
