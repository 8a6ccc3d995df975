"""Whether a recall is carried by a count: the same proofs as an election's, then CON-15. Pure; no database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.policy.arithmetic import least_above
from gonglian.policy.finding import Finding, Result
from gonglian.policy.parameters import ParameterTable
from gonglian.policy.registry import judge

RECALL = "recall"
PROOFS = ("CON-06", "CON-07", "CON-08", "CON-09", "CON-10")  # a failed B of these makes the vote void


def judge_recall(facts: Mapping[str, Any], on: date, table: ParameterTable) -> dict[str, Any]:
    """The verdict on one recall, in the shape of `judge_election`, with "recalled". facts: `elections.SCHEMA`.

    The one candidate is whom the recall names; nobody is elected and no seat is vacant by the vote itself. Findings are
    `PROOFS` and CON-15; with a failed proof nobody is recalled.
    """
    (line,) = facts["candidates"]
    given = {"scrutineers": facts["scrutineers"], "candidates": [line["name"]],
             "approved": facts.get("scrutineers_approved", True)}  # fmt: skip
    proofs = [judge(name, given if name == "CON-07" else facts, on, table) for name in PROOFS]
    votes = {"votes": line["for"], "all": facts["entitled"], "secret": True, "by": "congress"}
    majority = judge("CON-15", votes, on, table)
    broken = [finding for finding in proofs if finding.bars]
    recalled = not broken and majority.result is Result.OK
    return {
        "election_valid": not broken,
        "elected": [],
        "runoff": None,
        "vacant": 0,
        "recalled": recalled,
        "findings": [finding.to_json() for finding in (*proofs, majority)],
        "explanation": _broken(broken) if broken else _sums(line, facts["entitled"], recalled, on, table),
    }


def _broken(findings: list[Finding]) -> list[str]:
    return [_("投票无效，罢免没有结果。"), *(f"{each.clause}：{each.message}" for each in findings)]


def _sums(
    line: Mapping[str, Any], entitled: int, recalled: bool, on: date, table: ParameterTable
) -> list[str]:
    twice = 2 * line["for"]
    sign = "＞" if twice > entitled else "＝" if twice == entitled else "＜"
    least = least_above(entitled, table.value("recall.vote", on))
    said = _("罢免成立") if recalled else _("罢免不成立，维持原职务")
    words = {
        "name": line["name"],
        "votes": line["for"],
        "twice": twice,
        "sign": sign,
        "all": entitled,
        "said": said,
    }
    return [
        _("全体代表 %(all)s 人，罢免须过半数，不少于 %(least)s 票；按全体代表算，不按到会的人算。")
        % {"all": entitled, "least": least},
        _("%(name)s：赞成罢免 %(votes)s 票，2×%(votes)s＝%(twice)s %(sign)s %(all)s，%(said)s。") % words,
    ]
