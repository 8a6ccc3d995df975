import pytest

from tests.policy.judging import verdict


def post(role, kind="enterprise", scope=True, start=None, end=None):
    return {"role": role, "org_kind": kind, "in_scope": scope, "from": start, "until": end}


PERSON = {
    "seat": "member",
    "org_form": "federation",
    "enterprise": False,
    "positions": [],
    "kin_of": [],
    "foreign": False,
    "declared": True,
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"positions": [post("association_president", "association")]}, "FAIL B"),
        ({"positions": [post("副会长", "chamber", False)]}, "FAIL B"),
        ({"positions": [post("秘书长", "association")]}, "OK"),
        ({"positions": [post("party_secretary", "association")]}, "OK"),
        ({"positions": [post("association_vice", end="2026-03-17")]}, "OK"),
        ({"positions": [post("association_vice", end="2026-03-18")]}, "FAIL B"),
        ({"positions": [post("association_vice", start="2026-03-19")]}, "OK"),
        ({"positions": [post("荣誉顾问")]}, "UNKNOWN"),
        ({"positions": [post(None)]}, "UNKNOWN"),
        ({"positions": [post("荣誉顾问"), post("会长")]}, "FAIL B"),
        ({"declared": False}, "UNKNOWN"),
        ({"declared": None}, "UNKNOWN"),
        ({"declared": False, "positions": [post("会长")]}, "FAIL B"),
        ({"seat": "chair", "positions": [post("会长")]}, "FAIL B"),
        ({"seat": "audit", "positions": [post("会长")]}, "NA"),
        ({"org_form": "primary", "positions": [post("会长")]}, "NA"),
        ({"org_form": "working_committee", "positions": [post("会长")]}, "FAIL B"),
        ({"positions": None}, "UNKNOWN"),
    ],
)
def test_no_association_head(change, expected):
    assert verdict("ELI-01", PERSON | change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"positions": [post("head")]}, "FAIL B"),
        ({"positions": [post("董事长")]}, "FAIL B"),
        ({"positions": [post("legal_representative", "institution")]}, "FAIL B"),
        ({"positions": [post("head", scope=False)]}, "FAIL W"),
        ({"positions": [post("head", scope=False), post("head")]}, "FAIL B"),
        ({"positions": [post("head", scope=None)]}, "UNKNOWN"),
        ({"positions": [post("head", kind=None)]}, "UNKNOWN"),
        ({"positions": [post("head", "government")]}, "OK"),
        ({"positions": [post("head", "bureau")]}, "OK"),
        ({"positions": [post("legal_representative", "union")]}, "OK"),
        ({"positions": [post("deputy_head")]}, "OK"),
        ({"positions": [post("head", end="2026-01-01")]}, "OK"),
        ({"declared": False, "positions": [post("head", scope=False)]}, "UNKNOWN"),
        ({"declared": False, "positions": [post("head")]}, "FAIL B"),
        ({"seat": "women", "positions": [post("head")]}, "NA"),
        ({"org_form": "joint_primary", "positions": [post("head")]}, "NA"),
    ],
)
def test_no_head(change, expected):
    assert verdict("ELI-02", PERSON | change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"positions": [post("head")]}, "FAIL B"),
        ({"positions": [post("legal_representative")]}, "FAIL B"),
        ({"positions": [post("partner")]}, "FAIL B"),
        ({"positions": [post("deputy_head")]}, "OK"),
        ({"positions": [post("head", scope=False)]}, "OK"),
        ({"positions": [post("head", scope=None)]}, "UNKNOWN"),
        ({"positions": [post("head", "government")]}, "OK"),
        ({"kin_of": ["head"]}, "FAIL B"),
        ({"kin_of": "partner"}, "FAIL B"),
        ({"kin_of": ["deputy_head"]}, "OK"),
        ({"kin_of": ["远亲"]}, "UNKNOWN"),
        ({"kin_of": None}, "UNKNOWN"),
        ({"kin_of": None, "positions": [post("head")]}, "FAIL B"),
        ({"declared": False}, "UNKNOWN"),
        ({"seat": "audit"}, "NA"),
        ({"org_form": "federation", "kin_of": ["head"]}, "NA"),
    ],
)
def test_no_employer_or_kin(change, expected):
    assert verdict("ELI-03a", PERSON | {"org_form": "primary"} | change) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"positions": [post("deputy_head")]}, "FAIL B"),
        ({"positions": [post("副总经理")], "deciding": False}, "FAIL W"),
        ({"positions": [post("hr_head")]}, "FAIL B"),
        ({"positions": [post("hr_head", scope=False)]}, "OK"),
        ({"positions": [post("hr_head", scope=None)]}, "UNKNOWN"),
        ({"foreign": True}, "FAIL B"),
        ({"foreign": True, "deciding": False}, "FAIL W"),
        ({"kin_of": ["deputy_head"]}, "FAIL B"),
        ({"declared": False}, "UNKNOWN"),
        ({"seat": "vice_chair", "foreign": True}, "NA"),
        ({"enterprise": False, "foreign": True}, "NA"),
        ({"org_form": "federation", "foreign": True}, "NA"),
        ({"foreign": None}, "UNKNOWN"),
    ],
)
def test_no_deputy_or_foreigner(change, expected):
    facts = PERSON | {"org_form": "primary", "enterprise": True, "seat": "chair"}
    assert verdict("ELI-03b", facts | change) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"memberships": [{"union": "甲", "from": "2020-01-01", "until": None}]}, "OK"),
        ({"memberships": [{"union": "甲", "until": "2026-03-17"}]}, "FAIL B"),
        ({"memberships": [{"union": "甲", "retained": True}]}, "FAIL B"),
        ({"memberships": [{"union": "甲", "voting": False}]}, "FAIL B"),
        ({"memberships": [{"union": "甲", "open": False}]}, "FAIL B"),
        ({"memberships": [{"union": "甲", "retained": True}, {"union": "乙"}]}, "OK"),
        ({"memberships": []}, "FAIL B"),
        ({"memberships": [], "certificate": "证明12号"}, "OK"),
        ({"certificate": True}, "OK"),
        ({"certificate": False}, "UNKNOWN"),
        ({}, "UNKNOWN"),
    ],
)
def test_member_with_vote(facts, expected):
    assert verdict("ELI-04", facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"from": "constituent"}, "OK"),
        ({"unit_kind": "regulator"}, "OK"),
        ({"from": "协会党组织"}, "OK"),
        ({"from": "supplier"}, "FAIL W"),
        ({}, "UNKNOWN"),
        ({"from": "supplier", "org_form": "primary"}, "NA"),
        ({"from": "supplier", "seat": "audit"}, "NA"),
    ],
)
def test_allowed_source(facts, expected):
    assert verdict("ELI-05", facts) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"new_committee": ["丁一", "王一"]}, "OK"),
        ({"new_committee": ["王一"]}, "FAIL B"),
        ({"new_committee": ["丁一", "王一"], "standing_committee": ["王一"]}, "FAIL B"),
        ({"new_committee": ["丁一", "王一"], "standing_committee": []}, "OK"),
        ({"new_committee": True, "person": None}, "OK"),
        ({"new_committee": True, "standing_committee": False}, "FAIL B"),
        ({"new_committee": ["王一"], "person": None}, "UNKNOWN"),
        ({"new_committee": ["王一"], "seat": "member"}, "NA"),
    ],
)
def test_among_the_committee(change, expected):
    assert verdict("ELI-06", {"seat": "chair", "person": "丁一"} | change) == expected


