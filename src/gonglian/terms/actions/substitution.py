"""替补 (TRM-07): the constituent's new head is proposed, confirmed by the body, reported upward, and takes the plain seat."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.refused import refuse, refuse_findings
from gonglian.documents import actions as documents
from gonglian.documents.dates import spoken
from gonglian.documents.papers import Kind
from gonglian.documents.states import PaperState
from gonglian.documents.wording import Purpose
from gonglian.organisation import actions as organisation
from gonglian.organisation.models import Person, Position, Union
from gonglian.organisation.states import PositionRole
from gonglian.policy.arithmetic import more_than
from gonglian.policy.finding import Finding
from gonglian.policy.site import judge, site_table
from gonglian.terms.actions.seats import seat_holder
from gonglian.terms.actions.shared import held_seat, kept_file, refuse_blank, refuse_future
from gonglian.terms.facts import eligibility, eligible, of_the_body, told
from gonglian.terms.leading import led_by
from gonglian.terms.models import Holder, Substitution
from gonglian.terms.states import OPEN_SUBSTITUTION, Came, SubstitutionState


@transaction.atomic
def propose_successor(
    *, substitution: Substitution, successor: Person, elected_on: date, actor: Any, on: date, declared: bool = False,
    certificate: str = "",
) -> Substitution:  # fmt: skip
    """The chair whom the constituent elected on `elected_on` is to take the seat (DECIDE; ELI-01…04, 07, 10).

    declared: the person signed what posts and kin there are outside; certificate: of membership elsewhere.
    Effects: the post at the constituent is recorded where it wasn't. Refused: a clause that bars or lacks facts; elected in
    the future, or before the post fell; the substitution is past that step.
    """
    row = _held(substitution, (SubstitutionState.OPEN, SubstitutionState.PROPOSED))
    refuse_future(elected_on, on, "elected_on")
    if elected_on < row.post_ended_on:
        raise refuse(
            _("%(day)s 当选，早于前任职务终止日 %(ended)s。") % {"day": elected_on, "ended": row.post_ended_on},
            cure=_("核对当选日。"), cite="TRM-07", field="elected_on",
        )  # fmt: skip
    findings = _eligible(row, successor, on, declared, certificate)
    if barring := [finding for finding in findings if finding.bars]:
        raise refuse_findings(finding.for_people() for finding in barring)
    with record(
        "terms.propose_successor", actor=actor, on=on, obj=_union(row), touches=_touches(row)
    ) as entry:
        _record_post(row, successor, elected_on, actor, on)
        _move(row, SubstitutionState.PROPOSED, successor=successor, elected_on=elected_on)
        entry.findings = told(findings)
        entry.after = {"person": successor.name, "seat": str(row.seat), "elected_on": elected_on}
    return row


@transaction.atomic
def confirm_successor(
    *, substitution: Substitution, confirmed_on: date, entitled: int, present: int, votes_for: int, actor: Any, on: date,
    upload: Any = None,
) -> Substitution:  # fmt: skip
    """The body confirmed him at its meeting (RECORD; the quorum of CON-06 stays as a finding), and the report is drafted.

    Refused: nobody proposed; a day in the future or before his election; sums that contradict themselves; no majority of
    those entitled (CON-11), for then he was not confirmed; no leader to report to.
    """
    row = _held(substitution, (SubstitutionState.PROPOSED,))
    refuse_future(confirmed_on, on, "confirmed_on")
    assert row.elected_on is not None and row.successor is not None  # proposed
    if confirmed_on < row.elected_on:
        raise refuse(
            _("%(day)s 的会议早于他当选之日 %(elected)s。") % {"day": confirmed_on, "elected": row.elected_on},
            cure=_("核对会议日期。"), field="confirmed_on",
        )  # fmt: skip
    _refuse_sums(entitled, present, votes_for, on=confirmed_on)
    finding = judge("CON-06", {"entitled": entitled, "present": present}, confirmed_on)
    union = _union(row)
    with record("terms.confirm_successor", actor=actor, on=on, obj=union, touches=_touches(row)) as entry:
        row.report = documents.draft_paper(
            issuer=union, kind=Kind.REPORT, purpose=Purpose.SUBSTITUTE, title="", addressee=led_by(union, on=on),
            values=_values(row, confirmed_on, entitled, present, votes_for), actor=actor, on=on,
        )  # fmt: skip
        _move(
            row, SubstitutionState.CONFIRMED, confirmed_on=confirmed_on, entitled=entitled, present=present,
            votes_for=votes_for, scan=kept_file(upload, union, actor, on),
        )  # fmt: skip
        entry.findings = told([finding])
        entry.after = {
            "person": row.successor.name,
            "seat": str(row.seat),
            "day": confirmed_on,
            "for": votes_for,
        }
    return row


@transaction.atomic
def finish_substitution(
    *, substitution: Substitution, actor: Any, on: date, reported_on: date | None = None, number: str = ""
) -> Holder:
    """The report went upward, and the successor sits on the seat from that day on (RECORD; TRM-07, ELI as findings).

    reported_on, number: of a report on paper; the drafted one is void then. Without them the drafted report has to be signed.
    Refused: not confirmed; a report neither signed nor named; a day in the future or before the confirmation; what
    `seat_holder` refuses.
    """
    row = _held(substitution, (SubstitutionState.CONFIRMED,))
    assert row.confirmed_on is not None and row.successor is not None  # confirmed
    reported, text = _reported(row, reported_on, number, on)
    union = _union(row)
    with record("terms.finish_substitution", actor=actor, on=on, obj=union, touches=_touches(row)) as entry:
        if row.report is not None and row.report.is_draft:
            documents.void_paper(paper=row.report, reason=_("另以纸质报告"), actor=actor, on=on)
        _move(row, SubstitutionState.DONE, reported_on=reported, report_number=text)
        basis = _("%(day)s %(body)s确认，%(number)s") % {
            "day": row.confirmed_on, "body": row.seat.body, "number": text
        }  # fmt: skip
        holder = seat_holder(
            seat=row.seat,
            person=row.successor,
            how=Came.SUBSTITUTED,
            since=reported,
            basis=basis,
            actor=actor,
            on=on,
        )
        entry.findings = told([judge("TRM-07", _facts(row), on)])
        entry.after = {"person": row.successor.name, "seat": str(row.seat), "number": text, "from": reported}
    return holder


@transaction.atomic
def drop_substitution(*, substitution: Substitution, reason: str, actor: Any, on: date) -> Substitution:
    """The seat is not filled by succession: it stays vacant for a by-election (RECORD). Refused: no reason; over already."""
    row = _held(substitution, OPEN_SUBSTITUTION)
    refuse_blank(reason, "reason", _("没有写明为什么不替补。"))
    with record(
        "terms.drop_substitution", actor=actor, on=on, obj=_union(row), touches=_touches(row)
    ) as entry:
        if row.report is not None and row.report.is_draft:
            documents.void_paper(paper=row.report, reason=_("不替补"), actor=actor, on=on)
        _move(row, SubstitutionState.DROPPED, reason=reason.strip()[:200])
        entry.after = {"seat": str(row.seat), "reason": row.reason}
    return row


def _held(substitution: Substitution, states: tuple[SubstitutionState, ...]) -> Substitution:
    """The row with its seat and body held, as it stands now. Refused: it is at another step."""
    row = Substitution.objects.select_for_update(of=("self",)).get(pk=substitution.pk)
    row.seat = held_seat(row.seat)
    if row.state not in states:
        raise refuse(
            _("这件替补现在是“%(state)s”，不能办这一步。") % {"state": row.get_state_display()},
            cure=_("可能刚由别人办过，刷新页面看看。"), cite="TRM-07",
        )  # fmt: skip
    return row


def _move(row: Substitution, state: SubstitutionState, **fields: Any) -> None:
    row.state = state
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def _union(row: Substitution) -> Union:
    return row.seat.body.union


def _touches(row: Substitution) -> list[int]:
    assert row.seat.constituent_id is not None  # a seat that falls with a post has one
    return [row.seat.body.union_id, row.seat.constituent_id]


def _eligible(row: Substitution, person: Person, on: date, declared: bool, certificate: str) -> list[Finding]:
    facts = eligibility(row.seat, person, on=on, declared=declared, certificate=certificate)
    there = Holder.objects.as_of(on).filter(person=person, seat__body=row.seat.body_id).exclude(seat=row.seat)
    seats = {"seats": [{"body": row.seat.body.kind, "person": person.name}] * (1 + there.count())}
    return [*eligible(facts, on=on), *of_the_body(row.seat, person, on=on), judge("ELI-10", seats, on)]


def _record_post(row: Substitution, successor: Person, elected_on: date, actor: Any, on: date) -> None:
    """The successor's post as the constituent's chair, unless it is on record."""
    unit = row.seat.constituent
    rows = Position.objects.as_of(on).filter(person=successor, union=unit, role=PositionRole.UNION_CHAIR)
    if not rows.exists():
        organisation.add_position(
            person=successor, role=PositionRole.UNION_CHAIR, union=unit, start=elected_on, actor=actor, on=on
        )


def _refuse_sums(entitled: int, present: int, votes_for: int, *, on: date) -> None:
    if present > entitled or votes_for > present:
        raise refuse(
            _("应到 %(entitled)s、实到 %(present)s、赞成 %(votes)s 对不上。")
            % {"entitled": entitled, "present": present, "votes": votes_for},
            cure=_("对照会议记录改正。"), field="present" if present > entitled else "votes_for",
        )  # fmt: skip
    if not more_than(votes_for, entitled, site_table().value("election.win", on)):
        raise refuse(
            _("赞成 %(votes)s 人，没有超过应到 %(entitled)s 人的半数，接任人没有得到确认。")
            % {"votes": votes_for, "entitled": entitled},
            cure=_("改由补选产生，或再次开会确认。"), cite="CON-11", field="votes_for",
        )  # fmt: skip


@translation.override("zh-hans")  # papers are Chinese whatever the reader's language
def _values(row: Substitution, held_on: date, entitled: int, present: int, votes_for: int) -> dict[str, Any]:
    assert (
        row.successor is not None and row.seat.constituent is not None
    )  # proposed, for a constituent's seat
    return {
        "union": _union(row).name, "body": str(row.seat.body), "constituent": row.seat.constituent.name,
        "former_member": row.former.name, "new_member": row.successor.name, "held_on": spoken(held_on),
        "post_ended_on": spoken(row.post_ended_on), "entitled": entitled, "present": present, "votes_for": votes_for,
    }  # fmt: skip


def _reported(row: Substitution, day: date | None, number: str, on: date) -> tuple[date, str]:
    """When and under which number the report went upward: the paper's own, or as named."""
    if day is None and row.report is not None and row.report.state == PaperState.SIGNED:
        day, number = row.report.signed_on, row.report.number
    if day is None:
        raise refuse(
            _("报告还没有签发，不能登记接任人到任。"), cure=_("请负责人签发报告，或填纸质报告的日期和文号。"),
            cite="TRM-07", field="reported_on",
        )  # fmt: skip
    refuse_future(day, on, "reported_on")
    if row.confirmed_on is not None and day < row.confirmed_on:
        raise refuse(
            _("报告日 %(day)s 早于机构确认日 %(confirmed)s。") % {"day": day, "confirmed": row.confirmed_on},
            cure=_("核对两个日期。"), cite="TRM-07", field="reported_on",
        )  # fmt: skip
    refuse_blank(number, "number", _("没有写报告文号。"))
    return day, number.strip()[:60]


def _facts(row: Substitution) -> dict[str, Any]:
    seat = {"committee": "member", "audit": "audit"}[row.seat.body.kind]
    return {
        "seat": seat, "source": row.seat.source, "post_ended_on": row.post_ended_on,
        "successor": row.successor.name if row.successor else None, "confirmed_on": row.confirmed_on,
        "reported_on": row.reported_on,
    }  # fmt: skip
