import pytest

from tests.policy.judging import found, verdict


@pytest.mark.parametrize(
    ("members", "delegates", "approved", "expected"),
    [
        (2386, 72, 72, "OK"),
        (2386, 60, 60, "OK"),
        (2386, 59, 59, "FAIL W"),
        (2386, 90, 90, "OK"),
        (2386, 91, 91, "FAIL W"),
        (2386, 71, 72, "FAIL B"),
        (1000, 60, 60, "OK"),
        (1001, 59, 59, "FAIL W"),
        (50001, 240, 240, "OK"),
        (100, 30, 30, "OK"),
        (99, 20, 20, "OK"),
        (99, 20, 21, "FAIL B"),
        (2386, 72, None, "UNKNOWN"),
    ],
)
def test_delegates_number(members, delegates, approved, expected):
    facts = {"members": members, "delegates": delegates, "approved": approved}
    assert verdict("CON-01", facts) == expected


def test_delegates_number_below_a_hundred_members_only_informs():
    finding = found("CON-01", {"members": 99, "delegates": 20, "approved": 20})
    assert (finding.result, finding.level) == ("OK", "I")


def unit(name, delegates=5, managers=1, **more):
    return {"name": name, "delegates": delegates, "managers": managers} | more


@pytest.mark.parametrize(
    ("units", "unassigned", "expected"),
    [
        ([unit("甲"), unit("乙")], [], "OK"),
        ([unit("甲", 4, 1)], [], "FAIL W"),
        ([unit("甲", 1, 1), unit("乙", 4, 0)], [], "OK"),
        ([unit("甲", 0, 0), unit("乙")], [], "FAIL B"),
        ([unit("甲")], ["丙"], "FAIL B"),
        ([], [], "FAIL B"),
        ([unit("甲", constituents=["a"]), unit("乙", constituents=["a", "b"])], [], "FAIL B"),
        ([unit("甲", None)], [], "UNKNOWN"),
        ([unit("甲", 5, None)], [], "UNKNOWN"),
    ],
)
def test_electing_units(units, unassigned, expected):
    assert verdict("CON-02", {"units": units, "unassigned": unassigned}) == expected


UNIT_VOTE = {"present": 20, "entitled": 30, "for": 16, "candidates": 3, "places": 2, "tied": False}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"present": 19}, "FAIL W"),
        ({"for": 15}, "FAIL W"),
        ({"for": [20, 16]}, "OK"),
        ({"for": [20, 15]}, "FAIL W"),
        ({"for": []}, "FAIL W"),
        ({"candidates": 2}, "FAIL W"),
        ({"places": 7, "candidates": 9}, "OK"),
        ({"places": 7, "candidates": 8}, "FAIL W"),
        ({"tied": True, "present": 0}, "NA"),
        ({"tied": None}, "OK"),
        ({"entitled": None}, "UNKNOWN"),
    ],
)
def test_delegates_elected(change, expected):
    assert verdict("CON-03", UNIT_VOTE | change) == expected


@pytest.mark.parametrize(
    ("members", "kind", "more", "expected"),
    [
        (99, "delegates", {}, "FAIL W"),
        (99, "members", {}, "OK"),
        (100, "delegates", {}, "OK"),
        (100, "会员大会", {}, "OK"),
        (99, "delegates", {"org_form": "federation", "level": "county"}, "FAIL W"),
        (99, "delegates", {"org_form": "federation"}, "FAIL W"),
        (99, "delegates", {"org_form": "federation", "level": "city"}, "NA"),
        (99, "delegates", {"org_form": "committee", "level": "county"}, "NA"),
        (99, "delegates", {"org_form": "primary"}, "FAIL W"),
    ],
)
def test_who_meets(members, kind, more, expected):
    assert verdict("CON-04", {"members": members, "kind": kind} | more) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"sealed_at": "2026-04-24T08:30"}, "OK"),
        ({"sealed_at": None}, "FAIL B"),
        ({}, "UNKNOWN"),
        ({"sealed_at": "2026-04-24T09:01", "opened_at": "2026-04-24T09:00"}, "FAIL B"),
        ({"sealed_at": "2026-04-24T09:00", "opened_at": "2026-04-24T09:00"}, "OK"),
        ({"sealed_at": "2026-04-24", "changes": [{"reason": "更正姓名", "second_person": "乙"}]}, "OK"),
        ({"sealed_at": "2026-04-24", "changes": [{"reason": "更正姓名", "second": "乙"}]}, "OK"),
        ({"sealed_at": "2026-04-24", "changes": [{"reason": "更正姓名"}]}, "FAIL B"),
        ({"sealed_at": "2026-04-24", "changes": [{"reason": "", "second_person": "乙"}]}, "FAIL B"),
    ],
)
def test_roll_sealed(facts, expected):
    assert verdict("CON-05", facts) == expected


