"""From two sheets to a verdict."""

from __future__ import annotations

from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Ballot, CountLine, TellerSheet
from gonglian.organisation.actions import register_person
from tests.factories.meetings import HELD, Hall, make_people, make_sheet
from tests.factories.organisation import make_town, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(shared_hall: Hall) -> Hall:
    return shared_hall


@pytest.fixture
def ballot(hall: Hall) -> Ballot:
    return hall.vote(hall.people[:4], 3)


def submit(ballot: Ballot, teller: Any, votes: list[int], **papers: Any) -> TellerSheet:
    return actions.submit_sheet(
        ballot=ballot, teller=teller, sheet=make_sheet(ballot, votes, **papers), actor=teller, on=HELD
    )


def test_count_elects_those_above_half_of_the_entitled(hall: Hall, ballot: Ballot) -> None:
    verdict = hall.count(ballot, [8, 7, 5, 4])
    names = list(queries.candidate_names(ballot).values())
    assert (verdict["election_valid"], verdict["elected"], verdict["vacant"]) == (True, names[:3], 0)
    assert ballot.state == "counted"
    assert (ballot.issued, ballot.returned, ballot.valid, ballot.void) == (8, 8, 8, 0)
    assert ballot.counted_on == HELD
    assert [line.person.name for line in queries.elected_lines(ballot)] == names[:3]
    assert Act.objects.latest("id").findings == verdict["findings"]


def test_count_with_differences_names_each_cell_and_is_refused(hall: Hall, ballot: Ballot) -> None:
    submit(ballot, hall.teller1, [8, 7, 5, 4], issued=8)
    submit(ballot, hall.teller2, [8, 7, 6, 4], issued=7, write_ins={"周凯": 1})
    third = list(queries.candidate_names(ballot).values())[2]
    assert actions.differences(ballot) == [
        {"field": "issued", "candidate": "", "teller1": 8, "teller2": 7},
        {"field": "for", "candidate": third, "teller1": 5, "teller2": 6},
        {"field": "against", "candidate": third, "teller1": 3, "teller2": 2},
        {"field": "write_in", "candidate": "周凯", "teller1": 0, "teller2": 1},
    ]
    with pytest.raises(Refused) as refusal:
        actions.reconcile(ballot=ballot, actor=None, on=HELD)
    assert len(refusal.value.reasons) == 4
    assert refusal.value.reasons[0].message == "发出：计票人（一）8，计票人（二）7。"
    ballot.refresh_from_db()
    assert (ballot.state, CountLine.objects.count()) == ("open", 0)


@pytest.mark.parametrize(
    ("papers", "line", "message"),
    [
        ({"void": 1}, {}, "收回 8 张，有效 8 张加废票 1 张，相差 1 张。"),
        ({}, {"abstain": 2}, "赞成、反对、弃权共 10 票，有效票 8 张，相差 2 票。"),
        ({}, {"for": 8, "against": 0}, "赞成和另选共 32 票，多于有效票乘名额 24 票，多 8 票。"),
    ],
)
def test_count_that_contradicts_itself_is_refused_with_the_gap(
    hall: Hall, ballot: Ballot, papers: dict[str, int], line: dict[str, int], message: str
) -> None:
    sheet = make_sheet(ballot, [8, 8, 8, 0], **papers)
    sheet["lines"][3] |= line
    for teller in (hall.teller1, hall.teller2):
        actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)
    with pytest.raises(Refused) as refusal:
        actions.reconcile(ballot=ballot, actor=None, on=HELD)
    (reason,) = refusal.value.reasons
    assert reason.message.endswith(message)
    assert (reason.cite, bool(reason.cure)) == ("CON-10", True)


