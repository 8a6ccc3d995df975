"""The papers about delegates: their list, and the report of the check of credentials. Chinese whatever the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gonglian.congress.credentials import Checked, Credentials, UnitCredentials, credentials
from gonglian.congress.models import Convocation
from gonglian.congress.states import Check, Purpose
from gonglian.core.hanzi import stroke_key
from gonglian.documents.papers import Block, Column, Sheet, SheetKind, Table
from gonglian.documents.queries import wording_text
from gonglian.documents.wording import Purpose as Written
from gonglian.documents.wording import Value, Wording
from gonglian.meetings.states import ordinal_word
from gonglian.organisation.states import Sex

BY_UNITS = "（按选举单位排列，同一单位内按姓氏笔画为序）"


def delegate_list(convocation: Convocation, *, on: date) -> Sheet | None:
    """The delegates by unit (代表名单), refused ones left out; None before any unit reported."""
    found = credentials(convocation, on=on)
    if not found.delegates:
        return None
    return _sheet(SheetKind.DELEGATE_LIST, found, {"delegate_table": _delegate_table(found)}, note=BY_UNITS)


def credentials_report(convocation: Convocation, *, on: date) -> Sheet | None:
    """The report of the check of credentials (代表资格审查报告) as it stands on the day; None before any unit reported."""
    found = credentials(convocation, on=on)
    if not found.delegates:
        return None
    return _sheet(SheetKind.CREDENTIALS, found, {"unit_table": _unit_table(found), **_figures(found)})


def preparers(convocation: Convocation) -> str:
    """Who prepares the congress, as its papers are signed."""
    founding = convocation.purpose == Purpose.FOUNDING
    return f"{convocation.union.name}{'筹备组' if founding else '换届筹备组'}"


def _sheet(kind: SheetKind, found: Credentials, values: dict[str, Value], note: str = "") -> Sheet:
    title, body = _fill(kind, found.convocation, _values(found) | values)
    return Sheet(kind, title, body, note=note, issuer=preparers(found.convocation))


def _fill(
    kind: SheetKind, convocation: Convocation, values: dict[str, Value]
) -> tuple[str, tuple[Block, ...]]:
    """Title and blocks in the keeper's own wording, else the shipped one."""
    text = wording_text(convocation.keeper, kind, Written.SHEET) or ""
    title, _gap, body = text.partition("\n")
    return Wording(kind, Written.SHEET, title.strip(), body.strip()).fill(values)


def _values(found: Credentials) -> dict[str, Value]:
    convocation = found.convocation
    return {
        "union": convocation.union.name,
        "congress": f"{convocation.union.name}第{ordinal_word(convocation.ordinal)}次会员代表大会",
        "delegates": convocation.delegates or found.tally.places,
        "units_count": len(found.units),
        "delegates_elected": found.tally.elected,
    }


def _figures(found: Credentials) -> dict[str, Value]:
    """Numbers and shares; what is nought is left out of the text with its sentence."""
    tally = found.tally
    replaced = sum(row.delegate.change_id is not None for row in found.delegates)
    return {
        "delegates_replaced": replaced or "",
        "delegates_vacant": tally.vacant or "",
        "delegates_confirmed": tally.confirmed,
        "delegates_waiting": tally.waiting or "",
        "delegates_refused": "；".join(
            f"{row.delegate.person.name}（{row.delegate.refused_for}）" for row in found.refused
        ),
        "women": tally.women,
        "women_share": _share(tally.women, tally.standing),
        "front_line": tally.front_line,
        "front_line_share": _share(tally.front_line, tally.standing),
        "managers": tally.managers,
        "managers_share": _share(tally.managers, tally.standing),
    }


def _share(part: int, whole: int) -> str:
    """33.3%, half a tenth upwards; no share of nobody."""
    if not whole:
        return "—"
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _delegate_table(found: Credentials) -> Table:
    columns = (
        *(Column("序号", 36), Column("选举单位", 130, left=True)),
        *(Column("人数", 40), Column("代表", 236, left=True)),
    )
    listed = [(row.unit.name, _named(row.delegates)) for row in found.units]
    lines = [
        (str(n), name, str(len(names)), "　".join(names)) for n, (name, names) in enumerate(listed, start=1)
    ]
    return Table(columns, (*lines, ("", "合计", str(sum(len(names) for _name, names in listed)), "")))


def _named(delegates: Iterable[Checked]) -> list[str]:
    """Names by surname strokes, women said to be such, as such lists do."""
    people = [row.delegate.person for row in delegates if row.state is not Check.REFUSED]
    people.sort(key=lambda person: stroke_key(person.name))
    return [f"{person.name}（女）" if person.sex == Sex.FEMALE else person.name for person in people]


def _unit_table(found: Credentials) -> Table:
    columns = (
        *(Column("序号", 32), Column("选举单位", 118, left=True), Column("名额", 36), Column("应到", 36)),
        *(Column("实到", 36), Column("选出", 36), Column("资格有效", 48), Column("待审查", 44), Column("不予确认", 48)),
    )  # fmt: skip
    lines = [(str(n), *_unit_line(row)) for n, row in enumerate(found.units, start=1)]
    tally = found.tally
    sums = (tally.places, "", "", tally.elected, tally.confirmed, tally.waiting, tally.refused)
    return Table(columns, (*lines, ("", "合计", *map(str, sums))))


def _unit_line(row: UnitCredentials) -> tuple[str, ...]:
    unit, tally = row.unit, row.tally
    voted = ("—" if value is None else value for value in (unit.entitled, unit.present))
    numbers = (unit.places, *voted, tally.elected, tally.confirmed, tally.waiting, tally.refused)
    return (unit.name, *map(str, numbers))
