"""One line of the table of doors."""

from __future__ import annotations

from typing import NamedTuple


class Door(NamedTuple):
    """`page`: the address's name; `of`: which example it names; then the answer to each who knocks."""

    page: str
    method: str
    of: str
    nobody: int
    stranger: int
    insider: int
    holder: int
    who: str = "head"  # the holder of this door
