"""GB/T 4754-2017 as the project carries it."""

from __future__ import annotations

from collections import Counter

import pytest

from gonglian.reference.industries import Industry, industries, section_of, valid_codes


def test_industries_have_the_counts_of_the_standard() -> None:
    assert Counter(industry.level for industry in industries()) == {
        "section": 20,
        "division": 97,
        "group": 473,
    }


def test_valid_codes_have_the_counts_of_the_standard() -> None:
    assert Counter(len(code) for code in valid_codes()) == {1: 20, 2: 97, 3: 473, 4: 1381}


@pytest.mark.parametrize(
    "industry",
    [
        Industry("A", "section", "农、林、牧、渔业", "", "A"),
        Industry("I", "section", "信息传输、软件和信息技术服务业", "", "I"),
        Industry("T", "section", "国际组织", "", "T"),
        Industry("54", "division", "道路运输业", "G", "G"),
        Industry("543", "group", "道路货物运输", "54", "G"),
        Industry("801", "group", "家庭服务", "80", "O"),
    ],
)
def test_industries_hold(industry: Industry) -> None:
    assert industry in industries()


def test_industries_name_parents_that_stand_before_them() -> None:
    seen = {""}
    for industry in industries():
        assert industry.parent in seen
        seen.add(industry.code)


@pytest.mark.parametrize(
    ("code", "valid"),
    [
        ("5431", True),
        ("0111", True),
        ("9700", True),
        ("5430", False),
        ("0114", False),
        ("9999", False),
        ("a", False),
    ],
)
def test_valid_codes_know(code: str, valid: bool) -> None:
    assert (code in valid_codes()) is valid


@pytest.mark.parametrize(
    ("code", "section"),
    [("5431", "G"), ("543", "G"), ("54", "G"), ("G", "G"), ("0111", "A"), ("5430", None), ("", None)],
)
def test_section_of(code: str, section: str | None) -> None:
    assert section_of(code) == section
