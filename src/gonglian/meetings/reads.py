"""What the pages of meetings show, gathered once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.meetings import access, queries
from gonglian.meetings.issuing import Issuing, issuing_of
from gonglian.meetings.models import Ballot, Meeting, RollChange, RollEntry
from gonglian.meetings.readiness import Readiness, readiness_of
from gonglian.meetings.sheets import FIELD_NAMES, PAPERS
from gonglian.meetings.states import BallotState, MeetingKind, MeetingState, OfficerRole
from gonglian.policy.arithmetic import least_above
from gonglian.policy.site import site_table

MARKS = {"OK": ("ok", ""), "FAIL": ("no", "bad"), "UNKNOWN": ("todo", "todo"), "NA": ("same", "")}
WARNING = ("warn", "soon")


@dataclass(frozen=True)
class Mark:
    """A finding as a line of a page: shape, tone, word, and the finding itself."""

    shape: str
    tone: str
    word: str
    finding: dict[str, Any]


def mark(finding: dict[str, Any]) -> Mark:
    """Shape and word of a finding; a failed clause that only warns is no red mark."""
    words = {"OK": _("符合"), "FAIL": _("不符合"), "UNKNOWN": _("资料不足"), "NA": _("不适用")}
    result = finding["result"]
    shape, tone = WARNING if result == "FAIL" and finding["level"] != "B" else MARKS[result]
    return Mark(shape, tone, words[result], finding)


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    roll: list[RollEntry]
    entitled: int
    present: int
    marks: list[Mark]
    ballots: list[Ballot]
    changes: list[RollChange]
    can_keep: bool
    readiness: Readiness | None
    may_check_in: bool

    @property
    def quorum(self) -> Mark:
        return next(each for each in self.marks if each.finding["id"] == "CON-06")

    @property
    def quorum_sum(self) -> str:
        """3×81＝243 ≥ 2×86＝172, written out."""
        left, right = 3 * self.present, 2 * self.entitled
        sign = "≥" if left >= right else "＜"
        return f"3×{self.present}＝{left} {sign} 2×{self.entitled}＝{right}"

    @property
    def is_planned(self) -> bool:
        return self.meeting.state == MeetingState.PLANNED

    @property
    def is_open(self) -> bool:
        return self.meeting.state != MeetingState.CLOSED

    @property
    def is_congress(self) -> bool:
        return self.meeting.kind == MeetingKind.CONGRESS

    @property
    def is_counted(self) -> bool:
        return any(ballot.state == BallotState.COUNTED for ballot in self.ballots)

    @property
    def waits_for_count(self) -> bool:
        return any(ballot.is_open for ballot in self.ballots)


def meeting_page(meeting: Meeting, user: Any, on: date) -> MeetingPage:
    """Roll, presence, quorum, agenda, officers and ballots of one meeting."""
    roll = queries.roll_of(meeting)
    return MeetingPage(
        meeting=meeting,
        roll=roll,
        entitled=len(roll),
        present=sum(entry.present for entry in roll),
        marks=[mark(finding.to_json()) for finding in queries.procedure_findings(meeting)],
        ballots=list(meeting.ballots.select_related("meeting").order_by("pk")),
        changes=list(meeting.roll_changes.select_related("person", "proposed_by", "second_person")),
        can_keep=access.can_keep(user, meeting),
        readiness=readiness_of(meeting),
        may_check_in=queries.may_check_in(meeting, on),
    )


@dataclass(frozen=True)
class VoteRow:
    """One person's reconciled votes. width: votes in tenths of a percent of those entitled."""

    name: str
    unit: str
    votes_for: int
    against: int | None
    abstain: int | None
    outcome: str
    sum: str
    width: str
    is_first_out: bool = False

    @property
    def total(self) -> int | None:
        return (
            None
            if self.against is None or self.abstain is None
            else self.votes_for + self.against + self.abstain
        )


@dataclass(frozen=True)
class CountPage:
    ballot: Ballot
    sheets: list[Any]
    handed_in: list[str]
    differences: list[dict[str, Any]]
    contradictions: list[Any]
    rows: list[VoteRow]
    marks: list[Mark]
    least: int
    is_teller: bool
    can_keep: bool
    can_reconcile: bool
    sees_meeting: bool
    mine: Any
    issuing: Issuing

    @property
    def present(self) -> int:
        return self.issuing.present

    @property
    def verdict(self) -> dict[str, Any]:
        return self.ballot.verdict

    @property
    def facts(self) -> dict[str, Any]:
        return self.ballot.facts

    @property
    def both_in(self) -> bool:
        return len(self.handed_in) == 2

    @property
    def may_reconcile(self) -> bool:
        return bool(self.can_reconcile and self.both_in and not self.differences and not self.contradictions)

    @property
    def unreturned(self) -> int:
        return (self.ballot.issued or 0) - (self.ballot.returned or 0)

    @property
    def may_follow(self) -> bool:
        """A void ballot, a tie or a vacant seat asks for another vote, and none has been opened."""
        if self.ballot.is_open or not self.can_keep or self.ballot.resolved_seats is not None:
            return False
        if self.ballot.meeting.state == MeetingState.CLOSED or self.ballot.followers.exists():
            return False
        if queries.is_void(self.ballot):
            return not any(not queries.is_void(other) for other in siblings(self.ballot))
        return bool(self.verdict["runoff"] or self.verdict["vacant"])

    @property
    def may_resolve(self) -> bool:
        """Too few elected, none tied: the meeting may make do with fewer seats."""
        return bool(self.may_follow and not queries.is_void(self.ballot) and not self.verdict["runoff"])


