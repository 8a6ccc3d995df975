"""What higher areas know about a meeting to come. They register here and are asked; this area doesn't know them.

A module or object with the four reads of `Preparation` is enough; it answers with nothing for meetings that aren't its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from gonglian.meetings.models import Meeting
from gonglian.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Point:
    """A thing a valid day needs. said: how it stands; act: the page of this meeting that cures it, if there is one."""

    what: str
    is_met: bool
    said: str
    cure: str = ""
    cite: str = ""
    act: str = ""


class Preparation(Protocol):
    def points(self, meeting: Meeting) -> Iterable[Point]:
        """What this area prepared for the meeting, and what of it is missing."""

    def candidates(self, meeting: Meeting) -> Iterable[int]:
        """Persons who will stand on a ballot of the meeting."""

    def watchers(self, meeting: Meeting) -> Iterable[Person]:
        """Members who don't vote in the meeting and may be its scrutineers (LAW-2.18): small bodies have too few of their own."""

    def holder_of(self, meeting: Meeting, code: str) -> Person | None:
        """Whose slip this is; None for a slip of another meeting, or none at all."""


_registered: list[Preparation] = []


def register(preparation: Preparation) -> None:
    if preparation not in _registered:
        _registered.append(preparation)


def points_of(meeting: Meeting) -> list[Point]:
    return [point for each in _registered for point in each.points(meeting)]


def candidates_of(meeting: Meeting) -> set[int]:
    """Everybody who stands or will stand on a ballot of the meeting."""
    coming = {person for each in _registered for person in each.candidates(meeting)}
    return coming | set(meeting.ballots.values_list("candidates__person", flat=True)) - {None}


def watchers_of(meeting: Meeting) -> list[Person]:
    return [person for each in _registered for person in each.watchers(meeting)]


def holder_of(meeting: Meeting, code: str) -> Person | None:
    return next((person for each in _registered if (person := each.holder_of(meeting, code))), None)
