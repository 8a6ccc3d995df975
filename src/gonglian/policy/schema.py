"""The shape of a clause's facts: read from JSON with a path to every fault, and shown to callers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_RATIO = re.compile(r"\d{1,12}(/\d{1,12})?|\d{1,12}\.\d{1,12}")
_YEARS = range(1900, 2200)


class BadInputError(ValueError):
    """Facts that cannot be read. `at` is the path of the fault, such as `constituents[0].union`."""

    def __init__(self, message: str, at: str) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


class Need(StrEnum):
    """NEEDED: absent or null is UNKNOWN · NULLABLE: absent is UNKNOWN,
    null means none · OPTIONAL: may be absent.
    """

    NEEDED = "needed"
    NULLABLE = "nullable"
    OPTIONAL = "optional"


class FactType(Protocol):
    """Reads one JSON value. `extras` collects the paths of keys nobody asked for."""

    def read(self, value: Any, at: str, extras: list[str]) -> Any: ...

    def describe(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number, not negative."""

    def read(self, value: Any, at: str, extras: list[str]) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise BadInputError(_("填写整数。"), at)
        if value < 0:
            raise BadInputError(_("填写不小于 0 的整数。"), at)
        return value

    def describe(self) -> dict[str, Any]:
        return {"type": "int", "minimum": 0}


@dataclass(frozen=True, slots=True)
class Label:
    """A name, code or number of a thing; whole numbers are taken as text."""

    def read(self, value: Any, at: str, extras: list[str]) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise BadInputError(_("填写文字。"), at)
        if isinstance(value, int) and value < 0:
            raise BadInputError(_("填写文字，或不小于 0 的整数。"), at)
        return str(value).strip()

    def describe(self) -> dict[str, Any]:
        return {"type": "str"}


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def read(self, value: Any, at: str, extras: list[str]) -> bool:
        if not isinstance(value, bool):
            raise BadInputError(_("填写 true 或 false。"), at)
        return value

    def describe(self) -> dict[str, Any]:
        return {"type": "bool"}


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day between 1900 and 2199, written YYYY-MM-DD."""

    def read(self, value: Any, at: str, extras: list[str]) -> date:
        if not isinstance(value, str) or not _DAY.fullmatch(value):
            raise BadInputError(_("日期写成 YYYY-MM-DD。"), at)
        try:
            day = date.fromisoformat(value)
        except ValueError:
            raise BadInputError(_("没有 %(day)s 这一天。") % {"day": value}, at) from None
        if day.year not in _YEARS:
            raise BadInputError(_("%(day)s 不在 1900 年至 2199 年之间。") % {"day": value}, at)
        return day

    def describe(self) -> dict[str, Any]:
        return {"type": "date", "format": "YYYY-MM-DD"}


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a day and time in ISO form; a day alone is its first moment. The zone is dropped."""

    def read(self, value: Any, at: str, extras: list[str]) -> datetime:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            raise BadInputError(_("时间写成 YYYY-MM-DDTHH:MM。"), at) from None
        if moment.year not in _YEARS:
            raise BadInputError(_("%(day)s 不在 1900 年至 2199 年之间。") % {"day": value}, at)
        return moment.replace(tzinfo=None)

    def describe(self) -> dict[str, Any]:
        return {"type": "datetime", "format": "YYYY-MM-DDTHH:MM"}


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction from 0 to 1: "1/3", 0, 1, or an exact decimal."""

    def read(self, value: Any, at: str, extras: list[str]) -> Fraction:
        share = _fraction(value)
        if share is None or not 0 <= share <= 1:
            raise BadInputError(_("填写 0 到 1 的分数，如 1/3。"), at)
        return share

    def describe(self) -> dict[str, Any]:
        return {"type": "fraction", "example": "1/3"}


def _fraction(value: Any) -> Fraction | None:
    if isinstance(value, bool) or not isinstance(value, str | int | Fraction):
        return None
    if isinstance(value, str) and not _RATIO.fullmatch(value):
        return None
    try:
        return Fraction(value)
    except ZeroDivisionError:
        return None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words, case aside; `aliases` maps other spellings to them."""

    options: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def read(self, value: Any, at: str, extras: list[str]) -> str:
        if isinstance(value, str):
            word = value.strip().lower()
            word = self.aliases.get(word, word)
            if word in self.options:
                return word
        raise BadInputError(_("只能填写：%(options)s。") % {"options": " ".join(self.options)}, at)

    def describe(self) -> dict[str, Any]:
        return {"type": "enum", "options": list(self.options)}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of an open list: known spellings become the listed word,
    others stay and are judged as unlisted.
    """

    options: tuple[str, ...]
    aliases: Mapping[str, str] = field(default_factory=dict)

    def read(self, value: Any, at: str, extras: list[str]) -> str:
        if not isinstance(value, str):
            raise BadInputError(_("填写文字。"), at)
        word = value.strip().lower()
        return self.aliases.get(word, word)

    def describe(self) -> dict[str, Any]:
        return {"type": "str", "known": list(self.options)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one type; with `single`, one value alone is read as a list of one."""

    item: FactType
    single: bool = False

    def read(self, value: Any, at: str, extras: list[str]) -> list[Any]:
        if not isinstance(value, list):
            if not self.single:
                raise BadInputError(_("填写列表。"), at)
            value = [value]
        return [self.item.read(part, f"{at}[{place}]", extras) for place, part in enumerate(value)]

    def describe(self) -> dict[str, Any]:
        return {"type": "list", "items": self.item.describe()}


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object whose keys are names and whose values are of one type or null."""

    item: FactType

    def read(self, value: Any, at: str, extras: list[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise BadInputError(_("填写对象。"), at)
        return {
            key: None if part is None else self.item.read(part, join(at, key), extras)
            for key, part in value.items()
        }

    def describe(self) -> dict[str, Any]:
        return {"type": "object", "values": self.item.describe()}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of several types, tried in order; `says` is the message when none fits."""

    types: tuple[FactType, ...]
    says: Words

    def read(self, value: Any, at: str, extras: list[str]) -> Any:
        deepest: BadInputError | None = None
        for kind in self.types:
            mine: list[str] = []
            try:
                read = kind.read(value, at, mine)
            except BadInputError as fault:
                if fault.at != at:
                    deepest = fault
                continue
            extras.extend(mine)
            return read
        raise deepest or BadInputError(str(self.says), at)

    def describe(self) -> dict[str, Any]:
        return {"type": "one of", "any": [kind.describe() for kind in self.types]}


