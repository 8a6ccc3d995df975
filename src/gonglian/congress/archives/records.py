"""Whose record an archive holds: a congress with the first meetings of its bodies, or one meeting held between congresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from gonglian.congress.archives.models import SealedArchive
from gonglian.congress.models import Convocation
from gonglian.meetings.models import Meeting
from gonglian.organisation.models import Union


@dataclass(frozen=True, slots=True)
class Record:
    """`convocation` is None for a meeting of its own: a by-election, a recall, another session within the term."""

    convocation: Convocation | None
    meetings: list[Meeting]

    @property
    def owner(self) -> Convocation | Meeting:
        """The row that the archives hang on."""
        return self.convocation or self.meetings[0]

    @property
    def union(self) -> Union:
        return self.owner.union

    @property
    def keeper(self) -> Union:
        return self.owner.keeper

    @property
    def name(self) -> str:
        return self.owner.name

    @property
    def day(self) -> date:
        """The day of its first meeting, or the one planned: the archive's papers say what stood then."""
        return self.meetings[0].held_on if self.meetings or not self.convocation else self.convocation.day

    @property
    def archives(self) -> QuerySet[SealedArchive]:
        return self.owner.archives.order_by("-number")

    @property
    def page(self) -> str:
        return reverse("archives:archive" if self.convocation else "archives:meeting", args=[self.owner.pk])

    @property
    def sealing(self) -> str:
        """Where it is sealed."""
        return reverse("archives:seal" if self.convocation else "archives:seal_meeting", args=[self.owner.pk])


def of_congress(convocation: Convocation) -> Record:
    """Every attempt at this congress, and the first meetings of the committees it elected."""
    rows = Meeting.objects.filter(union=convocation.union, ordinal=convocation.ordinal, session=1)
    return Record(convocation, list(rows.select_related("union", "keeper").order_by("held_on", "pk")))


def of_meeting(meeting: Meeting) -> Record:
    """The record the meeting stands in: its congress's, or one of its own."""
    own = Convocation.objects.filter(union=meeting.union, ordinal=meeting.ordinal)
    congress = own.select_related("union", "keeper").first() if meeting.session == 1 else None
    return of_congress(congress) if congress else Record(None, [meeting])


def again(owner: Convocation | Meeting) -> Record:
    """The same record as it stands now."""
    return of_congress(owner) if isinstance(owner, Convocation) else Record(None, [owner])
