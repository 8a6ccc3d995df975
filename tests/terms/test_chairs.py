"""A roster names another chair: it asks, and nothing falls from free text (TRM-07)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core.refused import Refused
from gonglian.organisation.actions import add_position
from gonglian.organisation.models import Person, Position, Union
from gonglian.rosters.models import Import
from gonglian.terms.actions import answer_chair
from gonglian.terms.chairs import ChairQuestion, chair_questions
from gonglian.terms.models import ChairName, Substitution
from tests.factories.organisation import Town, make_member
from tests.factories.rosters import ON, Shire, applied, csv_file, union_code, union_row
from tests.terms.seats import LATER, Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire() -> Shire:
    return Shire()


def imported(shire: Shire, *chairs: str) -> Union:
    """One roster after the other names these chairs of the same union."""
    for chair in chairs:
        applied(shire, csv_file("unions.csv", [union_row(1, 工会主席=chair), union_row(2)]))
    return Union.objects.get(code=union_code(1))


def asked(on: date = ON) -> list[tuple[str, str, str]]:
    found = chair_questions(Import.objects.all(), on=on)
    return [(str(row.union), str(row.post.person), row.name) for row in found]


def question(union: Union) -> ChairQuestion:
    (found,) = chair_questions(Import.objects.all(), on=ON, union=union)
    return found


def answered(union: Union, answer: str, **given: Any) -> ChairName:
    row = question(union)
    act: dict[str, Any] = {"union": union, "post": row.post, "name": row.name, "answer": answer}
    return answer_chair(**act | {"actor": None, "on": ON} | given)


def test_another_name_asks_and_changes_nothing(shire: Shire) -> None:
    union = imported(shire, "赵安宁", "周新任")
    assert asked() == [(str(union), "赵安宁", "周新任")]
    assert [str(row.person) for row in Position.objects.filter(union=union, role="union_chair")] == ["赵安宁"]


def test_the_same_name_asks_nothing(shire: Shire) -> None:
    imported(shire, "赵安宁", "赵安宁")
    assert asked() == []


def test_the_latest_roster_asks(shire: Shire) -> None:
    imported(shire, "赵安宁", "周新任", "赵安宁")
    assert asked() == []
    imported(shire, "吴后来")
    assert [name for _union, _now, name in asked()] == ["吴后来"]


def test_the_same_person_is_not_asked_about_again(shire: Shire) -> None:
    union = imported(shire, "赵安宁", "赵安寧")
    answered(union, "same")
    assert asked() == []
    imported(shire, "赵安寧")
    assert asked() == []
    assert Position.objects.get(union=union, role="union_chair").person.name == "赵安宁"


def test_a_wrong_record_is_corrected(shire: Shire) -> None:
    union = imported(shire, "赵安宁", "赵安凝")
    answered(union, "corrected")
    assert Position.objects.get(union=union, role="union_chair").person.name == "赵安凝"
    assert asked() == []


def test_a_successor_takes_the_post(shire: Shire) -> None:
    union = imported(shire, "赵安宁", "周新任")
    with pytest.raises(Refused, match="从哪一天起"):
        answered(union, "successor")
    with pytest.raises(Refused, match="还没有到"):
        answered(union, "successor", since=ON + timedelta(days=1))
    with pytest.raises(Refused, match="才任职"):
        answered(union, "successor", since=date(1990, 1, 1))
    row = question(union)
    next_day = ON + timedelta(days=1)
    answered(union, "successor", since=next_day, on=next_day)
    rows = Position.objects.current_record().filter(union=union, role="union_chair").order_by("valid")
    assert [(str(post.person), post.ends_on) for post in rows] == [
        ("赵安宁", ON), ("周新任", None)
    ]  # fmt: skip
    with pytest.raises(Refused, match="已经核对过"):
        answer_chair(union=union, post=row.post, name="周新任", answer="same", actor=None, on=ON)


def test_a_successor_who_is_a_member_is_that_member(town: Town) -> None:
    bench = Bench(town)
    member = make_member("周新任", town.north)
    post = add_position(
        person=bench.people[3],
        role="union_chair",
        union=town.north,
        actor=None,
        on=LATER,
        start=date(2026, 1, 5),
    )
    answer_chair(
        union=town.north, post=post, name="周新任", answer="successor", since=LATER, actor=None, on=LATER
    )
    assert Position.objects.current_record().get(union=town.north, valid__upper_inf=True).person == member
    assert Substitution.objects.get().former == bench.people[3]  # his seat in the industrial union fell
    assert Person.objects.filter(name="周新任").count() == 1


def test_the_question_stands_on_the_workbench_and_is_answered(
    shire: Shire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gonglian.core.clock.today", lambda: ON)
    union = imported(shire, "赵安宁", "周新任")
    address = reverse("terms:answer_chair", args=[union.pk])
    client = Client()
    client.force_login(shire.handler)
    assert address in client.get("/?show=later").content.decode()
    assert "周新任" in client.get(address).content.decode()
    assert client.post(address, {"answer": "successor"}).status_code == 422
    assert client.post(address, {"answer": "same"}).status_code == 302
    assert client.get(address).status_code == 404
    assert address not in client.get("/?show=later").content.decode()
    client.force_login(shire.reader)
    assert client.get(address).status_code == 403
