"""Sections that higher areas add to a page of a lower one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gonglian.core import sections

DAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "_PAGES", {})


def add(order: int, anchor: str, data: Any, column: str = sections.MAIN, page: str = "file") -> None:
    sections.register(
        page, order, lambda obj, **given: data, f"{anchor}.html", anchor=anchor, title=anchor, column=column
    )


def shown(page: str = "file") -> list[tuple[str, Any]]:
    found = sections.load(page, "obj", user=None, on=DAY, today=DAY)
    return [(section.kind.anchor, section.data) for section in found]


def test_sections_stand_in_their_order_and_columns() -> None:
    add(20, "second", 2)
    add(10, "first", 1)
    add(30, "beside", 3, sections.SIDE)
    add(10, "elsewhere", 4, page="other")
    found = sections.load("file", "obj", user=None, on=DAY, today=DAY)
    assert shown() == [("first", 1), ("second", 2), ("beside", 3)]
    assert [section.kind.anchor for section in sections.in_column(found, sections.SIDE)] == ["beside"]
    assert shown("nobody's") == []


def test_section_without_data_is_left_out_but_an_empty_one_stands() -> None:
    add(10, "nothing", None)
    add(20, "empty", [])
    assert shown() == [("empty", [])]


def test_loader_gets_the_object_the_user_and_the_days() -> None:
    told: list[Any] = []
    sections.register(
        "file", 1, lambda obj, **given: told.append((obj, given)), "a.html", anchor="a", title="甲"
    )
    sections.load("file", "obj", user="user", on=DAY, today=date(2026, 3, 3))
    assert told == [("obj", {"user": "user", "on": DAY, "today": date(2026, 3, 3)})]


def test_second_section_with_the_same_anchor_is_refused() -> None:
    add(10, "first", 1)
    with pytest.raises(ValueError, match="first"):
        add(20, "first", 2)
