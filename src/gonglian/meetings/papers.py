"""The papers of a ballot, as values for documents.render. Papers are Chinese whatever the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from gonglian.documents.papers import Ballot as BallotPaper
from gonglian.documents.papers import CountLine as PaperLine
from gonglian.documents.papers import CountSheet
from gonglian.meetings.issuing import issuing_of
from gonglian.meetings.models import Ballot
from gonglian.meetings.queries import attendance, candidate_names, lines_by_name, sheets_of
from gonglian.meetings.states import OfficerRole, Round

MOST_WRITE_IN_LINES = 3
NOTES = (
    "说明：1. 赞成、反对、弃权，在姓名后相应的栏内画“○”，每人只选一栏。",
    "2. 反对的，可以在“另选他人”栏写明所选的人；弃权的不另选。",
    "3. 赞成和另选的人数合计不超过应选名额的，选票有效；超过的，选票作废。",
)
RECALL_NOTES = (
    "说明：1. 赞成罢免、反对罢免、弃权，在姓名后相应的栏内画“○”，只选一栏。",
    "2. 画两栏以上的，选票作废；一栏也不画的，按弃权计。",
)


def ballot_paper(ballot: Ballot, serials: tuple[int, ...] = ()) -> BallotPaper:
    """The ballot 选票 to be printed; with serials a copy for each, numbered on its stub alone."""
    meeting = ballot.meeting
    what = f"罢免{ballot.about}表决票" if ballot.is_recall else f"{ballot.post}选票（应选{ballot.seats}名）"
    return BallotPaper(
        title=f"{meeting.union}{meeting.name}\n{what}",
        candidates=tuple(candidate_names(ballot).values()),
        write_ins=0 if ballot.is_recall else min(ballot.seats, MOST_WRITE_IN_LINES),
        notes=RECALL_NOTES if ballot.is_recall else NOTES,
        head="罢免谁" if ballot.is_recall else "候选人",
        issuer=meeting.union.name,
        held_on=meeting.held_on,
        serials=serials,
    )


def _tellers_and_sums(ballot: Ballot) -> dict[str, Any]:
    """Both tellers with their own numbers, and every sum of the count written out; nothing before it is reconciled."""
    if ballot.is_open:
        return {}
    words = ("计票人（一）", "计票人（二）")
    counted_by = tuple(
        (f"{word}{sheet.teller}", (sheet.issued, sheet.returned, sheet.valid, sheet.void))
        for word, sheet in zip(words, sheets_of(ballot), strict=False)
    )
    return {"counted_by": counted_by, "sums": ("核算：", *_sums(ballot))}


def _sums(ballot: Ballot) -> Iterator[str]:
    """Papers, then each person: the three votes against the valid papers, twice the votes against those entitled."""
    entitled, verdict = ballot.facts["entitled"], ballot.verdict
    yield f"收回{ballot.returned}＝有效{ballot.valid}＋废票{ballot.void}；发出{ballot.issued}，收回{_than(ballot)}发出。"
    tied = (verdict["runoff"] or {"names": ()})["names"]
    made = issuing_of(ballot, ballot.facts["present"])
    if made.rows:
        same = "相符" if not made.gap else f"相差{made.gap}张"
        yield (
            f"发票记录：领出{made.out}－退回未用{made.unused}－写坏作废{made.spoiled}＝{made.with_voters}，与发出{ballot.issued}{same}。"
        )
    if ballot.is_recall:
        yield from recall_sums(ballot)
        return
    for name, line in lines_by_name(ballot).items():
        said = "当选" if name in verdict["elected"] else "末位得票相同" if name in tied else "未当选"
        twice = 2 * line.votes_for
        sign = "＞" if twice > entitled else "＝" if twice == entitled else "＜"
        whole = f"{line.votes_for}＋{line.against}＋{line.abstain}＝{line.votes_for + line.against + line.abstain}；"
        majority = (
            "" if ballot.round == Round.RUNOFF else f"2×{line.votes_for}＝{twice}{sign}应到{entitled}，"
        )
        yield f"{name}：{'' if line.write_in else whole}{majority}{said}。"
    if not verdict["election_valid"]:
        yield "这次投票无效，无人当选。"


def recall_sums(ballot: Ballot) -> Iterator[str]:
    """The three votes against the valid papers, twice the votes against all delegates, and what follows."""
    entitled, verdict = ballot.facts["entitled"], ballot.verdict
    for name, line in lines_by_name(ballot).items():
        twice = 2 * line.votes_for
        sign = "＞" if twice > entitled else "＝" if twice == entitled else "＜"
        whole = f"{line.votes_for}＋{line.against}＋{line.abstain}＝{line.votes_for + line.against + line.abstain}"
        yield f"{name}：{whole}；2×{line.votes_for}＝{twice}{sign}全体代表{entitled}。"
    if not verdict["election_valid"]:
        yield "这次投票无效，罢免没有结果。"
    else:
        yield (
            f"罢免{ballot.about}成立。" if verdict["recalled"] else f"罢免{ballot.about}不成立，维持原职务。"
        )


def _than(ballot: Ballot) -> str:
    return "多于" if (ballot.returned or 0) > (ballot.issued or 0) else "不多于"


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
        title=f"{ballot.post}{'表决' if ballot.is_recall else '选举'}计票报告单",
        meeting=f"{meeting.union}{meeting.name}",
        post=f"罢免{ballot.about}" if ballot.is_recall else ballot.post,
        seats=0 if ballot.is_recall else ballot.seats,
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
        **_tellers_and_sums(ballot),
    )