@dataclass(frozen=True, slots=True)
class Fact:
    """One key: its type, its Chinese name, who can supply it (empty:
    the clause's usual source), how needed.
    """

    key: str
    type: FactType
    label: Words
    need: Need = Need.NEEDED
    who: Words = ""

    def describe(self) -> dict[str, Any]:
        return self.type.describe() | {"need": self.need.value, "label": str(self.label)}


@dataclass(frozen=True, slots=True)
class Record:
    """An object with known keys. Keys not given are left out;
    null stays null; other keys are noted and dropped.
    """

    facts: tuple[Fact, ...]

    def read(self, value: Any, at: str, extras: list[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise BadInputError(_("填写对象。"), at)
        known = {fact.key: fact.type for fact in self.facts}
        extras.extend(join(at, key) for key in value if key not in known)
        return {
            key: None if value[key] is None else kind.read(value[key], join(at, key), extras)
            for key, kind in known.items()
            if key in value
        }

    def describe(self) -> dict[str, Any]:
        return {"type": "object", "keys": {fact.key: fact.describe() for fact in self.facts}}


def join(at: str, key: str) -> str:
    return f"{at}.{key}" if at else key


def record(*facts: Fact) -> Record:
    return Record(facts)


def read_facts(facts: Sequence[Fact], value: Any) -> tuple[dict[str, Any], list[str]]:
    """Read a JSON value into facts (dates, fractions, words as code knows them) and the paths of extra keys.

    Refused (BadInputError): a value of another type, a negative count, an impossible day, an unknown word.
    """
    extras: list[str] = []
    if not isinstance(value, dict):
        raise BadInputError(_("事实须是一个 JSON 对象。"), "$")
    return Record(tuple(facts)).read(value, "", extras), extras
