"""Lists page by page, and the columns a reader chose. Both live in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE_SIZE = 25


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a longer list. number: from 1; total: rows on all pages; rows: those of this page."""

    number: int
    total: int
    rows: Sequence[T]
    size: int = PAGE_SIZE

    @property
    def pages(self) -> int:
        return page_count(self.total, self.size)

    @property
    def first(self) -> int:
        """The ordinal of the first row shown; 0 on an empty list."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last(self) -> int:
        return min(self.total, self.number * self.size)

    @property
    def following(self) -> int:
        return self.number + 1

    @property
    def around(self) -> list[int]:
        """The page numbers to offer; 0 stands for a gap."""
        near = {1, self.pages, *range(self.number - 1, self.number + 2)}
        shown = sorted(n for n in near if 1 <= n <= self.pages)
        offered: list[int] = []
        for n in shown:
            if offered and n - offered[-1] > 1:
                offered.append(0)
            offered.append(n)
        return offered


def page_count(total: int, size: int = PAGE_SIZE) -> int:
    """How many pages; an empty list has one."""
    return max(1, -(-total // size))


def page_number(asked: str, total: int, size: int = PAGE_SIZE) -> int:
    """The page asked for, kept between the first and the last; the first for what is no number."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    return max(1, min(number, page_count(total, size)))


def bounds(number: int, size: int = PAGE_SIZE) -> slice:
    """The slice of the whole list that page `number` shows."""
    return slice((number - 1) * size, number * size)


def chosen(asked: Iterable[str], known: Sequence[str], default: Sequence[str]) -> list[str]:
    """The column keys asked for that are known, in the order of `known`; `default` when there is none."""
    wanted = {key for text in asked for key in text.split(",")}
    return [key for key in known if key in wanted] or list(default)