@pytest.mark.parametrize(
    ("entitled", "present", "expected"),
    [
        (72, 48, "OK"),
        (72, 47, "FAIL B"),
        (73, 49, "OK"),
        (73, 48, "FAIL B"),
        (1, 1, "OK"),
        (0, 0, "FAIL B"),
        (72, 73, "FAIL B"),
        (72, 0, "FAIL B"),
        (None, 48, "UNKNOWN"),
    ],
)
def test_quorum(entitled, present, expected):
    assert verdict("CON-06", {"entitled": entitled, "present": present}) == expected


def test_quorum_says_the_sum():
    finding = found("CON-06", {"entitled": 72, "present": 47})
    assert finding.message == "应到 72 人，实到 47 人，须不少于 48 人。"
    assert finding.parameters == {"election.quorum": "2/3"}


@pytest.mark.parametrize(
    ("names", "candidates", "approved", "expected"),
    [
        (["甲", "乙"], ["丙"], True, "OK"),
        (["甲", "乙"], ["丙"], {"for": 50, "present": 60}, "OK"),
        (["甲"], ["丙"], True, "FAIL B"),
        (["甲", "甲"], ["丙"], True, "FAIL B"),
        (["甲", "丙"], ["丙"], True, "FAIL B"),
        (["甲", "乙"], ["丙"], False, "FAIL B"),
        (["甲", "乙"], ["丙"], None, "UNKNOWN"),
    ],
)
def test_scrutineers(names, candidates, approved, expected):
    facts = {"scrutineers": names, "candidates": candidates, "approved": approved}
    assert verdict("CON-07", facts) == expected


@pytest.mark.parametrize(
    ("proxies", "expected"),
    [
        (0, "OK"),
        ([], "OK"),
        (False, "OK"),
        (1, "FAIL B"),
        (["甲"], "FAIL B"),
        (True, "FAIL B"),
        (None, "UNKNOWN"),
    ],
)
def test_no_proxies(proxies, expected):
    assert verdict("CON-08", {"proxies": proxies}) == expected


@pytest.mark.parametrize(
    ("issued", "returned", "present", "expected"),
    [(60, 60, 60, "OK"), (60, 58, 62, "OK"), (60, 61, 62, "FAIL B"), (61, 60, 60, "FAIL B"), (0, 0, 0, "OK")],
)
def test_papers(issued, returned, present, expected):
    assert verdict("CON-09", {"issued": issued, "returned": returned, "present": present}) == expected


COUNT = {
    "returned": 60,
    "valid": 58,
    "void": 2,
    "seats": 1,
    "candidates": [
        {"name": "甲", "for": 40, "against": 10, "abstain": 8},
        {"name": "乙", "for": 15, "against": 30, "abstain": 13},
    ],
    "write_ins": [{"name": "丙", "votes": 3}],
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"write_ins": {"丙": 3}}, "OK"),
        ({"write_ins": 3}, "OK"),
        ({"write_ins": None}, "OK"),
        ({"write_ins": [{"name": "丙", "for": 4}]}, "FAIL B"),
        ({"void": 1}, "FAIL B"),
        ({"candidates": [{"name": "甲", "for": 40, "against": 10, "abstain": 7}]}, "FAIL B"),
        ({"candidates": [{"name": "甲", "for": 40, "against": 10, "abstain": None}]}, "UNKNOWN"),
        ({"seats": 2, "write_ins": 41}, "FAIL W"),
        ({"seats": 2, "write_ins": 40}, "OK"),
        ({"seats": 0}, "FAIL B"),
    ],
)
def test_sums_meet(change, expected):
    assert verdict("CON-10", COUNT | change) == expected