@pytest.mark.parametrize(
    ("seat", "duties", "expected"),
    [
        ("audit", [], "OK"),
        ("audit", ["vice_chair"], "OK"),
        ("audit", ["vice_chair_finance"], "FAIL B"),
        ("audit", "出纳", "FAIL B"),
        ("audit", ["chair"], "FAIL B"),
        ("audit", ["assets"], "FAIL B"),
        ("audit", None, "UNKNOWN"),
        ("member", ["chair"], "NA"),
    ],
)
def test_no_money_in_audit(seat, duties, expected):
    assert verdict("ELI-07", {"seat": seat, "duties": duties}) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"woman": True, "duties": ["vice_chair"]}, "OK"),
        ({"woman": True, "agreed": True, "committee_candidate": True}, "OK"),
        ({"woman": True, "agreed": False, "committee_candidate": True}, "FAIL W"),
        ({"woman": True, "agreed": True, "committee_candidate": False}, "FAIL W"),
        ({"woman": True, "agreed": True}, "UNKNOWN"),
        ({"woman": False, "duties": ["chair"]}, "FAIL W"),
        ({}, "UNKNOWN"),
        ({"seat": "member", "woman": False}, "NA"),
    ],
)
def test_women_director(facts, expected):
    assert verdict("ELI-08", {"seat": "women"} | facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"took_office_on": "2025-03-18"}, "OK"),
        ({"took_office_on": "2025-03-17"}, "FAIL W"),
        ({"took_office_on": "2024-02-29", "trained_on": "2025-02-28"}, "OK"),
        ({"took_office_on": "2024-02-29", "trained_on": "2025-03-01"}, "FAIL W"),
        ({"took_office_on": "2025-03-17", "on": "2026-03-17"}, "OK"),
        ({}, "UNKNOWN"),
        ({"seat": "member"}, "NA"),
    ],
)
def test_trained(facts, expected):
    assert verdict("ELI-09", {"seat": "chair"} | facts) == expected


@pytest.mark.parametrize(
    ("seats", "expected"),
    [
        (["committee", "audit"], "OK"),
        (["committee", "committee"], "FAIL B"),
        ([{"body": "committee"}, {"body": "women"}], "OK"),
        ([{"body": "committee", "person": "丁一"}, {"body": "committee", "person": "王一"}], "OK"),
        ([{"body": "committee", "person": "丁一"}, {"body": "committee", "person": "丁一"}], "FAIL B"),
        ([{"body": None}], "UNKNOWN"),
    ],
)
def test_one_seat_per_body(seats, expected):
    assert verdict("ELI-10", {"seats": seats}) == expected
