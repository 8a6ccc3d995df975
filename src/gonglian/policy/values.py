"""A parameter's value as people type it, and back: whole number, yes or no, share, several, words, bands."""

from __future__ import annotations

import re
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.catalogue import VALUE_WORDS
from gonglian.policy.parameters import Parameter
from gonglian.policy.shipped import shipped

MOST = 1_000_000
_SHARE = re.compile(r"(\d{1,4})\s*[/／]\s*(\d{1,4})")
_PERCENT = re.compile(r"(\d{1,3})\s*[%％]")
_BAND = re.compile(r"(\d+)\s*(?:[-至~～—]\s*(\d+)|以上)\s*[:：]\s*(\d+)\s*[-至~～—]\s*(\d+)")
_BETWEEN = re.compile(r"[、，,；;\s]+")
_CODE = re.compile(r"[0-9A-Z]{2}")


class BadValueError(ValueError):
    """What was typed is no value of this parameter; the message says what is expected."""


class Shape(StrEnum):
    NUMBER = "number"
    YES_NO = "yes_no"
    SHARE = "share"
    NUMBERS = "numbers"
    WORDS = "words"
    CODES = "codes"
    BANDS = "bands"


HINTS = {
    Shape.NUMBER: gettext_lazy("填一个整数，如 25。"),
    Shape.YES_NO: gettext_lazy("填“是”或“否”。"),
    Shape.SHARE: gettext_lazy("填一个比例，如 1/20 或 5%，不大于 1。"),
    Shape.NUMBERS: gettext_lazy("填整数，从小到大，用顿号隔开，个数不变的照原来的个数，如 3、5。"),
    Shape.WORDS: gettext_lazy("照原来的词填，可以减少，用分号隔开。"),
    Shape.CODES: gettext_lazy("填两位代码，用分号隔开，如 81；89。"),
    Shape.BANDS: gettext_lazy("一行一档，如“25-200：3-7”，末档写“50001以上：37-45”，各档首尾相接。"),
}
FREE_LENGTH = ("term.years.",)  # sets of numbers; the other tuples of numbers are pairs with a fixed meaning


def known(key: str) -> tuple[Parameter, ...]:
    """The shipped rows of a parameter, oldest first; empty for an unknown key."""
    return shipped().rows(key)


def shape_of(key: str) -> Shape:
    """What kind of value a parameter has, by its shipped one. Refused: KeyError for an unknown key."""
    rows = known(key)
    if not rows:
        raise KeyError(key)
    value = rows[-1].value
    if isinstance(value, bool):
        return Shape.YES_NO
    if isinstance(value, Fraction):
        return Shape.SHARE
    if isinstance(value, int):
        return Shape.NUMBER
    first = value[0]
    if isinstance(first, tuple):
        return Shape.BANDS
    if isinstance(first, int):
        return Shape.NUMBERS
    return Shape.CODES if _CODE.fullmatch(first) else Shape.WORDS


def as_text(value: Any) -> str:
    """The value as it is typed; `read_value` takes it back."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        return "\n".join(_band_text(*band) for band in value)
    if isinstance(value, tuple):
        between = "；" if isinstance(value[0], str) else "、"
        return between.join(str(VALUE_WORDS.get(part, part)) for part in value)
    return str(value)


def read_value(key: str, text: str) -> Any:
    """The value that was typed. Refused: BadValueError, with what is expected; KeyError for an unknown key."""
    shape = shape_of(key)
    value = _READERS[shape](key, text.strip())
    if value is None:
        raise BadValueError(str(HINTS[shape]))
    return value


def _number(_key: str, text: str) -> int | None:
    return int(text) if re.fullmatch(r"\d{1,7}", text) and int(text) <= MOST else None


def _yes_no(_key: str, text: str) -> bool | None:
    return {_("是"): True, _("否"): False, "是": True, "否": False}.get(text)


def _share(_key: str, text: str) -> Fraction | None:
    if found := _SHARE.fullmatch(text):
        top, bottom = int(found[1]), int(found[2])
    elif found := _PERCENT.fullmatch(text):
        top, bottom = int(found[1]), 100
    else:
        return None
    return Fraction(top, bottom) if bottom and top <= bottom else None


def _parts(text: str) -> list[str]:
    return [part for part in _BETWEEN.split(text) if part]


def _numbers(key: str, text: str) -> tuple[int, ...] | None:
    parts = [_number(key, part) for part in _parts(text)]
    fixed = not key.startswith(FREE_LENGTH)
    numbers = tuple(part for part in parts if part is not None)
    rising = list(numbers) == sorted(set(numbers))
    fits = len(numbers) == len(known(key)[-1].value) if fixed else bool(numbers)
    in_order = rising if not key.startswith("org.scale.") else True  # units and workers: two things
    return numbers if fits and in_order and len(numbers) == len(parts) else None


def _words(key: str, text: str) -> tuple[str, ...] | None:
    """The system acts on these words, so only those it ships for this parameter are known."""
    codes = {word: word for row in known(key) for word in row.value}
    codes |= {str(VALUE_WORDS.get(word, word)): word for word in codes.copy()}
    parts = [part.strip() for part in re.split("[；;\n]", text) if part.strip()]
    found = tuple(dict.fromkeys(codes.get(part, "") for part in parts))
    return found if found and "" not in found else None


def _codes(_key: str, text: str) -> tuple[str, ...] | None:
    parts = tuple(dict.fromkeys(_parts(text)))
    return parts if parts and all(_CODE.fullmatch(part) for part in parts) else None


def _bands(_key: str, text: str) -> tuple[tuple[int | None, ...], ...] | None:
    bands = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        found = _BAND.fullmatch(line)
        if found is None:
            return None
        low, high, least, most = (int(part) if part else None for part in found.groups())
        bands.append((low, high, least, most))
    return tuple(bands) if bands and _meet(bands) else None


def _meet(bands: list[tuple[Any, ...]]) -> bool:
    """Each band begins where the one before it ended; only the last is open; least is not above most."""
    for low, high, least, most in bands:
        if least > most or (high is not None and low > high):
            return False
    return bands[-1][1] is None and all(
        before[1] is not None and after[0] == before[1] + 1 for before, after in pairwise(bands)
    )


def _band_text(low: int, high: int | None, least: int, most: int) -> str:
    return f"{low}-{high}：{least}-{most}" if high is not None else f"{low}以上：{least}-{most}"


_READERS = {
    Shape.NUMBER: _number, Shape.YES_NO: _yes_no, Shape.SHARE: _share, Shape.NUMBERS: _numbers,
    Shape.WORDS: _words, Shape.CODES: _codes, Shape.BANDS: _bands,
}  # fmt: skip
