"""Two people at once: no sheet is lost, one reconciliation wins."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.meetings import actions
from gonglian.meetings.models import Ballot, CountLine, Meeting, TellerSheet
from gonglian.organisation.models import Person
from tests.factories.meetings import HELD, Hall, make_gathering, make_sheet
from tests.factories.organisation import make_town

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads that start together; what each gave or refused."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        start.wait(10)
        try:
            results[place] = act()
        except Refused as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return results


def test_three_hundred_check_in_from_twenty_connections(gathering: Meeting) -> None:
    people = list(Person.objects.filter(pk__in=gathering.roll.values("person")).order_by("pk"))
    assert len(people) == 300

    def arrive(place: int) -> Callable[[], list[str]]:
        """A door of fifteen delegates; it lets in the first of the next door too, so that twenty come twice."""
        mine = [*people[place * 15 : place * 15 + 15], people[(place * 15 + 15) % 300]]

        def let_in() -> list[str]:
            return [answer_of(person) for person in mine]

        return let_in

    def answer_of(person: Person) -> str:
        try:
            actions.check_in(meeting=gathering, person=person, how="slip", actor=None, on=HELD)
        except Refused as refusal:
            return str(refusal)
        return "in"

    answers = [answer for door in at_once(*[arrive(place) for place in range(20)]) for answer in door]
    assert (answers.count("in"), sum("已经签到" in answer for answer in answers)) == (300, 20)
    rows = gathering.roll.filter(present=True, presence_how="slip", presence_at__isnull=False)
    assert rows.count() == 300
    assert Act.objects.filter(act="meetings.check_in").count() == 300


@pytest.fixture
def gathering() -> Meeting:
    return make_gathering(make_town().industrial, 300)


@pytest.fixture
def hall() -> Hall:
    return Hall(make_town().industrial)


def test_two_tellers_at_once_lose_no_sheet(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    sheet = make_sheet(ballot, [8, 7, 6, 0])

    def submit(teller: Any) -> Callable[[], TellerSheet]:
        return lambda: actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)

    at_once(*[submit(teller) for teller in (hall.teller1, hall.teller2) for _time in range(3)])
    assert set(TellerSheet.objects.values_list("teller_id", flat=True)) == {hall.teller1.pk, hall.teller2.pk}
    assert TellerSheet.objects.count() == 2
    assert Act.objects.filter(act="meetings.submit_sheet").count() == 6


def test_two_reconcilers_at_once_give_one_verdict(hall: Hall) -> None:
    ballot = hall.vote(hall.people[:4], 3)
    for teller in (hall.teller1, hall.teller2):
        sheet = make_sheet(ballot, [8, 7, 6, 0])
        actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)
    results = at_once(*[lambda: actions.reconcile(ballot=ballot, actor=None, on=HELD)] * 2)
    assert sorted(type(result) for result in results if isinstance(result, Refused)) == [Refused]
    assert [result["vacant"] for result in results if isinstance(result, dict)] == [0]
    assert CountLine.objects.count() == 4
    assert Act.objects.filter(act="meetings.reconcile").count() == 1


def test_two_first_ballots_at_once_leave_one(hall: Hall) -> None:
    results = at_once(*[lambda: hall.vote(hall.people[:4], 3)] * 2)
    assert len([result for result in results if isinstance(result, Ballot)]) == 1
    assert Ballot.objects.count() == 1
