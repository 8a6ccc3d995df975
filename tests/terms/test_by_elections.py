"""By-elections and recalls: who may stand, who votes, and what the result does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.core.refused import Refused
from gonglian.meetings import actions as meetings
from gonglian.meetings.forms import OfficersForm
from gonglian.meetings.models import Ballot
from gonglian.organisation.actions import add_position
from gonglian.organisation.models import Person
from gonglian.organisation.states import Role
from gonglian.terms.actions import SeatPlan, add_seat, open_body, seat_holder, vacate
from gonglian.terms.by_elections import actions
from gonglian.terms.by_elections.day import candidates, points, watchers
from gonglian.terms.by_elections.models import ByElection
from gonglian.terms.models import Holder, Seat
from tests.factories.meetings import make_sheet
from tests.factories.organisation import Town, make_duty, make_member, make_user
from tests.factories.pages import client_of, text_of
from tests.terms.seats import ELECTED, LATER, Bench, last_act

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"actor": None, "on": LATER}


def leave(bench: Bench, number: int) -> None:
    day = LATER - timedelta(days=1)
    vacate(holder=bench.holder(number), how="resigned", left_on=day, **BY)


def call(bench: Bench, number: int = 1, by: str = "committee", **fields: Any) -> ByElection:
    given = {"seat": bench.seat(number), "by": by, "held_on": LATER, "place": "三楼", **BY, **fields}
    return actions.open_by_election(**given)


@pytest.fixture
def called(bench: Bench) -> ByElection:
    leave(bench, 1)
    return call(bench)


def candidate(town: Town, name: str = "候选甲") -> Person:
    return make_member(name, town.north)


def held(row: ByElection, votes: int, present: int = 3) -> Ballot:
    """The meeting from its seal to the count and its end; `votes` for the one candidate."""
    meeting, people = row.meeting, [entry.person for entry in row.meeting.roll.order_by("pk")]
    tellers = [make_user("one"), make_user("two")]
    meetings.seal_roll(meeting=meeting, **BY)
    meetings.record_presence(meeting=meeting, present_ids=[person.pk for person in people[:present]], **BY)
    watchers = [person for person in people if not row.nominees.filter(person=person).exists()][:2]
    meetings.appoint_officers(meeting=meeting, scrutineers=watchers, tellers=tellers, approved=True, **BY)
    ballot = actions.open_vote(by_election=row, **BY)
    for teller in tellers:
        sheet = make_sheet(ballot, [votes], valid=present)
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=LATER)
    meetings.reconcile(ballot=ballot, **BY)
    meetings.close_meeting(meeting=meeting, **BY)
    return ballot


# -- calling


def test_committee_is_called_with_those_who_sit(bench: Bench, called: ByElection) -> None:
    people = {entry.person for entry in called.meeting.roll.all()}
    assert people == set(bench.people[1:4])
    assert (called.meeting.kind, called.meeting.name) == ("committee", "第一届委员会第二次全体会议")


def test_by_election_is_refused_where_it_does_not_belong(bench: Bench) -> None:
    with pytest.raises(Refused, match="不能补选"):
        call(bench)
    for number, message, by in ((4, "由接任人替补", "congress"), (3, "不由委员会选", "committee")):
        leave(bench, number)
        with pytest.raises(Refused, match=message):
            call(bench, number, by)
    with pytest.raises(Refused, match="没有可以列入名册的人"):
        call(bench, 3, "congress")
    director = bench.holder(1, bench.audit)
    vacate(holder=director, how="resigned", left_on=LATER - timedelta(days=1), **BY)
    with pytest.raises(Refused, match="由该委员会自己选举"):
        call(bench, seat=bench.seat(1, bench.audit), by="congress")


def test_one_by_election_of_a_seat_at_a_time(bench: Bench, called: ByElection) -> None:
    with pytest.raises(Refused, match="正在办补选或罢免"):
        call(bench)
    actions.give_up(by_election=called, **BY)
    assert call(bench).is_open


# -- candidates


def test_candidate_is_judged_when_named(bench: Bench, called: ByElection, town: Town) -> None:
    person = candidate(town)
    nominee = actions.nominate(by_election=called, person=person, declared=True, unit_name=" 甲 ", **BY)
    assert (nominee.unit_name, list(candidates(called.meeting))) == ("甲", [person.pk])
    assert [point.is_met for point in points(called.meeting)] == [True]
    with pytest.raises(Refused, match="已是候选人"):
        actions.nominate(by_election=called, person=person, declared=True, **BY)
    actions.drop_nominee(nominee=nominee, **BY)
    assert [point.is_met for point in points(called.meeting)] == [False]


def test_who_is_barred_is_not_named(bench: Bench, called: ByElection, town: Town) -> None:
    person = candidate(town)
    add_position(person=person, role="association_president", start=LATER - timedelta(days=90), **BY)
    with pytest.raises(Refused):
        actions.nominate(by_election=called, person=person, declared=True, **BY)
    assert not called.nominees.exists()


# -- the result


def test_winner_takes_the_seat_from_the_day_of_the_meeting(
    bench: Bench, called: ByElection, town: Town
) -> None:
    person = candidate(town)
    actions.nominate(by_election=called, person=person, declared=True, **BY)
    with pytest.raises(Refused, match="还没有闭会"):
        actions.finish(by_election=called, **BY)
    held(called, votes=3)
    with pytest.raises(Refused, match="不再变动"):
        actions.nominate(by_election=called, person=candidate(town, "后来人"), declared=True, **BY)
    assert actions.finish(by_election=called, **BY).state == "done"
    holder = Holder.objects.current_record().get(seat=bench.seat(1), valid__upper_inf=True)
    assert (holder.person, holder.came, holder.starts_on) == (person, "by_election", LATER)
    with pytest.raises(Refused, match="已经办结"):
        actions.finish(by_election=called, **BY)


def test_nobody_is_seated_without_the_majority_or_the_quorum(bench: Bench, town: Town) -> None:
    leave(bench, 1)
    short = call(bench)
    actions.nominate(by_election=short, person=candidate(town), declared=True, **BY)
    held(short, votes=1)
    with pytest.raises(Refused, match="CON-12"):
        actions.finish(by_election=short, **BY)
    assert actions.give_up(by_election=short, **BY).state == "failed"
    assert not Holder.objects.current_record().filter(seat=bench.seat(1), valid__upper_inf=True).exists()


# -- heads of the audit and women's committees


@pytest.fixture
def audit(bench: Bench, town: Town) -> list[Person]:
    """An audit committee of three who sit; its director has left."""
    people = [make_member(name, town.north) for name in ("审甲", "审乙")]
    for person in people:
        add_seat(body=bench.audit, person=person, since=ELECTED, basis="代表大会", **BY)
    director = bench.holder(1, bench.audit)
    vacate(holder=director, how="resigned", left_on=LATER - timedelta(days=1), **BY)
    return people


def test_audit_committee_elects_its_director_from_among_itself(
    bench: Bench, audit: list[Person], town: Town
) -> None:
    row = call(bench, seat=bench.seat(1, bench.audit))
    assert (row.meeting.kind, row.meeting.name) == ("audit", "第一届经费审查委员会第二次全体会议")
    assert {entry.person for entry in row.meeting.roll.all()} == {bench.people[5], *audit}
    with pytest.raises(Refused, match="不是经费审查委员会的委员") as refusal:
        actions.nominate(by_election=row, person=candidate(town), declared=True, **BY)
    assert refusal.value.reasons[0].cite == "LAW-2.31"
    actions.nominate(by_election=row, person=audit[0], declared=True, **BY)
    assert last_act("nominate_for_seat")[0][-1] == ("ELI-07", "OK")
    ballot = held(row, votes=2)
    ballot.refresh_from_db()
    assert (ballot.post, ballot.verdict["election_valid"]) == ("主任", True)
    assert actions.finish(by_election=row, **BY).state == "done"
    holder = bench.holder(1, bench.audit)
    assert (holder.person, holder.came) == (audit[0], "by_election")
    rows = Holder.objects.current_record().filter(person=audit[0], seat__body=bench.audit)
    assert sorted(row.went for row in rows) == ["", "other_seat"]


def test_chair_does_not_stand_for_the_audit_committee(bench: Bench, audit: list[Person]) -> None:
    row = call(bench, seat=bench.seat(1, bench.audit))
    leave(bench, 2)
    seat_holder(seat=bench.seat(2), person=audit[0], how="by_election", since=LATER, **BY)
    with transaction.atomic(), record("test.office", **BY):
        Seat.objects.filter(pk=bench.seat(2).pk).update(office="chair")
    with pytest.raises(Refused, match="分管财务"):
        actions.nominate(by_election=row, person=audit[0], declared=True, **BY)


def test_small_body_may_be_watched_by_the_committee(bench: Bench, audit: list[Person]) -> None:
    row = call(bench, seat=bench.seat(1, bench.audit))
    assert watchers(row.meeting) and set(watchers(row.meeting)) == set(bench.people[:4])
    form = OfficersForm(meeting=row.meeting, user=make_user("keeper"))
    assert {*form.people} == {person.pk for person in (*bench.people[:4], bench.people[5], *audit)}
    leave(bench, 1)
    assert list(watchers(call(bench).meeting)) == []


def test_head_of_the_women_is_elected_or_agreed_on(bench: Bench, town: Town) -> None:
    members = [make_member(name, town.north) for name in ("女甲", "女乙", "女丙")]
    plans = [SeatPlan(member, "member" if n else "director") for n, member in enumerate(members)]
    body = open_body(
        union=town.industrial, kind="women", seats=plans, elected_on=ELECTED, years=5, ordinal=1, made_by="election",
        actor=None, on=ELECTED,
    )  # fmt: skip
    seat = bench.seat(1, body)
    vacate(holder=bench.holder(1, body), how="resigned", left_on=LATER - timedelta(days=1), **BY)
    row = call(bench, seat=seat)
    assert row.meeting.kind == "women"
    with transaction.atomic(), record("test.sex", **BY):
        Person.objects.filter(pk=members[1].pk).update(sex="2")
    person = Person.objects.get(pk=members[1].pk)
    actions.nominate(by_election=row, person=person, declared=True, agreed=True, **BY)
    assert last_act("nominate_for_seat")[0][-1] == ("ELI-08", "FAIL")  # not among the committee
    actions.give_up(by_election=row, **BY)
    agreed = seat_holder(seat=seat, person=person, how="agreed", since=LATER, **BY)
    assert (agreed.came, last_act("seat_holder")[0][-1]) == ("agreed", ("ELI-08", "FAIL"))
    leave(bench, 1)
    with pytest.raises(Refused, match="不能协商产生"):
        seat_holder(seat=bench.seat(1), person=candidate(town), how="agreed", since=LATER, **BY)


def test_director_of_a_working_committee_is_appointed(bench: Bench) -> None:
    with transaction.atomic(), record("test.office", **BY):
        Seat.objects.filter(pk=bench.seat(3).pk).update(office="director")
    leave(bench, 3)
    with pytest.raises(Refused, match="由派出工会任命"):
        call(bench, 3)


# -- pages


def test_officer_fills_a_vacant_chair_on_the_pages(
    bench: Bench, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: LATER)
    make_duty(user := make_user("officer"), town.county, Role.HEAD)
    officer: Client = client_of(user)
    leave(bench, 1)
    union = reverse("terms:union", args=[town.industrial.pk])
    assert "发起补选" in text_of(officer.get(union))
    data = {"held_on": LATER.isoformat(), "place": "三楼", "by": "committee"}
    assert officer.post(reverse("terms:call_by_election", args=[bench.seat(1).pk]), data).status_code == 302
    assert "办理补选" in text_of(officer.get(union))
    row = ByElection.objects.get()
    person = candidate(town)
    given = {"person": person.name, "declared": "on", "unit_name": "甲"}
    assert officer.post(reverse("terms:nominate", args=[row.pk]), given).status_code == 302
    assert person.name in text_of(officer.get(row.get_absolute_url()))
    refused = officer.post(reverse("terms:vote_by_election", args=[row.pk]))
    assert (refused.status_code, "还没有记录到会情况" in text_of(refused)) == (422, True)
    held(row, votes=3)
    assert "结果生效" in text_of(officer.get(row.get_absolute_url()))
    assert officer.post(reverse("terms:finish_by_election", args=[row.pk])).status_code == 302
    assert "已到任" in text_of(officer.get(row.get_absolute_url()))
    assert person.name in text_of(officer.get(union))
