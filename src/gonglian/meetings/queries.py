"""Reads of meetings used by more than one caller, and what the clauses say about a meeting's record."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from gonglian.core.refused import Reason
from gonglian.meetings.models import Ballot, CountLine, Meeting, RollEntry, RollSeal, TellerSheet
from gonglian.meetings.sheets import PAPERS, contradictions, differences_between
from gonglian.meetings.states import (
    TELLERS,
    BallotState,
    Body,
    Item,
    MeetingKind,
    MeetingState,
    OfficerRole,
    RollChangeState,
    Round,
)
from gonglian.organisation.models import Person, Union
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge

FindingRow = dict[str, Any]


# -- the roll


def roll_digest(entries: Iterable[RollEntry]) -> str:
    """SHA-256 over the ordered entries (person, name on the roll, unit), as hex. Presence is no part of it."""
    rows = [[entry.person_id, entry.name, entry.unit_name] for entry in entries]
    return hashlib.sha256(json.dumps(rows, ensure_ascii=False).encode()).hexdigest()


def roll_of(meeting: Meeting) -> list[RollEntry]:
    """The roll in its order, persons at hand."""
    return list(meeting.roll.select_related("person").order_by("pk"))


def open_meetings_of(person: int) -> list[str]:
    """The meetings not closed yet on whose roll a person stands."""
    rows = RollEntry.objects.filter(person=person).exclude(meeting__state=MeetingState.CLOSED)
    return [str(row.meeting) for row in rows.select_related("meeting__union").order_by("pk")]


def entry_of(person: Person, *, union: Union, held_on: date) -> tuple[RollEntry | None, bool]:
    """(the person's entry on the roll of the union's congress of that day, whether that roll is sealed)."""
    seal = RollSeal.objects.filter(
        meeting__union=union, meeting__kind=MeetingKind.CONGRESS, meeting__held_on=held_on
    ).first()
    if seal is None:
        return None, False
    return RollEntry.objects.filter(meeting=seal.meeting_id, person=person).first(), True


def attendance(meeting: Meeting) -> tuple[int, int]:
    """(entitled 应到, present 实到)."""
    marks = list(meeting.roll.values_list("present", flat=True))
    return len(marks), sum(marks)


def told(row: RollEntry) -> str:
    """How and when a person's coming was recorded, as far as it is known."""
    moment = timezone.localtime(row.presence_at).strftime("%H:%M") if row.presence_at else ""
    return " ".join(filter(None, [moment, row.get_presence_how_display(), row.presence_by])) or _("已记到会")


def may_check_in(meeting: Meeting, on: date) -> bool:
    """Whether delegates sign in one by one now: on the day, on a sealed roll, before the first ballot."""
    is_sealed = RollSeal.objects.filter(meeting=meeting).exists()
    return meeting.held_on == on and is_sealed and not meeting.ballots.exists()


def open_business(union: Union) -> list[Meeting]:
    """Meetings of the union that are planned or under way."""
    open_states = (MeetingState.PLANNED, MeetingState.OPENED)
    return list(Meeting.objects.filter(union=union, state__in=open_states).order_by("held_on", "pk"))


# -- clauses on the meeting; judged by the rules of the day of the meeting


def judge_roll(meeting: Meeting) -> Finding:
    """CON-05."""
    seal = getattr(meeting, "seal", None)
    confirmed = meeting.roll_changes.filter(state=RollChangeState.CONFIRMED).select_related("second_person")
    facts = {
        "sealed_at": seal.sealed_at if seal else None,
        "opened_at": meeting.opened_at,
        "changes": [{"reason": row.reason, "second_person": str(row.second_person)} for row in confirmed],
    }
    return judge("CON-05", facts, meeting.held_on)


def judge_quorum(meeting: Meeting) -> Finding:
    """CON-06."""
    entitled, present = attendance(meeting)
    return judge("CON-06", {"entitled": entitled, "present": present}, meeting.held_on)


def judge_agenda(meeting: Meeting) -> Finding:
    """CON-18. The ballots themselves need no vote; a recall is none of its steps."""
    agenda = [
        {
            "item": Item.OTHER if row.item == Item.RECALL else row.item,
            "vote": {"passed": row.passed or row.item == Item.ELECTION},
        }
        for row in meeting.agenda.all()
    ]
    return judge("CON-18", {"agenda": agenda, "founding": meeting.is_founding}, meeting.held_on)


def judge_chair_by(meeting: Meeting) -> Finding:
    """CON-14."""
    return judge("CON-14", {"rules": meeting.rules_chair_by, "by": meeting.elects_as}, meeting.held_on)


def procedure_findings(meeting: Meeting) -> list[Finding]:
    """CON-05 and CON-18 of a congress, CON-06 of every meeting. CON-18 asks nothing of a congress that only recalls."""
    findings = [judge_quorum(meeting)]
    if meeting.kind == MeetingKind.CONGRESS:
        findings = [judge_roll(meeting), *findings]
        voted = set(meeting.ballots.values_list("body", flat=True))
        findings += [judge_agenda(meeting)] if voted != {Body.RECALL} else []
    return findings


