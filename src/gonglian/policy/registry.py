"""The list of clauses, and the one way to judge by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gonglian.policy.finding import Finding, Level, Result
from gonglian.policy.parameters import NoParameterError, ParameterTable, plain
from gonglian.policy.schema import Fact, Need, read_facts
from gonglian.policy.shipped import shipped
from gonglian.policy.workdays import Calendar, PlainCalendar

Facts = Mapping[str, Any]
StrokeKey = Callable[[str], Any]

MODULES = ("organisation", "nomination", "eligibility", "congress", "terms", "approvals")


class UnknownClauseError(LookupError):
    """No clause has this id."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a clause says about its facts; `level` None means the clause's own level."""

    result: Result
    message: str
    cure: str = ""
    level: Level | None = None


def ok(message: str, level: Level | None = None) -> Outcome:
    return Outcome(Result.OK, message, "", level)


def fail(message: str, cure: str, level: Level | None = None) -> Outcome:
    return Outcome(Result.FAIL, message, cure, level)


def not_applicable(message: str) -> Outcome:
    return Outcome(Result.NA, message)


def unknown(what: str, who: str) -> Outcome:
    """UNKNOWN: `what` is missing and `who` can supply it."""
    return Outcome(
        Result.UNKNOWN,
        _("资料不足：缺%(what)s。") % {"what": what},
        _("补充%(what)s，由%(who)s提供。") % {"what": what, "who": who},
    )


_RANKS = {
    (Result.FAIL, Level.B): 0,
    (Result.UNKNOWN, Level.B): 1,
    (Result.FAIL, Level.W): 2,
    (Result.UNKNOWN, Level.W): 3,
    (Result.FAIL, Level.I): 4,
    (Result.UNKNOWN, Level.I): 5,
}


def worst(outcomes: Iterable[Outcome], own: Level = Level.B) -> Outcome:
    """The outcome that weighs most; the messages of all failures of a failed clause are joined.

    `own` is the clause's own level, taken where an outcome names none. At least one outcome is needed.
    """
    ranked = sorted(outcomes, key=lambda each: _RANKS.get((each.result, each.level or own), 9))
    first = ranked[0]
    if first.result is not Result.FAIL:
        return first
    messages = [each.message.rstrip("。") for each in ranked if each.result is Result.FAIL]
    return Outcome(Result.FAIL, "；".join(messages) + "。", first.cure, first.level)


@dataclass(slots=True)
class Given:
    """What a clause may look at beside its facts: the day, the parameters, the calendar, the stroke order."""

    clause: Clause
    on: date
    table: ParameterTable
    calendar: Calendar
    stroke_key: StrokeKey | None
    used: dict[str, Any] = field(default_factory=dict)

    def value(self, key: str) -> Any:
        """The parameter's value on the day of judgement; it is noted for the finding."""
        value = self.table.value(key, self.on)
        self.used[key] = plain(value)
        return value

    def missing(self, key: str, where: str = "") -> Outcome:
        """UNKNOWN for the fact `key`, named in Chinese; `where` says of which union or person."""
        fact = self.clause.fact(key)
        what = f"{where}{fact.label}（{key}）"
        return unknown(what, str(fact.who or self.clause.who))


@dataclass(frozen=True, slots=True)
class Clause:
    """One rule: `level` is the stricter one where the clause has two; `kind` is standing or case."""

    id: str
    title: str | Promise
    level: Level
    cites: tuple[str, ...]
    kind: str
    facts: tuple[Fact, ...]
    parameters: tuple[str, ...]
    who: str | Promise
    rule: Callable[[Facts, Given], Outcome]

    def fact(self, key: str) -> Fact:
        return next(fact for fact in self.facts if fact.key == key)

    def summary(self) -> dict[str, Any]:
        """One line of the list of clauses, as JSON values."""
        return {
            "id": self.id,
            "title": str(self.title),
            "level": self.level.value,
            "cites": list(self.cites),
            "kind": self.kind,
        }

    def describe(self, table: ParameterTable) -> dict[str, Any]:
        """The summary with the schema of the facts and every dated row of the parameters."""
        rows = [row.to_json() for key in self.parameters for row in table.rows(key)]
        facts = {fact.key: fact.describe() for fact in self.facts}
        return self.summary() | {"facts": facts, "parameters": rows}


