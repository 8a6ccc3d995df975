"""What holds of every election and by-election, whoever is elected: over counts that are mostly valid."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from gonglian.policy.elections import judge_election
from gonglian.policy.parameters import Parameter, ParameterTable, unplain

BODIES = ("committee", "standing", "audit", "women", "chair", "vice_chair")
FORMS = ("federation", "committee", "primary", "joint_primary")
DAY = date(2026, 3, 18)


def ballot(names: list[str], votes: list[int], write_ins: dict[str, int], **given: Any) -> dict[str, Any]:
    """A count whose papers meet; the rest of the valid papers against or abstaining."""
    valid = given["valid"]
    rows = [
        {"name": name, "for": count, "against": (valid - count + 1) // 2, "abstain": (valid - count) // 2}
        for name, count in zip(names, votes, strict=True)
    ]
    return {
        "members": 900, "candidates": rows, "write_ins": [{"name": n, "for": v} for n, v in write_ins.items()], "proxies": 0,
        "scrutineers": ["周一", "吴一"], "held_on": DAY.isoformat(), "round": "first",
    } | given  # fmt: skip


@st.composite
def papers(draw: st.DrawFn) -> dict[str, int]:
    """A meeting with its quorum and papers that meet."""
    entitled = draw(st.integers(3, 40))
    present = draw(st.integers(-(-2 * entitled // 3), entitled))
    returned = draw(st.integers(present - 2 if present > 2 else 0, present))
    void = draw(st.integers(0, min(2, returned)))
    return {
        "entitled": entitled, "present": present, "issued": present, "returned": returned, "valid": returned - void,
        "void": void,
    }  # fmt: skip


@st.composite
def elections(draw: st.DrawFn, seats: st.SearchStrategy[int] = st.integers(1, 7)) -> dict[str, Any]:  # noqa: B008
    """Any body, form and source; votes crowd around the half, so that edges and ties are frequent."""
    meeting, places = draw(papers()), draw(seats)
    votes = st.integers(0, meeting["valid"])
    near = st.integers(
        min(meeting["entitled"] // 2, meeting["valid"]), min(meeting["entitled"] // 2 + 2, meeting["valid"])
    )
    names = [f"候选{place}" for place in range(draw(st.integers(places, places + 3)))]
    room, given = meeting["valid"] * places, []
    for _name in names:  # no paper bears more votes than there are seats
        given.append(min(room, draw(st.one_of(near, votes))))
        room -= given[-1]
    write_in = draw(st.integers(0, min(room, meeting["valid"])))
    return ballot(
        names, given, {"另选": write_in} if write_in and draw(st.booleans()) else {}, seats=places,
        body=draw(st.sampled_from(BODIES)), org_form=draw(st.sampled_from(FORMS)),
        source=draw(st.sampled_from(["free", "federated"])), **meeting,
    )  # fmt: skip


by_elections = elections(seats=st.just(1))
FURTHER = st.sampled_from(["first", "runoff", "further"])


def votes_of(count: dict[str, Any]) -> dict[str, int]:
    return {row["name"]: row["for"] for row in [*count["candidates"], *count["write_ins"]]}


def open_seats(verdict: dict[str, Any]) -> int:
    return int(verdict["runoff"]["seats"]) if verdict["runoff"] else 0


@given(st.one_of(elections(), by_elections), FURTHER)
def test_every_seat_is_filled_open_or_vacant(count: dict[str, Any], turn: str) -> None:
    verdict = judge_election(count | {"round": turn})
    assert len(verdict["elected"]) + open_seats(verdict) + verdict["vacant"] == count["seats"]
    assert len(set(verdict["elected"])) == len(verdict["elected"])
    assert verdict["vacant"] >= 0 and verdict["election_valid"] in (True, False)
    if turn == "runoff":
        assert verdict["runoff"] is None
    if not verdict["election_valid"]:
        assert (verdict["elected"], verdict["runoff"], verdict["vacant"]) == ([], None, count["seats"])


@given(st.one_of(elections(), by_elections), st.sampled_from(["first", "further"]))
def test_nobody_is_elected_or_tied_without_more_than_half_of_the_entitled(
    count: dict[str, Any], turn: str
) -> None:
    verdict = judge_election(count | {"round": turn})
    votes = votes_of(count)
    named = [*verdict["elected"], *(verdict["runoff"] or {"names": []})["names"]]
    assert all(2 * votes[name] > count["entitled"] for name in named)


@given(by_elections)
def test_by_election_seats_whoever_alone_leads_with_the_majority(count: dict[str, Any]) -> None:
    """The one seat: filled by the only leader above half, open among leaders of equal votes, else vacant; vacant too where
    the vote is void."""
    verdict, votes = judge_election(count), votes_of(count)
    most = max(votes.values())
    leaders = [name for name in votes if votes[name] == most and 2 * most > count["entitled"]]
    if not verdict["election_valid"]:
        leaders = []
    if len(leaders) == 1:
        assert (verdict["elected"], verdict["runoff"], verdict["vacant"]) == (leaders, None, 0)
    elif leaders:
        assert (verdict["elected"], verdict["vacant"]) == ([], 0)
        assert (sorted(verdict["runoff"]["names"]), verdict["runoff"]["seats"]) == (sorted(leaders), 1)
    else:
        assert (verdict["elected"], verdict["runoff"], verdict["vacant"]) == ([], None, 1)


@given(st.one_of(elections(), by_elections), FURTHER, st.randoms(use_true_random=False))
def test_order_of_entry_never_matters(count: dict[str, Any], turn: str, chance: Any) -> None:
    count = count | {"round": turn}
    mixed = count | {"candidates": chance.sample(count["candidates"], len(count["candidates"]))}
    one, other = judge_election(count), judge_election(mixed)
    assert sorted(one["elected"]) == sorted(other["elected"])
    assert [sorted(each["runoff"]["names"]) if each["runoff"] else None for each in (one, other)] in (
        [None, None], [sorted(one["runoff"]["names"])] * 2 if one["runoff"] else [],
    )  # fmt: skip
    assert (one["election_valid"], one["vacant"]) == (other["election_valid"], other["vacant"])
    assert [(row["id"], row["result"], row["level"]) for row in one["findings"]] == [
        (row["id"], row["result"], row["level"]) for row in other["findings"]
    ]


@given(elections(), st.data())
def test_rounds_together_never_seat_more_than_there_are(count: dict[str, Any], data: st.DataObject) -> None:
    """The first ballot, the run-off of its tied, and a further ballot for what is still vacant."""
    first = judge_election(count)
    assume(first["election_valid"])
    seated, left = list(first["elected"]), first["vacant"]
    if first["runoff"]:
        names, places = first["runoff"]["names"], first["runoff"]["seats"]
        votes = [data.draw(st.integers(0, count["valid"])) for _name in names]
        turn = judge_election(
            count | ballot(names, votes, {}, valid=count["valid"], seats=places, round="runoff")
        )
        seated, left = seated + turn["elected"], left + turn["vacant"]
    if left:
        rest = [row["name"] for row in count["candidates"] if row["name"] not in seated]
        votes = [data.draw(st.integers(0, count["valid"])) for _name in rest]
        turn = judge_election(
            count | ballot(rest, votes, {}, valid=count["valid"], seats=left, round="further")
        )
        seated, left = seated + turn["elected"], turn["vacant"] + open_seats(turn)
    assert len(seated) == len(set(seated)) and len(seated) + left == count["seats"]


@given(st.one_of(elections(), by_elections), FURTHER)
def test_verdict_follows_from_the_parameters_it_names(count: dict[str, Any], turn: str) -> None:
    """An archive keeps no other: judged by them alone, the verdict is the same to the last word."""
    count = count | {"round": turn}
    verdict = judge_election(count)
    used = {key: value for row in verdict["findings"] for key, value in row["parameters"].items()}
    table = ParameterTable(
        Parameter(key, unplain(value), DAY, None, "", "", "") for key, value in used.items()
    )
    assert judge_election(count, table) == verdict
