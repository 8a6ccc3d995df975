"""The office's wording: a title and a body with named blanks such as {{ 工会名称 }}.

The texts under `wordings/` are the ones shipped; an office may keep its own in their place. A blank is a name
from `BLANKS` and nothing else, so a text can be checked when it is saved and cannot run anything. A part in
[[ ]] is left out when a blank in it has no value, as where a union has no vice-chair.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources

from django.utils.translation import gettext as _

from gonglian.documents.blanks import BLANKS
from gonglian.documents.markup import parse_line
from gonglian.documents.papers import Block, Kind, SheetKind, Table
from gonglian.documents.text import clean

Value = str | int | Table | tuple[str, ...]

_BLANK = re.compile(r"\{\{[ \t]*([^{}\n]*?)[ \t]*\}\}")
_OPTIONAL = re.compile(r"\[\[([^\[\]]*)\]\]")
_CODES = {label: code for code, label in BLANKS.items()}


class WordingError(ValueError):
    """A text with a blank that is unknown, broken or not filled; the message names it."""


class Purpose(StrEnum):
    """What a paper is written for; with the kind it names one wording."""

    PREPARE = "prepare"
    REFUSE = "refuse"
    REFUSE_CONVENE = "refuse_convene"
    REFUSE_RESULT = "refuse_result"
    WITHDRAW = "withdraw"
    LAPSED = "lapsed"
    CONSULT = "consult"
    CONVENE = "convene"
    RESULT = "result"
    RENEW = "renew"
    REFUSE_RENEW = "refuse_renew"
    RENEWED = "renewed"
    REFUSE_RENEWED = "refuse_renewed"
    ESTABLISHED = "established"
    DISPATCHED = "dispatched"
    JOIN = "join"
    LEAVE = "leave"
    CHANGE_LINE = "change_line"
    KEEP_LINE = "keep_line"
    EXTEND = "extend"
    KEEP_TERM = "keep_term"
    SUBSTITUTE = "substitute"
    CONGRESS = "congress"  # this and the next two name minutes of before, which are written from the meeting's record now
    COMMITTEE = "committee"
    AUDIT_COMMITTEE = "audit_committee"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text of the office: one line of title, then lines as `markup` reads them."""

    kind: Kind | SheetKind
    purpose: Purpose
    title: str
    body: str

    def fill(self, values: Mapping[str, Value]) -> tuple[str, tuple[Block, ...]]:
        """Return title and blocks. `values` is keyed by the codes of `BLANKS`; further keys are ignored.

        Refused (`WordingError`): an unknown or broken blank, a blank without a value, a table or list that
        does not stand on a line of its own.
        """
        check_text(self.title)
        check_text(self.body)
        lines = [line.strip() for line in self.body.splitlines() if line.strip()]
        blocks = tuple(block for line in lines for block in _fill_line(line, values))
        return _fill_text(self.title, values), blocks


SHIPPED: tuple[tuple[Kind | SheetKind, Purpose], ...] = (
    (Kind.REQUEST, Purpose.PREPARE),
    (Kind.REPLY, Purpose.PREPARE),
    (Kind.REPLY, Purpose.REFUSE),
    (Kind.REPLY, Purpose.REFUSE_CONVENE),
    (Kind.REPLY, Purpose.REFUSE_RESULT),
    (Kind.REPORT, Purpose.WITHDRAW),
    (Kind.NOTICE, Purpose.LAPSED),
    (Kind.LETTER, Purpose.CONSULT),
    (Kind.REQUEST, Purpose.CONVENE),
    (Kind.REPLY, Purpose.CONVENE),
    (Kind.REQUEST, Purpose.RESULT),
    (Kind.REPORT, Purpose.RESULT),
    (Kind.REPLY, Purpose.RESULT),
    (Kind.REQUEST, Purpose.RENEW),
    (Kind.REPLY, Purpose.RENEW),
    (Kind.REPLY, Purpose.REFUSE_RENEW),
    (Kind.REQUEST, Purpose.RENEWED),
    (Kind.REPLY, Purpose.RENEWED),
    (Kind.REPLY, Purpose.REFUSE_RENEWED),
    (Kind.NOTICE, Purpose.ESTABLISHED),
    (Kind.NOTICE, Purpose.DISPATCHED),
    (Kind.LETTER, Purpose.JOIN),
    (Kind.REPORT, Purpose.JOIN),
    (Kind.LETTER, Purpose.LEAVE),
    (Kind.REPORT, Purpose.LEAVE),
    (SheetKind.CONSENT, Purpose.LEAVE),
    (Kind.REQUEST, Purpose.CHANGE_LINE),
    (Kind.REPLY, Purpose.CHANGE_LINE),
    (Kind.REPLY, Purpose.KEEP_LINE),
    (Kind.REQUEST, Purpose.EXTEND),
    (Kind.REPLY, Purpose.EXTEND),
    (Kind.REPLY, Purpose.KEEP_TERM),
    (Kind.REPORT, Purpose.SUBSTITUTE),
    *((kind, Purpose.SHEET) for kind in SheetKind),
)


