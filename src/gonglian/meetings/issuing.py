"""Which ballots were handed out, by the serials on their stubs, and whether that meets the count. A stub names nobody.

A spoiled paper bears no serial any more, so of those only the number is known.
"""

from __future__ import annotations

from dataclasses import dataclass

from gonglian.meetings.count_models import BallotIssue
from gonglian.meetings.models import Ballot
from gonglian.meetings.states import Handed


@dataclass(frozen=True, slots=True)
class Issuing:
    """Everything recorded about one ballot's papers. counted: 发出 on the reconciled count sheet, None before that."""

    rows: tuple[BallotIssue, ...]
    counted: int | None
    present: int

    def _sum(self, kind: str) -> int:
        return sum(row.count for row in self.rows if row.kind == kind)

    @property
    def out(self) -> int:
        return self._sum(Handed.OUT)

    @property
    def unused(self) -> int:
        return self._sum(Handed.UNUSED)

    @property
    def spoiled(self) -> int:
        return self._sum(Handed.SPOILED)

    @property
    def with_voters(self) -> int:
        """What the count sheet has to say was issued."""
        return self.out - self.unused - self.spoiled

    @property
    def gap(self) -> int:
        return 0 if self.counted is None else abs(self.with_voters - self.counted)

    @property
    def too_many(self) -> int:
        """More papers with voters than people present (CON-09)."""
        return max(0, self.with_voters - self.present)

    @property
    def next_serial(self) -> int:
        return max((row.last for row in self.rows if row.last), default=0) + 1


def issuing_of(ballot: Ballot, present: int) -> Issuing:
    return Issuing(tuple(ballot.issues.select_related("recorded_by")), ballot.issued, present)


def serials(rows: list[BallotIssue], kind: str) -> set[int]:
    """The serials of these rows that were handed out, or came back unused."""
    return {
        serial
        for row in rows
        if row.kind == kind and row.first
        for serial in range(row.first, row.first + row.count)
    }


def runs(numbers: set[int]) -> str:
    """Serials as 1—3、7, in order."""
    told: list[list[int]] = []
    for number in sorted(numbers):
        if told and number == told[-1][1] + 1:
            told[-1][1] = number
        else:
            told.append([number, number])
    return "、".join(f"{low}—{high}" if low != high else str(low) for low, high in told)
