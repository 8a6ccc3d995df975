"""Who is elected by a count, and why: the clauses on a ballot put together into one verdict. Pure; no database.

A first or a further ballot needs more than half of those entitled (CON-11, LAW-2.23). A run-off is held among the tied
only: more votes win, no majority is asked again, and a second tie leaves the seat vacant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.arithmetic import least_above, more_than
from gonglian.policy.finding import Finding, Level, Result
from gonglian.policy.parameters import ParameterTable
from gonglian.policy.recalls import RECALL, judge_recall
from gonglian.policy.registry import get, judge
from gonglian.policy.schema import (
    BadInputError,
    Choice,
    Day,
    Fact,
    Flag,
    Label,
    ListOf,
    Need,
    Whole,
    read_facts,
    record,
)
from gonglian.policy.shipped import shipped
from gonglian.policy.words import ORG_FORM

Facts = Mapping[str, Any]
Verdict = dict[str, Any]

FIRST, RUNOFF, FURTHER = "first", "runoff", "further"
CLAUSES = ("CON-06", "CON-07", "CON-08", "CON-09", "CON-10", "CON-11", "CON-12", "CON-13", "NOM-05")
# A failed B of these makes the election itself void; CON-11…13 speak of its outcome and of the body's size.
VALIDITY = ("CON-06", "CON-07", "CON-08", "CON-09", "CON-10", "NOM-05")

_COUNT = gettext_lazy("票数")
_CANDIDATE = record(
    Fact("name", Label(), gettext_lazy("候选人")),
    Fact("for", Whole(), _COUNT),
    Fact("against", Whole(), _COUNT),
    Fact("abstain", Whole(), _COUNT),
)
_WRITE_IN = record(Fact("name", Label(), gettext_lazy("另选人")), Fact("for", Whole(), _COUNT))
SCHEMA = (
    Fact(
        "body",
        Choice(("committee", "standing", "audit", "women", "chair", "vice_chair", RECALL)),
        gettext_lazy("选举什么"),
    ),
    Fact("org_form", ORG_FORM, gettext_lazy("工会形式")),
    Fact("source", Choice(("free", "federated")), gettext_lazy("席位来源")),
    Fact("members", Whole(), gettext_lazy("会员数")),
    Fact("entitled", Whole(), gettext_lazy("应到人数")),
    Fact("present", Whole(), gettext_lazy("实到人数")),
    Fact("seats", Whole(), gettext_lazy("应选名额")),
    Fact("issued", Whole(), gettext_lazy("发出票数")),
    Fact("returned", Whole(), gettext_lazy("收回票数")),
    Fact("valid", Whole(), gettext_lazy("有效票数")),
    Fact("void", Whole(), gettext_lazy("废票数")),
    Fact("candidates", ListOf(_CANDIDATE), gettext_lazy("各候选人得票")),
    Fact("write_ins", ListOf(_WRITE_IN), gettext_lazy("另选人得票")),
    Fact("proxies", Whole(), gettext_lazy("委托投票份数")),
    Fact("scrutineers", ListOf(Label()), gettext_lazy("监票人")),
    Fact("held_on", Day(), gettext_lazy("选举日")),
    Fact("round", Choice((FIRST, RUNOFF, FURTHER)), gettext_lazy("第几次投票")),
    Fact("approved", Whole(), gettext_lazy("批复的人数"), Need.OPTIONAL),
    Fact("scrutineers_approved", Flag(), gettext_lazy("监票人是否经表决通过"), Need.OPTIONAL),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A name with its votes; `listed` is false for a write-in."""

    name: str
    votes: int
    listed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who is in, who is tied at the edge, and how many places the tied compete for."""

    elected: tuple[Standing, ...]
    tied: tuple[Standing, ...]
    open_seats: int


def read_election(value: Any) -> tuple[dict[str, Any], list[str]]:
    """The facts of one count from JSON, and the paths of keys that were not asked for.

    Refused (BadInputError with the path): a missing key, a wrong type, a name that stands twice or is both candidate
    and write-in.
    """
    facts, extras = read_facts(SCHEMA, value)
    for fact in SCHEMA:
        if fact.need is Need.NEEDED and facts.get(fact.key) is None:
            raise BadInputError(_("缺这一项：%(label)s。") % {"label": fact.label}, fact.key)
    for key, inner in (("candidates", _CANDIDATE), ("write_ins", _WRITE_IN)):
        for place, row in enumerate(facts[key]):
            for fact in inner.facts:
                if row.get(fact.key) in (None, ""):
                    raise BadInputError(
                        _("缺这一项：%(label)s。") % {"label": fact.label}, f"{key}[{place}].{fact.key}"
                    )
    _refuse_repeated(facts)
    _refuse_bad_recall(facts)
    return facts, extras


def judge_election(facts: Facts, parameters: ParameterTable | None = None) -> Verdict:
    """Who is elected by a count. facts: as `SCHEMA` lists them, `held_on` a date or YYYY-MM-DD.

    Returns election_valid, elected (names by votes, then in the ballot's order, then write-ins as given), runoff
    (names and seats, or None), vacant, findings of `CLAUSES` in that order, explanation (sentences). With election_valid
    false nobody is elected and every seat is vacant. vacant = seats − elected − runoff seats. A recall elects nobody
    and has "recalled" besides (`recalls.judge_recall`).
    Refused (BadInputError): a name that stands twice or is both candidate and write-in.
    """
    _refuse_repeated(facts)
    on = facts["held_on"] if isinstance(facts["held_on"], date) else date.fromisoformat(facts["held_on"])
    table = parameters or shipped()
    if facts["body"] == RECALL:
        return judge_recall(facts, on, table)
    outcome = _outcome(facts, on, table)
    findings = _findings(facts, outcome, on, table)
    is_valid = not any(finding.bars for finding in findings if finding.clause in VALIDITY)
    if not is_valid:
        outcome = Outcome((), (), 0)
    vacant = facts["seats"] - len(outcome.elected) - outcome.open_seats
    return {
        "election_valid": is_valid,
        "elected": [each.name for each in outcome.elected],
        "runoff": {"names": [each.name for each in outcome.tied], "seats": outcome.open_seats}
        if outcome.tied
        else None,
        "vacant": vacant,
        "findings": [finding.to_json() for finding in findings],
        "explanation": _explanation(facts, outcome, findings, vacant, on, table),
    }


def _refuse_repeated(facts: Facts) -> None:
    listed = Counter(row["name"] for row in facts["candidates"])
    for place, row in enumerate(facts["candidates"]):
        if listed[row["name"]] > 1:
            raise BadInputError(_("候选人 %(name)s 写了两次。") % row, f"candidates[{place}].name")
    added = Counter(row["name"] for row in facts["write_ins"])
    for place, row in enumerate(facts["write_ins"]):
        if row["name"] in listed:
            raise BadInputError(_("%(name)s 是候选人，不能再作另选人。") % row, f"write_ins[{place}].name")
        if added[row["name"]] > 1:
            raise BadInputError(_("另选人 %(name)s 写了两次。") % row, f"write_ins[{place}].name")


def _refuse_bad_recall(facts: Facts) -> None:
    """A recall names one person, and nobody else can be written in."""
    if facts["body"] != RECALL:
        return
    if len(facts["candidates"]) != 1:
        raise BadInputError(_("一次罢免表决只针对一人。"), "candidates")
    if facts["write_ins"]:
        raise BadInputError(_("罢免表决没有另选他人。"), "write_ins")


def _standings(facts: Facts) -> list[Standing]:
    """Everybody with votes, most first; equal votes stay in the ballot's order, write-ins after it."""
    rows = [Standing(row["name"], row["for"], True) for row in facts["candidates"]]
    if facts["round"] != RUNOFF:  # a run-off is among the tied only
        rows += [Standing(row["name"], row["for"], False) for row in facts["write_ins"]]
    return sorted(rows, key=lambda row: -row.votes)


def _outcome(facts: Facts, on: date, table: ParameterTable) -> Outcome:
    seats = facts["seats"]
    if facts["round"] == RUNOFF:
        passed = [row for row in _standings(facts) if row.votes > 0]
    else:
        share = table.value("election.win", on)
        passed = [row for row in _standings(facts) if more_than(row.votes, facts["entitled"], share)]
    if seats == 0 or len(passed) <= seats or passed[seats - 1].votes != passed[seats].votes:
        return Outcome(tuple(passed[:seats]), (), 0)
    edge = passed[seats].votes
    elected = tuple(row for row in passed if row.votes > edge)
    if facts["round"] == RUNOFF:
        return Outcome(elected, (), 0)
    return Outcome(elected, tuple(row for row in passed if row.votes == edge), seats - len(elected))


def _findings(facts: Facts, outcome: Outcome, on: date, table: ParameterTable) -> list[Finding]:
    names = [row["name"] for row in facts["candidates"]]
    asked: dict[str, Facts] = {
        "CON-06": facts,
        "CON-07": {
            "scrutineers": facts["scrutineers"],
            "candidates": names,
            "approved": facts.get("scrutineers_approved", True),
        },
        "CON-08": facts,
        "CON-09": facts,
        "CON-10": facts,
        "CON-12": {"seats": facts["seats"], "elected": len(outcome.elected)},
    }
    found = {name: judge(name, given, on, table) for name, given in asked.items()}
    found["CON-11"] = _majority(facts, outcome, on, table)
    found["CON-13"] = _size(facts, on, table)
    found["NOM-05"] = _surplus(facts, on, table)
    return [found[name] for name in CLAUSES]


def _majority(facts: Facts, outcome: Outcome, on: date, table: ParameterTable) -> Finding:
    if facts["round"] != RUNOFF:
        votes = [{"name": row.name, "votes": row.votes} for row in _standings(facts)]
        given = {"entitled": facts["entitled"], "seats": facts["seats"], "votes": votes}
        return judge("CON-11", given, on, table)
    if len(outcome.elected) == facts["seats"]:
        return _finding("CON-11", Result.OK, _("末位相同的再次投票，得票多的当选，不再要求过半数。"))
    return _finding(
        "CON-11",
        Result.FAIL,
        _("再次投票，末位得票仍然相同，席位空缺。"),
        _("就空缺的名额另行选举，或由大会表决减少名额。"),
    )


def _size(facts: Facts, on: date, table: ParameterTable) -> Finding:
    """The size of the whole body: known only in the first ballot, and of a committee only."""
    if facts["body"] in ("chair", "vice_chair"):
        return _finding("CON-13", Result.NA, _("主席、副主席的职数按批复，不按委员会人数的幅度。"))
    if facts["round"] != FIRST:
        return _finding("CON-13", Result.NA, _("委员会人数已在第一次投票时核对。"))
    approved = facts.get("approved")
    given = {"body": facts["body"], "members": facts["members"], "size": facts["seats"],
             "approved": facts["seats"] if approved is None else approved}  # fmt: skip
    finding = judge("CON-13", given, on, table)
    if approved is None and finding.result is Result.OK:
        return replace(finding, message=_("应选 %(seats)s 人，在参考幅度内。") % {"seats": facts["seats"]})
    return finding


def _surplus(facts: Facts, on: date, table: ParameterTable) -> Finding:
    if facts["round"] == RUNOFF:
        return _finding("NOM-05", Result.NA, _("再次投票只在得票相同的人中进行，不另计差额。"))
    return judge("NOM-05", {**facts, "candidates": len(facts["candidates"])}, on, table)


def _finding(name: str, result: Result, message: str, cure: str = "") -> Finding:
    rule = get(name)
    return Finding(name, result, rule.level, message, rule.cites, cure)


def _explanation(
    facts: Facts, outcome: Outcome, findings: list[Finding], vacant: int, on: date, table: ParameterTable
) -> list[str]:
    lines = []
    broken = [each for each in findings if each.clause in VALIDITY and each.bars]
    if broken:
        lines.append(_("选举无效，无人当选。"))
        return lines + [f"{each.clause}：{each.message}" for each in broken]
    if facts["round"] == RUNOFF:
        lines.append(_("末位相同的再次投票，得票多的当选。"))
        if facts["write_ins"]:
            lines.append(_("再次投票只在得票相同的人中进行，另选他人的票不计当选。"))
    else:
        least = least_above(facts["entitled"], table.value("election.win", on))
        lines.append(
            _("应到 %(entitled)s 人，当选须过半数，不少于 %(least)s 票。")
            % {"entitled": facts["entitled"], "least": least}
        )
    lines += [_line(row, facts, outcome) for row in _standings(facts)]
    if outcome.tied:
        names = "、".join(row.name for row in outcome.tied)
        lines.append(
            _("末位得票相同：%(names)s。只在他们中再次投票，选 %(seats)s 名。")
            % {"names": names, "seats": outcome.open_seats}
        )
    sums = {"seats": facts["seats"], "elected": len(outcome.elected), "vacant": vacant}
    return [*lines, _("应选 %(seats)s 名，当选 %(elected)s 名，空缺 %(vacant)s 名。") % sums]


def _line(row: Standing, facts: Facts, outcome: Outcome) -> str:
    """One person's votes, the sum and what follows from it."""
    if row in outcome.elected:
        said = _("当选")
    elif row in outcome.tied:
        said = _("末位相同")
    else:
        said = _("未当选")
    if facts["round"] == RUNOFF:
        return _("%(name)s：%(votes)s 票，%(said)s。") % {"name": row.name, "votes": row.votes, "said": said}
    sign = {True: "＞", False: "＝" if 2 * row.votes == facts["entitled"] else "＜"}[
        2 * row.votes > facts["entitled"]
    ]
    sums = {"name": row.name, "votes": row.votes, "twice": 2 * row.votes, "sign": sign,
            "entitled": facts["entitled"], "said": said}  # fmt: skip
    return _("%(name)s：%(votes)s 票，2×%(votes)s＝%(twice)s %(sign)s %(entitled)s，%(said)s。") % sums


def failed(verdict: Verdict) -> list[str]:
    """Clauses of level B that a verdict says are not fulfilled."""
    return [
        each["id"]
        for each in verdict["findings"]
        if each["result"] == Result.FAIL and each["level"] == Level.B
    ]
