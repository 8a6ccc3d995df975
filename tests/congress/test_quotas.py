"""Places over electing units: sums, order, explanations, demands that cannot be met."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonglian.cli import main
from gonglian.congress.quotas import Conflict, Demand, allocate, conflicts, divide, explain

MEMBERS = st.lists(st.integers(0, 5000), min_size=1, max_size=40)


@st.composite
def demands(draw: Any) -> Demand:
    members = tuple(draw(MEMBERS))
    least = draw(st.integers(0, 3))
    total = least * len(members) + draw(st.integers(0, 300))
    limit = draw(st.none() | st.integers(max(least, -(-total // len(members))), total + 1))
    return Demand(total, least, members, unit_max=limit)


@given(demands())
def test_places_sum_to_the_total_and_keep_floor_and_limit(demand: Demand) -> None:
    places = [share.places for share in divide(demand)]
    assert conflicts(demand) == []
    assert sum(places) == demand.total
    assert min(places) >= demand.floor
    assert demand.unit_max is None or max(places) <= demand.unit_max


@given(demands())
def test_without_a_limit_nobody_is_a_whole_place_from_the_quota(demand: Demand) -> None:
    everybody, rest = sum(demand.members), demand.total - demand.floor * len(demand.members)
    if demand.unit_max is None and everybody:
        for members, share in zip(demand.members, divide(demand), strict=True):
            assert abs(share.places - demand.floor - Fraction(members * rest, everybody)) < 1


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=20, unique=True), st.randoms())
def test_order_of_units_of_different_size_does_not_matter(members: list[int], chance: Any) -> None:
    shuffled = members.copy()
    chance.shuffle(shuffled)
    first, second = (dict(zip(row, allocate(97, 1, row), strict=True)) for row in (members, shuffled))
    assert first == second


@given(demands(), st.randoms())
def test_order_of_entry_moves_places_between_equal_units_alone(demand: Demand, chance: Any) -> None:
    shuffled = list(demand.members)
    chance.shuffle(shuffled)
    orders = [demand, replace(demand, members=tuple(shuffled))]
    first, second = (
        Counter(zip(order.members, (share.places for share in divide(order)), strict=True))
        for order in orders
    )
    assert first == second


@given(demands())
def test_of_equal_units_the_earlier_has_one_more_at_most_and_never_less(demand: Demand) -> None:
    places: dict[int, list[int]] = {}
    for members, share in zip(demand.members, divide(demand), strict=True):
        places.setdefault(members, []).append(share.places)
    for row in places.values():
        assert row == sorted(row, reverse=True)
        assert row[0] - row[-1] <= 1


@given(demands())
def test_larger_unit_never_has_fewer_places(demand: Demand) -> None:
    rows = sorted(zip(demand.members, (share.places for share in divide(demand)), strict=True))
    for (less, few), (more, many) in pairwise(rows):
        assert many >= few or less == more


@given(MEMBERS, st.integers(0, 200), st.integers(0, 6), st.none() | st.integers(0, 40))
def test_conflict_is_named_with_just_what_cures_it(
    members: list[int], total: int, least: int, limit: int | None
) -> None:
    demand = Demand(total, least, tuple(members), unit_max=limit)
    for conflict in conflicts(demand):
        short, enough = (_relaxed(demand, conflict, conflict.by - less) for less in (1, 0))
        names = [[each.constraint for each in conflicts(each)] for each in (short, enough)]
        assert [conflict.constraint in found for found in names] == [True, False]


def _relaxed(demand: Demand, conflict: Conflict, by: int) -> Demand:
    """The demand with so many places more for the floors, or so many fewer that the limit leaves without a unit."""
    if conflict.constraint == "floor":
        return replace(demand, total=demand.total + by)
    over = demand.total - (demand.unit_max or 0) * len(demand.members)
    if over == conflict.by:
        return replace(demand, total=demand.total - by, floor=min(demand.floor, demand.unit_max or 0))
    return replace(
        demand, floor=demand.floor - by, total=min(demand.total, (demand.unit_max or 0) * len(demand.members))
    )


@pytest.mark.parametrize(
    ("total", "floor", "members", "places"),
    [
        (10, 1, [100, 100, 100], [4, 3, 3]),  # equal in all: the earlier one
        (8, 1, [10, 30, 20], [2, 3, 3]),  # rest 5: quotas 5/6, 15/6, 10/6 → 0 2 1, then 5/6 and 4/6 one more
        (5, 1, [1, 1, 0, 0], [2, 1, 1, 1]),
        (6, 2, [7, 5, 3], [2, 2, 2]),
        (4, 1, [0, 0, 0], [2, 1, 1]),
        (3, 0, [1000000, 1, 1], [3, 0, 0]),
    ],
)
def test_places_of_tables_worked_out_by_hand(
    total: int, floor: int, members: list[int], places: list[int]
) -> None:
    assert allocate(total, floor, members) == places


def test_limit_of_one_unit_gives_what_is_left_to_the_others() -> None:
    shares = divide(Demand(12, 1, (1000, 50, 50), unit_max=6))
    assert [share.places for share in shares] == [6, 3, 3]
    assert explain(shares[0]) == (
        "每家至少 1 名；余下 9 名按会员 1000/1100 应得 8 又 200/1100 名；一家最多 6 名，多出的由其他单位分，共 6 名。"
    )


@pytest.mark.parametrize(
    ("demand", "found"),
    [
        (Demand(2, 1, (5, 5, 5)), [Conflict("floor", 1)]),
        (Demand(29, 1, (5, 5), band=(30, 40)), [Conflict("band_min", 1)]),
        (Demand(45, 1, (5, 5), band=(30, 40)), [Conflict("band_max", 5)]),
        (Demand(9, 1, (5, 5), unit_max=4), [Conflict("unit_max", 1)]),
        (Demand(9, 3, (5, 5), unit_max=2), [Conflict("unit_max", 5)]),
        (Demand(3, 2, (5, 5), band=(4, None)), [Conflict("floor", 1), Conflict("band_min", 1)]),
        (Demand(30, 1, (5, 5), band=(30, 40), unit_max=15), []),
    ],
)
def test_demands_that_cannot_be_met_are_named_with_their_measure(
    demand: Demand, found: list[Conflict]
) -> None:
    assert conflicts(demand) == found


def test_floors_above_the_total_are_refused() -> None:
    with pytest.raises(ValueError, match="floor by 1"):
        allocate(2, 1, [5, 5, 5])


# -- the command


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: Any) -> tuple[int, Any]:
    raw = value if isinstance(value, str) else json.dumps(value)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw.encode())))
    code = main(["quotas", "-"])
    return code, json.loads(capsys.readouterr().out)


UNITS = [{"name": "甲", "members": 10}, {"name": "乙", "members": 30}, {"name": "丙", "members": 20}]


def test_command_gives_the_table_with_its_reasons(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"total": 8, "floor": 1, "constituents": UNITS, "manager_cap": "1/5", "women_min": "1/3"}
    code, answer = run(monkeypatch, capsys, asked)
    assert code == 0
    assert answer == {
        "seats": {"甲": 2, "乙": 3, "丙": 3},
        "women_min": 3,
        "managers_max": 1,
        "why": {
            "甲": "每家至少 1 名；余下 5 名按会员 10/60 应得 0 又 50/60 名；取整 0 名，余数大，加 1 名，共 2 名。",
            "乙": "每家至少 1 名；余下 5 名按会员 30/60 应得 2 又 30/60 名；取整 2 名，共 3 名。",
            "丙": "每家至少 1 名；余下 5 名按会员 20/60 应得 1 又 40/60 名；取整 1 名，余数大，加 1 名，共 3 名。",
        },
    }


def test_command_names_what_cannot_be_met(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"total": 2, "floor": 1, "constituents": UNITS}
    assert run(monkeypatch, capsys, asked) == (1, {"infeasible": [{"constraint": "floor", "by": 1}]})


@pytest.mark.parametrize(
    ("asked", "at"),
    [
        ("{", "$"),
        ([], "$"),
        ({"floor": 1, "constituents": UNITS}, "total"),
        ({"total": 8, "floor": -1, "constituents": UNITS}, "floor"),
        ({"total": 8, "floor": 1, "constituents": []}, "constituents"),
        ({"total": 8, "floor": 1, "constituents": [{"members": 3}]}, "constituents[0].name"),
        ({"total": 8, "floor": 1, "constituents": [{"name": "甲"}]}, "constituents[0].members"),
        ({"total": 8, "floor": 1, "constituents": [*UNITS, UNITS[0]]}, "constituents[0].name"),
        ({"total": 8, "floor": 1, "constituents": UNITS, "women_min": "4/3"}, "women_min"),
        ({"total": 8.5, "floor": 1, "constituents": UNITS}, "total"),
    ],
)
def test_command_says_where_bad_input_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], asked: Any, at: str
) -> None:
    code, answer = run(monkeypatch, capsys, asked)
    assert (code, answer["at"]) == (2, at)
    assert answer["error"].endswith("。")