def record_findings(meeting: Meeting) -> list[FindingRow]:
    """What the clauses say about the whole record, each as JSON with "ballot" (id or None).

    A void ballot that was voted again is history and left out. Where a run-off or a further ballot followed, CON-11 and
    CON-12 speak of the election as a whole.
    """
    rows: list[FindingRow] = [finding.to_json() | {"ballot": None} for finding in procedure_findings(meeting)]
    for election in elections_of(meeting):
        rows += _election_findings(election)
    if recall := recall_of(meeting):
        rows += [row | {"ballot": recall.pk} for row in recall.verdict.get("findings", [])]
    return rows


def failed_clauses(meeting: Meeting) -> list[str]:
    """Ids of the B clauses that the record does not fulfil, each once, in order (CON-16 asks for them)."""
    failed = [
        row["id"]
        for row in record_findings(meeting)
        if row["level"] == "B" and row["result"] in ("FAIL", "UNKNOWN")
    ]
    return list(dict.fromkeys(failed))


# -- elections: a first ballot with what followed it


@dataclass(frozen=True, slots=True)
class Election:
    """A first ballot with its run-offs and further ballots in order. elected: lines in the order of election."""

    ballots: tuple[Ballot, ...]
    elected: tuple[CountLine, ...]

    @property
    def body(self) -> str:
        return self.ballots[0].body

    @property
    def seats(self) -> int:
        """The seats to fill, or the fewer the meeting resolved on."""
        return self.ballots[-1].resolved_seats or self.ballots[0].seats

    @property
    def vacant(self) -> int:
        return self.seats - len(self.elected)

    @property
    def is_counted(self) -> bool:
        return all(ballot.state == BallotState.COUNTED for ballot in self.ballots)

    @property
    def is_valid(self) -> bool:
        """Counted, and no ballot of it void."""
        return all(ballot.verdict.get("election_valid", False) for ballot in self.ballots)

    @property
    def people(self) -> list[Person]:
        """Those elected who are known persons; a write-in counts once he is identified."""
        return [line.person for line in self.elected if line.person]


def elections_of(meeting: Meeting, body: str | None = None) -> list[Election]:
    """The elections that began in this meeting, void ones that were voted again left out."""
    rows = Ballot.objects.filter(meeting=meeting, round=Round.FIRST).exclude(body=Body.RECALL).order_by("pk")
    firsts = list(rows.filter(body=body) if body else rows)
    latest = {first.body: first for first in firsts}
    return [election_of(first) for first in firsts if first.pk == latest[first.body].pk or not is_void(first)]


def recall_of(meeting: Meeting) -> Ballot | None:
    """The vote on a recall held in this meeting; the latest, where a void one was voted again."""
    return Ballot.objects.filter(meeting=meeting, body=Body.RECALL).order_by("pk").last()


def election_of(first: Ballot) -> Election:
    """The election that begins with a first ballot."""
    ballots = [first]
    while follower := ballots[-1].followers.order_by("pk").last():
        ballots.append(follower)
    lines = [line for ballot in ballots for line in elected_lines(ballot)]
    return Election(tuple(ballots), tuple(lines))


def elected_people(meeting: Meeting, body: str) -> list[Person]:
    """Who this meeting elected to a body, in the order of election."""
    return [person for election in elections_of(meeting, body) for person in election.people]


def elected_lines(ballot: Ballot) -> list[CountLine]:
    """The count lines of those a counted ballot elected, in the verdict's order."""
    names = ballot.verdict.get("elected", [])
    if not names:
        return []
    lines = lines_by_name(ballot)
    return [lines[name] for name in names]


def lines_by_name(ballot: Ballot) -> dict[str, CountLine]:
    """Count lines by the name the verdict uses: candidates in the ballot's order, then write-ins as counted."""
    printed = {row.person_id: row.name for row in ballot.candidates.all()}
    rows = ballot.lines.select_related("person").order_by("pk")
    return {line.write_in or printed[line.person_id or 0]: line for line in rows}


def is_void(ballot: Ballot) -> bool:
    """Counted, and the election void by a failed B clause."""
    return ballot.state == BallotState.COUNTED and not ballot.verdict["election_valid"]


def _election_findings(election: Election) -> list[FindingRow]:
    rows: list[FindingRow] = []
    last = election.ballots[-1]
    for ballot in election.ballots:
        for row in ballot.verdict.get("findings", []):
            if row["id"] not in ("CON-11", "CON-12"):
                rows.append(row | {"ballot": ballot.pk})
    enough = judge_enough(election)
    rows += [
        row | {"ballot": last.pk}
        for row in last.verdict.get("findings", [])
        if row["id"] == "CON-11" and not enough.ok
    ]
    rows.append(enough.to_json() | {"ballot": last.pk})
    if last.follows_rules_of_chair:
        rows.append(judge_chair_by(last.meeting).to_json() | {"ballot": last.pk})
    return rows


