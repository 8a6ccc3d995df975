"""Who is elected by a count. Tables of cases, and properties over generated counts."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonglian.meetings.commands import add_parser
from gonglian.policy.elections import CLAUSES, failed, judge_election, read_election
from gonglian.policy.schema import BadInputError


def facts(votes: dict[str, int], seats: int = 3, **changes: Any) -> dict[str, Any]:
    """A clean count of 80 papers among 86 entitled; candidates in the order given, the rest against."""
    valid = changes.get("valid", 78)
    return {
        "body": "committee",
        "org_form": "federation",
        "source": "free",
        "members": 900,
        "entitled": 86,
        "present": 81,
        "seats": seats,
        "issued": 81,
        "returned": 80,
        "valid": 78,
        "void": 2,
        "candidates": [
            {"name": name, "for": count, "against": valid - count, "abstain": 0}
            for name, count in votes.items()
        ],
        "write_ins": [],
        "proxies": 0,
        "scrutineers": ["周一", "吴一"],
        "held_on": "2026-03-18",
        "round": "first",
    } | changes


def result(verdict: dict[str, Any], name: str) -> tuple[str, str]:
    row = next(each for each in verdict["findings"] if each["id"] == name)
    return row["result"], row["level"]


FOUR = {"丁": 54, "于": 50, "王": 44, "田": 20}


def test_verdict_has_the_agreed_keys_and_clauses_in_order() -> None:
    verdict = judge_election(facts(FOUR))
    assert list(verdict) == ["election_valid", "elected", "runoff", "vacant", "findings", "explanation"]
    assert tuple(row["id"] for row in verdict["findings"]) == CLAUSES
    assert all({"id", "ok", "result", "level", "message", "cites"} <= set(row) for row in verdict["findings"])


@pytest.mark.parametrize(
    ("votes", "seats", "elected", "runoff", "vacant"),
    [
        pytest.param(FOUR, 3, ["丁", "于", "王"], None, 0, id="all seats filled"),
        pytest.param({"丁": 43, "于": 50, "王": 44, "田": 44}, 3, ["于", "王", "田"], None, 0, id="exactly half is not enough"),
        pytest.param({"丁": 43, "于": 43, "王": 44}, 2, ["王"], None, 1, id="too few above half"),
        pytest.param({"丁": 45, "于": 60, "王": 45, "田": 1}, 2, ["于"], (["丁", "王"], 1), 0, id="tie at the edge"),
        pytest.param({"丁": 50, "于": 50, "王": 50, "田": 1}, 2, [], (["丁", "于", "王"], 2), 0, id="all tied"),
        pytest.param({"丁": 50, "于": 60, "王": 50, "田": 1}, 3, ["于", "丁", "王"], None, 0, id="tie inside"),
        pytest.param({"丁": 30, "于": 60, "王": 30, "田": 30}, 2, ["于"], None, 1, id="tie below half"),
        pytest.param({"丁": 1, "于": 2, "王": 3}, 2, [], None, 2, id="nobody above half"),
    ],
)  # fmt: skip
def test_elected_in_a_first_ballot(
    votes: dict[str, int], seats: int, elected: list[str], runoff: tuple[list[str], int] | None, vacant: int
) -> None:
    verdict = judge_election(facts(votes, seats))
    expected = {"names": runoff[0], "seats": runoff[1]} if runoff else None
    assert (verdict["elected"], verdict["runoff"], verdict["vacant"]) == (elected, expected, vacant)
    assert verdict["election_valid"] is True


@pytest.mark.parametrize(
    ("votes", "seats", "elected", "vacant"),
    [
        pytest.param({"丁": 41, "王": 30}, 1, ["丁"], 0, id="more votes win without majority"),
        pytest.param({"丁": 30, "王": 30}, 1, [], 1, id="second tie leaves the seat vacant"),
        pytest.param({"丁": 30, "于": 40, "王": 30}, 2, ["于"], 1, id="second tie for the last of two"),
        pytest.param({"丁": 30, "于": 0}, 2, ["丁"], 1, id="no votes, no seat"),
    ],
)
def test_elected_in_a_runoff(votes: dict[str, int], seats: int, elected: list[str], vacant: int) -> None:
    verdict = judge_election(facts(votes, seats, round="runoff"))
    assert (verdict["elected"], verdict["runoff"], verdict["vacant"]) == (elected, None, vacant)
    assert result(verdict, "CON-11") == ("OK" if not vacant else "FAIL", "B")
    assert result(verdict, "NOM-05")[0] == result(verdict, "CON-13")[0] == "NA"


def test_runoff_gives_no_seat_to_a_write_in() -> None:
    verdict = judge_election(
        facts({"丁": 30, "王": 10}, 1, round="runoff", write_ins=[{"name": "周凯", "for": 32}])
    )
    assert verdict["elected"] == ["丁"]
    assert any("另选" in line for line in verdict["explanation"])


def test_further_ballot_needs_the_majority_again() -> None:
    verdict = judge_election(facts({"丁": 43, "王": 30}, 1, round="further"))
    assert (verdict["elected"], verdict["vacant"]) == ([], 1)


def test_write_in_above_half_is_elected_after_candidates_of_equal_votes() -> None:
    verdict = judge_election(facts({"丁": 48, "王": 60, "田": 0}, 2, write_ins=[{"name": "周凯", "for": 48}]))
    assert (verdict["elected"], verdict["runoff"]) == (["王"], {"names": ["丁", "周凯"], "seats": 1})
    verdict = judge_election(facts({"丁": 10, "王": 50, "田": 0}, 2, write_ins=[{"name": "周凯", "for": 50}]))
    assert verdict["elected"] == ["王", "周凯"]


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        pytest.param(
            {"present": 57, "issued": 57, "returned": 57, "valid": 57, "void": 0},
            "CON-06",
            id="quorum missing",
        ),
        pytest.param({"scrutineers": ["周一"]}, "CON-07", id="one scrutineer"),
        pytest.param({"scrutineers": ["周一", "丁"]}, "CON-07", id="scrutineer is a candidate"),
        pytest.param({"scrutineers_approved": False}, "CON-07", id="scrutineers not approved"),
        pytest.param({"proxies": 1}, "CON-08", id="proxy"),
        pytest.param({"returned": 82, "valid": 80}, "CON-09", id="more returned than issued"),
        pytest.param({"issued": 82}, "CON-09", id="more issued than present"),
        pytest.param({"void": 3}, "CON-10", id="papers do not meet"),
        pytest.param({"org_form": "primary", "candidate_count": 3}, "NOM-05", id="too few candidates"),
        pytest.param({"candidate_count": 3}, "NOM-05", id="too few candidates in a free federation"),
    ],
)
def test_election_void_by_a_failed_clause(changes: dict[str, Any], clause: str) -> None:
    votes = dict(list(FOUR.items())[: changes.pop("candidate_count", 4)])
    verdict = judge_election(facts(votes, **changes))
    assert (verdict["election_valid"], verdict["elected"], verdict["runoff"], verdict["vacant"]) == (
        False,
        [],
        None,
        3,
    )
    assert [name for name in failed(verdict) if name not in ("CON-11", "CON-12", "CON-13")] == [clause]
    assert verdict["explanation"][0] == "选举无效，无人当选。"


def test_quorum_holds_at_exactly_two_thirds() -> None:
    verdict = judge_election(
        facts({"丁": 31, "王": 1}, 1, entitled=60, present=40, issued=40, returned=40, valid=40, void=0)
    )
    assert result(verdict, "CON-06") == ("OK", "B")
    assert verdict["elected"] == ["丁"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source": "federated"}, ("FAIL", "W")),
        ({"source": "free"}, ("FAIL", "B")),
        ({"source": "federated", "org_form": "primary"}, ("FAIL", "B")),
        ({"source": "free", "body": "audit"}, ("OK", "B")),
        ({"source": "free", "body": "chair"}, ("OK", "B")),
        ({"source": "free", "body": "standing"}, ("FAIL", "B")),
    ],
)
def test_surplus_of_candidates_is_asked_by_body_and_source(
    changes: dict[str, Any], expected: tuple[str, str]
) -> None:
    votes = {"丁": 50, "于": 50, "王": 50}
    verdict = judge_election(facts(votes, 3, **changes))
    assert result(verdict, "NOM-05") == expected
    assert verdict["election_valid"] is (expected != ("FAIL", "B"))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"approved": 3, "body": "audit"}, ("OK", "B")),
        ({"body": "audit"}, ("OK", "B")),
        ({"approved": 5, "body": "audit"}, ("FAIL", "B")),
        ({"body": "audit", "seats": 12}, ("FAIL", "W")),
        ({"body": "chair"}, ("NA", "B")),
    ],
)
def test_size_is_judged_by_reply_and_band(changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert result(judge_election(facts(FOUR, **changes)), "CON-13") == expected


def test_size_without_a_reply_claims_none() -> None:
    row = next(
        each for each in judge_election(facts(FOUR, body="audit"))["findings"] if each["id"] == "CON-13"
    )
    assert "批复" not in row["message"]


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"entitled": None}, "entitled"),
        ({"present": -1}, "present"),
        ({"present": 80.5}, "present"),
        ({"present": True}, "present"),
        ({"held_on": "2026-02-30"}, "held_on"),
        ({"round": "third"}, "round"),
        ({"candidates": [{"name": "丁", "for": 1, "against": 0}]}, "candidates[0].abstain"),
        ({"candidates": [{"name": "", "for": 1, "against": 0, "abstain": 0}]}, "candidates[0].name"),
        ({"candidates": [{"name": "丁", "for": 1, "against": 0, "abstain": 0}] * 2}, "candidates[0].name"),
        ({"write_ins": [{"name": "丁", "for": 1}]}, "write_ins[0].name"),
        ({"write_ins": [{"name": "周", "for": 1}] * 2}, "write_ins[0].name"),
    ],
)
def test_bad_input_is_refused_with_its_place(change: dict[str, Any], at: str) -> None:
    with pytest.raises(BadInputError) as fault:
        read_election(facts(FOUR) | change)
    assert fault.value.at == at


def test_explanation_writes_the_sums_out() -> None:
    lines = judge_election(facts({"丁": 60, "于": 43, "王": 50}, 2))["explanation"]
    assert lines == [
        "应到 86 人，当选须过半数，不少于 44 票。",
        "丁：60 票，2×60＝120 ＞ 86，当选。",
        "王：50 票，2×50＝100 ＞ 86，当选。",
        "于：43 票，2×43＝86 ＝ 86，未当选。",
        "应选 2 名，当选 2 名，空缺 0 名。",
    ]


# -- properties


@st.composite
def counts(draw: st.DrawFn) -> dict[str, Any]:
    entitled = draw(st.integers(1, 60))
    present = draw(st.integers(0, entitled))
    issued = draw(st.integers(0, present + 1))
    returned = draw(st.integers(0, issued + 1))
    valid = draw(st.integers(0, returned))
    names = [f"候选{place}" for place in range(draw(st.integers(0, 9)))]
    given_votes = [draw(st.integers(0, valid)) for _name in names]
    rows = [
        {"name": name, "for": n, "against": valid - n, "abstain": 0}
        for name, n in zip(names, given_votes, strict=True)
    ]
    write_ins = [
        {"name": f"另选{place}", "for": draw(st.integers(0, valid))}
        for place in range(draw(st.integers(0, 3)))
    ]
    return facts({}) | {
        "entitled": entitled, "present": present, "issued": issued, "returned": returned, "valid": valid,
        "void": returned - valid, "candidates": rows, "write_ins": write_ins, "seats": draw(st.integers(0, 8)),
        "source": draw(st.sampled_from(["free", "federated"])),
        "body": draw(st.sampled_from(["committee", "standing", "audit", "chair", "vice_chair"])),
        "round": draw(st.sampled_from(["first", "runoff", "further"])),
        "proxies": draw(st.sampled_from([0, 0, 0, 1])),
    }  # fmt: skip


@given(counts())
def test_seats_are_elected_open_or_vacant(count: dict[str, Any]) -> None:
    verdict = judge_election(count)
    open_seats = verdict["runoff"]["seats"] if verdict["runoff"] else 0
    assert len(verdict["elected"]) + open_seats + verdict["vacant"] == count["seats"]
    assert verdict["vacant"] >= 0
    if verdict["runoff"]:
        assert 0 < open_seats < len(verdict["runoff"]["names"])
        assert not set(verdict["runoff"]["names"]) & set(verdict["elected"])


@given(counts())
def test_nobody_is_elected_without_more_than_half_of_the_entitled(count: dict[str, Any]) -> None:
    verdict = judge_election(count)
    votes = {row["name"]: row["for"] for row in [*count["candidates"], *count["write_ins"]]}
    if count["round"] != "runoff":
        assert all(2 * votes[name] > count["entitled"] for name in verdict["elected"])
    if not verdict["election_valid"]:
        assert (verdict["elected"], verdict["runoff"]) == ([], None)


@given(counts())
def test_nobody_left_out_has_more_votes_than_somebody_elected(count: dict[str, Any]) -> None:
    verdict = judge_election(count)
    rows = count["candidates"] + (count["write_ins"] if count["round"] != "runoff" else [])
    votes = {row["name"]: row["for"] for row in rows}
    least = min((votes[name] for name in verdict["elected"]), default=None)
    if least is not None:
        assert all(votes[name] <= least for name in votes if name not in verdict["elected"])


@given(counts(), st.randoms(use_true_random=False))
def test_order_of_entry_never_matters(count: dict[str, Any], chance: Any) -> None:
    verdict = judge_election(count)
    mixed = count | {"candidates": list(count["candidates"]), "write_ins": list(count["write_ins"])}
    chance.shuffle(mixed["candidates"])
    chance.shuffle(mixed["write_ins"])
    other = judge_election(mixed)
    assert sorted(other["elected"]) == sorted(verdict["elected"])
    assert sorted((other["runoff"] or {"names": []})["names"]) == sorted(
        (verdict["runoff"] or {"names": []})["names"]
    )
    assert (other["election_valid"], other["vacant"]) == (verdict["election_valid"], verdict["vacant"])
    assert [row["result"] for row in other["findings"]] == [row["result"] for row in verdict["findings"]]


# -- the command


def run(path: Path) -> int:
    parser = ArgumentParser()
    add_parser(parser.add_subparsers())
    options = parser.parse_args(["elections", "judge", str(path)])
    return int(options.handler(options))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(json.dumps(facts(FOUR)), 0, id="valid"),
        pytest.param(json.dumps(facts(FOUR, proxies=2)), 1, id="void"),
        pytest.param(json.dumps(facts(FOUR, seats="three")), 2, id="wrong type"),
        pytest.param(json.dumps(facts(FOUR, held_on="1990-01-01")), 2, id="before any rule on record"),
        pytest.param("[]", 2, id="no object"),
        pytest.param("{", 2, id="no JSON"),
        pytest.param("\ufeff" + json.dumps(facts(FOUR)), 0, id="with a byte order mark"),
    ],
)
def test_command_prints_json_and_tells_by_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, status: int
) -> None:
    path = tmp_path / "count.json"
    path.write_text(text, encoding="utf-8")
    assert run(path) == status
    printed = json.loads(capsys.readouterr().out)
    assert ("election_valid" in printed) is (status < 2)
    assert ("at" in printed) is (status == 2)


def test_command_names_unused_keys_and_missing_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "count.json"
    path.write_text(json.dumps(facts(FOUR) | {"weather": "fine"}), encoding="utf-8")
    assert run(path) == 0
    assert "weather" in capsys.readouterr().err
    assert run(tmp_path / "none.json") == 2
