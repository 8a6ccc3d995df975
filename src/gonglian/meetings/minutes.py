"""The minutes of a meeting (会议纪要), written from its record for the office to edit: presence, agenda with votes, ballots,
who is elected. Papers are Chinese whatever the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from gonglian.documents.dates import spoken
from gonglian.documents.markup import parse_line
from gonglian.documents.papers import Attendance, Block, Kind, OfficialPaper, Table
from gonglian.documents.papers import CountLine as PaperLine
from gonglian.documents.tables import count_table
from gonglian.meetings.models import AgendaItem, Ballot, Meeting
from gonglian.meetings.papers import recall_sums
from gonglian.meetings.queries import (
    attendance,
    elections_of,
    judge_quorum,
    lines_by_name,
    recall_of,
    tellers_of,
)
from gonglian.meetings.states import Item, MeetingKind, OfficerRole, Round
from gonglian.policy.elections import VALIDITY, failed

PEN = "＿" * 6  # room for what the record does not hold


def minutes(meeting: Meeting) -> OfficialPaper:
    """The minutes as a draft, without number. What is not recorded leaves room for the pen."""
    return OfficialPaper(
        kind=Kind.MINUTES,
        issuer=meeting.union.name,
        number=None,
        signer=None,
        title=f"{meeting.union}{meeting.name}纪要",
        addressee="",
        body=tuple(_body(meeting)),
        issued_on=meeting.held_on,
        attendance=tuple(_attendance(meeting)),
    )


def _body(meeting: Meeting) -> Iterator[Block]:
    """Opening, then 一、二、三 as far as there is something to tell."""
    yield parse_line(_opening(meeting))
    heads = iter("一二三四")
    agenda = list(meeting.agenda.all())
    ballots = list(meeting.ballots.order_by("pk"))
    if agenda:
        yield parse_line(f"{next(heads)}、议程和表决")
        yield from (parse_line(f"{n}.{_voted(row)}") for n, row in enumerate(agenda, start=1))
    if ballots:
        yield parse_line(f"{next(heads)}、投票和计票")
        yield parse_line(_officers(meeting))
        numbers = count(1)
        for ballot in ballots:
            yield from _ballot(ballot, next(numbers))
        yield parse_line(f"{next(heads)}、{'表决' if recall_of(meeting) else '选举'}结果")
        yield from (parse_line(f"{n}.{line}") for n, line in enumerate(_results(meeting), start=1))


def _opening(meeting: Meeting) -> str:
    entitled, present = attendance(meeting)
    who = _people(meeting)
    where = f"在{meeting.place}" if meeting.place else ""
    met = "达到三分之二，会议有效" if judge_quorum(meeting).ok else "没有达到三分之二，会议不能进行选举"
    return (
        f"{spoken(meeting.held_on)}，{meeting.union}{meeting.name}{where}召开。"
        f"应到{who}{entitled}人，实到{who}{present}人，{met}。现将会议情况纪要如下："
    )


def _people(meeting: Meeting) -> str:
    return "代表" if meeting.kind == MeetingKind.CONGRESS else "委员"


def _voted(row: AgendaItem) -> str:
    """One point of the agenda and its vote."""
    what = f"{row.get_item_display()}（{row.title}）" if row.title else str(row.get_item_display())
    if row.item == Item.ELECTION:
        return f"{what}：结果见各次投票。"
    if row.votes_for is None:
        return f"{what}：{'表决通过' if row.passed else '没有表决通过'}。"
    result = "通过" if row.passed else "没有通过"
    return f"{what}：表决{row.voters}人，赞成{row.votes_for}人，{result}。"


def _officers(meeting: Meeting) -> str:
    watching = meeting.officers.filter(role=OfficerRole.SCRUTINEER).select_related("person")
    scrutineers = "、".join(map(str, watching)) or PEN
    counting = "、".join(map(str, tellers_of(meeting))) or PEN
    return f"监票人：{scrutineers}。计票人：{counting}，两人分别计票，逐格核对。"


def _ballot(ballot: Ballot, number: int) -> Iterator[Block]:
    listed = list(ballot.candidates.order_by("order"))
    what = f"应选{ballot.seats}名，候选人{len(listed)}名，按姓氏笔画为序。"
    words = f"{number}.{ballot.name}：{f'罢免{ballot.about}。' if ballot.is_recall else what}"
    if ballot.is_open:
        yield parse_line(f"{words}计票还没有核对。")
        return
    yield parse_line(
        f"{words}发出选票{ballot.issued}张，收回{ballot.returned}张，有效票{ballot.valid}张，废票{ballot.void}张。得票如下："
    )
    yield votes_table(ballot)
    yield parse_line(_verdict(ballot))


def votes_table(ballot: Ballot) -> Table:
    """The votes of a counted ballot in its order, write-ins after the candidates."""
    lines = lines_by_name(ballot)
    names = [row.name for row in ballot.candidates.order_by("order")]
    rows = [PaperLine(n, lines[n].votes_for, lines[n].against, lines[n].abstain) for n in names]
    rows += [PaperLine(f"{n}（另选）", line.votes_for) for n, line in lines.items() if line.write_in]
    return count_table(rows, "罢免谁" if ballot.is_recall else "候选人")


def _verdict(ballot: Ballot) -> str:
    """Who is elected by this ballot and what stays open."""
    verdict = ballot.verdict
    if ballot.is_recall:
        return "".join(recall_sums(ballot))
    if not verdict["election_valid"]:
        broken = [clause for clause in failed(verdict) if clause in VALIDITY]
        return f"这次投票无效（{'、'.join(broken)}），无人当选。"
    entitled = ballot.facts["entitled"]
    bar = "得票多的当选" if ballot.round == Round.RUNOFF else f"得票超过应到{entitled}人的半数始得当选"
    said = [f"{bar}：{'、'.join(verdict['elected']) or '无'}，当选{len(verdict['elected'])}名。"]
    if verdict["runoff"]:
        tied = "、".join(verdict["runoff"]["names"])
        said.append(f"{tied}末位得票相同，在他们中再次投票选{verdict['runoff']['seats']}名。")
    if verdict["vacant"]:
        said.append(f"空缺{verdict['vacant']}名。")
    return "".join(said)


def _results(meeting: Meeting) -> Iterator[str]:
    """The outcome of each election over all its rounds."""
    if recall := recall_of(meeting):
        yield "计票还没有核对。" if recall.is_open else list(recall_sums(recall))[-1]
    for election in elections_of(meeting):
        if not election.is_counted:
            yield f"{election.ballots[0].post}：计票还没有核对。"
            continue
        names = "、".join(line.write_in or str(line.person) for line in election.elected)
        vacant = f"空缺{election.vacant}名。" if election.vacant else ""
        yield f"{election.ballots[0].post}{election.seats}名，当选{len(election.elected)}名：{names or '无'}。{vacant}"


def _attendance(meeting: Meeting) -> Iterator[Attendance]:
    """Who presided is not on record; who came and who did not is."""
    roll = list(meeting.roll.order_by("pk"))
    came = [row.name for row in roll if row.present]
    missed = [f"{row.name}（{row.note}）" if row.note else row.name for row in roll if not row.present]
    yield Attendance("主持", PEN)
    yield Attendance("出席", "、".join(came) or PEN)
    if missed:
        yield Attendance("缺席", "、".join(missed))
    yield Attendance("记录", PEN)
