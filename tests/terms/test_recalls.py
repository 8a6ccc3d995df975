"""Recall: a secret ballot of the congress, counted by two tellers; what its result does (CON-15)."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.meetings import actions as meetings
from gonglian.meetings.forms import FollowForm
from gonglian.meetings.minutes import minutes
from gonglian.meetings.models import Ballot
from gonglian.meetings.papers import ballot_paper, count_sheet
from gonglian.meetings.queries import tellers_of
from gonglian.terms.by_elections import actions
from gonglian.terms.by_elections.day import candidates, points
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.models import Holder
from tests.factories.meetings import Hall, make_sheet
from tests.factories.organisation import Town, make_user
from tests.terms.seats import LATER, Bench
from tests.terms.test_by_elections import BY, candidate, leave

pytestmark = pytest.mark.django_db


def fresh(ballot: Ballot) -> Ballot:
    return Ballot.objects.get(pk=ballot.pk)


@pytest.fixture
def recalled(bench: Bench, town: Town) -> ByElection:
    hall = Hall(town.industrial, entitled=9, present=9)
    meetings.close_meeting(meeting=hall.meeting, **BY)
    return actions.open_recall(holder=bench.holder(1), held_on=LATER, place="礼堂", **BY)


def poll(row: ByElection, present: int = 9) -> Ballot:
    """The roll sealed, so many there, officers appointed, the ballot begun."""
    people = [entry.person for entry in row.meeting.roll.select_related("person").order_by("pk")]
    meetings.seal_roll(meeting=row.meeting, **BY)
    meetings.record_presence(
        meeting=row.meeting, present_ids=[person.pk for person in people[:present]], **BY
    )
    tellers = [make_user("count.one", "计票甲"), make_user("count.two", "计票乙")]
    watching = [person for person in people if row.holder and person.pk != row.holder.person_id][:2]
    meetings.appoint_officers(meeting=row.meeting, scrutineers=watching, tellers=tellers, approved=True, **BY)
    return actions.open_vote(by_election=row, **BY)


def count(ballot: Ballot, votes: int, valid: int = 9, **papers: int) -> dict[str, Any]:
    sheet = make_sheet(ballot, [votes], valid=valid, **papers)
    for teller in tellers_of(ballot.meeting):
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=LATER)
    return meetings.reconcile(ballot=ballot, **BY)


@pytest.mark.parametrize(
    ("votes", "valid", "state", "sits"),
    [(5, 9, "done", False), (4, 9, "failed", True), (4, 6, "failed", True)],
)
def test_recall_needs_more_than_half_of_all_delegates(
    bench: Bench, recalled: ByElection, votes: int, valid: int, state: str, sits: bool
) -> None:
    verdict = count(poll(recalled, present=valid), votes, valid)
    assert (verdict["election_valid"], verdict["recalled"]) == (True, not sits)
    sign = "＜" if sits else "＞"
    assert f"2×{votes}＝{2 * votes} {sign} 9" in verdict["explanation"][-1]
    meetings.close_meeting(meeting=recalled.meeting, **BY)
    assert actions.finish(by_election=recalled, **BY).state == state
    rows = Holder.objects.current_record().filter(seat=bench.seat(1), valid__upper_inf=True)
    assert rows.exists() is sits
    if not sits:
        gone = Holder.objects.current_record().get(seat=bench.seat(1))
        assert (gone.went, gone.valid.upper) == ("recalled", LATER)


def test_recall_is_counted_by_two_tellers_cell_by_cell(bench: Bench, recalled: ByElection) -> None:
    ballot = poll(recalled)
    one, two = tellers_of(ballot.meeting)
    first, second = make_sheet(ballot, [6], valid=9), make_sheet(ballot, [5], valid=9)
    meetings.submit_sheet(ballot=ballot, teller=one, sheet=first, actor=one, on=LATER)
    with pytest.raises(Refused, match="还没有都交"):
        meetings.reconcile(ballot=ballot, **BY)
    meetings.submit_sheet(ballot=ballot, teller=two, sheet=second, actor=two, on=LATER)
    with pytest.raises(Refused) as differing:
        meetings.reconcile(ballot=ballot, **BY)
    name = bench.holder(1).person.name
    assert [reason.message for reason in differing.value.reasons] == [
        f"{name} 赞成：计票人（一）6，计票人（二）5。", f"{name} 反对：计票人（一）3，计票人（二）4。"
    ]  # fmt: skip
    wrong = first | {"valid": 8, "void": 0}
    for teller in (one, two):
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=wrong, actor=teller, on=LATER)
    with pytest.raises(Refused) as broken:
        meetings.reconcile(ballot=ballot, **BY)
    assert {reason.cite for reason in broken.value.reasons} == {"CON-10"}
    with pytest.raises(Refused, match="没有另选他人"):
        given = first | {"write_ins": [{"name": "旁人", "for": 1}]}
        meetings.submit_sheet(ballot=ballot, teller=one, sheet=given, actor=one, on=LATER)
    with pytest.raises(Refused, match="还没有核对"):
        meetings.close_meeting(meeting=recalled.meeting, **BY)


def test_recall_with_more_ballots_than_people_is_void_and_voted_again(
    bench: Bench, recalled: ByElection
) -> None:
    verdict = count(void := poll(recalled), 9, valid=9, issued=10)
    assert (verdict["election_valid"], verdict["recalled"]) == (False, False)
    again = FollowForm({"people": [void.candidates.get().person_id], "seats": 1}, ballot=fresh(void))
    assert again.is_valid()
    second = meetings.open_ballot(**again.given(), **BY)
    assert count(second, 5)["recalled"]
    meetings.close_meeting(meeting=recalled.meeting, **BY)
    assert actions.finish(by_election=recalled, **BY).state == "done"


def test_recall_without_scrutineers_takes_no_effect(recalled: ByElection) -> None:
    ballot = poll(recalled)
    meetings.appoint_officers(
        meeting=recalled.meeting, scrutineers=[], tellers=tellers_of(recalled.meeting), approved=True, **BY
    )
    assert not count(ballot, 9)["election_valid"]
    meetings.close_meeting(meeting=recalled.meeting, **BY)
    with pytest.raises(Refused, match="不符合 CON-07"):
        actions.finish(by_election=recalled, **BY)
    assert actions.give_up(by_election=recalled, **BY).state == "failed"


def test_papers_of_a_recall_say_what_is_voted_and_the_sums(bench: Bench, recalled: ByElection) -> None:
    ballot = poll(recalled)
    who = f"主席{bench.holder(1).person.name}"
    paper = ballot_paper(ballot)
    assert (paper.title.endswith(f"罢免{who}表决票"), paper.write_ins, paper.head) == (True, 0, "罢免谁")
    count(ballot, 5)
    sheet = count_sheet(fresh(ballot))
    assert (sheet.post, sheet.seats) == (f"罢免{who}", 0)
    assert sheet.sums[-1] == f"罢免{who}成立。"
    assert "5＋4＋0＝9；2×5＝10＞全体代表9" in sheet.sums[-2]
    told = "".join(block.text for block in minutes(fresh(ballot).meeting).body if hasattr(block, "text"))
    assert f"罢免{who}成立" in told
    assert "当选" not in told


def test_recall_names_one_person(bench: Bench, recalled: ByElection) -> None:
    poll(recalled)
    with pytest.raises(Refused, match="只针对一人"):
        meetings.open_ballot(
            meeting=recalled.meeting, body="recall", seats=1, candidates=bench.people[:2], org_form="federation",
            source="free", **BY,
        )  # fmt: skip


def test_recall_has_no_candidates_and_asks_for_its_vote(
    bench: Bench, recalled: ByElection, town: Town
) -> None:
    with pytest.raises(Refused, match="罢免没有候选人"):
        actions.nominate(by_election=recalled, person=candidate(town), declared=True, **BY)
    assert list(points(recalled.meeting)) == []
    assert list(candidates(recalled.meeting)) == [bench.holder(1).person_id]
    meetings.seal_roll(meeting=recalled.meeting, **BY)
    people = [entry.person_id for entry in recalled.meeting.roll.all()]
    meetings.record_presence(meeting=recalled.meeting, present_ids=people, **BY)
    with pytest.raises(Refused, match="会议正在进行"):
        actions.give_up(by_election=recalled, **BY)
    meetings.close_meeting(meeting=recalled.meeting, **BY)
    with pytest.raises(Refused, match="还没有投票"):
        actions.finish(by_election=recalled, **BY)


def test_who_left_is_not_recalled(bench: Bench) -> None:
    holder = bench.holder(1)
    leave(bench, 1)
    with pytest.raises(Refused, match="已不在"):
        actions.open_recall(holder=holder, held_on=LATER, place="礼堂", **BY)
