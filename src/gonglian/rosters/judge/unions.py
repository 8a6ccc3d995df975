"""Rows of employers and primary unions. A union is known by its code, never by its name.

Needed are the union's code and name, the unit's code and the chair; any other blank cell means "not given".
Of rows with one union code the first stays, good or bad, and every later one is bad.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from stdnum.cn import uscc

from gonglian.rosters import normalise, reasons
from gonglian.rosters.judge import posts, terms
from gonglian.rosters.judge.fields import FieldTypes, read, unfit_for_name, unread
from gonglian.rosters.rows import Cells, Fault, Notice, RawRow, Reference, Values, Verdict

_USCC_CHARACTERS = frozenset("0123456789ABCDEFGHJKLMNPQRTUWXY")
_USCC_LENGTH = 18
_BRANCH = re.compile(r"(分公司|支行|分行|营业部|分店|分厂|分校|分院|办事处|项目部|门市部|分理处)$")

NAMES = ("union_name", "unit_name", "head_unit_name", "town_name", "chair")
FIELDS = FieldTypes(
    texts=("economic_type", "industry_name", "county", "union_kind", "chair_post", "parent_union", "note"),
    names=NAMES,
    codes=("union_code", "unit_code", "head_unit_code", "industry_code", "town_code"),
    counts=("term_years", "workers", "members", "women_members", "migrant_members"),
    dates=("founded", "term_start"),
    choices=("audit_committee", "women_committee"),
)


@dataclass
class UnionJudge:
    """Judges rows in order and remembers codes, over all files of a call."""

    reference: Reference
    on: date
    good: set[str] = field(default_factory=set)
    bad: set[str] = field(default_factory=set)
    _first: dict[str, tuple[str, int]] = field(default_factory=dict)
    _units: dict[str, tuple[str, int]] = field(default_factory=dict)

    def judge(self, file: str, row: RawRow) -> tuple[Verdict, list[Notice]]:
        """The verdict on one row, and what a person should look at; nothing for a repeated union."""
        values = normalised(row.cells)
        facts = _Facts(row.cells, values, self.reference, self.on)
        repeated = self._duplicate(file, row.number, values)
        if repeated:
            return Verdict(values, repeated), []
        fault = next((found for check in CHECKS if (found := check(facts))), None)
        if values["union_code"]:
            (self.bad if fault else self.good).add(values["union_code"])
        return Verdict(values, fault), [
            *_notices(row.number, values, self.on),
            *self._same_unit(file, row, values),
        ]

    def _duplicate(self, file: str, number: int, values: Values) -> Fault | None:
        code = values["union_code"]
        if not code:
            return None
        first = self._first.setdefault(code, (file, number))
        if first == (file, number):
            return None
        return Fault("duplicate_union_row", "union_code", {"place": reasons.place(*first, here=file)})

    def _same_unit(self, file: str, row: RawRow, values: Values) -> Iterator[Notice]:
        code = values["unit_code"]
        first = self._units.setdefault(code, (file, row.number)) if code else (file, row.number)
        if first != (file, row.number):
            yield reasons.notice(row.number, "unit_code_repeated", place=reasons.place(*first, here=file))


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a check may look at."""

    cells: Cells
    values: Values
    reference: Reference
    on: date


def normalised(cells: Cells) -> Values:
    """Values by field name. The total of wages is not among them: no purpose is named for it."""
    values = read(cells, FIELDS)
    values["phone"] = normalise.phone(cells.get("phone", "")) or None
    if re.fullmatch(r"\d{9}000", values["town_code"] or ""):
        values["town_code"] = values["town_code"][:9]
    return values


def _name_missing(facts: _Facts) -> Fault | None:
    return None if facts.values["union_name"] else Fault("name_missing", "union_name")


def _name_invalid(facts: _Facts) -> Fault | None:
    unfit = next((name for name in NAMES if unfit_for_name(facts.values[name])), None)
    return Fault("name_invalid", unfit) if unfit else None


