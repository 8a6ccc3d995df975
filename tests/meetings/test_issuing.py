"""Ballots handed out by serial: what contradicts itself is refused, what doesn't meet the count is shown."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from gonglian.core.acts import record
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions
from gonglian.meetings.issuing import issuing_of, runs
from gonglian.meetings.models import Ballot, BallotIssue
from gonglian.meetings.papers import count_sheet
from gonglian.organisation.states import Role
from tests.factories.meetings import HELD, Hall
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(town: Town) -> Hall:
    return Hall(town.industrial, keeper=town.county)


@pytest.fixture
def ballot(hall: Hall) -> Ballot:
    return hall.vote(hall.people[:1], 1, body="chair")


def out(ballot: Ballot, first: int, last: int, kind: str = "out", **more: Any) -> BallotIssue:
    given = {"staff": "工作员", "actor": None, "on": HELD, **more}
    return actions.hand_out(ballot=ballot, kind=kind, first=first, last=last, **given)


def spoil(ballot: Ballot, count: int) -> BallotIssue:
    return actions.hand_out(ballot=ballot, kind="spoiled", count=count, staff="工作员", actor=None, on=HELD)


def test_issued_less_unused_and_spoiled_is_with_voters(ballot: Ballot) -> None:
    out(ballot, 1, 6, unit_name="甲单位")
    out(ballot, 7, 10)
    out(ballot, 10, 10, kind="unused")
    spoil(ballot, 1)
    made = issuing_of(ballot, 8)
    assert (made.out, made.unused, made.spoiled, made.with_voters) == (10, 1, 1, 8)
    assert (made.gap, made.too_many, made.next_serial) == (0, 0, 11)


@pytest.mark.parametrize(
    ("first", "last", "kind", "said"),
    [
        (5, 8, "out", "第 5—6 号已经发出过"),
        (8, 7, "out", "后一个不小于前一个"),
        (0, 3, "out", "后一个不小于前一个"),
        (6, 9, "unused", "第 7—9 号没有发出"),
        (3, 4, "unused", "第 3 号没有发出，或者已经退回"),
        (7, 7, "lost", "要写明是发出"),
    ],
)
def test_serials_that_contradict_are_refused(
    ballot: Ballot, first: int, last: int, kind: str, said: str
) -> None:
    out(ballot, 1, 6)
    out(ballot, 3, 3, kind="unused")
    with pytest.raises(Refused, match=said):
        out(ballot, first, last, kind=kind)
    assert ballot.issues.count() == 2


def test_more_spoiled_than_voters_hold_is_refused(ballot: Ballot) -> None:
    out(ballot, 1, 2)
    with pytest.raises(Refused, match="在 1 到 2 之间"):
        spoil(ballot, 3)
    with pytest.raises(Refused, match="经手"):
        out(ballot, 3, 3, staff=" ")


def test_mistyped_line_is_taken_back_unless_others_rest_on_it(ballot: Ballot) -> None:
    first, back = out(ballot, 1, 6), out(ballot, 2, 2, kind="unused")
    with pytest.raises(Refused, match="已有退回或作废"):
        actions.drop_issue(issue=first, actor=None, on=HELD)
    actions.drop_issue(issue=back, actor=None, on=HELD)
    actions.drop_issue(issue=first, actor=None, on=HELD)
    assert not ballot.issues.exists()
    assert Act.objects.filter(act="meetings.drop_issue").count() == 2


def test_line_taken_back_by_a_colleague_is_not_logged_twice(ballot: Ballot) -> None:
    line = out(ballot, 1, 6)
    actions.drop_issue(issue=BallotIssue.objects.get(pk=line.pk), actor=None, on=HELD)
    with pytest.raises(Refused, match="已经撤销"):
        actions.drop_issue(issue=line, actor=None, on=HELD)
    assert Act.objects.filter(act="meetings.drop_issue").count() == 1


@pytest.mark.parametrize(("last", "gap"), [(8, 0), (9, 1)])
def test_count_that_does_not_meet_the_stubs_shows_by_how_much(
    hall: Hall, ballot: Ballot, town: Town, last: int, gap: int
) -> None:
    out(ballot, 1, last)
    hall.count(ballot, [8])
    assert issuing_of(ballot, 8).gap == gap
    act = Act.objects.filter(act="meetings.reconcile").latest("id")
    assert act.before == {"handed_out": last, "gap": gap}
    line = next(line for line in count_sheet(ballot).sums if line.startswith("发票记录"))
    assert ("相差1张" if gap else "相符") in line
    make_duty(user := make_user("keeper"), town.county, Role.HANDLER)
    page = text_of(client_of(user).get(ballot.get_absolute_url()))
    assert ("与计票单不符" if gap else "与计票单相符") in page
    with pytest.raises(Refused, match="不再改动"):
        out(ballot, 20, 21)
    with pytest.raises(Refused, match="不再改动"):
        actions.drop_issue(issue=ballot.issues.get(), actor=None, on=HELD)


def test_spoiled_papers_have_no_serial_in_the_database_either(ballot: Ballot) -> None:
    for bad in ({"kind": "out", "first": None}, {"kind": "spoiled", "first": 3}):
        with pytest.raises(IntegrityError), transaction.atomic(), record("test.issue", actor=None, on=HELD):
            BallotIssue.objects.create(ballot=ballot, count=1, staff="某", **bad)


def test_officer_records_on_the_pages(ballot: Ballot, hall: Hall, town: Town) -> None:
    make_duty(user := make_user("keeper", "发票员"), town.county, Role.HANDLER)
    client: Client = client_of(user)
    address = reverse("meetings:hand_out", args=[ballot.pk])
    page = text_of(client.get(address))
    assert "甲单位" in page
    assert not any(person.name in page for person in hall.people)
    given = {"kind": "out", "first": 1, "last": 9, "unit_name": "甲单位", "staff": "发票员"}
    assert client.post(address, given).status_code == 302
    refused = client.post(address, given)
    assert (refused.status_code, "已经发出过" in text_of(refused)) == (422, True)
    page = text_of(client.get(ballot.get_absolute_url()))
    assert "领出 9 − 退回未用 0 − 写坏作废 0 ＝ 发到代表 9" in page
    assert "实到 8 人，多发 1 张" in page
    drop = reverse("meetings:drop_issue", args=[ballot.pk, ballot.issues.get().pk])
    assert client.post(drop).status_code == 302
    assert not ballot.issues.exists()


def test_delegation_of_one_is_not_offered(ballot: Ballot, hall: Hall, town: Town) -> None:
    with record("test.roll", actor=None, on=HELD):
        hall.meeting.roll.filter(person=hall.people[0]).update(unit_name="独一单位")
    make_duty(user := make_user("keeper"), town.county, Role.HANDLER)
    page = text_of(client_of(user).get(reverse("meetings:hand_out", args=[ballot.pk])))
    assert "独一单位" not in page


def test_runs_of_serials() -> None:
    assert runs({1, 2, 3, 7, 9, 10}) == "1—3、7、9—10"


@pytest.mark.parametrize(("people", "cuts"), [(1, 2), (2, 2), (9, 0)])
def test_short_ballots_stand_several_on_a_page(hall: Hall, town: Town, people: int, cuts: int) -> None:
    ballot = hall.vote(hall.people[:people], 1, body="vice_chair")
    make_duty(user := make_user("keeper"), town.county, Role.HANDLER)
    content = (
        client_of(user)
        .get(reverse("meetings:ballot_paper", args=[ballot.pk]), {"copies": 4, "first": 1})
        .content
    )
    words = list(Document(BytesIO(content)).paragraphs)
    assert sum(line.text.startswith("✂") for line in words) == cuts
    assert sum(line.text.startswith("存根") for line in words) == 4
    breaks = sum(bool(line.paragraph_format.page_break_before) for line in words)
    assert breaks == (1 if cuts else 3)