@cache
def shipped(kind: Kind | SheetKind, purpose: Purpose = Purpose.SHEET) -> Wording:
    """Return the shipped wording; refused (`KeyError`): a pair that is not in `SHIPPED`."""
    if (kind, purpose) not in SHIPPED:
        raise KeyError((kind, purpose))
    file = resources.files("gonglian.documents") / "wordings" / f"{kind}_{purpose}.txt"
    title, _gap, body = file.read_text(encoding="utf-8").partition("\n")
    return Wording(kind, purpose, title.strip(), body.strip())


def blanks_in(text: str) -> tuple[str, ...]:
    """Return the codes of the blanks in `text`, each once, in order; refused: as `check_text`."""
    check_text(text)
    return tuple(dict.fromkeys(_CODES[match[1]] for match in _BLANK.finditer(text)))


def check_text(text: str) -> None:
    """Refuse (`WordingError`) a text that cannot be filled; to be asked when the office saves it."""
    for match in _BLANK.finditer(text):
        if match[1] not in _CODES:
            raise WordingError(
                _("不认识的填空项“%(name)s”：请改用已有的填空项，可用的有%(known)s。")
                % {"name": match[1], "known": "、".join(_CODES)}
            )
    for line in text.splitlines():
        rest = _OPTIONAL.sub("", _BLANK.sub("", line))
        if any(mark in rest for mark in ("{{", "}}", "[[", "]]")):
            raise WordingError(
                _(
                    "括号不成对，在“%(line)s”这一行："
                    "填空项写成“{{ 名称 }}”，可省部分写成“[[ 文字 ]]”，中间不换行。"
                )
                % {"line": line.strip()}
            )


def _fill_line(line: str, values: Mapping[str, Value]) -> tuple[Block, ...]:
    alone = _BLANK.fullmatch(line)
    value = _value(alone[1], values) if alone else None
    if isinstance(value, Table):
        return (value,)
    if isinstance(value, tuple):
        return tuple(parse_line(clean(item)) for item in value if item.strip())
    return (parse_line(_fill_text(line, values)),)


def _fill_text(text: str, values: Mapping[str, Value]) -> str:
    kept = _OPTIONAL.sub(lambda match: match[1] if _all_filled(match[1], values) else "", text)
    return _BLANK.sub(lambda match: _inline(match[1], values), kept)


def _all_filled(part: str, values: Mapping[str, Value]) -> bool:
    return all(values.get(_CODES[match[1]], "") != "" for match in _BLANK.finditer(part))


def _inline(label: str, values: Mapping[str, Value]) -> str:
    value = _value(label, values)
    if isinstance(value, (Table, tuple)):
        raise WordingError(_("填空项“%(name)s”是表格或多行内容：请让它单独占一行。") % {"name": label})
    return clean(str(value))


def _value(label: str, values: Mapping[str, Value]) -> Value:
    code = _CODES[label]
    if code not in values or values[code] == "":
        raise WordingError(_("填空项“%(name)s”没有内容：请先补齐，再生成公文。") % {"name": label})
    return values[code]
