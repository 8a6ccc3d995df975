import pytest

from tests.policy.judging import verdict
from tests.policy.test_organisation import STATE


@pytest.mark.parametrize(("same", "expected"), [([], "OK"), (["某行业工会"], "FAIL W")])
def test_not_double(same, expected):
    assert verdict("ORG-11", {"same": same}) == expected


NAME = {
    "name": "沂城市物流行业工会联合会",
    "place": "沂城市",
    "trade_words": ["物流"],
    "form": "federation",
    "taken": [],
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"trade_words": "物流行业"}, "OK"),
        ({"name": "沂城市快递、物流业工会联合会", "trade_words": ["物流", "快递"]}, "OK"),
        ({"name": "沂城市物流工会", "form": "committee"}, "OK"),
        ({"name": "沂城市物流工会委员会", "form": "committee"}, "OK"),
        ({"name": "沂城市物流工会工作委员会", "form": "working_committee"}, "OK"),
        ({"form": "committee"}, "FAIL W"),
        ({"name": "物流行业工会联合会"}, "FAIL W"),
        ({"name": "沂城市工会联合会"}, "FAIL W"),
        ({"name": "沂城市先进物流工会联合会"}, "FAIL W"),
        ({"name": "沂城市物流行业联合会"}, "FAIL W"),
        ({"taken": ["沂城市餐饮行业工会联合会"]}, "OK"),
        ({"taken": ["沂城市　物流行业 工会联合会"]}, "FAIL B"),
        ({"name": "ＡＢ市物流工会联合会", "place": "AB市", "taken": ["AB市物流工会联合会"]}, "FAIL B"),
        ({"name": "物流", "taken": ["物流"]}, "FAIL B"),
        ({"place": None}, "UNKNOWN"),
        ({"trade_words": []}, "UNKNOWN"),
        ({"form": None, "taken": ["沂城市物流行业工会联合会"]}, "FAIL B"),
    ],
)
def test_proper_name(change, expected):
    assert verdict("ORG-12", NAME | change) == expected


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        ("primary", "81371302MC0000001Q", "OK"),
        ("primary", " ８1371302mc0000001q ", "OK"),
        ("industrial", "81371302MC0000001Q", "OK"),
        ("regional", "89371302MC00000010", "OK"),
        ("primary", "89371302MC00000010", "FAIL W"),
        ("local", "13371302MC0000001R", "OK"),
        ("local", "81371302MC0000001Q", "FAIL W"),
        ("primary", "91350100M000100Y43", "FAIL W"),
        ("primary", "81371302MC0000001K", "FAIL B"),
        ("primary", "81371302MC000000I10", "FAIL B"),
        ("primary", "81371302MC000000", "FAIL B"),
        ("primary", "", "UNKNOWN"),
    ],
)
def test_right_code(kind, code, expected):
    assert verdict("ORG-13", {"kind": kind, "uscc": code}) == expected


@pytest.mark.parametrize(
    ("members", "ways", "expected"),
    [
        (25, {"committee": True}, "OK"),
        (25, {"committee": False, "joint": True, "organiser": True}, "FAIL W"),
        (25, {"joint": True}, "UNKNOWN"),
        (24, {"committee": False, "joint": True, "organiser": False}, "OK"),
        (24, {"organiser": True}, "OK"),
        (24, {"committee": False, "joint": False, "organiser": False}, "FAIL W"),
        (24, {"committee": False, "joint": False}, "UNKNOWN"),
    ],
)
def test_own_committee(members, ways, expected):
    assert verdict("ORG-14", {"members": members} | ways) == expected


@pytest.mark.parametrize(
    ("staff", "full_time", "expected"),
    [(199, False, "NA"), (200, True, "OK"), (200, False, "FAIL I"), (200, None, "UNKNOWN")],
)
def test_full_time_chair(staff, full_time, expected):
    assert verdict("ORG-15", {"staff": staff, "full_time": full_time}) == expected


REGISTERED = {"approved_on": "2025-01-01", "registered_on": "2025-03-02", "certificate_until": "2030-01-01"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"registered_on": "2025-03-03"}, "FAIL W"),
        ({"registered_on": None, "on": "2025-03-02"}, "OK"),
        ({"registered_on": None, "on": "2025-03-03"}, "FAIL W"),
        ({"registered_on": None}, "FAIL W"),
        ({"on": "2029-12-02"}, "OK"),
        ({"on": "2030-01-01"}, "OK"),
        ({"on": "2030-01-02"}, "FAIL W"),
        ({"certificate_until": None}, "UNKNOWN"),
        ({"approved_on": None}, "UNKNOWN"),
        ({"approved_on": None, "form": "working_committee"}, "NA"),
        ({"org_form": "working_committee"}, "NA"),
    ],
)
def test_registered_in_time(change, expected):
    assert verdict("ORG-16", REGISTERED | change) == expected