@pytest.mark.parametrize(
    ("papers", "clause"),
    [
        ({"proxies": 1}, "CON-08"),
        ({"issued": 7}, "CON-09"),
        ({"issued": 9}, "CON-09"),
    ],
)
def test_count_that_fails_a_clause_is_recorded_with_nobody_elected(
    hall: Hall, ballot: Ballot, papers: dict[str, int], clause: str
) -> None:
    verdict = hall.count(ballot, [8, 7, 5, 4], **papers)
    assert (verdict["election_valid"], verdict["elected"], verdict["vacant"]) == (False, [], 3)
    assert ballot.state == "counted"
    assert clause in queries.failed_clauses(hall.meeting)
    assert queries.is_void(ballot)


def test_ballot_of_a_meeting_without_quorum_elects_nobody() -> None:
    hall = Hall(make_town().industrial, entitled=9, present=5)
    verdict = hall.count(hall.vote(hall.people[:4], 3), [5, 5, 5, 0], valid=5)
    assert verdict["elected"] == []
    assert "CON-06" in queries.failed_clauses(hall.meeting)


def test_scrutineer_who_is_a_candidate_makes_the_count_void(hall: Hall) -> None:
    ballot = hall.vote([hall.watchers[0], *hall.people[:2]], 2)
    assert hall.count(ballot, [8, 8, 0])["election_valid"] is False


def test_count_tells_namesakes_apart(hall: Hall) -> None:
    twin, other = make_people(2, "同名")[0], make_people(1, "同名")[0]
    actions.appoint_officers(
        meeting=hall.meeting, scrutineers=[other, hall.watchers[1]], tellers=[hall.teller1, hall.teller2],
        approved=True, actor=None, on=HELD,
    )  # fmt: skip
    candidates = [twin, make_people(1, "同名")[0], hall.people[0]]
    ballot = hall.vote(candidates, 2, units={twin.pk: "甲单位"})
    names = queries.candidate_names(ballot)
    assert sorted(names.values()) == sorted(["王同名一（甲单位）", "王同名一", "王安和一"])
    assert hall.count(ballot, [8, 8, 0])["election_valid"] is True


# -- sheets


def test_sheet_is_replaced_by_the_same_teller_until_reconciled(hall: Hall, ballot: Ballot) -> None:
    first = submit(ballot, hall.teller1, [8, 7, 5, 3])
    again = submit(ballot, hall.teller1, [8, 7, 5, 4])
    assert (first.pk, again.lines[3]["for"], TellerSheet.objects.count()) == (again.pk, 4, 1)
    assert again.submitted_at > first.submitted_at
    assert Act.objects.latest("id").before["lines"][3]["for"] == 3
    submit(ballot, hall.teller2, [8, 7, 5, 4])
    actions.reconcile(ballot=ballot, actor=None, on=HELD)
    with pytest.raises(Refused, match="已核对"):
        submit(ballot, hall.teller1, [8, 7, 5, 4])


def test_sheet_of_another_or_of_no_teller_is_refused(hall: Hall, ballot: Ballot) -> None:
    sheet = make_sheet(ballot, [8, 7, 5, 4])
    stranger = make_user("stranger")
    for teller, actor in [(hall.teller1, hall.teller2), (hall.teller1, None), (stranger, stranger)]:
        with pytest.raises(Refused):
            actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=actor, on=HELD)
    assert not TellerSheet.objects.exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"issued": None}, "发出要填不小于 0 的整数。"),
        ({"valid": -1}, "有效要填不小于 0 的整数。"),
        ({"void": True}, "废票要填不小于 0 的整数。"),
        ({"returned": 10**9}, "收回要填不小于 0 的整数。"),
        ({"lines": []}, "计票单上的候选人与选票不一致"),
        ({"write_ins": [{"name": " ", "for": 1}]}, "另选人要写姓名"),
        ({"write_ins": [{"name": "周凯", "for": 1}, {"name": "周凯", "for": 2}]}, "另选人 周凯 写了两次。"),
        ({"write_ins": [{"name": "王安和一", "for": 1}]}, "王安和一 是候选人，不能再作另选人。"),
        ({"write_ins": [{"name": "周凯", "for": "1"}]}, "周凯 另选得票要填不小于 0 的整数。"),
    ],
)
def test_sheet_that_cannot_be_read_is_refused(
    hall: Hall, ballot: Ballot, change: dict[str, Any], message: str
) -> None:
    sheet = make_sheet(ballot, [8, 7, 5, 4]) | change
    with pytest.raises(Refused, match=message):
        actions.submit_sheet(ballot=ballot, teller=hall.teller1, sheet=sheet, actor=hall.teller1, on=HELD)


