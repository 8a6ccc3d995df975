"""What people type for a parameter's value, and what it becomes."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from gonglian.policy.shipped import shipped
from gonglian.policy.values import BadValueError, as_text, read_value


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("org.must_establish_members", " 30 ", 30),
        ("working_committee.elected", "是", True),
        ("election.quorum", "3/4", Fraction(3, 4)),
        ("election.diff.committee", "5%", Fraction(1, 20)),
        ("election.diff.audit", "1／10", Fraction(1, 10)),
        ("org.scale.county", "20、300", (20, 300)),
        ("org.scale.village", "5，5", (5, 5)),
        ("term.years.base", "5", (5,)),
        ("org.forms", "工会联合会；工会委员会", ("federation", "committee")),
        ("uscc.prefix.other", "81、89", ("81", "89")),
        ("delegates.size", "100-200：30-40\n201以上：40-60", ((100, 200, 30, 40), (201, None, 40, 60))),
    ],
)
def test_read_value(key: str, text: str, value: Any) -> None:
    assert read_value(key, text) == value


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("org.must_establish_members", "二十五"),
        ("org.must_establish_members", "-1"),
        ("org.must_establish_members", "1.5"),
        ("org.must_establish_members", "99999999"),
        ("org.must_establish_members", ""),
        ("working_committee.elected", "也许"),
        ("election.quorum", "4/3"),
        ("election.quorum", "1/0"),
        ("election.quorum", "0.5"),
        ("org.scale.county", "20"),
        ("org.scale.county", "20、x"),
        ("committee.size", "25-200：7-3\n201以上：9-11"),
        ("committee.size", "25-200：3-7\n300以上：9-11"),
        ("committee.size", "25-200：3-7"),
        ("committee.size", "很多"),
        ("audit_committee.size", "11、3"),
        ("term.years.base", "5、3"),
        ("org.forms", "工会联合会；俱乐部"),
        ("uscc.prefix.other", "8"),
    ],
)
def test_read_value_refuses_other_kinds(key: str, text: str) -> None:
    with pytest.raises(BadValueError):
        read_value(key, text)


def test_read_value_of_an_unknown_parameter() -> None:
    with pytest.raises(KeyError):
        read_value("no.such", "1")


@pytest.mark.parametrize("key", shipped().ids())
def test_every_shipped_value_can_be_typed_again(key: str) -> None:
    for row in shipped().rows(key):
        assert read_value(key, as_text(row.value)) == row.value