_CLAUSES: dict[str, Clause] = {}


def clause(
    name: str,
    *,
    title: str | Promise,
    level: Level,
    cites: tuple[str, ...],
    kind: str,
    facts: tuple[Fact, ...],
    who: str | Promise,
    parameters: tuple[str, ...] = (),
) -> Callable[[Callable[[Facts, Given], Outcome]], Callable[[Facts, Given], Outcome]]:
    """Register a pure function (facts, given) → outcome under a clause's id."""

    def register(rule: Callable[[Facts, Given], Outcome]) -> Callable[[Facts, Given], Outcome]:
        _CLAUSES[name] = Clause(name, title, level, cites, kind, facts, parameters, who, rule)
        return rule

    return register


@cache
def _loaded() -> dict[str, Clause]:
    for module in MODULES:
        import_module(f"gonglian.policy.clauses.{module}")
    return {name: _CLAUSES[name] for name in sorted(_CLAUSES, key=_order)}


def _order(name: str) -> tuple[int, str]:
    return ("ORG", "NOM", "ELI", "CON", "TRM", "APP").index(name[:3]), name


def all_clauses() -> tuple[Clause, ...]:
    """Every clause, in the order of the founding document's life of a union."""
    return tuple(_loaded().values())


def get(name: str) -> Clause:
    """The clause with this id. Refused: UnknownClauseError."""
    try:
        return _loaded()[name]
    except KeyError:
        raise UnknownClauseError(name) from None


def judge(
    name: str,
    facts: Facts,
    on: date,
    parameters: ParameterTable | None = None,
    *,
    calendar: Calendar | None = None,
    stroke_key: StrokeKey | None = None,
) -> Finding:
    """Judge trusted facts (dates as `date`, words as the schema lists them) by one clause on one day.

    `parameters` defaults to the shipped table, `calendar` to weekends and fixed holidays, `stroke_key`
    (NOM-06) to core.hanzi. Refused: UnknownClauseError. Missing facts are UNKNOWN, never an error.
    """
    rule = get(name)
    given = Given(rule, on, parameters or shipped(), calendar or PlainCalendar(), stroke_key)
    outcome = _missing(rule, facts, given) or _judged(rule, facts, given)
    return Finding(
        clause=rule.id,
        result=outcome.result,
        level=outcome.level or rule.level,
        message=outcome.message,
        cites=rule.cites,
        cure=outcome.cure,
        parameters=given.used,
    )


def _missing(rule: Clause, facts: Facts, given: Given) -> Outcome | None:
    for fact in rule.facts:
        if fact.need is Need.OPTIONAL:
            continue
        if fact.key not in facts or (fact.need is Need.NEEDED and facts[fact.key] is None):
            return given.missing(fact.key)
    return None


def _judged(rule: Clause, facts: Facts, given: Given) -> Outcome:
    try:
        return rule.rule(facts, given)
    except NoParameterError as fault:
        what = _("%(day)s 有效的参数 %(id)s") % {"id": fault.args[0], "day": fault.args[1]}
        return unknown(what, _("市总工会"))


def judge_json(
    name: str,
    value: Any,
    on: date,
    parameters: ParameterTable | None = None,
    *,
    calendar: Calendar | None = None,
    stroke_key: StrokeKey | None = None,
) -> tuple[Finding, list[str]]:
    """Judge facts as they come from JSON: the finding, and the paths of keys that were not asked for.

    Refused: UnknownClauseError; BadInputError with the path of the fault.
    """
    facts, extras = read_facts(get(name).facts, value)
    finding = judge(name, facts, on, parameters, calendar=calendar, stroke_key=stroke_key)
    return finding, extras
