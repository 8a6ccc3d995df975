"""From judged rows to the staging table: COPY, many rows a second, ID numbers sealed on the way.

What the database compares is written as `facts`, what it needs besides (pinyin, mapped words) as `derived`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from gonglian.core.hanzi import pinyin
from gonglian.core.sealing import keyed_hash, seal_text
from gonglian.reference import idcards
from gonglian.rosters import reasons, words
from gonglian.rosters.derive import Derived, derive_sector_union, derive_union, union_kind
from gonglian.rosters.layouts import label
from gonglian.rosters.rows import MEMBERS, SECTOR_UNIONS, UNIONS, Fault, JudgedRow, Notice, Values

COLUMNS = (
    "batch_id", "file_id", "number", "kind", "key", "union_code", "region", "values", "facts", "derived",
    "cells", "id_sealed", "id_hash", "reason", "field", "message", "notes", "effect", "status", "before",
)  # fmt: skip
COPY_ROWS = (
    f"copy rosters_importrow ({', '.join(f'{chr(34)}{name}{chr(34)}' for name in COLUMNS)}) from stdin"
)
MEMBER_DETAILS = (
    "ethnicity",
    "political",
    "education",
    "household",
    "employment",
    "migrant",
    "eight_group",
    "post",
)
SEX_CODES = {"男": "1", "女": "2"}
NOT_JOINED = "未入会"
SHOWN_PLACES = 6, 4  # of an ID number, at its beginning and its end

LONGEST = {
    "name": 40, "chair": 40, "union_name": 120, "unit_name": 120, "head_unit_name": 120, "phone": 20,
    "chair_post": 80, "host_body": 120,
}  # fmt: skip
LONGEST_SECTOR = LONGEST | {"name": 120}


@dataclass
class Stager:
    """Turns the rows of one import into lines of COPY.

    `files`: name without ending → id of the file; `places`: name of a county or zone → its code; `trades`: name of a
    trade → its code; `region`: where a row belongs that names no known place.
    """

    batch: int
    files: Mapping[str, int]
    places: Mapping[str, str]
    trades: Mapping[str, str]
    region: str
    rows: int = 0
    _names: dict[str, tuple[str, str]] = field(default_factory=dict)

    def line(self, row: JudgedRow) -> tuple[Any, ...]:
        """One line of COPY for a judged row."""
        self.rows += 1
        reason, at, message = row.reason, row.field, row.message
        if not reason and (fault := unfit(row)):
            reason, at = fault.code, fault.field
            message = reasons.message(fault, {at: label(row.kind, at)})
        sealed = row.values.get("id_no") if row.kind == MEMBERS and not reason else None
        back = dict(row.cells) if row.cells else (_given_back(row) if reason else None)
        derived = self._derive(row) if not reason else Derived()
        return (
            self.batch, self.files[row.file], row.number, row.kind, derived.key[:120],
            (row.values.get("union_code") or "")[:18], derived.region, _json(_shown(row.values)), _json(derived.facts),
            _json(derived.more), seal_text(_json(back)) if back else None, seal_text(sealed) if sealed else None,
            keyed_hash(sealed) if sealed else None, reason, at, message, "[]", "none",
            "error" if reason else "", "{}",
        )  # fmt: skip

    def _derive(self, row: JudgedRow) -> Derived:
        if row.kind == UNIONS:
            return derive_union(row.values, self.places, self.region)
        if row.kind == SECTOR_UNIONS:
            return derive_sector_union(row.values, self.places, self.trades, self.region)
        return self._derive_member(row.values)

    def _derive_member(self, values: Values) -> Derived:
        facts = {name: values[name] for name in MEMBER_DETAILS if values.get(name) is not None}
        if values.get("phone"):
            facts["phone"] = values["phone"]
        number = values["id_no"]
        is_card = words.is_id_card(values.get("id_type") or "")
        born = idcards.birth(number) if is_card else values.get("birth")
        sex = SEX_CODES.get(idcards.sex(number) if is_card else values.get("sex") or "")
        more: dict[str, Any] = {"id_type": None if is_card else values.get("id_type")}
        facts |= {k: v for k, v in {"born_on": born and born.isoformat(), "sex": sex}.items() if v}
        more["pinyin"], more["initials"] = self._spelt(values["name"])
        return Derived(key=values["union_code"], facts=facts, more=more)

    def _spelt(self, name: str) -> tuple[str, str]:
        if name not in self._names:
            key = pinyin(name, surname=True)
            self._names[name] = key.full, key.initials
        return self._names[name]


def unfit(row: JudgedRow) -> Fault | None:
    """What judging does not look at and the tables would not hold."""
    limits = LONGEST_SECTOR if row.kind == SECTOR_UNIONS else LONGEST
    for name, most in limits.items():
        if len(row.values.get(name) or "") > most:
            return Fault("too_long", name, {"most": most})
    if row.kind == MEMBERS and row.values["membership"] == NOT_JOINED:
        return Fault("not_joined", "membership")
    if row.kind == UNIONS and union_kind(row.values.get("union_kind")) is None:
        return Fault("kind_kept_elsewhere", "union_kind", {"kind": row.values["union_kind"]})
    return None


def write_notes(batch: int, notes: Iterable[tuple[int, Notice]]) -> None:
    """Hang the warnings of judging on their staged rows. `notes`: id of the file and the warning."""
    with connection.cursor() as cursor:
        cursor.execute(
            "create temp table import_note (file bigint, number int, code text, message text) on commit drop"
        )
        with cursor.copy("copy import_note (file, number, code, message) from stdin") as copy:
            for file, notice in notes:
                copy.write_row((file, notice.row, notice.code, notice.message))
        cursor.execute(
            """
            update rosters_importrow r set notes = n.notes
            from (select file, number, jsonb_agg(jsonb_build_object('code', code, 'message', message)) as notes
                  from import_note group by file, number) n
            where r.batch_id = %s and r.file_id = n.file and r.number = n.number
            """,
            [batch],
        )
        cursor.execute("drop table import_note")


def masked(number: str) -> str:
    """An ID number fit for the screen: its area and its last four places."""
    first, last = SHOWN_PLACES
    return (
        number
        if len(number) <= last
        else number[:first] + "*" * max(len(number) - first - last, 4) + number[-last:]
    )


def _shown(values: Values) -> dict[str, Any]:
    """The values without the number itself."""
    shown = {name: value for name, value in values.items() if value is not None and name != "id_no"}
    if values.get("id_no"):
        shown["id_no"] = masked(values["id_no"])
    return shown


def _given_back(row: JudgedRow) -> dict[str, str]:
    return {name: _text(value) for name, value in row.values.items() if value is not None}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else str(value)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=date.isoformat)
