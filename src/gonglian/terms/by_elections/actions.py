"""Acts of by-elections and recalls: call the meeting, name candidates, vote, and let the result take effect."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from gonglian.congress.states import BodyKind, Office
from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.meetings import actions as meetings
from gonglian.meetings.models import Ballot
from gonglian.meetings.queries import elections_of, failed_clauses, recall_of
from gonglian.meetings.states import Body as Elected
from gonglian.meetings.states import MeetingKind, MeetingState
from gonglian.organisation.models import Person
from gonglian.policy.finding import Finding, Level, Result
from gonglian.terms.actions.seats import seat_holder, vacate
from gonglian.terms.actions.shared import held_seat, sitting
from gonglian.terms.by_elections.models import ByElection, ByNominee
from gonglian.terms.by_elections.roll import proposed_roll
from gonglian.terms.by_elections.states import By, Purpose, State
from gonglian.terms.convening import PLENARIES, next_session
from gonglian.terms.facts import eligibility, eligible, members_of, of_the_body, org_form, told
from gonglian.terms.models import Holder, Seat
from gonglian.terms.picture import seat_title
from gonglian.terms.states import Came, Went

OFFICES = {
    Office.CHAIR: Elected.CHAIR, Office.VICE_CHAIR: Elected.VICE_CHAIR,
    Office.DIRECTOR: Elected.CHAIR, Office.DEPUTY: Elected.VICE_CHAIR,
}  # fmt: skip
MEMBERS = {
    BodyKind.COMMITTEE: Elected.COMMITTEE,
    BodyKind.AUDIT: Elected.AUDIT,
    BodyKind.WOMEN: Elected.WOMEN,
}


@transaction.atomic
def open_by_election(*, seat: Seat, by: str, held_on: date, place: str, actor: Any, on: date) -> ByElection:
    """Call the meeting that fills a vacant seat (DECIDE). by: By; its roll is proposed from those who sit or were delegates.

    Refused: somebody sits there; one is under way; a plain seat that follows a constituent's post (TRM-07); a plain member
    by the committee (CON-11); the head of an audit or women's committee by the congress (LAW-2.31, 2.32); the director of a
    working committee, who is appointed; nobody to put on the roll.
    """
    seat = held_seat(seat)
    if (there := sitting(seat)) is not None:
        raise refuse(
            _("%(seat)s现由%(person)s担任，不能补选。") % {"seat": seat, "person": there.person},
            cure=_("先登记他离任。"), field="seat",
        )  # fmt: skip
    if seat.falls_with_post:
        raise refuse(
            _("%(seat)s随组成单位的职务，由接任人替补。") % {"seat": seat},
            cure=_("在“机构与任期”里办替补。"),
            cite="TRM-07",
        )
    _refuse_voters(seat, by)
    return call_vote(seat=seat, purpose=Purpose.FILL, by=by, held_on=held_on, place=place, actor=actor, on=on)


@transaction.atomic
def open_recall(*, holder: Holder, held_on: date, place: str, actor: Any, on: date) -> ByElection:
    """Call the congress that votes on recalling a holder (DECIDE; CON-15). Refused: he sits there no longer; one is under way;
    nobody to put on the roll."""
    seat = held_seat(holder.seat)
    there = sitting(seat)
    if there is None or there.pk != holder.pk:
        raise refuse(
            _("%(person)s已不在%(seat)s上。") % {"person": holder.person, "seat": seat},
            cure=_("刷新页面看看。"),
        )
    return call_vote(
        seat=seat, purpose=Purpose.RECALL, by=By.CONGRESS, held_on=held_on, place=place, actor=actor, on=on, holder=there
    )  # fmt: skip


@transaction.atomic
def nominate(
    *, by_election: ByElection, person: Person, declared: bool, actor: Any, on: date, unit_name: str = "",
    agreed: bool | None = None,
) -> ByNominee:  # fmt: skip
    """Name a candidate (DECIDE): ELI-01…04, 07 and 08 are judged and a failed binding clause refuses.

    agreed: the head of a women's committee was agreed on in consultation (ELI-08).
    Refused: it is over, a recall, or already voted; the person is named already; a committee's head who is no member of it.
    """
    row = _held(by_election)
    _refuse_voted(row)
    _refuse_outsider(row.seat, person)
    findings = eligible(eligibility(row.seat, person, on=on, declared=declared), on=on)
    findings += of_the_body(row.seat, person, on=on, agreed=agreed)
    if barred := [each for each in findings if _bars(each)]:
        raise refuse_findings(barred)
    if row.nominees.filter(person=person).exists():
        raise refuse(_("%(person)s已是候选人。") % {"person": person}, cite="ELI-10", field="person")
    with _acting("nominate_for_seat", row, actor, on) as entry:
        nominee = ByNominee.objects.create(by_election=row, person=person, unit_name=unit_name.strip())
        entry.findings = told(findings)
        entry.after = {"person": person.name, "seat": str(row.seat)}
    return nominee


@transaction.atomic
def drop_nominee(*, nominee: ByNominee, actor: Any, on: date) -> None:
    """A candidate stands no longer. Refused: it is over, or already voted."""
    row = _held(nominee.by_election)
    _refuse_voted(row)
    with _acting("drop_nominee_for_seat", row, actor, on) as entry:
        entry.after = {"person": nominee.person.name, "seat": str(row.seat)}
        row.nominees.filter(pk=nominee.pk).delete()


@transaction.atomic
def open_vote(*, by_election: ByElection, actor: Any, on: date) -> Ballot:
    """Begin the ballot for the one seat, or on the recall of who holds it.

    Refused: nobody is named; it is over or voted; what `meetings.open_ballot` refuses.
    """
    row = _held(by_election)
    _refuse_ballot(row)
    named = [(each.person, each.unit_name) for each in row.nominees.select_related("person")]
    if row.holder:
        with override("zh-hans"):  # papers are Chinese whatever the officer's language
            named = [(row.holder.person, seat_title(row.seat))]
    return meetings.open_ballot(
        meeting=row.meeting, body=_voted_on(row), seats=1, candidates=[person for person, _unit in named],
        org_form=org_form(row.seat.body.union), source=row.seat.source,
        units={person.pk: unit for person, unit in named}, actor=actor, on=on,
    )  # fmt: skip


@transaction.atomic
def finish(*, by_election: ByElection, actor: Any, on: date) -> ByElection:
    """Let the closed meeting's result take effect: the winner takes the seat, the recalled holder leaves it (DECIDE).

    A valid vote that elected nobody, or did not recall, ends as failed; the seat stays as it is.
    Refused: it is over; the meeting is not closed; its record fails a binding clause; a write-in is not identified.
    """
    row = _held(by_election)
    if row.meeting.state != MeetingState.CLOSED:
        raise refuse(_("会议还没有闭会。"), cure=_("投票计票以后先闭会。"))
    if row.is_recall and recall_of(row.meeting) is None:
        raise refuse(_("还没有投票表决罢免。"), cure=_("作无结果办结，改期重新投票。"), cite="CON-15")
    failed = [
        clause for clause in failed_clauses(row.meeting) if not (row.is_recall and clause == "CON-15")
    ]  # too few votes for a recall is a result like any other
    if failed:
        raise refuse(
            _("会议记录不符合 %(clauses)s，结果不能生效。") % {"clauses": "、".join(failed)},
            cure=_("作无结果办结，改期重新投票。"), cite=failed[0],
        )  # fmt: skip
    done = _recalled(row, actor, on) if row.is_recall else _seated(row, actor, on)
    return _end(row, State.DONE if done else State.FAILED, actor, on)


@transaction.atomic
def give_up(*, by_election: ByElection, actor: Any, on: date) -> ByElection:
    """End it without a result; the meeting stays on record. Refused: it is over; its meeting is still open."""
    row = _held(by_election)
    if row.meeting.state == MeetingState.OPENED:
        raise refuse(_("会议正在进行。"), cure=_("先闭会。"))
    return _end(row, State.FAILED, actor, on)


@transaction.atomic
def call_vote(
    *, seat: Seat, purpose: Purpose, by: str, held_on: date, place: str, actor: Any, on: date,
    holder: Holder | None = None,
) -> ByElection:  # fmt: skip
    """The meeting with its proposed roll, for either purpose. Refused: one is under way; nobody to put on the roll."""
    if ByElection.objects.filter(seat=seat, state=State.OPEN).exists():
        raise refuse(_("%(seat)s正在办补选或罢免。") % {"seat": seat}, cure=_("在原来的办理页继续。"))
    union = seat.body.union
    roll = proposed_roll(seat.body, by, on=on)
    if not roll:
        raise refuse(
            _("没有可以列入名册的人。"), cure=_("先登记任职的委员，或上次代表大会的名册。"), cite="CON-05",
            field="by",
        )  # fmt: skip
    kind = PLENARIES[BodyKind(seat.body.kind)] if by == By.COMMITTEE else MeetingKind.CONGRESS
    ordinal, session = next_session(seat.body, kind)
    with record("terms.call_vote", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        meeting = meetings.open_meeting(
            union=union, kind=kind, held_on=held_on, place=place, ordinal=ordinal, session=session,
            members=members_of(union, on=on) or 0, rules_chair_by=by, actor=actor, on=on,
        )  # fmt: skip
        meetings.set_roll(meeting=meeting, entries=roll, actor=actor, on=on)
        entry.after = {"seat": str(seat), "purpose": purpose, "held_on": held_on, "entitled": len(roll)}
        return ByElection.objects.create(seat=seat, meeting=meeting, purpose=purpose, holder=holder)


def _seated(row: ByElection, actor: Any, on: date) -> bool:
    elections = elections_of(row.meeting)
    if not elections:
        raise refuse(_("还没有投票。"), cure=_("先定候选人，投票计票。"), cite="CON-11")
    if not elections[-1].elected:
        return False
    if not elections[-1].people:
        raise refuse(_("当选的另选人还没有核实是谁。"), cure=_("先在计票页核实。"), cite="CON-11")
    seat_holder(
        seat=row.seat, person=elections[-1].people[0], how=Came.BY_ELECTION, since=row.meeting.held_on,
        basis=row.meeting.name, actor=actor, on=on,
    )  # fmt: skip
    return True


def _recalled(row: ByElection, actor: Any, on: date) -> bool:
    """CON-15 as the count by two tellers has it: in secret, 2 × votes > all delegates."""
    ballot = recall_of(row.meeting)
    if ballot is None or row.holder is None or not ballot.verdict["recalled"]:
        return False
    vacate(
        holder=row.holder, how=Went.RECALLED, left_on=row.meeting.held_on, reason=row.meeting.name, actor=actor,
        on=on,
    )  # fmt: skip
    return True


def _end(row: ByElection, state: State, actor: Any, on: date) -> ByElection:
    with _acting("end_by_election", row, actor, on) as entry:
        row.state = state
        row.save(update_fields=["state"])
        entry.after = {"seat": str(row.seat), "state": state}
    return row


def _held(by_election: ByElection) -> ByElection:
    row = ByElection.objects.select_for_update(of=("self",)).select_related("meeting", "seat__body__union")
    found = row.get(pk=by_election.pk)
    if not found.is_open:
        raise refuse(_("已经办结。"), cure=_("席位再空缺时另办一次。"))
    found.seat = held_seat(found.seat)
    return found


def _refuse_voters(seat: Seat, by: str) -> None:
    """Who elects whom: chair and vice-chair by committee or congress, members by the congress, directors by their committee."""
    if seat.office in (Office.DIRECTOR, Office.DEPUTY) and not seat.is_director:
        raise refuse(
            _("%(seat)s由派出工会任命，不补选。") % {"seat": seat},
            cure=_("照任命文件登记到任。"),
            cite="章程 12",
        )
    if seat.is_director and by != By.COMMITTEE:
        raise refuse(
            _("%(seat)s由该委员会自己选举，不由代表大会选。") % {"seat": seat}, cure=_("改由该委员会全体委员选举。"),
            cite="LAW-2.31", field="by",
        )  # fmt: skip
    if seat.office == Office.MEMBER and by == By.COMMITTEE:
        raise refuse(
            _("委员由会员（代表）大会补选，不由委员会选。"), cure=_("改由会员代表大会补选。"), cite="CON-11",
            field="by",
        )  # fmt: skip


def _refuse_outsider(seat: Seat, person: Person) -> None:
    """A committee elects its head from among itself."""
    members = Holder.objects.current_record().filter(
        seat__body=seat.body, person=person, valid__upper_inf=True
    )
    if seat.is_director and not members.exists():
        raise refuse(
            _("%(person)s不是%(body)s的委员，不能选为%(seat)s。")
            % {"person": person, "body": seat.body, "seat": seat.get_office_display()},
            cure=_("从在任委员中提名，或先由代表大会补选为委员。"), cite="LAW-2.31", field="person",
        )  # fmt: skip


def _refuse_voted(row: ByElection) -> None:
    if row.is_recall:
        raise refuse(_("罢免没有候选人。"), cure=_("到会的人齐了，直接开始投票。"), cite="CON-15")
    _refuse_ballot(row)


def _refuse_ballot(row: ByElection) -> None:
    if row.meeting.ballots.exists():
        raise refuse(_("已经开始投票，不再变动。"), cure=_("在会议页继续。"), cite="NOM-07")


def _voted_on(row: ByElection) -> str:
    """The word of the ballot: the recall, the office, or membership of the body."""
    if row.is_recall:
        return Elected.RECALL
    return OFFICES.get(Office(row.seat.office)) or MEMBERS[BodyKind(row.seat.body.kind)]


def _bars(finding: Finding) -> bool:
    return finding.level == Level.B and finding.result in (Result.FAIL, Result.UNKNOWN)


def _acting(act: str, row: ByElection, actor: Any, on: date) -> Any:
    union = row.seat.body.union
    return record(f"terms.{act}", actor=actor, on=on, obj=union, touches=[union.pk])
