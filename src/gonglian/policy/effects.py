"""What a changed parameter would change: areas offer what is judged in them, it is judged twice and compared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gonglian.policy.finding import Finding, Result
from gonglian.policy.parameters import Parameter, ParameterTable
from gonglian.policy.registry import all_clauses
from gonglian.policy.site import using


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that is judged: an open case, a union. key: its own; kind: what it is, in words; unions: whose it is."""

    key: str
    kind: str
    name: str
    url: str
    unions: tuple[int, ...]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class Effect:
    """One finding of one subject that turns out otherwise; None where one of the two does not come about."""

    subject: Subject
    clause: str
    before: Finding | None
    after: Finding | None

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.subject.kind, "name": self.subject.name, "url": self.subject.url,
            "unions": list(self.subject.unions), "clause": self.clause,
            "before": _plain(self.before), "after": _plain(self.after),
        }  # fmt: skip


Loader = Callable[[frozenset[str], date], Iterable[Subject]]
_LOADERS: dict[str, Loader] = {}


def register(name: str, loader: Loader) -> None:
    """Offer subjects: loader(ids of the clauses asked for, day) judges them by policy.site. Refused: a second one of the
    same name."""
    if name in _LOADERS:
        raise ValueError(f"{name} offers its subjects already")
    _LOADERS[name] = loader


def replaced(table: ParameterTable, row: Parameter) -> ParameterTable:
    """The table with `row` holding from its first day until the next later value of the same key."""
    kept = [other for key in table.ids() for other in table.rows(key) if key != row.id]
    rows: list[Parameter] = []
    until = min(
        (each.valid_from for each in table.rows(row.id) if each.valid_from > row.valid_from), default=None
    )
    for old in table.rows(row.id):
        if old.valid_from < row.valid_from < (old.valid_until or date.max):
            rows.append(_ended(old, row.valid_from))
        elif old.valid_from != row.valid_from:
            rows.append(old)
    new = Parameter(row.id, row.value, row.valid_from, until, row.source, row.certainty, row.title)
    return ParameterTable([*kept, *rows, new])


def effects(old: ParameterTable, new: ParameterTable, key: str, *, on: date) -> list[Effect]:
    """The findings that come out otherwise under `new`, by subject in the loaders' order. A finding whose result and
    level stay the same is no effect, though its sentence may name another number."""
    asked = frozenset(clause.id for clause in all_clauses() if key in clause.parameters)
    before, after = _judged(old, asked, on), _judged(new, asked, on)
    found: list[Effect] = []
    for place, subject in {**after, **before}.items():
        was = _by_clause(before[place].findings if place in before else ())
        now = _by_clause(after[place].findings if place in after else ())
        for clause in sorted(asked & (was.keys() | now.keys())):
            found += _differences(subject, clause, was.get(clause, []), now.get(clause, []))
    return found


def _judged(table: ParameterTable, asked: frozenset[str], on: date) -> dict[str, Subject]:
    if not asked:
        return {}
    with using(table):
        return {subject.key: subject for loader in _LOADERS.values() for subject in loader(asked, on)}


def _by_clause(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.clause, []).append(finding)
    return found


def _differences(subject: Subject, clause: str, was: list[Finding], now: list[Finding]) -> list[Effect]:
    length = max(len(was), len(now))
    pairs = zip(
        was + [None] * (length - len(was)),
        now + [None] * (length - len(now)),
        strict=True,  # type: ignore[list-item]
    )
    return [Effect(subject, clause, old, new) for old, new in pairs if _weight(old) != _weight(new)]


def _weight(finding: Finding | None) -> tuple[Any, ...]:
    """What counts: does it fail, lack facts, or pass, and how much that weighs."""
    if finding is None or finding.result in (Result.OK, Result.NA):
        return ("ok",)
    return (finding.result, finding.level)


def _plain(finding: Finding | None) -> dict[str, Any] | None:
    return finding.for_people().to_json() if finding else None


def _ended(row: Parameter, until: date) -> Parameter:
    return Parameter(row.id, row.value, row.valid_from, until, row.source, row.certainty, row.title)
