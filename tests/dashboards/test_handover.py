"""Handing over: what is open for a union on one page; one's own acts stay readable after the duty ended."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.dashboards.handover import handover_of
from gonglian.dashboards.terms_due import by_elections_due
from gonglian.meetings import actions as meetings
from gonglian.organisation.actions import end_duty, rename_union
from gonglian.organisation.states import Role
from gonglian.terms import actions
from gonglian.terms.by_elections.actions import open_by_election
from tests.factories.founding import Road
from tests.factories.organisation import make_duty, make_user
from tests.factories.papers import make_paper
from tests.terms.seats import LATER, Bench


@pytest.fixture
def bench(shared_bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: LATER)
    return shared_bench


def officer(name: str, union: Any, role: str = Role.HEAD) -> Any:
    user = make_user(name)
    user.duty = make_duty(user, union, role)
    return user


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def items(bench: Bench, user: Any) -> list[list[str]]:
    found = handover_of(bench.town.industrial, user=user, today=LATER)
    return [[item.what for item in group.items] for group in found.groups]


def test_page_says_who_hands_over_to_whom(bench: Bench) -> None:
    head = officer("head", bench.town.industrial)
    seat = bench.seat(1)
    union = bench.town.industrial
    address = reverse("dashboards:handover", args=[union.pk])
    before = client_of(head).get(address).content.decode()
    assert "谁交，谁接" in before and str(bench.people[0]) in before
    actions.vacate(holder=bench.holder(1), how="resigned", left_on=date(2027, 5, 2), actor=None, on=LATER)
    page = client_of(head).get(address).content.decode()
    assert "任到 2027-05-01" in page and "辞职" in page and "还没有人接手" in page
    actions.name_acting(seat=seat, person=bench.people[1], since=date(2027, 5, 3), actor=None, on=LATER)
    assert f"{bench.people[1]}（代理）" in client_of(head).get(address).content.decode()
    actions.seat_holder(
        seat=seat, person=bench.people[9], how="by_election", since=LATER, actor=None, on=LATER
    )
    found = handover_of(union, user=head, today=LATER)
    assert found.left is not None and found.left.person == bench.people[0]
    assert found.chair is not None and found.chair.holder is not None
    assert (found.chair.holder.person, [duty.user for duty in found.duties]) == (bench.people[9], [head])


def test_page_lists_what_is_open(bench: Bench) -> None:
    head = officer("head", bench.town.industrial)
    assert items(bench, head) == [[], [], [], []]
    row = actions.end_post(holder=bench.holder(4), ended_on=LATER, actor=None, on=LATER)
    paper = make_paper(bench.town.industrial, bench.town.county)
    assert items(bench, head) == [[], ["替补：委员"], [], [paper.title]]
    page = (
        client_of(head).get(reverse("dashboards:handover", args=[bench.town.industrial.pk])).content.decode()
    )
    assert "共 2 件没有办完" in page and row.get_absolute_url() in page


def test_by_election_is_handed_over_and_waits_for_its_end(bench: Bench) -> None:
    head = officer("head", bench.town.industrial)
    by: dict[str, Any] = {"actor": None, "on": LATER}
    actions.vacate(holder=bench.holder(1), how="resigned", left_on=date(2027, 5, 2), **by)
    row = open_by_election(seat=bench.seat(1), by="committee", held_on=LATER, place="三楼", **by)
    assert items(bench, head)[1] == ["补选：主席"]
    assert list(by_elections_due(head, LATER)) == []  # its meeting waits
    meetings.seal_roll(meeting=row.meeting, **by)
    meetings.record_presence(meeting=row.meeting, present_ids=[], **by)
    meetings.close_meeting(meeting=row.meeting, **by)
    (line,) = by_elections_due(head, LATER)
    assert (line.what, line.url, line.is_mine) == ("办结补选：主席", row.get_absolute_url(), True)
    (above,) = by_elections_due(officer("above", bench.town.county), LATER)
    assert (above.lane, above.is_mine) == ("waiting", False)
    assert list(by_elections_due(officer("reader", bench.town.county, Role.READER), LATER)) == []


@pytest.mark.road_at("established")
def test_page_of_a_union_with_deadlines(road: Road) -> None:
    found = handover_of(road.case.union, user=road.upper_head, today=road.on)
    assert [item.what for item in found.groups[2].items] == ["申请法人登记"]
    assert found.left is None and found.chair is not None


@pytest.mark.road_at("start")
def test_page_of_the_proposer_holds_its_request_and_case(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    found = handover_of(road.town.town, user=road.head, today=road.on)
    assert [len(group.items) for group in found.groups] == [1, 1, 1, 0]
    assert found.chair is None


# -- one's own acts


def test_own_acts_stay_readable_after_the_duty_ended(bench: Bench) -> None:
    user = officer("chair", bench.town.industrial)
    rename_union(union=bench.town.industrial, name="兰山区快运行业工会联合会", actor=user, on=LATER)
    end_duty(duty=user.duty, last_day=date(2027, 5, 31), actor=None, on=LATER)
    client = client_of(user)
    page = client.get(reverse("dashboards:own_acts")).content.decode()
    assert "兰山区快运行业工会联合会" in page
    assert client.get(bench.town.industrial.get_absolute_url()).status_code == 404
    other = client_of(make_user("other"))
    assert "您还没有办过事" in other.get(reverse("dashboards:own_acts")).content.decode()
