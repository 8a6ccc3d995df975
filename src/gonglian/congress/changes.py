"""Acts on delegates after their unit reported them: one leaves, another is elected to the empty place (LAW-3.7, 3.8).

Both are RECORDs. The new delegate's credentials are checked like anybody's; until then he is not entitled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.congress.facts import change_election
from gonglian.congress.models import Delegate, DelegateChange, ElectingUnit
from gonglian.congress.rolls import refuse_sealed, renew_roll
from gonglian.congress.states import LeftBecause
from gonglian.congress.vacancies import empty_places
from gonglian.congress.voting import rosters_of
from gonglian.core.acts import Entry, record
from gonglian.core.refused import refuse
from gonglian.organisation.models import Person
from gonglian.policy.site import judge


@dataclass(frozen=True, slots=True)
class Leaving:
    """When a delegate left and why."""

    on: date
    ground: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Vote:
    """A unit's vote for one place, and whom it elected."""

    person: Person
    on: date
    entitled: int
    present: int
    candidates: int
    votes_for: int
    is_manager: bool = False
    front_line: bool = False


@transaction.atomic
def replace_delegate(
    *, delegate: Delegate, leaving: Leaving, vote: Vote | None, actor: Any, on: date
) -> DelegateChange:
    """A delegate leaves; with `vote` the unit has elected another in his stead, without it the place is vacant.

    Effects: the leaver's row and his own page end; the successor waits for the check of credentials; CON-03 on the new vote
    goes into the log. Refused: he is no delegate any more; a day in the future or before his election; no words for another
    ground; the roll is sealed; and what `vote` is refused for: a successor who is a delegate already or no voting member of
    the unit where its rosters are kept; sums that don't meet; a vote before the place was empty.
    """
    unit = _locked(delegate.unit)
    refuse_sealed(unit.convocation)
    row = unit.delegates.select_related("person", "change").filter(pk=delegate.pk).first()
    if row is None:
        raise refuse(
            _("%(name)s 已经不是这个单位的代表。") % {"name": delegate.person}, cure=_("刷新页面再看。")
        )
    _refuse_leaving(row, leaving, on)
    if vote is not None:
        _refuse_vote(unit, vote, leaving.on, on)
    with _recording("congress.replace_delegate", unit, actor, on) as entry:
        votes = None if row.change_id else row.votes_for
        row.delete()
        change = DelegateChange.objects.create(
            unit=unit, leaver_votes=votes, leaver=row.person, left_on=leaving.on, ground=leaving.ground, note=leaving.note.strip()
        )  # fmt: skip
        entry.before = {"person": row.person.name}
        entry.after = {
            "unit": unit.name,
            "left": row.person.name,
            "left_on": leaving.on,
            "reason": change.why,
        }
        if vote is not None:
            _elect(change, vote, entry)
        renew_roll(unit.convocation, actor=actor, on=on)
    return change


@transaction.atomic
def fill_place(
    *, unit: ElectingUnit, change: DelegateChange | None, vote: Vote, actor: Any, on: date
) -> DelegateChange:
    """The unit elected a delegate to an empty place: the one that `change` left vacant; without it, one never filled.

    Refused: the place is not empty; the roll is sealed; and what `replace_delegate` refuses a vote for.
    """
    unit = _locked(unit)
    refuse_sealed(unit.convocation)
    empty = empty_places(unit)
    if change is not None:
        change = unit.changes.filter(pk=change.pk, successor=None).first()
    if empty < 1 or (change is None and empty <= unit.changes.filter(successor=None).count()):
        raise refuse(
            _("%(unit)s没有空缺的代表名额。") % {"unit": unit}, cure=_("刷新页面再看。"), cite="CON-02"
        )
    _refuse_vote(unit, vote, change.left_on if change else unit.reported_on, on)
    with _recording("congress.fill_place", unit, actor, on) as entry:
        entry.after = {"unit": unit.name}
        change = _elect(change or DelegateChange(unit=unit), vote, entry)
        renew_roll(unit.convocation, actor=actor, on=on)
    return change


