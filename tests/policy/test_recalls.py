"""A recall's verdict: proofs first, then more than half of all delegates (CON-15)."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonglian.policy.elections import judge_election, read_election
from gonglian.policy.schema import BadInputError


def facts(entitled: int = 86, votes: int = 44, valid: int = 80, **more: Any) -> dict[str, Any]:
    line = {"name": "王某", "for": votes, "against": valid - votes, "abstain": 0}
    return {
        "body": "recall", "org_form": "federation", "source": "free", "members": 900, "entitled": entitled,
        "present": entitled, "seats": 1, "issued": valid, "returned": valid, "valid": valid, "void": 0,
        "candidates": [line], "write_ins": [], "proxies": 0, "scrutineers": ["李某", "张某"],
        "held_on": "2026-03-18", "round": "first", **more,
    }  # fmt: skip


@given(entitled=st.integers(1, 400), data=st.data())
def test_recalled_only_by_more_than_half_of_all(entitled: int, data: st.DataObject) -> None:
    valid = data.draw(st.integers(0, entitled))
    votes = data.draw(st.integers(0, valid))
    verdict = judge_election(facts(entitled, votes, valid))
    assert verdict["election_valid"]
    assert verdict["recalled"] is (2 * votes > entitled)
    assert (verdict["elected"], verdict["runoff"], verdict["vacant"]) == ([], None, 0)


def test_findings_in_order_and_sums_written_out() -> None:
    verdict = judge_election(facts(votes=43))
    assert [row["id"] for row in verdict["findings"]] == [
        "CON-06",
        "CON-07",
        "CON-08",
        "CON-09",
        "CON-10",
        "CON-15",
    ]
    assert verdict["explanation"][-1] == "王某：赞成罢免 43 票，2×43＝86 ＝ 86，罢免不成立，维持原职务。"


@pytest.mark.parametrize(
    ("broken", "clause"),
    [({"present": 57}, "CON-06"), ({"scrutineers": ["王某", "李某"]}, "CON-07"), ({"proxies": 1}, "CON-08")],
)
def test_failed_proof_recalls_nobody(broken: dict[str, Any], clause: str) -> None:
    verdict = judge_election(facts(votes=80) | broken)
    assert (verdict["election_valid"], verdict["recalled"]) == (False, False)
    assert any(line.startswith(clause) for line in verdict["explanation"])


@pytest.mark.parametrize("key", ["write_ins", "candidates"])
def test_one_person_and_nobody_written_in(key: str) -> None:
    more = {"write_ins": [{"name": "旁人", "for": 1}], "candidates": []}[key]
    with pytest.raises(BadInputError):
        read_election(facts(**{key: more}))
