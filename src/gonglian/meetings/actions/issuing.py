"""Handing out ballots by serial, taking unused ones back, and spoiled ones exchanged."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.refused import refuse
from gonglian.meetings.actions.common import acting, locked_ballot
from gonglian.meetings.count_models import BallotIssue
from gonglian.meetings.issuing import Issuing, runs, serials
from gonglian.meetings.models import Ballot
from gonglian.meetings.states import Handed


@transaction.atomic
def hand_out(
    *, ballot: Ballot, kind: str, staff: str, actor: Any, on: date, first: int | None = None,
    last: int | None = None, count: int | None = None, unit_name: str = "",
) -> BallotIssue:  # fmt: skip
    """Record which serials a member of the staff gave out or took back, or how many spoiled papers he exchanged (RECORD).

    kind: Handed. first, last: serials on the stubs, of papers given out or unused; count: of spoiled papers, whose stubs
    are gone. unit_name: the delegation, never a person.
    Refused: the count is reconciled; no serials, or in the wrong order; given out already; taken back without having been
    given out, or twice; more spoiled than voters hold.
    """
    ballot = locked_ballot(ballot)
    _refuse_if_counted(ballot)
    rows = list(ballot.issues.all())
    if kind == Handed.SPOILED:
        number, first = _spoiled(rows, count), None
    elif kind in Handed.values:
        number = _range(rows, kind, first, last)
    else:
        raise refuse(_("要写明是发出、退回未用还是写坏作废。"), field="kind")
    if not staff.strip():
        raise refuse(_("要写明经手的工作人员。"), field="staff")
    with acting("hand_out", ballot.meeting, actor, on) as entry:
        row = BallotIssue.objects.create(
            ballot=ballot, kind=kind, first=first, count=number, unit_name=unit_name.strip(), staff=staff.strip(),
            recorded_by=actor,
        )  # fmt: skip
        entry.after = _told(row)
    return row


@transaction.atomic
def drop_issue(*, issue: BallotIssue, actor: Any, on: date) -> None:
    """Take back a line that was mistyped; the log keeps it.

    Refused: the count is reconciled; others rest on it; a colleague took it back meanwhile."""
    ballot = locked_ballot(issue.ballot)
    _refuse_if_counted(ballot)
    if not ballot.issues.filter(pk=issue.pk).exists():
        raise refuse(_("这一行已经撤销。"), cure=_("刷新页面看看。"))
    rest = list(ballot.issues.exclude(pk=issue.pk))
    if (
        serials(rest, Handed.UNUSED) - serials(rest, Handed.OUT)
        or Issuing(tuple(rest), None, 0).with_voters < 0
    ):
        raise refuse(
            _("这些号码里已有退回或作废的记录。"), cure=_("先撤销退回或作废的那一行。"), cite="CON-09"
        )
    with acting("drop_issue", ballot.meeting, actor, on) as entry:
        entry.before = _told(issue)
        issue.delete()


def _told(row: BallotIssue) -> dict[str, Any]:
    return {
        "ballot": row.ballot_id, "kind": row.kind, "first": row.first, "count": row.count,
        "unit": row.unit_name, "staff": row.staff,
    }  # fmt: skip


def _range(rows: list[BallotIssue], kind: str, first: int | None, last: int | None) -> int:
    if not first or not last or last < first:
        raise refuse(
            _("要写明从第几号到第几号，后一个不小于前一个。"), cure=_("看存根上的号码。"), field="last"
        )
    asked = set(range(first, last + 1))
    out, back = serials(rows, Handed.OUT), serials(rows, Handed.UNUSED)
    if kind == Handed.OUT and (twice := asked & out):
        raise refuse(
            _("第 %(serials)s 号已经发出过。") % {"serials": runs(twice)}, cure=_("核对存根号码。"), cite="CON-09",
            field="first",
        )  # fmt: skip
    if kind == Handed.UNUSED and (strange := (asked - out) | (asked & back)):
        raise refuse(
            _("第 %(serials)s 号没有发出，或者已经退回。") % {"serials": runs(strange)}, cure=_("核对存根号码。"),
            cite="CON-09", field="first",
        )  # fmt: skip
    return len(asked)


def _spoiled(rows: list[BallotIssue], count: int | None) -> int:
    most = Issuing(tuple(rows), None, 0).with_voters
    if not count or count > most:
        raise refuse(
            _("写坏作废的张数要在 1 到 %(most)s 之间，不能多于发出去的。") % {"most": most},
            cure=_("换发的新票另记一行“发出”。"), cite="CON-09", field="count",
        )  # fmt: skip
    return count


def _refuse_if_counted(ballot: Ballot) -> None:
    if not ballot.is_open:
        raise refuse(_("计票已核对，发票记录不再改动。"), cure=_("有错时另附说明。"), cite="CON-09")