@pytest.mark.parametrize(
    ("entitled", "seats", "votes", "expected"),
    [
        (72, 1, {"甲": 37}, "OK"),
        (72, 1, {"甲": 36}, "FAIL B"),
        (71, 1, {"甲": 36}, "OK"),
        (72, 2, {"甲": 60, "乙": 50, "丙": 40}, "OK"),
        (72, 2, {"甲": 60, "乙": 50, "丙": 50}, "FAIL B"),
        (72, 2, {"甲": 50, "乙": 50, "丙": 40}, "OK"),
        (72, 2, {"甲": 60, "乙": 36}, "FAIL B"),
        (72, 2, [{"name": "甲", "votes": 60}, {"name": "乙", "for": 50}], "OK"),
        (72, 1, [40, 40], "FAIL B"),
        (72, 1, 40, "OK"),
        (72, 1, [{"name": "甲"}], "UNKNOWN"),
        (72, 0, {"甲": 40}, "OK"),
        (72, 1, {}, "FAIL B"),
    ],
)
def test_elected(entitled, seats, votes, expected):
    assert verdict("CON-11", {"entitled": entitled, "seats": seats, "votes": votes}) == expected


def test_elected_runs_off_only_among_the_tied():
    votes = {"甲": 60, "乙": 50, "丙": 50, "丁": 36, "戊": 50}
    cure = found("CON-11", {"entitled": 72, "seats": 2, "votes": votes}).cure
    assert cure == "只在 乙、丙、戊 之间再次投票。"


@pytest.mark.parametrize(
    ("seats", "elected", "minimum", "resolved", "expected"),
    [
        (17, 17, None, None, "OK"),
        (17, 18, 15, True, "FAIL B"),
        (17, 16, 15, None, "FAIL B"),
        (17, 16, 15, False, "FAIL B"),
        (17, 15, 15, True, "OK"),
        (17, 15, 15, "2026-04-24", "OK"),
        (17, 14, 15, True, "FAIL B"),
        (17, 16, None, True, "UNKNOWN"),
    ],
)
def test_enough_elected(seats, elected, minimum, resolved, expected):
    facts = {"seats": seats, "elected": elected, "minimum": minimum, "resolved": resolved}
    assert verdict("CON-12", facts) == expected


@pytest.mark.parametrize(
    ("body", "members", "size", "approved", "expected"),
    [
        ("committee", 2386, 17, 17, "OK"),
        ("committee", 2386, 17, 19, "FAIL B"),
        ("committee", 2386, 22, 22, "FAIL W"),
        ("committee", 2386, 22, 19, "FAIL B"),
        ("committee", 24, 5, 5, "OK"),
        ("committee", 24, 6, 6, "FAIL I"),
        ("committee", 25, 7, 7, "OK"),
        ("committee", 99, 8, 8, "FAIL I"),
        ("committee", 100, 8, 8, "FAIL W"),
        ("committee", None, 17, 17, "UNKNOWN"),
        ("audit", None, 3, 3, "OK"),
        ("audit", None, 2, 2, "FAIL W"),
        ("audit", None, 11, 11, "OK"),
        ("audit", None, 12, 12, "FAIL W"),
        ("standing", 2386, 9, 9, "OK"),
        ("standing", 2386, 8, 8, "FAIL W"),
        ("women", None, 40, 40, "OK"),
        ("women", None, 4, 5, "FAIL B"),
        ("audit", None, 3, None, "UNKNOWN"),
    ],
)
def test_body_size(body, members, size, approved, expected):
    facts = {"body": body, "members": members, "size": size, "approved": approved}
    assert verdict("CON-13", facts) == expected


@pytest.mark.parametrize(
    ("rules", "by", "expected"),
    [
        ("committee", "committee", "OK"),
        ("congress", "delegates", "OK"),
        ("committee", "congress", "FAIL B"),
        ("congress", "committee", "FAIL B"),
        (None, "committee", "UNKNOWN"),
    ],
)
def test_as_the_rules_say(rules, by, expected):
    assert verdict("CON-14", {"rules": rules, "by": by}) == expected