def _union_code_invalid(facts: _Facts) -> Fault | None:
    code = facts.values["union_code"] or ""
    valid = len(code) == _USCC_LENGTH and _USCC_CHARACTERS.issuperset(code) and _check_character_holds(code)
    return None if valid else Fault("union_code_invalid", "union_code")


def _check_character_holds(code: str) -> bool:
    return uscc.calc_check_digit(code[:-1]) == code[-1]


def _unit_uscc_length(facts: _Facts) -> Fault | None:
    length = len(facts.values["unit_code"] or "")
    return None if length == _USCC_LENGTH else Fault("unit_uscc_length", "unit_code", {"length": length})


def _unit_uscc_illegal_char(facts: _Facts) -> Fault | None:
    illegal = sorted(set(facts.values["unit_code"]) - _USCC_CHARACTERS)
    return Fault("unit_uscc_illegal_char", "unit_code", {"characters": "".join(illegal)}) if illegal else None


def _unit_uscc_checksum(facts: _Facts) -> Fault | None:
    return (
        None
        if _check_character_holds(facts.values["unit_code"])
        else Fault("unit_uscc_checksum", "unit_code")
    )


def _industry_code_unknown(facts: _Facts) -> Fault | None:
    code = facts.values["industry_code"]
    if code is None or code in facts.reference.industries:
        return None
    return Fault("industry_code_unknown", "industry_code", {"code": code})


def _town_code_name_mismatch(facts: _Facts) -> Fault | None:
    code, name = facts.values["town_code"], facts.values["town_name"]
    if code is None:
        return None
    expected = facts.reference.towns.get(code)
    if expected is None:
        return Fault("town_code_name_mismatch", "town_code", {"code": code}, "unknown")
    if name is None or name.removesuffix("办事处") == expected:
        return None
    return Fault("town_code_name_mismatch", "town_name", {"code": code, "name": name, "expected": expected})


def _number_invalid(facts: _Facts) -> Fault | None:
    column = next(unread(facts.cells, facts.values, FIELDS.counts), None)
    return Fault("number_invalid", column) if column else None


def _members_gt_workers(facts: _Facts) -> Fault | None:
    members, workers = facts.values["members"], facts.values["workers"]
    if members is None or workers is None or members <= workers:
        return None
    return Fault("members_gt_workers", "members", {"members": members, "workers": workers})


def _date_impossible(facts: _Facts) -> Fault | None:
    column = next(unread(facts.cells, facts.values, FIELDS.dates), None)
    return Fault("date_impossible", column) if column else None


def _founded_in_future(facts: _Facts) -> Fault | None:
    for date_field in FIELDS.dates:
        day = facts.values[date_field]
        if day is not None and day > facts.on:
            return Fault("founded_in_future", date_field, {"on": facts.on.isoformat()})
    return None


def _chair_missing(facts: _Facts) -> Fault | None:
    return None if facts.values["chair"] else Fault("chair_missing", "chair")


CHECKS: tuple[Callable[[_Facts], Fault | None], ...] = (
    _name_missing,
    _name_invalid,
    _union_code_invalid,
    _unit_uscc_length,
    _unit_uscc_illegal_char,
    _unit_uscc_checksum,
    _industry_code_unknown,
    _town_code_name_mismatch,
    _number_invalid,
    _members_gt_workers,
    _date_impossible,
    _founded_in_future,
    _chair_missing,
)


def _notices(number: int, values: Values, on: date) -> Iterator[Notice]:
    start, years = values["term_start"], values["term_years"]
    if terms.is_over(start, years, on):
        yield reasons.notice(number, "term_expired", start=start.isoformat(), years=years)
    if posts.is_unit_head(values["chair_post"] or ""):
        yield reasons.notice(number, "unit_head_is_chair", post=values["chair_post"])
    if _BRANCH.search(values["unit_name"] or "") and not (
        values["head_unit_name"] or values["head_unit_code"]
    ):
        yield reasons.notice(number, "branch_without_head")