def judge_enough(election: Election) -> Finding:
    """CON-12 over the election as a whole; nothing is known of one that is still being counted."""
    last = election.ballots[-1]
    elected = len(election.elected) if election.is_counted else None
    facts: dict[str, Any] = {"seats": election.ballots[0].seats, "elected": elected}
    if last.resolved_seats is not None:
        facts |= {"resolved": True, "minimum": last.minimum}
    return judge("CON-12", facts, last.meeting.held_on)


# -- counting


def tellers_of(meeting: Meeting) -> list[Any]:
    """The two tellers' users, the first first."""
    rows = meeting.officers.filter(role__in=TELLERS).select_related("user").order_by("role")
    return [row.user for row in rows]


def candidate_names(ballot: Ballot) -> dict[int, str]:
    """Names on the ballot by person id, in the ballot's order."""
    return {row.person_id: row.name for row in ballot.candidates.order_by("order")}


def sheet_values(sheet: TellerSheet) -> dict[str, Any]:
    """The sheet as `meetings.sheets` reads it."""
    return {key: getattr(sheet, key) for key in (*PAPERS, "lines", "write_ins")}


def sheets_of(ballot: Ballot) -> list[TellerSheet]:
    """Sheets handed in, the first teller's first."""
    order = {user.pk: place for place, user in enumerate(tellers_of(ballot.meeting))}
    rows = ballot.sheets.select_related("teller")
    return sorted((row for row in rows if row.teller_id in order), key=lambda row: order[row.teller_id])


def sheets_shown_to(ballot: Ballot, user: Any) -> list[TellerSheet]:
    """Both sheets once both are in; before that a teller sees his own only, and nobody else sees any."""
    sheets = sheets_of(ballot)
    return sheets if len(sheets) == 2 else [sheet for sheet in sheets if sheet.teller_id == user.pk]


def differences(ballot: Ballot) -> list[dict[str, Any]]:
    """The cells in which the two sheets differ: {"field", "candidate", "teller1", "teller2"}; none until both are in."""
    sheets = sheets_of(ballot)
    if len(sheets) < 2:
        return []
    return differences_between(sheet_values(sheets[0]), sheet_values(sheets[1]), candidate_names(ballot))


def contradictions_of(ballot: Ballot) -> list[Reason]:
    """Sums of the two equal sheets that do not meet (CON-10); none until both are in."""
    sheets = sheets_of(ballot)
    if len(sheets) < 2:
        return []
    return contradictions(sheet_values(sheets[0]), candidate_names(ballot), ballot.seats)


def election_facts(ballot: Ballot, sheet: Mapping[str, Any]) -> dict[str, Any]:
    """What policy.elections asks about a ballot, from one reconciled sheet."""
    entitled, present = attendance(ballot.meeting)
    names = candidate_names(ballot)
    officers = list(ballot.meeting.officers.filter(role=OfficerRole.SCRUTINEER).select_related("person"))
    return {
        "body": ballot.body,
        "org_form": ballot.org_form,
        "source": ballot.source,
        "members": ballot.meeting.members,
        "entitled": entitled,
        "present": present,
        "seats": ballot.seats,
        "approved": ballot.approved,
        **{key: sheet[key] for key in PAPERS},
        "candidates": [
            {"name": names[line["person"]], **{key: line[key] for key in ("for", "against", "abstain")}}
            for line in sheet["lines"]
        ],
        "write_ins": sheet["write_ins"],
        "scrutineers": _scrutineer_names([row.person for row in officers if row.person], names),
        "scrutineers_approved": bool(officers) and all(row.approved for row in officers),
        "held_on": ballot.meeting.held_on.isoformat(),
        "round": ballot.round,
    }


def distinct_names(people: Sequence[tuple[Person, str]]) -> list[str]:
    """Names of (person, unit) told apart where they repeat: by the unit, or by a number within the unit."""
    plain = Counter(person.name for person, _unit in people)
    labels = [
        f"{person.name}（{unit}）" if plain[person.name] > 1 and unit else person.name
        for person, unit in people
    ]
    repeated = Counter(labels)
    seen: Counter[str] = Counter()
    told = []
    for label in labels:
        seen[label] += 1
        told.append(
            label if repeated[label] == 1 else _("%(name)s（之%(n)s）") % {"name": label, "n": seen[label]}
        )
    return told


def _scrutineer_names(people: Sequence[Person], candidates: Mapping[int, str]) -> list[str]:
    """A scrutineer who is a candidate carries the ballot's name; a mere namesake is told apart from it."""
    taken = set(candidates.values())
    labels = distinct_names([(person, "") for person in people])
    return [
        candidates.get(person.pk)
        or (_("%(name)s（非候选人）") % {"name": label} if label in taken else label)
        for person, label in zip(people, labels, strict=True)
    ]