@pytest.mark.parametrize(
    ("votes", "everybody", "more", "expected"),
    [
        (51, 100, {}, "OK"),
        (50, 100, {}, "FAIL B"),
        (101, 100, {}, "FAIL B"),
        (51, 100, {"secret": False}, "FAIL B"),
        (51, 100, {"by": "committee"}, "FAIL B"),
        (51, 100, {"by": "congress", "secret": True}, "OK"),
    ],
)
def test_recall(votes, everybody, more, expected):
    assert verdict("CON-15", {"votes": votes, "all": everybody} | more) == expected


REPLY = {"received_on": "2026-03-01", "replied_on": None, "on": "2026-03-16", "failed": []}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"on": "2026-03-17"}, "FAIL B"),
        ({"on": None}, "FAIL B"),
        ({"replied_on": "2026-03-16"}, "OK"),
        ({"replied_on": "2026-03-16", "on": "2026-12-01"}, "OK"),
        ({"replied_on": "2026-03-17"}, "FAIL B"),
        ({"replied_on": "2026-02-28"}, "FAIL B"),
        ({"failed": ["CON-06"]}, "FAIL B"),
        ({"failed": None}, "UNKNOWN"),
    ],
)
def test_reply_in_time(change, expected):
    assert verdict("CON-16", REPLY | change) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"proposed_by": "committee"}, "OK"),
        ({"proposed_by": "members", "share": "1/3"}, "OK"),
        ({"proposed_by": "delegates", "share": "33/100"}, "FAIL W"),
        ({"proposed_by": "members"}, "UNKNOWN"),
        ({"last_on": "2025-03-18"}, "OK"),
        ({"last_on": "2025-03-17"}, "FAIL W"),
        ({"last_on": "2025-03-17", "on": "2026-03-17"}, "OK"),
        ({"last_on": "2020-01-01", "org_form": "committee"}, "NA"),
        ({"last_on": "2020-01-01", "proposed_by": "committee"}, "FAIL W"),
        ({}, "UNKNOWN"),
    ],
)
def test_meets_in_time(facts, expected):
    assert verdict("CON-17", facts) == expected


STEPS = [
    "credentials",
    "resolution to found",
    "election rules",
    "candidate list",
    "scrutineers",
    "first ballot",
]


def agenda(*items, vote=True):
    return {"agenda": [{"item": item, "vote": vote} for item in items]}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (agenda(*STEPS), "OK"),
        (agenda(*STEPS) | {"founding": True}, "OK"),
        (agenda("代表资格审查报告", "选举办法", "候选人名单", "监票人", "投票选举"), "OK"),
        (agenda("宣读批复", *STEPS[:5]), "OK"),
        (agenda(STEPS[0], *STEPS[2:]), "OK"),
        (agenda(STEPS[0], *STEPS[2:]) | {"founding": True}, "FAIL B"),
        (agenda(STEPS[1], STEPS[0], *STEPS[2:]), "FAIL B"),
        (agenda(STEPS[5], *STEPS[:5]), "FAIL B"),
        (agenda(*STEPS[:4], STEPS[5], STEPS[4]), "FAIL B"),
        (agenda(*STEPS[1:]), "FAIL B"),
        (agenda(*STEPS, vote=False), "FAIL B"),
        (agenda(*STEPS, vote=None), "FAIL B"),
        (agenda(*STEPS, vote="通过"), "OK"),
        (agenda(*STEPS, vote="未通过"), "FAIL B"),
        (agenda(*STEPS, vote={"passed": True}), "OK"),
        (agenda(*STEPS, vote={"for": 40, "against": 10, "abstain": 10}), "OK"),
        (agenda(*STEPS, vote={"for": 20, "against": 10, "abstain": 10}), "FAIL B"),
        (agenda(*STEPS, vote={"against": 0}), "FAIL B"),
        ({"agenda": []}, "FAIL B"),
    ],
)
def test_in_order(facts, expected):
    assert verdict("CON-18", facts) == expected
