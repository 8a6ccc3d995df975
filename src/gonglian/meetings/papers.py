"""The papers of a ballot, as values for documents.render. Papers are Chinese whatever the reader's language."""

from __future__ import annotations

from gonglian.documents.papers import Ballot as BallotPaper
from gonglian.documents.papers import CountLine as PaperLine
from gonglian.documents.papers import CountSheet
from gonglian.meetings.models import Ballot
from gonglian.meetings.queries import attendance, candidate_names, lines_by_name
from gonglian.meetings.states import OfficerRole

MOST_WRITE_IN_LINES = 3
NOTES = (
    "说明：1. 赞成、反对、弃权，在姓名后相应的栏内画“○”，每人只选一栏。",
    "2. 反对的，可以在“另选他人”栏写明所选的人；弃权的不另选。",
    "3. 赞成和另选的人数合计不超过应选名额的，选票有效；超过的，选票作废。",
)


def ballot_paper(ballot: Ballot, serials: tuple[int, ...] = ()) -> BallotPaper:
    """The ballot 选票 to be printed; with serials a copy for each, numbered on its stub alone."""
    meeting = ballot.meeting
    return BallotPaper(
        title=f"{meeting.union}{meeting.name}\n{ballot.post}选票（应选{ballot.seats}名）",
        candidates=tuple(candidate_names(ballot).values()),
        write_ins=min(ballot.seats, MOST_WRITE_IN_LINES),
        notes=NOTES,
        issuer=meeting.union.name,
        held_on=meeting.held_on,
        serials=serials,
    )


def count_sheet(ballot: Ballot) -> CountSheet:
    """The count sheet 计票报告单: filled in once reconciled, before that with room for the pen."""
    meeting = ballot.meeting
    entitled, present = attendance(meeting)
    names = candidate_names(ballot)
    lines = [PaperLine(name) for name in names.values()]
    write_ins: list[tuple[str, int | None]] = []
    if not ballot.is_open:
        counted = lines_by_name(ballot)
        lines = [
            PaperLine(name, counted[name].votes_for, counted[name].against, counted[name].abstain)
            for name in names.values()
        ]
        write_ins = [(name, line.votes_for) for name, line in counted.items() if line.write_in]
    return CountSheet(
        title=f"{ballot.post}选举计票报告单",
        meeting=f"{meeting.union}{meeting.name}",
        post=ballot.post,
        seats=ballot.seats,
        entitled=entitled,
        present=present,
        issued=ballot.issued,
        returned=ballot.returned,
        valid=ballot.valid,
        void=ballot.void,
        lines=tuple(lines),
        write_ins=tuple(write_ins),
        scrutineers=max(meeting.officers.filter(role=OfficerRole.SCRUTINEER).count(), 2),
        held_on=meeting.held_on,
    )
