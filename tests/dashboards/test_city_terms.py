"""The city's view of terms: every matter on its day, in whose reach, and the same in the workbook."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from gonglian.core import small
from gonglian.core.acts import record
from gonglian.core.periods import end_valid, since, through
from gonglian.dashboards.city_terms.listing import CityTerms
from gonglian.dashboards.city_terms.reads import Standing
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from gonglian.terms.actions import SeatPlan, appoint_body, open_body
from gonglian.terms.models import Acting, Body, Extension, Holder, Seat
from tests.factories.meetings import make_people
from tests.factories.organisation import Town, make_duty, make_union, make_user
from tests.factories.pages import text_of

pytestmark = pytest.mark.django_db

ELECTED, LAST = date(2026, 3, 18), date(2031, 3, 18)
KINDS = ("committee", "audit", "women")


@pytest.fixture
def union(town: Town) -> Union:
    for kind in KINDS:
        open_committee(town.industrial, kind)
    return town.industrial


@pytest.fixture
def head(town: Town) -> Any:
    user = make_user("city_head")
    make_duty(user, town.county, Role.HEAD)
    return user


def open_committee(union: Union, kind: str = "committee") -> Body:
    offices = {0: "chair" if kind == "committee" else "director"}
    seats = [SeatPlan(person, offices.get(n, "member")) for n, person in enumerate(make_people(2, kind[:2]))]
    return open_body(
        union=union, kind=kind, seats=seats, elected_on=ELECTED, years=5, ordinal=1, made_by="election", actor=None, on=ELECTED
    )  # fmt: skip


def listing(user: Any, on: date, **query: str) -> CityTerms:
    asked = QueryDict(mutable=True)
    asked.update(query)
    return CityTerms(user, asked, on=on)


def standing(user: Any, on: date) -> Standing:
    (row,) = listing(user, on, what="all").rows
    return row


def leave(union: Union, first_day_after: date) -> Seat:
    holder = Holder.objects.get(seat__body__union=union, seat__office="chair")
    with transaction.atomic(), record("test.leave", actor=None, on=first_day_after):
        end_valid(holder, first_day_after)
    return holder.seat


@pytest.mark.parametrize(
    ("on", "matters"),
    [
        (date(2030, 3, 17), []),
        (date(2030, 3, 18), ["ending"]),
        (LAST, ["ending"]),
        (date(2031, 3, 19), ["carry_over"]),
    ],
)
def test_term_is_near_its_end_or_over(on: date, matters: list[str], union: Union, head: Any) -> None:
    row = standing(head, on)
    assert (list(row.matters), row.runs_to) == (matters, LAST)


def test_extension_moves_the_end(union: Union, head: Any) -> None:
    body = Body.objects.get(union=union, kind="committee")
    with transaction.atomic(), record("test.extend", actor=None, on=LAST):
        Extension.objects.create(
            body=body, original_end=LAST, asked_on=LAST, approved_on=LAST, issuer="市总", number="1",
            valid=through(date(2031, 3, 19), date(2031, 9, 18)),
        )  # fmt: skip
    assert (standing(head, date(2031, 4, 1)).matters, standing(head, date(2031, 9, 19)).matters) == (
        ("ending",),
        ("carry_over",),
    )


def test_empty_chair_is_a_vacancy_and_after_six_months_too_long(union: Union, head: Any) -> None:
    leave(union, date(2027, 5, 1))
    found = [(row.matters, row.since) for row in (standing(head, date(2027, m, 1)) for m in (4, 5, 11))]
    assert found == [
        ((), None), (("vacant",), date(2027, 5, 1)), (("vacant",), date(2027, 5, 1)),
    ]  # fmt: skip
    assert standing(head, date(2027, 11, 2)).matters == ("overlong", "vacant")


def test_who_acts_is_named_and_the_time_runs_from_the_vacancy(union: Union, head: Any) -> None:
    seat = leave(union, date(2027, 5, 1))
    (person,) = make_people(1, "代理")
    with transaction.atomic(), record("test.act", actor=None, on=date(2027, 6, 1)):
        Acting.objects.create(seat=seat, person=person, valid=since(date(2027, 6, 1)))
    row = standing(head, date(2027, 6, 1))
    assert (row.matters, row.chair, row.since) == (("acting",), person.name, date(2027, 5, 1))
    assert standing(head, date(2027, 11, 2)).matters == ("overlong", "acting")


def test_missing_bodies_are_named(town: Town, head: Any) -> None:
    assert standing(head, ELECTED).missing == KINDS
    open_committee(town.industrial)
    row = standing(head, ELECTED)
    assert (row.matters, row.missing_words) == (("missing",), "经费审查委员会、女职工委员会")


def test_working_committee_has_no_term_and_needs_one_body(town: Town, head: Any) -> None:
    with transaction.atomic(), record("test.form", actor=None, on=ELECTED):
        Union.objects.filter(pk=town.industrial.pk).update(form="working_committee")
    (person,) = make_people(1)
    appoint_body(
        union=town.industrial, kind="committee", seats=[SeatPlan(person, "director")], appointed_on=ELECTED, actor=None,
        on=ELECTED,
    )  # fmt: skip
    row = standing(head, date(2040, 1, 1))
    assert (row.matters, row.runs_to, row.chair) == ((), None, person.name)


def test_list_is_of_ones_own_reach(union: Union, town: Town) -> None:
    users = {
        "own": make_user("reach_own"),
        "other": make_user("reach_other"),
        "admin": make_user("reach_admin"),
    }
    make_duty(users["own"], town.city, Role.READER)
    make_duty(users["other"], town.other_county, Role.HEAD)
    make_duty(users["admin"], town.city, Role.ADMIN)
    found = {name: len(listing(user, LAST, what="all").rows) for name, user in users.items()}
    assert found == {"own": 1, "other": 0, "admin": 0}


def test_filters_narrow_the_list_and_strange_ones_count_as_none(union: Union, head: Any) -> None:
    def shown(**query: str) -> int:
        return len(listing(head, LAST, **query).rows)

    assert [shown(), shown(what="ending"), shown(what="vacant"), shown(what="fine")] == [1, 1, 0, 0]
    assert [shown(what="nonsense"), shown(region="371302"), shown(region="371399"), shown(q="没有的")] == [
        1,
        1,
        0,
        0,
    ]
    assert [shown(trade="G"), shown(trade="A")] == [1, 0]


@pytest.mark.parametrize(("by", "name"), [("district", "兰山区"), ("trade", "交通运输、仓储和邮政业")])
def test_figures_by_district_and_trade(by: str, name: str, union: Union, head: Any) -> None:
    leave(union, date(2030, 1, 1))
    (row,) = listing(head, LAST, by=by).figures
    counts = {word: count for word, count in row.counts if count}
    assert (row.name, row.total, counts) == (name, 1, {"空缺或代理超期": 1, "主席空缺": 1, "一年内届满": 1})
    assert [(part.css, part.x, part.width) for part in row.segments] == [("open", 0.0, 100.0)]
    assert row.says == "空缺或代理超期 1，主席空缺 1，一年内届满 1"


def test_questions_do_not_grow_with_the_unions(union: Union, town: Town, head: Any) -> None:
    def asked() -> int:
        with small.once(), CaptureQueriesContext(connection) as queries:
            assert listing(head, LAST, what="all").figures
        return len(queries)

    leave(union, date(2030, 1, 1))
    asked()
    before = asked()
    for number in range(3):
        other = make_union(f"兰山区第{number}行业工会联合会", "industrial", leader=town.county, trades=["54"])
        for kind in KINDS:
            open_committee(other, kind)
        leave(other, date(2030, 1, 1))
    assert (asked(), len(listing(head, LAST, what="all").rows)) == (before, 4)


def test_page_and_workbook_say_the_same(union: Union, head: Any) -> None:
    client = Client()
    client.force_login(head)
    page = text_of(client.get(reverse("dashboards:city_terms"), {"on": "2031-04-01"}))
    assert [word in page for word in (union.name, "超期留任", "2031-03-18", "兰山区")] == [True] * 4
    answer = client.get(reverse("dashboards:city_terms_xlsx"), {"on": "2031-04-01"})
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[0] for row in rows] == ["工会", union.name]
    assert (rows[1][2].date(), rows[1][3]) == (LAST, "超期留任")
    assert book.worksheets[1]["A1"].value == "截至 2031-04-01，身份范围内的产业（行业）工会 1 个，列出 1 个。"


def test_page_without_any_union_says_what_it_is_for(town: Town) -> None:
    user = make_user("city_empty")
    make_duty(user, town.other_county, Role.HEAD)
    client = Client()
    client.force_login(user)
    assert "身份范围内还没有这样的工会" in text_of(client.get(reverse("dashboards:city_terms")))
