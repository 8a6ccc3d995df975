"""The answer of a clause: a finding that says what, why, which source and how to cure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Result(StrEnum):
    """OK fulfilled · FAIL not fulfilled · UNKNOWN 资料不足 · NA does not apply to these facts."""

    OK = "OK"
    FAIL = "FAIL"
    UNKNOWN = "UNKNOWN"
    NA = "NA"


class Level(StrEnum):
    """B blocks · W warns, goes on with a written reason that is logged · I informs."""

    B = "B"
    W = "W"
    I = "I"  # noqa: E741 - the letter is the level's name in the clauses


_KEYS = re.compile("（[a-z_]+）")  # 名单确定日（fixed_on）


@dataclass(frozen=True, slots=True)
class Finding:
    """One clause judged on one set of facts.

    `parameters` holds the thresholds that were looked at, id → value (int, bool, Fraction as "1/20", list).
    """

    clause: str
    result: Result
    level: Level
    message: str
    cites: tuple[str, ...]
    cure: str = ""
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def ok(self) -> bool | None:
        """True for OK, False for FAIL, None for UNKNOWN and NA."""
        return {Result.OK: True, Result.FAIL: False}.get(self.result)

    @property
    def bars(self) -> bool:
        """True when an act that decides must refuse: a B clause that failed or lacks facts."""
        return self.level is Level.B and self.result in (Result.FAIL, Result.UNKNOWN)

    def for_people(self) -> Finding:
        """The same finding without the JSON keys that help whoever writes facts by hand."""
        return replace(self, message=_KEYS.sub("", self.message), cure=_KEYS.sub("", self.cure))

    def to_json(self) -> dict[str, Any]:
        """The finding as plain JSON values, keys as in the command's contract."""
        return {
            "id": self.clause,
            "ok": self.ok,
            "result": self.result.value,
            "level": self.level.value,
            "cites": list(self.cites),
            "message": self.message,
            "cure": self.cure,
            "parameters": self.parameters,
        }
