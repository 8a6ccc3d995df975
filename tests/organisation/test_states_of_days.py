"""The state of a union on a day: what there was then, not what there is today."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from gonglian.core.acts import record
from gonglian.dashboards.finding import find
from gonglian.dashboards.workbench import figures_of
from gonglian.organisation.access import visible_unions
from gonglian.organisation.listing import tally
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role, UnionState
from tests.factories.organisation import DAY, Town, make_duty, make_user
from tests.organisation.test_reads import file_of, listing, names
from tests.organisation.test_views import signed_in, text

PREPARED, FOUNDED, ENDED = date(2019, 3, 1), date(2019, 6, 1), date(2024, 9, 1)
EARLY, BETWEEN, STOOD = date(2019, 2, 28), date(2019, 5, 31), date(2024, 8, 31)


@pytest.fixture
def city_head(town: Town) -> Any:
    user = make_user("head")
    make_duty(user, town.city, Role.HEAD)
    return user


def lived(union: Union, **columns: Any) -> Union:
    with transaction.atomic(), record("tests.state", actor=None, on=DAY):
        Union.objects.filter(pk=union.pk).update(**columns)
    return union


def state(union: Union, on: date) -> str:
    return Union.objects.with_state(on).get(pk=union.pk).state_on


WHOLE_LIFE = {
    "state": UnionState.DISSOLVED, "prepared_on": PREPARED, "founded_on": FOUNDED, "ended_on": ENDED,
}  # fmt: skip
NEVER = {**WHOLE_LIFE, "state": UnionState.NEVER_STOOD, "founded_on": None}
STANDS = {**WHOLE_LIFE, "state": UnionState.ACTIVE, "ended_on": None}


@pytest.mark.parametrize(
    ("columns", "states"),
    [
        (WHOLE_LIFE, ["", "preparing", "preparing", "active", "active", "dissolved"]),
        (NEVER, ["", "preparing", "preparing", "preparing", "preparing", "never_stood"]),
        (STANDS, ["", "preparing", "preparing", "active", "active", "active"]),
        ({**STANDS, "prepared_on": None}, ["", "", "", "active", "active", "active"]),
        ({**STANDS, "prepared_on": None, "founded_on": None}, ["active"] * 6),
        ({**WHOLE_LIFE, "ended_on": None}, ["", "preparing", "preparing", "dissolved", "dissolved", "dissolved"]),
        ({**STANDS, "state": UnionState.PREPARING, "founded_on": None}, ["", *["preparing"] * 5]),
    ],
)  # fmt: skip
def test_state_follows_the_days(town: Town, columns: dict[str, Any], states: list[str]) -> None:
    union = lived(town.industrial, **columns)
    days = (EARLY, PREPARED, BETWEEN, FOUNDED, STOOD, ENDED)
    assert [state(union, on) for on in days] == states


def test_a_union_that_stands_has_no_end(town: Town) -> None:
    with pytest.raises(IntegrityError, match="union_end_of_none_that_stands"):
        lived(town.industrial, ended_on=ENDED)


@pytest.mark.parametrize(
    ("on", "asked", "found"),
    [
        (EARLY, "", False), (BETWEEN, "", True), (DAY, "", True), (BETWEEN, "preparing", True),
        (STOOD, "active", True), (STOOD, "dissolved", False), (DAY, "active", False), (DAY, "dissolved", True),
    ],
)  # fmt: skip
def test_list_is_filtered_by_the_state_of_its_day(
    town: Town, city_head: Any, on: date, asked: str, found: bool
) -> None:
    lived(town.industrial, **WHOLE_LIFE)
    page = listing(city_head, f"kind=industrial&state={asked}", on=on)
    assert (page.tally["total"], names(page)) == ((1, [town.industrial.name]) if found else (0, []))


def test_list_says_the_state_and_the_founding_of_its_day(town: Town, city_head: Any) -> None:
    lived(town.industrial, **WHOLE_LIFE)
    rows = [
        listing(city_head, "kind=industrial&cols=state&cols=founded", on=on).page().rows[0]
        for on in (BETWEEN, STOOD, DAY)
    ]
    assert [([cell.value for cell in row.cells], row.mark[0]) for row in rows] == [
        ([None, "筹备中"], "todo"), ([FOUNDED, "运行中"], "seat"), ([FOUNDED, "已撤销"], "no"),
    ]  # fmt: skip


def test_what_never_stood_is_listed_while_it_was_prepared(town: Town, city_head: Any) -> None:
    lived(town.industrial, **NEVER)
    assert names(listing(city_head, "kind=industrial", on=STOOD)) == [town.industrial.name]
    assert names(listing(city_head, "kind=industrial")) == []
    assert names(listing(city_head, "state=never_stood")) == [town.industrial.name]


@pytest.mark.parametrize(("on", "there"), [(EARLY, 0), (BETWEEN, 1), (DAY, 0)])
def test_figures_and_finder_count_what_there_was(town: Town, city_head: Any, on: date, there: int) -> None:
    lived(town.industrial, **NEVER)
    figures = figures_of(city_head, visible_unions(city_head, on=on), on=on)
    assert [f.value for f in figures if "kind=industrial" in f.address] == [there]
    assert find(city_head, "物流行业", on=on, today=DAY).total == there


def test_tally_of_a_state_is_of_its_day(town: Town, city_head: Any) -> None:
    lived(town.industrial, **WHOLE_LIFE)
    rows = visible_unions(city_head, on=STOOD).listed(STOOD, UnionState.DISSOLVED)
    assert tally(rows, on=STOOD)["total"] == 0


@pytest.mark.parametrize(
    ("on", "word", "days"),
    [
        (EARLY, "当时还没有", {}), (BETWEEN, "筹备中", {}), (STOOD, "运行中", {"成立": FOUNDED}),
        (DAY, "已撤销", {"成立": FOUNDED, "撤销": ENDED}),
    ],
)  # fmt: skip
def test_file_and_map_say_the_state_of_the_day(
    town: Town, city_head: Any, on: date, word: str, days: dict[str, date]
) -> None:
    union = lived(town.industrial, **WHOLE_LIFE)
    found = file_of(union, city_head, on=on)
    assert (found.union.state_word, {k: v for k, v in found.facts if k in ("成立", "批准", "撤销")}) == (
        word,
        days,
    )
    client = signed_in(town.city)
    for address in (union.get_absolute_url(), f"{reverse('organisation:map')}?union={union.pk}"):
        page = client.get(address, {**_query(address), "on": on.isoformat()}).content.decode()
        assert f"</svg>{word}</span>" in page


def _query(address: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in address.partition("?")[2].split("&") if pair)


def test_a_file_of_what_never_stood_says_when_its_founding_ended(town: Town, city_head: Any) -> None:
    found = file_of(lived(town.industrial, **NEVER), city_head)
    assert (found.union.state_word, dict(found.facts)["终止筹建"]) == ("未成立（筹建终止）", ENDED)
    assert "未成立（筹建终止）" in text(signed_in(town.city), town.industrial.get_absolute_url())