def siblings(ballot: Ballot) -> list[Ballot]:
    """Other ballots that stand in the same place: the same election, round and predecessor."""
    rows = Ballot.objects.filter(
        meeting=ballot.meeting, body=ballot.body, round=ballot.round, previous=ballot.previous
    )
    return list(rows.exclude(pk=ballot.pk))


def count_page(ballot: Ballot, user: Any) -> CountPage:
    """One ballot as a teller, a keeper or a reader may see it."""
    sheets = queries.sheets_shown_to(ballot, user)
    differences = [cell | {"what": cell_name(cell)} for cell in queries.differences(ballot)]
    return CountPage(
        ballot=ballot,
        sheets=sheets,
        handed_in=[sheet.teller.name for sheet in queries.sheets_of(ballot)],
        differences=differences,
        contradictions=queries.contradictions_of(ballot) if ballot.is_open and not differences else [],
        rows=vote_rows(ballot),
        marks=[mark(finding) for finding in ballot.verdict.get("findings", [])],
        least=_least(ballot),
        is_teller=access.is_teller(user, ballot),
        can_keep=access.can_keep(user, ballot.meeting),
        can_reconcile=access.can_reconcile(user, ballot),
        sees_meeting=access.visible_meetings(user).filter(pk=ballot.meeting_id).exists(),
        mine=next((sheet for sheet in sheets if sheet.teller_id == user.pk), None),
        issuing=issuing_of(ballot, queries.attendance(ballot.meeting)[1]),
    )


def cell_name(cell: dict[str, Any]) -> str:
    """孔某 赞成, or the name of a number of papers."""
    return " ".join(filter(None, [cell["candidate"], str(FIELD_NAMES[cell["field"]])]))


def sheet_rows(page: CountPage) -> list[tuple[str, list[Any]]]:
    """The papers of the sheets shown, a line per number, a value per sheet."""
    return [(str(FIELD_NAMES[key]), [getattr(sheet, key) for sheet in page.sheets]) for key in PAPERS]


def vote_rows(ballot: Ballot) -> list[VoteRow]:
    """Reconciled votes, most first; equal ones in the ballot's order."""
    if ballot.is_open:
        return []
    units = {row.name: row.unit_name for row in ballot.candidates.all()}
    entitled = ballot.facts["entitled"]
    rows = [
        _vote_row(name, line, units.get(name, ""), ballot.verdict, entitled) for name, line in _lines(ballot)
    ]
    rows.sort(key=lambda row: -row.votes_for)
    first_out = next((place for place, row in enumerate(rows) if row.outcome != "elected"), None)
    return [replace(row, is_first_out=place == first_out) for place, row in enumerate(rows)]


def _lines(ballot: Ballot) -> list[tuple[str, Any]]:
    lines = queries.lines_by_name(ballot)
    names = list(queries.candidate_names(ballot).values())
    return [(name, lines[name]) for name in [*names, *(name for name in lines if name not in names)]]


def _vote_row(name: str, line: Any, unit: str, verdict: dict[str, Any], entitled: int) -> VoteRow:
    tied = (verdict["runoff"] or {"names": []})["names"]
    outcome = (
        "elected"
        if name in verdict["elected"] or verdict.get("recalled")
        else "tied"
        if name in tied
        else "not"
    )
    twice = 2 * line.votes_for
    sign = "＞" if twice > entitled else "＝" if twice == entitled else "＜"
    tenths = min(1000, line.votes_for * 1000 // entitled) if entitled else 0
    return VoteRow(
        name=name,
        unit=_("另选") if line.write_in else unit,
        votes_for=line.votes_for,
        against=None if line.write_in else line.against,
        abstain=None if line.write_in else line.abstain,
        outcome=outcome,
        sum=f"2×{line.votes_for}＝{twice} {sign} {entitled}",
        width=f"{tenths // 10}.{tenths % 10}%",
    )


def _least(ballot: Ballot) -> int:
    entitled = ballot.facts.get("entitled") or queries.attendance(ballot.meeting)[0]
    return least_above(entitled, site_table().value("election.win", ballot.meeting.held_on))


def scrutineers_of(meeting: Meeting) -> list[Any]:
    return [
        row for row in meeting.officers.select_related("person", "user") if row.role == OfficerRole.SCRUTINEER
    ]