@pytest.mark.parametrize(
    ("approval", "expected"),
    [
        ("2026-03-01", "OK"),
        ({"on": "2026-03-02", "number": "费工发〔2026〕6号"}, "OK"),
        ("2026-02-28", "FAIL B"),
        ({"on": None}, "UNKNOWN"),
        ({}, "FAIL B"),
        (None, "FAIL B"),
        (False, "FAIL B"),
        (True, "OK"),
        ("费工发〔2026〕6号", "OK"),
    ],
)
def test_resolved_and_approved(approval, expected):
    facts = {"act": "dissolution", "resolved_on": "2026-03-01", "approval": approval}
    assert verdict("ORG-17", facts) == expected


BODIES = {"committee": "2025-09-05", "audit": "2025-09-05", "women": "2025-09-05", "status": "preparing"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"audit": None}, "FAIL B"),
        ({"audit": "2025-09-06"}, "FAIL B"),
        ({"audit": None, "status": "active"}, "FAIL W"),
        ({"women": "2025-10-01", "status": "active"}, "FAIL W"),
        ({"women": None, "women_members": 10}, "FAIL B"),
        ({"women": None, "women_members": 10, "status": "active"}, "FAIL W"),
        ({"women": None, "women_members": 9}, "FAIL W"),
        ({"women": None, "women_members": 9, "reason": "女会员少"}, "OK"),
        ({"women": None}, "UNKNOWN"),
        ({"women": None, "audit": None}, "FAIL B"),
        ({"audit": None, "status": "dissolved"}, "NA"),
    ],
)
def test_three_bodies(change, expected):
    assert verdict("ORG-18", BODIES | change) == expected


def consent(name, **change):
    good = {"union": name, "body": "委员会", "on": "2026-01-20", "present": 6, "entitled": 9, "for": 5}
    return good | change


@pytest.mark.parametrize(
    ("second", "requested", "expected"),
    [
        (consent("乙"), None, "OK"),
        (consent("乙", present=9), None, "OK"),
        (consent("甲"), None, "FAIL B"),
        (consent("乙", present=5), None, "FAIL B"),
        (consent("乙", **{"for": 4}), None, "FAIL B"),
        (consent("乙", **{"for": 7}), None, "FAIL B"),
        (consent("乙", present=10), None, "FAIL B"),
        (consent("乙", withdrawn_on="2026-02-01"), None, "FAIL B"),
        (consent("乙", on=None), None, "UNKNOWN"),
        (consent("乙"), "2026-01-20", "OK"),
        (consent("乙", on="2026-01-21"), "2026-01-20", "FAIL B"),
    ],
)
def test_constituents_consent(second, requested, expected):
    facts = {"consents": [consent("甲"), second], "requested_on": requested}
    assert verdict("ORG-19", facts) == expected


@pytest.mark.parametrize(
    ("sources", "more", "expected"),
    [
        (["constituent", "party", "upper_union"], {}, "OK"),
        (["constituent", "upper"], {}, "FAIL W"),
        (["constituent", "upper"], {"no_party": True}, "OK"),
        (["constituent", "party", "upper_union", "supplier"], {}, "FAIL W"),
        (["constituent", "party", None], {}, "UNKNOWN"),
        (["constituent", "party", "upper"], {"first_meeting_on": "2026-03-01"}, "FAIL W"),
        (
            ["constituent", "party", "upper"],
            {"first_meeting_on": "2026-03-01", "dissolved_on": "2026-03-01"},
            "OK",
        ),
        (
            ["constituent", "party", "upper"],
            {"first_meeting_on": "2026-03-01", "dissolved_on": "2026-03-02"},
            "FAIL W",
        ),
    ],
)
def test_preparatory_group(sources, more, expected):
    assert verdict("ORG-20", {"members": [{"from": source} for source in sources]} | more) == expected


@pytest.mark.parametrize(
    ("decided", "accepted", "reported", "expected"),
    [
        ("2026-03-01", "2026-03-01", "2026-03-01", "OK"),
        ("2026-03-02", "2026-03-01", "2026-03-05", "FAIL B"),
        ("2026-03-02", "2026-03-03", "2026-03-01", "FAIL B"),
    ],
)
def test_joining_or_leaving(decided, accepted, reported, expected):
    facts = {"decided_on": decided, "accepted_on": accepted, "reported_on": reported}
    assert verdict("ORG-21", facts) == expected
    changed = [{"union": "甲", "before": STATE, "after": STATE | {"leader": "乙"}}]
    assert verdict("ORG-21", facts | {"units": changed}) == "FAIL B"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"for": 2}, "FAIL B"),
        ({"present": 2, "for": 2}, "FAIL B"),
        ({"present": None}, "UNKNOWN"),
    ],
)
def test_joining_rests_on_valid_votes(change, expected):
    vote = {"union": "甲", "body": "committee", "on": "2026-03-02", "present": 5, "entitled": 5, "for": 5}
    facts = {"decided_on": "2026-03-02", "accepted_on": "2026-03-03", "reported_on": "2026-03-03"}
    assert verdict("ORG-21", facts | {"votes": [vote | change]}) == expected