def test_sheet_with_a_candidate_twice_is_refused(hall: Hall, ballot: Ballot) -> None:
    sheet = make_sheet(ballot, [8, 7, 5, 4])
    sheet["lines"].append(sheet["lines"][0])
    with pytest.raises(Refused, match="不一致"):
        actions.submit_sheet(ballot=ballot, teller=hall.teller1, sheet=sheet, actor=hall.teller1, on=HELD)


def test_order_of_lines_and_write_ins_in_a_sheet_is_no_difference(hall: Hall, ballot: Ballot) -> None:
    one = make_sheet(ballot, [8, 6, 5, 4], write_ins={"周凯": 1, "孙丽": 0})
    two = one | {"lines": one["lines"][::-1], "write_ins": one["write_ins"][::-1]}
    for teller, sheet in ((hall.teller1, one), (hall.teller2, two)):
        actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)
    assert actions.differences(ballot) == []


def test_count_with_one_sheet_only_is_refused(hall: Hall, ballot: Ballot) -> None:
    submit(ballot, hall.teller1, [8, 7, 5, 4])
    assert actions.differences(ballot) == []
    with pytest.raises(Refused, match="还没有都交计票单"):
        actions.reconcile(ballot=ballot, actor=None, on=HELD)


def test_count_is_reconciled_once(hall: Hall, ballot: Ballot) -> None:
    hall.count(ballot, [8, 7, 5, 4])
    with pytest.raises(Refused, match="已核对"):
        actions.reconcile(ballot=ballot, actor=None, on=HELD)


def test_sheets_are_shown_to_each_teller_alone_until_both_are_in(hall: Hall, ballot: Ballot) -> None:
    mine = submit(ballot, hall.teller1, [8, 7, 5, 4])
    other = make_user("keeper")
    shown = [queries.sheets_shown_to(ballot, user) for user in (hall.teller1, hall.teller2, other)]
    assert shown == [[mine], [], []]
    theirs = submit(ballot, hall.teller2, [8, 7, 5, 4])
    assert all(
        queries.sheets_shown_to(ballot, user) == [mine, theirs]
        for user in (hall.teller1, hall.teller2, other)
    )


# -- write-ins


def test_write_in_is_elected_and_identified(hall: Hall, ballot: Ballot) -> None:
    hall.count(ballot, [7, 2, 2, 2], write_ins={"周一监票": 6})
    election = queries.elections_of(hall.meeting, "committee")[0]
    assert [str(line) for line in election.elected][-1] == "周一监票"
    line = ballot.lines.get(write_in="周一监票")
    right = hall.people[8]
    with pytest.raises(Refused, match="选票上写的是"):
        actions.identify_write_in(line=line, person=right, actor=None, on=HELD)
    person = register_person(name="周一监票", actor=None, on=HELD)
    actions.identify_write_in(line=line, person=person, actor=None, on=HELD)
    assert queries.elected_people(hall.meeting, "committee")[-1] == person
    with pytest.raises(Refused, match="不用认定"):
        candidate = ballot.lines.filter(write_in="").first()
        actions.identify_write_in(line=candidate, person=person, actor=None, on=HELD)


def test_write_in_is_not_identified_with_a_candidate(hall: Hall) -> None:
    twins = [make_people(1, "双生")[0], make_people(1, "双生")[0]]
    ballot = hall.vote([*twins, *hall.people[:2]], 3, units={twins[0].pk: "甲", twins[1].pk: "乙"})
    hall.count(ballot, [8, 7, 4, 4], write_ins={"王双生一": 1})
    with pytest.raises(Refused, match="已有一行"):
        actions.identify_write_in(
            line=ballot.lines.get(write_in="王双生一"), person=twins[0], actor=None, on=HELD
        )
