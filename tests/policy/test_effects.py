"""What a changed value would change: judged twice, compared by subject and clause."""

from __future__ import annotations

from datetime import date

import pytest

from gonglian.policy.effects import effects, register, replaced
from gonglian.policy.parameters import Parameter, ParameterTable
from gonglian.policy.site import overlaid, site_table
from tests.factories.founding import Road
from tests.factories.organisation import make_town

ON = date(2026, 3, 2)


def _table(key: str, value: object) -> ParameterTable:
    return overlaid(site_table(), [Parameter(key, value, ON, None, "x", "R", "x")])


def _told(key: str, value: object) -> list[tuple[str, str, object, object]]:
    found = effects(site_table(), _table(key, value), key, on=ON)
    return [
        (one.subject.name, one.clause, one.before and one.before.result, one.after and one.after.result)
        for one in found
    ]


@pytest.mark.django_db
def test_an_industrial_union_that_would_have_too_few_constituents() -> None:
    town = make_town()
    assert _told("org.min_member_unions", 3) == [(town.industrial.name, "ORG-01", "OK", "FAIL")]


@pytest.mark.django_db
def test_no_effect_where_only_the_sentence_differs() -> None:
    make_town()
    assert _told("org.min_member_unions", 1) == []


@pytest.mark.django_db
def test_an_open_case_is_judged_at_the_step_it_is_at() -> None:
    road = Road()
    case = road.begin(name="兰山区快餐行业工会联合会", trade_words="快餐行业")
    road.consent()
    assert (case.name, "ORG-01", "OK", "FAIL") in _told("org.min_member_unions", 9)


@pytest.mark.django_db
def test_a_value_no_clause_asks_for_has_no_effect() -> None:
    make_town()
    assert _told("founding.congress_months", 9) == []


def _row(value: int, start: int, until: int | None = None) -> Parameter:
    return Parameter("x", value, date(start, 1, 1), until and date(until, 1, 1), "", "R", "")


@pytest.mark.parametrize(
    ("start", "spans"),
    [
        (2005, [(1, 2000, 2005), (9, 2005, 2010), (2, 2010, None)]),
        (2010, [(1, 2000, 2010), (9, 2010, None)]),
        (2020, [(1, 2000, 2010), (2, 2010, 2020), (9, 2020, None)]),
        (1990, [(9, 1990, 2000), (1, 2000, 2010), (2, 2010, None)]),
    ],
)
def test_replaced_holds_until_the_next_dated_value(
    start: int, spans: list[tuple[int, int, int | None]]
) -> None:
    table = ParameterTable([_row(1, 2000, 2010), _row(2, 2010)])
    rows = replaced(table, _row(9, start)).rows("x")
    assert [
        (row.value, row.valid_from.year, row.valid_until and row.valid_until.year) for row in rows
    ] == spans


def test_the_same_offer_is_refused_twice() -> None:
    with pytest.raises(ValueError, match="already"):
        register("founding.cases", lambda asked, on: [])
