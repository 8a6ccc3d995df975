"""Two tellers' sheets, their reconciliation, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonglian.core.refused import Reason, Refused, refuse
from gonglian.meetings.actions.common import acting, locked_ballot
from gonglian.meetings.issuing import issuing_of
from gonglian.meetings.models import Ballot, CountLine, TellerSheet
from gonglian.meetings.queries import (
    candidate_names,
    differences,
    election_facts,
    sheet_values,
    sheets_of,
    tellers_of,
)
from gonglian.meetings.sheets import FIELD_NAMES, contradictions, read_sheet
from gonglian.meetings.states import BallotState
from gonglian.organisation.models import Person
from gonglian.policy.elections import Verdict, judge_election
from gonglian.policy.site import site_table


@transaction.atomic
def submit_sheet(
    *, ballot: Ballot, teller: Any, sheet: Mapping[str, Any], actor: Any, on: date
) -> TellerSheet:
    """One teller hands in what he counted (shape: meetings.sheets). His own earlier sheet is replaced.

    Refused: the count is reconciled; the teller is none of the two, or not the actor himself; a sheet that cannot be
    read. Sums that do not meet are kept: they show beside the other sheet and hold up the reconciliation.
    """
    ballot = locked_ballot(ballot)
    _refuse_if_counted(ballot)
    if actor is None or actor.pk != teller.pk:
        raise refuse(_("计票单由计票人本人提交。"), cite="CON-10")
    if teller.pk not in {user.pk for user in tellers_of(ballot.meeting)}:
        raise refuse(_("%(teller)s 不是这次会议的计票人。") % {"teller": teller}, cite="CON-10")
    values = read_sheet(sheet, candidate_names(ballot))
    if ballot.is_recall and values["write_ins"]:
        raise refuse(_("罢免表决没有另选他人。"), cure=_("写了别人的票，照选票上的记号计。"), cite="CON-15")
    with acting("submit_sheet", ballot.meeting, actor, on) as entry:
        before = TellerSheet.objects.filter(ballot=ballot, teller=teller).first()
        entry.before = {"ballot": ballot.pk} | (sheet_values(before) if before else {})
        entry.after = {"ballot": ballot.pk} | values
        row, _is_new = TellerSheet.objects.update_or_create(
            ballot=ballot, teller=teller, defaults=values | {"submitted_at": Now()}
        )
        row.refresh_from_db()
    return row


@transaction.atomic
def reconcile(*, ballot: Ballot, actor: Any, on: date) -> Verdict:
    """Close the count and say who is elected and why (RECORD with a verdict; shape: policy.elections).

    Effects: the ballot closed, count lines, facts and verdict stored, the clauses in the log. Offices open later, by
    approval. A count that fails a clause is stored all the same, with nobody elected.
    Refused: it is reconciled already; a sheet is missing; the sheets differ (each cell is named); the sums do not meet
    (each is named, with the gap).
    """
    ballot = locked_ballot(ballot)
    _refuse_if_counted(ballot)
    sheets = sheets_of(ballot)
    if len(sheets) < 2:
        raise refuse(_("两名计票人还没有都交计票单。"), cure=_("等两份都交了再核对。"), cite="CON-10")
    if cells := differences(ballot):
        raise Refused(tuple(_difference(cell) for cell in cells))
    values = sheet_values(sheets[0])
    if broken := contradictions(values, candidate_names(ballot), ballot.seats):
        raise Refused(tuple(broken))
    facts = election_facts(ballot, values)
    verdict = judge_election(facts, site_table())
    with acting("reconcile", ballot.meeting, actor, on) as entry:
        _store(ballot, values, facts, verdict, on)
        entry.findings = verdict["findings"]
        made = issuing_of(ballot, facts["present"])
        entry.before = {"handed_out": made.with_voters, "gap": made.gap} if made.rows else {}
        entry.after = {key: verdict[key] for key in ("election_valid", "elected", "runoff", "vacant")} | {
            "ballot": ballot.pk
        }
    return verdict


@transaction.atomic
def identify_write_in(*, line: CountLine, person: Person, actor: Any, on: date) -> CountLine:
    """Say which registered person a write-in is. Refused: a line of a candidate; another name; the person has a line."""
    ballot = locked_ballot(line.ballot)
    if not line.write_in:
        raise refuse(_("这一行是候选人，不用认定。"), field="person")
    if person.name != line.write_in:
        names = {"written": line.write_in, "name": person.name}
        raise refuse(_("选票上写的是 %(written)s，不是 %(name)s。") % names, field="person")
    if ballot.lines.filter(person=person).exclude(pk=line.pk).exists():
        raise refuse(_("%(name)s 已有一行得票。") % {"name": person.name}, cite="ELI-10", field="person")
    with acting("identify_write_in", ballot.meeting, actor, on) as entry:
        line.person = person
        line.save(update_fields=["person"])
        entry.after = {"ballot": ballot.pk, "write_in": line.write_in, "person": person.pk}
    return line


def _refuse_if_counted(ballot: Ballot) -> None:
    if ballot.state == BallotState.COUNTED:
        raise refuse(_("计票已核对，不再改动。"), cure=_("有错时另附说明，或重新选举。"), cite="CON-10")


def _difference(cell: Mapping[str, Any]) -> Reason:
    what = " ".join(filter(None, [cell["candidate"], str(FIELD_NAMES[cell["field"]])]))
    return Reason(
        _("%(what)s：计票人（一）%(one)s，计票人（二）%(two)s。")
        % {"what": what, "one": cell["teller1"], "two": cell["teller2"]},
        _("复点选票，由录错的计票人改正。"),
        "CON-10",
    )


def _store(
    ballot: Ballot, values: Mapping[str, Any], facts: dict[str, Any], verdict: Verdict, on: date
) -> None:
    for key in ("issued", "returned", "valid", "void"):
        setattr(ballot, key, values[key])
    ballot.facts, ballot.verdict = facts, verdict
    ballot.state, ballot.counted_on = BallotState.COUNTED, on
    ballot.save()
    lines = [
        CountLine(
            ballot=ballot,
            person_id=line["person"],
            votes_for=line["for"],
            against=line["against"],
            abstain=line["abstain"],
        )
        for line in values["lines"]
    ]
    lines += [
        CountLine(ballot=ballot, write_in=row["name"], votes_for=row["for"]) for row in values["write_ins"]
    ]
    CountLine.objects.bulk_create(lines)
