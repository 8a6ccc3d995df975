"""Rows of members' rosters. A member is known by the number of the ID document, a union by its code.

Blank means "not given" and is no fault, except for the name, the number and the union. Of two good rows with
one number the first stays; a bad row does not count as the first.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from gonglian.reference import idcards
from gonglian.rosters import normalise, reasons, words
from gonglian.rosters.judge.fields import unfit_for_name
from gonglian.rosters.rows import Cells, Day, Fault, RawRow, Values, Verdict

_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d+")
_MOBILE = re.compile(r"1[3-9]\d{9}")

TEXT_FIELDS = ("household", "employment", "eight_group", "post", "note", "id_type", "union_name", "unit_name")


@dataclass(frozen=True)
class UnionIndex:
    """Union codes that members may name: `good` and `bad` rows of this call, `known` from before."""

    good: frozenset[str]
    bad: frozenset[str]
    known: frozenset[str]

    def has(self, code: str) -> bool:
        """Whether the code is in the files of this call or was there before."""
        return code in self.good or code in self.bad or code in self.known

    def waits(self, code: str) -> bool:
        """Whether the union's own row is bad and the union was not there before."""
        return code in self.bad and code not in self.known


@dataclass
class MemberJudge:
    """Judges rows in order and remembers the numbers it has seen, over all files of a call."""

    unions: UnionIndex
    id_areas: frozenset[str]
    on: date
    rows_by_union: dict[str, int] = field(default_factory=dict)
    _seen: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    _above: tuple[str, str] = ("", "")

    def begin_file(self) -> None:
        """Forget the union of the row above."""
        self._above = ("", "")

    def judge(self, file: str, row: RawRow) -> tuple[Verdict, bool]:
        """The verdict on one row, and whether its union was taken from the row above."""
        values = normalised(row.cells)
        filled_down = self._fill_union(values)
        union = values["union_code"]
        self.rows_by_union[union] = self.rows_by_union.get(union, 0) + 1
        id_card = values["id_no"] if words.is_id_card(row.cells.get("id_type", "")) else ""
        facts = _Facts(row.cells, values, id_card, self.unions, self.id_areas, self.on)
        fault = next((found for check in CHECKS if (found := check(facts))), None) or self._duplicate(
            file, row.number, values
        )
        waiting = fault is None and self.unions.waits(union)
        return Verdict(values, fault, waiting), filled_down

    def _fill_union(self, values: Values) -> bool:
        """Name and code both blank: the union of the row above, as where a block's first row names it."""
        if values["union_code"] or values["union_name"]:
            self._above = (values["union_code"], values["union_name"])
            return False
        values["union_code"], values["union_name"] = self._above
        return bool(values["union_code"])

    def _duplicate(self, file: str, number: int, values: Values) -> Fault | None:
        union = values["union_code"]
        first = self._seen.setdefault(values["id_no"], (union, file, number))
        if first[1] == file and first[2] == number:
            return None
        code = "dup_same_union" if first[0] == union else "dup_cross_union"
        return Fault(code, "id_no", {"place": reasons.place(first[1], first[2], file)})


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a check may look at. `id_card`: the number when the document is the ID card, else empty."""

    cells: Cells
    values: Values
    id_card: str
    unions: UnionIndex
    id_areas: frozenset[str]
    on: date


def normalised(cells: Cells) -> Values:
    """Values by field name. The wage is not among them: no purpose is named for it."""
    get = cells.get
    values: Values = {field: normalise.text(get(field, "")) or None for field in TEXT_FIELDS}
    joined, birth = normalise.day(get("joined", "")), normalise.day(get("birth", ""))
    membership = words.membership(get("membership", ""))
    values.update(
        union_code=normalise.code(get("union_code", "")),
        name=normalise.name(get("name", "")),
        id_no=normalise.code(get("id_no", "")),
        sex=words.sex(get("sex", "")),
        ethnicity=words.ethnicity(get("ethnicity", "")),
        political=words.political(get("political", "")),
        education=words.education(get("education", "")),
        birth=birth.date if birth and not birth.month_only else None,
        phone=normalise.phone(get("phone", "")) or None,
        migrant=normalise.yes_no(get("migrant", "")),
        joined=joined.date if joined else None,
        joined_month_only=bool(joined and joined.month_only),
        membership=membership,
        ended=membership in words.ENDED,
    )
    return values


def _name_missing(facts: _Facts) -> Fault | None:
    return None if facts.values["name"] else Fault("name_missing", "name")


def _name_invalid(facts: _Facts) -> Fault | None:
    return Fault("name_invalid", "name") if unfit_for_name(facts.values["name"]) else None


def _id_missing(facts: _Facts) -> Fault | None:
    return None if facts.values["id_no"] else Fault("id_missing", "id_no")


def _id_scientific(facts: _Facts) -> Fault | None:
    return Fault("id_scientific", "id_no") if _SCIENTIFIC.fullmatch(facts.values["id_no"]) else None


def _id_length(facts: _Facts) -> Fault | None:
    number = facts.id_card
    return Fault("id_length", "id_no", {"length": len(number)}) if number and len(number) != 18 else None


def _id_checksum(facts: _Facts) -> Fault | None:
    number = facts.id_card
    return Fault("id_checksum", "id_no") if number and not idcards.checksum_holds(number) else None


def _id_illegal_date(facts: _Facts) -> Fault | None:
    number = facts.id_card
    if not number:
        return None
    birth = idcards.birth(number)
    possible = birth is not None and normalise.EARLIEST <= birth <= facts.on
    return None if possible else Fault("id_illegal_date", "id_no")


def _id_area_unknown(facts: _Facts) -> Fault | None:
    number = facts.id_card
    if not number or number[:6] in facts.id_areas:
        return None
    return Fault("id_area_unknown", "id_no", {"area": number[:6]})


def _sex_mismatch(facts: _Facts) -> Fault | None:
    number, sex = facts.id_card, facts.values["sex"]
    if not number or not sex or sex == idcards.sex(number):
        return None
    return Fault("sex_mismatch", "sex", {"expected": idcards.sex(number)})


def _birth_mismatch(facts: _Facts) -> Fault | None:
    number, written = facts.id_card, facts.cells.get("birth", "")
    if not number or not written or written.isspace():
        return None
    expected = idcards.birth(number)
    if expected is None or _same_day(normalise.day(written), expected):
        return None
    return Fault("birth_mismatch", "birth", {"expected": expected.isoformat()})


def _same_day(given: Day | None, expected: date) -> bool:
    if given is None:
        return False
    return given.date == (expected.replace(day=1) if given.month_only else expected)


def _phone_invalid(facts: _Facts) -> Fault | None:
    phone = facts.values["phone"]
    return None if phone is None or _MOBILE.fullmatch(phone) else Fault("phone_invalid", "phone")


def _join_date_impossible(facts: _Facts) -> Fault | None:
    joined = facts.values["joined"]
    if joined is None:
        blank = not normalise.text(facts.cells.get("joined", ""))
        return None if blank else Fault("join_date_impossible", "joined")
    if joined > facts.on:
        return Fault("join_date_impossible", "joined", {"on": facts.on.isoformat()}, "future")
    return None


def _orphan_union(facts: _Facts) -> Fault | None:
    code = facts.values["union_code"]
    if not code:
        return Fault("orphan_union", "union_code", variant="blank")
    return None if facts.unions.has(code) else Fault("orphan_union", "union_code", {"code": code})


def _wage_text(facts: _Facts) -> Fault | None:
    wage = facts.cells.get("wage", "")
    blank = not wage or wage.isspace()
    return None if blank or normalise.money(wage) is not None else Fault("wage_text", "wage")


CHECKS: tuple[Callable[[_Facts], Fault | None], ...] = (
    _name_missing,
    _name_invalid,
    _id_missing,
    _id_scientific,
    _id_length,
    _id_checksum,
    _id_illegal_date,
    _id_area_unknown,
    _sex_mismatch,
    _birth_mismatch,
    _phone_invalid,
    _join_date_impossible,
    _orphan_union,
    _wage_text,
)
