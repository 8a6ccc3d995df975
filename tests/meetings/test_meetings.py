"""Opening, roll, presence, agenda, officers, closing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Meeting, RollChange, RollSeal
from gonglian.organisation.actions import correct_person
from gonglian.organisation.models import Union
from tests.factories.meetings import HELD, Hall, make_people, make_sheet
from tests.factories.organisation import Town, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def union(town: Town) -> Union:
    return town.industrial


@pytest.fixture
def meeting(union: Union) -> Meeting:
    return actions.open_meeting(union=union, kind="congress", held_on=HELD, actor=None, on=HELD)


def rows(people: list[Any]) -> list[dict[str, Any]]:
    return [{"person": person, "unit_name": "甲单位"} for person in people]


def finding(name: str) -> str:
    """The result of a clause in the last act."""
    return next(row["result"] for row in Act.objects.latest("id").findings if row["id"] == name)


# -- opening and closing


def test_meeting_is_planned_and_kept_by_the_union_itself(meeting: Meeting, union: Union) -> None:
    assert (meeting.state, meeting.keeper, meeting.name) == ("planned", union, "第一届代表大会第一次会议")
    assert Act.objects.latest("id").touches == [union.pk]
    assert queries.open_business(union) == [meeting]


def test_meeting_kept_by_another_union_touches_both(union: Union) -> None:
    keeper = Union.objects.exclude(pk=union.pk).earliest("pk")
    meeting = actions.open_meeting(
        union=union, kind="committee_first", held_on=HELD, keeper=keeper, ordinal=3, actor=None, on=HELD
    )
    assert Act.objects.latest("id").touches == sorted([union.pk, keeper.pk])
    assert meeting.name == "第三届委员会第一次会议"
    assert not meeting.is_founding


def test_meeting_twice_on_a_day_is_refused_while_the_first_stands(meeting: Meeting, union: Union) -> None:
    with pytest.raises(Refused, match="还没有闭会"):
        actions.open_meeting(union=union, kind="congress", held_on=HELD, actor=None, on=HELD)
    actions.open_meeting(union=union, kind="audit_first", held_on=HELD, actor=None, on=HELD)
    with pytest.raises(Refused, match="没有这种会议"):
        actions.open_meeting(union=union, kind="picnic", held_on=HELD, actor=None, on=HELD)


def test_meeting_without_quorum_is_closed_and_a_second_one_opened(union: Union) -> None:
    hall = Hall(union, entitled=9, present=5)
    assert queries.judge_quorum(hall.meeting).ok is False
    actions.close_meeting(meeting=hall.meeting, actor=None, on=HELD)
    assert finding("CON-06") == "FAIL"
    second = actions.open_meeting(union=union, kind="congress", held_on=HELD, actor=None, on=HELD)
    assert second.pk != hall.meeting.pk


def test_closing_needs_an_opened_meeting_without_open_ballots(meeting: Meeting, union: Union) -> None:
    with pytest.raises(Refused, match="筹备中"):
        actions.close_meeting(meeting=meeting, actor=None, on=HELD)
    hall = Hall(union, kind="audit_first")
    ballot = hall.vote(hall.people[:3], 3, body="audit")
    with pytest.raises(Refused, match="还没有核对"):
        actions.close_meeting(meeting=hall.meeting, actor=None, on=HELD)
    hall.count(ballot, [8, 8, 8])
    actions.close_meeting(meeting=hall.meeting, actor=None, on=HELD)
    hall.meeting.refresh_from_db()
    assert hall.meeting.state == "closed"


def test_closed_meeting_takes_no_further_act(union: Union) -> None:
    hall = Hall(union)
    ballot = hall.vote(hall.people[:4], 3)
    hall.count(ballot, [8, 7, 2, 2])
    actions.close_meeting(meeting=hall.meeting, actor=None, on=HELD)
    common: dict[str, Any] = {"actor": None, "on": HELD}
    acts = [
        lambda: actions.set_roll(meeting=hall.meeting, entries=[], **common),
        lambda: actions.seal_roll(meeting=hall.meeting, **common),
        lambda: actions.propose_roll_change(meeting=hall.meeting, reason="因", **common),
        lambda: actions.record_presence(meeting=hall.meeting, present_ids=[], **common),
        lambda: actions.record_agenda(meeting=hall.meeting, items=[], **common),
        lambda: actions.appoint_officers(
            meeting=hall.meeting,
            scrutineers=[],
            tellers=[hall.teller1, hall.teller2],
            approved=True,
            **common,
        ),
        lambda: hall.vote(hall.people[:3], 1, round="further", previous=ballot),
        lambda: actions.resolve_fewer_seats(
            ballot=ballot, seats=2, minimum=2, votes_for=8, voters=8, **common
        ),
        lambda: actions.reconcile(ballot=ballot, **common),
        lambda: actions.submit_sheet(
            ballot=ballot,
            teller=hall.teller1,
            sheet=make_sheet(ballot, [8, 7, 2, 2]),
            actor=hall.teller1,
            on=HELD,
        ),
        lambda: actions.close_meeting(meeting=hall.meeting, **common),
    ]
    for act in acts:
        with pytest.raises(Refused, match="已闭会"):
            act()


# -- the roll


def test_roll_is_replaced_until_sealed(meeting: Meeting) -> None:
    people = make_people(3)
    actions.set_roll(meeting=meeting, entries=rows(people), actor=None, on=HELD)
    actions.set_roll(meeting=meeting, entries=rows(people[1:]), actor=None, on=HELD)
    assert [entry.person for entry in queries.roll_of(meeting)] == people[1:]
    seal = actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    assert (seal.count, seal.digest) == (2, queries.roll_digest(queries.roll_of(meeting)))
    assert finding("CON-05") == "OK"
    for act in (
        lambda: actions.set_roll(meeting=meeting, entries=rows(people), actor=None, on=HELD),
        lambda: actions.seal_roll(meeting=meeting, actor=None, on=HELD),
    ):
        with pytest.raises(Refused, match="名册已封存"):
            act()


def test_roll_with_a_person_twice_or_without_anybody_is_refused(meeting: Meeting) -> None:
    people = make_people(2)
    with pytest.raises(Refused, match="写了两次"):
        actions.set_roll(meeting=meeting, entries=rows([*people, people[0]]), actor=None, on=HELD)
    with pytest.raises(Refused, match="名册是空的"):
        actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    with pytest.raises(Refused, match="名册是空的"):
        actions.record_presence(meeting=meeting, present_ids=[], actor=None, on=HELD)


def test_roll_digest_follows_order_name_and_unit_but_not_presence(meeting: Meeting) -> None:
    entries = actions.set_roll(meeting=meeting, entries=rows(make_people(3)), actor=None, on=HELD)
    digest = queries.roll_digest(entries)
    assert queries.roll_digest(entries[::-1]) != digest
    entries[0].present = True
    assert queries.roll_digest(entries) == digest
    entries[0].unit_name = "乙单位"
    assert queries.roll_digest(entries) != digest


def test_roll_keeps_the_names_it_was_sealed_with(meeting: Meeting) -> None:
    people = make_people(3)
    actions.set_roll(meeting=meeting, entries=rows(people), actor=None, on=HELD)
    correct = lambda name: correct_person(  # noqa: E731
        person=people[0], name=name, phone="", reason="笔误", actor=None, on=HELD
    )
    correct("封前更正")
    seal = actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    correct("封后更正")
    assert str(queries.roll_of(meeting)[0]) == "封前更正"
    assert queries.roll_digest(queries.roll_of(meeting)) == seal.digest


def test_roll_sealed_after_opening_is_kept_with_a_finding(meeting: Meeting) -> None:
    people = make_people(3)
    actions.set_roll(meeting=meeting, entries=rows(people), actor=None, on=HELD)
    actions.record_presence(meeting=meeting, present_ids=[people[0].pk], actor=None, on=HELD)
    assert finding("CON-05") == "FAIL"
    with pytest.raises(Refused, match="不能重填"):
        actions.set_roll(meeting=meeting, entries=rows(people), actor=None, on=HELD)
    actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    assert finding("CON-05") == "FAIL"


def test_roll_change_after_sealing_keeps_reason_and_second_person(meeting: Meeting) -> None:
    people = make_people(4)
    actor, second = make_user("actor"), make_user("second")
    actions.set_roll(meeting=meeting, entries=rows(people[:3]), actor=None, on=HELD)
    actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    proposed = actions.propose_roll_change(
        meeting=meeting, added=rows(people[3:]), removed=people[:1], reason=" 调离 ", actor=actor, on=HELD
    )
    assert [entry.person for entry in queries.roll_of(meeting)] == people[:3]
    assert {(row.number, row.state, row.second_person) for row in proposed} == {(1, "proposed", None)}
    actions.confirm_roll_change(meeting=meeting, number=1, actor=second, on=HELD)
    changes = RollChange.objects.filter(state="confirmed", decided_at__isnull=False)
    assert [entry.person for entry in queries.roll_of(meeting)] == people[1:]
    assert {(row.kind, row.person, row.reason, row.second_person) for row in changes} == {
        ("added", people[3], "调离", second),
        ("removed", people[0], "调离", second),
    }
    digest = queries.roll_digest(queries.roll_of(meeting))
    assert {row.digest for row in RollChange.objects.all()} == {digest}
    assert RollSeal.objects.get().digest != digest
    meeting.refresh_from_db()
    assert queries.judge_roll(meeting).ok is True


@pytest.mark.parametrize(
    ("when", "message"),
    [
        ("no reason", "要写理由"),
        ("nothing changes", "没有要变动的人"),
        ("added stands there", "已在名册上"),
        ("added twice", "写了两次"),
        ("removed is absent", "不在名册上"),
        ("not sealed", "还没有封存"),
    ],
)
def test_roll_change_refused(meeting: Meeting, when: str, message: str) -> None:
    people = make_people(4)
    actor = make_user("actor")
    actions.set_roll(meeting=meeting, entries=rows(people[:3]), actor=None, on=HELD)
    if when != "not sealed":
        actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    given: dict[str, Any] = {
        "added": rows(people[3:]),
        "removed": [],
        "reason": "补选",
    }
    given |= {
        "no reason": {"reason": " "},
        "nothing changes": {"added": []},
        "added stands there": {"added": rows(people[:1])},
        "added twice": {"added": rows(people[3:] * 2)},
        "removed is absent": {"removed": people[3:], "added": []},
        "not sealed": {},
    }[when]
    with pytest.raises(Refused, match=message):
        actions.propose_roll_change(meeting=meeting, actor=actor, on=HELD, **given)
    assert (meeting.roll.count(), RollChange.objects.count()) == (3, 0)


# -- presence


@pytest.mark.parametrize(("present", "result"), [(6, "OK"), (5, "FAIL"), (0, "FAIL"), (9, "OK")])
def test_presence_opens_the_meeting_and_judges_the_quorum(
    meeting: Meeting, present: int, result: str
) -> None:
    people = make_people(9)
    actions.set_roll(meeting=meeting, entries=rows(people), actor=None, on=HELD)
    actions.seal_roll(meeting=meeting, actor=None, on=HELD)
    ids = [person.pk for person in people[:present]]
    assert actions.record_presence(meeting=meeting, present_ids=ids, actor=None, on=HELD, by="签到") == (
        9,
        present,
    )
    assert (finding("CON-06"), finding("CON-05")) == (result, "OK")
    meeting.refresh_from_db()
    assert (meeting.state, queries.attendance(meeting)) == ("opened", (9, present))
    opened_at = meeting.opened_at
    actions.record_presence(meeting=meeting, present_ids=ids[1:], actor=None, on=HELD)
    meeting.refresh_from_db()
    assert (meeting.opened_at, queries.attendance(meeting)) == (opened_at, (9, max(present - 1, 0)))


def test_presence_of_a_stranger_or_before_the_day_is_refused(meeting: Meeting) -> None:
    people = make_people(3)
    actions.set_roll(meeting=meeting, entries=rows(people[:2]), actor=None, on=HELD)
    for ids, on, message in [
        ([people[2].pk], HELD, "不在名册上"),
        ([], HELD - timedelta(days=1), "还没有召开"),
    ]:
        with pytest.raises(Refused, match=message):
            actions.record_presence(meeting=meeting, present_ids=ids, actor=None, on=on)
    meeting.refresh_from_db()
    assert meeting.state == "planned"


def test_presence_and_roll_stand_once_a_count_is_reconciled(union: Union) -> None:
    hall = Hall(union)
    hall.count(hall.vote(hall.people[:4], 3), [8, 7, 6, 0])
    with pytest.raises(Refused, match="不再改动"):
        actions.record_presence(meeting=hall.meeting, present_ids=[], actor=None, on=HELD)
    with pytest.raises(Refused, match="不再改动"):
        actions.propose_roll_change(
            meeting=hall.meeting, removed=hall.people[:1], reason="因", actor=None, on=HELD
        )


# -- agenda and officers


@pytest.mark.parametrize(
    ("items", "result"),
    [
        (["credentials", "found", "rules", "list", "scrutineers", "election"], "OK"),
        (["credentials", "other", "found", "rules", "list", "other", "scrutineers", "election"], "OK"),
        (["credentials", "rules", "list", "scrutineers", "election"], "FAIL"),
        (["credentials", "found", "list", "rules", "scrutineers", "election"], "FAIL"),
        (["credentials", "found", "rules", "list", "election", "scrutineers"], "FAIL"),
        ([], "FAIL"),
    ],
)
def test_agenda_is_recorded_and_its_order_judged(meeting: Meeting, items: list[str], result: str) -> None:
    given = [{"item": item, "votes_for": 5, "voters": 8, "passed": True} for item in items]
    actions.record_agenda(meeting=meeting, items=given, actor=None, on=HELD)
    assert finding("CON-18") == result
    assert list(meeting.agenda.values_list("item", flat=True)) == items


def test_agenda_of_a_later_congress_needs_no_resolution_to_found(union: Union) -> None:
    meeting = actions.open_meeting(union=union, kind="congress", held_on=HELD, ordinal=2, actor=None, on=HELD)
    given = [
        {"item": item, "passed": True} for item in ("credentials", "rules", "list", "scrutineers", "election")
    ]
    actions.record_agenda(meeting=meeting, items=given, actor=None, on=HELD)
    assert finding("CON-18") == "OK"


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ({"item": "rules", "votes_for": 9, "voters": 8}, "多于表决"),
        ({"item": "rules", "votes_for": 4, "voters": 8, "passed": True}, "没有过表决"),
        ({"item": "rules", "votes_for": 4}, "要一起填"),
        ({"item": "dance"}, "类别不对"),
    ],
)
def test_agenda_that_contradicts_itself_is_refused(
    meeting: Meeting, item: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused, match=message):
        actions.record_agenda(meeting=meeting, items=[item], actor=None, on=HELD)
    with pytest.raises(Refused, match="还没有召开"):
        actions.record_agenda(meeting=meeting, items=[], actor=None, on=HELD - timedelta(days=1))


def test_officers_need_two_different_tellers(meeting: Meeting) -> None:
    one, two = make_user("one"), make_user("two")
    people = make_people(2)
    common: dict[str, Any] = {"meeting": meeting, "approved": True, "actor": None, "on": HELD}
    for tellers in ([one], [one, one], [one, two, make_user("three")]):
        with pytest.raises(Refused, match="计票人要两名"):
            actions.appoint_officers(scrutineers=people, tellers=tellers, **common)
    with pytest.raises(Refused, match="监票人写了两次"):
        actions.appoint_officers(scrutineers=people[:1] * 2, tellers=[one, two], **common)
    actions.appoint_officers(scrutineers=people, tellers=[two, one], **common)
    assert queries.tellers_of(meeting) == [two, one]


def test_tellers_stay_while_a_sheet_is_in(union: Union) -> None:
    hall = Hall(union)
    ballot = hall.vote(hall.people[:4], 3)
    sheet = make_sheet(ballot, [8, 7, 6, 0])
    actions.submit_sheet(ballot=ballot, teller=hall.teller1, sheet=sheet, actor=hall.teller1, on=HELD)
    other = make_user("other")
    common: dict[str, Any] = {
        "meeting": hall.meeting,
        "scrutineers": hall.watchers,
        "approved": True,
        "actor": None,
        "on": HELD,
    }
    with pytest.raises(Refused, match="不能换人"):
        actions.appoint_officers(tellers=[hall.teller2, other], **common)
    actions.appoint_officers(tellers=[hall.teller1, other], **common)
    assert queries.tellers_of(hall.meeting) == [hall.teller1, other]
