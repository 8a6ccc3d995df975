"""Changes of parameters and their effects as the pages show them: values and results in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from gonglian.policy.catalogue import clause_row, value_words
from gonglian.policy.models import ParameterChange
from gonglian.policy.parameters import unplain
from gonglian.policy.registry import UnknownClauseError, get
from gonglian.policy.sources import source_words

_MARKS = {"FAIL": ("no", "bad"), "UNKNOWN": ("warn", "soon"), "OK": ("ok", ""), "NA": ("ok", "")}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    change: ParameterChange
    values: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Side:
    """One result: shape and tone of its mark, its word, the sentence."""

    shape: str
    tone: str
    word: str
    message: str


@dataclass(frozen=True, slots=True)
class EffectRow:
    kind: str
    name: str
    url: str
    clause: str
    title: str
    before: Side
    after: Side


def change_rows(changes: Iterable[ParameterChange]) -> list[ChangeRow]:
    return [ChangeRow(each, value_words(unplain(each.value)), source_words(each.source)) for each in changes]


def effect_rows(effects: Iterable[dict[str, Any]]) -> list[EffectRow]:
    """effects: Effect.to_json(), fresh or as kept with the change."""
    return [
        EffectRow(
            each["kind"], each["name"], each["url"], each["clause"], _title(each["clause"]), _side(each["before"]),
            _side(each["after"]),
        )
        for each in effects
    ]  # fmt: skip


def _title(name: str) -> str:
    try:
        return str(clause_row(get(name)).clause.title)
    except UnknownClauseError:
        return name


def _side(finding: dict[str, Any] | None) -> Side:
    if finding is None:
        return Side("ok", "", _("没有问题"), "")
    shape, tone = _MARKS[finding["result"]]
    words = {"FAIL": _("不符合"), "UNKNOWN": _("资料不足"), "OK": _("符合"), "NA": _("不适用")}
    return Side(shape, tone, words[finding["result"]], finding["message"])