def _elect(change: DelegateChange, vote: Vote, entry: Entry) -> DelegateChange:
    change.successor, change.elected_on = vote.person, vote.on
    change.entitled, change.present = vote.entitled, vote.present
    change.candidates, change.votes_for = vote.candidates, vote.votes_for
    change.save()
    Delegate.objects.create(
        unit=change.unit, change=change, person=vote.person, votes_for=vote.votes_for, is_manager=vote.is_manager,
        front_line=vote.front_line,
    )  # fmt: skip
    entry.findings = [judge("CON-03", change_election(change), vote.on).to_json()]
    entry.after |= {"elected": vote.person.name, "elected_on": vote.on, "entitled": vote.entitled, "present": vote.present,
                    "for": vote.votes_for}  # fmt: skip
    return change


def _locked(unit: ElectingUnit) -> ElectingUnit:
    return ElectingUnit.objects.select_for_update(of=("self",)).select_related("convocation").get(pk=unit.pk)


def _refuse_leaving(row: Delegate, leaving: Leaving, on: date) -> None:
    since = row.change.elected_on if row.change else row.unit.reported_on
    if leaving.on > on:
        raise refuse(_("离任日期不能晚于今天。"), field="left_on")
    if since and leaving.on < since:
        raise refuse(
            _("%(name)s %(since)s 才选为代表，离任日期不能早于这一天。") % {"name": row.person, "since": since},
            cure=_("核对日期。"), field="left_on",
        )  # fmt: skip
    if leaving.ground == LeftBecause.OTHER and not leaving.note.strip():
        raise refuse(_("原因选“其他”的，要写明是什么原因。"), field="note")


def _refuse_vote(unit: ElectingUnit, vote: Vote, empty_since: date | None, on: date) -> None:
    if vote.on > on:
        raise refuse(_("补选日期不能晚于今天。"), field="elected_on")
    if empty_since and vote.on < empty_since:
        raise refuse(
            _("补选日期 %(day)s 早于名额空缺之日 %(since)s。") % {"day": vote.on, "since": empty_since},
            cure=_("核对离任日期和补选日期。"), field="elected_on",
        )  # fmt: skip
    _refuse_sums(vote)
    _refuse_person(unit, vote.person, vote.on)


def _refuse_sums(vote: Vote) -> None:
    sums = {"entitled": vote.entitled, "present": vote.present, "votes": vote.votes_for}
    if vote.present > vote.entitled:
        raise refuse(
            _("实到 %(present)s 人多于应到 %(entitled)s 人。") % sums, cite="CON-03", field="present"
        )
    if vote.votes_for > vote.present:
        raise refuse(_("得票 %(votes)s 票多于实到 %(present)s 人。") % sums, cite="CON-03", field="votes_for")


def _refuse_person(unit: ElectingUnit, person: Person, on: date) -> None:
    seat = Delegate.objects.filter(unit__convocation=unit.convocation_id, person=person).first()
    if seat is not None:
        raise refuse(
            _("%(name)s 已是%(unit)s的代表。") % {"name": person, "unit": seat.unit},
            cure=_("一人只占一个代表名额，另选一人。"), cite="CON-02", field="person",
        )  # fmt: skip
    unions = list(unit.unions.values_list("union", flat=True))
    if rosters_of(unions, [person.pk], on=on).has_vote(person.pk, unions) is False:
        raise refuse(
            _("%(day)s %(name)s 不是%(unit)s有表决权的会员。") % {"day": on, "name": person, "unit": unit},
            cure=_("核对会员名册；名册没有登记的，先补登记会籍。"), cite="CON-03", field="person",
        )  # fmt: skip


def _recording(act: str, unit: ElectingUnit, actor: Any, on: date) -> Any:
    plan = unit.convocation
    return record(act, actor=actor, on=on, obj=plan.union, touches=[plan.union_id, plan.keeper_id])
