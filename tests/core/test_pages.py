"""Lists page by page and chosen columns."""

from __future__ import annotations

import pytest

from gonglian.core.pages import Page, bounds, chosen, page_number


@pytest.mark.parametrize(
    ("asked", "total", "number"),
    [
        ("1", 0, 1),
        ("2", 25, 1),
        ("2", 26, 2),
        ("9", 60, 3),
        ("0", 60, 1),
        ("-1", 60, 1),
        ("x", 60, 1),
        ("²", 60, 1),
    ],
)
def test_page_number_stays_inside(asked: str, total: int, number: int) -> None:
    assert page_number(asked, total) == number


@pytest.mark.parametrize(
    ("number", "total", "first", "last", "around"),
    [
        (1, 0, 0, 0, [1]),
        (1, 25, 1, 25, [1]),
        (2, 26, 26, 26, [1, 2]),
        (5, 250, 101, 125, [1, 0, 4, 5, 6, 0, 10]),
        (10, 250, 226, 250, [1, 0, 9, 10]),
    ],
)
def test_page_says_what_it_shows(number: int, total: int, first: int, last: int, around: list[int]) -> None:
    page: Page[int] = Page(number, total, [])
    assert (page.first, page.last, page.around) == (first, last, around)


def test_bounds_are_the_slice_of_the_page() -> None:
    assert list(range(100))[bounds(2, 12)] == list(range(12, 24))


@pytest.mark.parametrize(
    ("asked", "columns"),
    [([], ["b"]), (["c", "a"], ["a", "c"]), (["c,a"], ["a", "c"]), (["x"], ["b"]), (["a", "x"], ["a"])],
)
def test_chosen_columns(asked: list[str], columns: list[str]) -> None:
    assert chosen(asked, ["a", "b", "c"], ["b"]) == columns
