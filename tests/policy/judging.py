"""What the tables of cases share: a fixed day, and a judgement from JSON facts as result and level."""

from datetime import date
from typing import Any

from gonglian.policy.finding import Finding
from gonglian.policy.registry import judge_json

ON = date(2026, 3, 18)


def found(clause: str, facts: dict[str, Any], on: date = ON, **given: Any) -> Finding:
    return judge_json(clause, facts, on, **given)[0]


def verdict(clause: str, facts: dict[str, Any], on: date = ON, **given: Any) -> str:
    """The finding as "FAIL W"; the level is left out where it decides nothing."""
    finding = found(clause, facts, on, **given)
    return f"{finding.result} {finding.level}" if finding.result == "FAIL" else str(finding.result)
