"""Whoever holds a seat stays eligible or is to be replaced, from the very day a post bars him."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from gonglian.core import clock, small
from gonglian.core.acts import record
from gonglian.core.periods import end_valid, since, write_again
from gonglian.dashboards.eligibility_due import ineligible_due
from gonglian.organisation.actions import add_position, end_position, keep_membership
from gonglian.organisation.models import Coverage, Employer, Membership, Position
from gonglian.terms.eligibility import barred
from tests.factories.organisation import make_duty, make_user
from tests.factories.pages import client_of, text_of
from tests.terms.seats import ELECTED, LATER, Bench

pytestmark = pytest.mark.django_db


def give(
    bench: Bench, place: int, role: str, employer: Employer | None = None, start: date = LATER
) -> Position:
    where: dict[str, Any] = {"employer": employer} if employer else {"organisation_name": "餐饮行业协会"}
    return add_position(person=bench.people[place], role=role, start=start, actor=None, on=start, **where)


def found(bench: Bench, on: date) -> list[tuple[str, list[str], date | None]]:
    rows = barred([bench.town.industrial.pk], on=on)
    return [(str(row.holder.person), [finding.clause for finding in row.findings], row.since) for row in rows]


@pytest.mark.parametrize("role", ["association_president", "association_vice"])
def test_post_in_an_association_bars_from_its_first_day(bench: Bench, role: str) -> None:
    post = give(bench, 1, role)
    assert found(bench, LATER - timedelta(days=1)) == []
    assert found(bench, LATER) == [(str(bench.people[1]), ["ELI-01"], LATER)]
    end_position(position=post, last_day=LATER + timedelta(days=9), actor=None, on=LATER + timedelta(days=10))
    assert found(bench, LATER + timedelta(days=9)) != []
    assert found(bench, LATER + timedelta(days=10)) == []


def test_head_of_a_covered_employer_is_barred_and_of_another_is_not(bench: Bench) -> None:
    inside = Coverage.objects.filter(union=bench.town.north).get().employer
    outside = Coverage.objects.get(union=bench.town.far).employer
    give(bench, 2, "head", inside)
    give(bench, 3, "head", outside)
    assert found(bench, LATER) == [(str(bench.people[2]), ["ELI-02"], LATER)]


def test_seat_of_the_audit_committee_and_a_post_that_bars_nobody_are_left_alone(bench: Bench) -> None:
    give(bench, 4, "association_vice")
    give(bench, 1, "party_secretary")
    assert found(bench, LATER) == []


def lines(user: Any, on: date) -> list[tuple[str, date | None, str]]:
    return [(line.what, line.by, line.clause) for line in ineligible_due(user, on)]


def test_union_and_the_union_above_are_told_the_same_day(bench: Bench) -> None:
    chair, above = make_user("own"), make_user("above")
    for user, union in ((chair, bench.town.industrial), (above, bench.town.county)):
        user.duty = make_duty(user, union, "head")
    give(bench, 1, "association_vice")
    assert lines(chair, LATER) == [("替换不能再任职的副主席", LATER, "ELI-01")]
    assert lines(above, LATER) == [("督促替换不能再任职的副主席", LATER, "ELI-01")]
    assert lines(chair, LATER - timedelta(days=1)) == []
    chair.duty.role = "reader"
    assert lines(chair, LATER) == []


def keep(bench: Bench, place: int) -> Membership:
    return keep_membership(
        person=bench.people[place], union=bench.town.north, start=ELECTED, actor=None, on=ELECTED
    )


def end(row: Membership, first_day_without: date) -> None:
    with transaction.atomic(), record("test.end", actor=None, on=LATER):
        end_valid(row, first_day_without)


@pytest.mark.parametrize("place", [1, 3, 4])
def test_who_loses_his_membership_is_told_the_same_day(bench: Bench, place: int) -> None:
    row = keep(bench, place)
    assert found(bench, LATER) == []
    end(row, LATER)
    assert found(bench, LATER - timedelta(days=1)) == []
    assert found(bench, LATER + timedelta(days=9)) == [(str(bench.people[place]), ["ELI-04"], LATER)]
    keep_membership(person=bench.people[place], union=bench.town.south, start=LATER, actor=None, on=LATER)
    assert found(bench, LATER + timedelta(days=9)) == []


def test_kept_membership_without_a_vote_bars(bench: Bench) -> None:
    row = keep(bench, 2)
    with transaction.atomic(), record("test.kind", actor=None, on=LATER):
        end_valid(row, LATER)
        write_again(row, valid=since(LATER), kind="retained")
    assert found(bench, LATER) == [(str(bench.people[2]), ["ELI-04"], LATER)]
    assert found(bench, LATER - timedelta(days=1)) == []


def test_loss_of_membership_is_due_for_the_union_and_the_union_above(bench: Bench) -> None:
    end(keep(bench, 1), LATER)
    own, above = make_user("own"), make_user("above")
    for user, union in ((own, bench.town.industrial), (above, bench.town.county)):
        user.duty = make_duty(user, union, "head")
    assert lines(own, LATER) == [("替换不能再任职的副主席", LATER, "ELI-04")]
    assert lines(above, LATER) == [("督促替换不能再任职的副主席", LATER, "ELI-04")]


def test_questions_do_not_grow_with_the_holders(bench: Bench, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert found(bench, LATER) == []
    give(bench, 1, "association_vice")
    with small.once(), django_assert_num_queries(8):  # one of them for the parameters
        assert len(found(bench, LATER)) == 1
    for place in (0, 2, 3):
        end(keep(bench, place), LATER + timedelta(days=1))
    with small.once(), django_assert_num_queries(8):  # one of them for the parameters
        assert len(found(bench, LATER + timedelta(days=1))) == 4


@pytest.fixture
def officer(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(clock, "today", lambda: LATER)
    user = make_user("own")
    make_duty(user, bench.town.industrial, "handler")
    return user


def test_post_is_recorded_on_the_page_of_the_seat_and_shows_there(bench: Bench, officer: Any) -> None:
    client = client_of(officer)
    seat = bench.seat(2)
    typed = {
        "role": "association_vice",
        "place": "餐饮行业协会",
        "uscc": "",
        "title": "副会长",
        "since": str(LATER),
    }
    answer = client.post(reverse("terms:outside_post", args=[seat.pk]), typed)
    assert answer.status_code == 302
    page = text_of(client.get(reverse("terms:union", args=[bench.town.industrial.pk])))
    assert "现任行业协会（商会）会长或副会长" in page
    post = Position.objects.get(title="副会长")
    ended = client.post(reverse("terms:end_outside_post", args=[seat.pk, post.pk]), {"ended_on": str(LATER)})
    assert ended.status_code == 422  # on its first day: it would never have been
    page = text_of(client.get(reverse("terms:union", args=[bench.town.industrial.pk])))
    assert "登记卸任" in page


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"since": str(LATER + timedelta(days=1))}, "还没有到"),
        ({"uscc": "91371302MA3XXXXX0X"}, "没有登记过代码"),
        ({"role": "king"}, "选择一个有效的选项"),
    ],
)
def test_post_that_contradicts_is_refused(
    bench: Bench, officer: Any, changed: dict[str, str], message: str
) -> None:
    typed = {"role": "head", "place": "某公司", "uscc": "", "title": "", "since": str(ELECTED)} | changed
    answer = client_of(officer).post(reverse("terms:outside_post", args=[bench.seat(2).pk]), typed)
    assert answer.status_code == 422
    assert message in text_of(answer)
    assert not Position.objects.filter(person=bench.people[1]).exists()
