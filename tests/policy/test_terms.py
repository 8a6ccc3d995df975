import pytest

from tests.policy.judging import verdict


@pytest.mark.parametrize(
    ("org_form", "years", "expected"),
    [
        ("primary", 3, "OK"),
        ("joint_primary", 5, "OK"),
        ("federation", 3, "OK"),
        ("federation", 5, "OK"),
        ("primary", 4, "FAIL B"),
        ("committee", 5, "OK"),
        ("committee", 3, "FAIL B"),
        ("federation", 0, "FAIL B"),
        ("working_committee", None, "NA"),
        ("primary", None, "UNKNOWN"),
    ],
)
def test_term_years(org_form, years, expected):
    assert verdict("TRM-01", {"org_form": org_form, "years": years}) == expected


@pytest.mark.parametrize(
    ("elected", "years", "ends", "more", "expected"),
    [
        ("2022-09-05", 5, "2027-09-05", {}, "OK"),
        ("2022-09-05", 5, "2027-09-04", {}, "FAIL B"),
        ("2022-09-05", 5, "2027-09-06", {}, "FAIL B"),
        ("2024-02-29", 5, "2029-02-28", {}, "OK"),
        ("2024-02-29", 5, "2029-03-01", {}, "FAIL B"),
        ("2022-09-05", 3, "2025-09-05", {}, "OK"),
        ("2022-09-05", 5, "2026-05-09", {"successor_elected_on": "2026-05-10"}, "OK"),
        ("2022-09-05", 5, "2026-05-10", {"successor_elected_on": "2026-05-10"}, "FAIL B"),
        ("2022-09-05", 5, "2027-09-04", {"successor_elected_on": "2027-09-05"}, "OK"),
        ("2022-09-05", 5, "2027-09-05", {"successor_elected_on": "2027-10-01"}, "OK"),
        ("2022-09-05", 5, "2030-09-05", {"org_form": "working_committee"}, "NA"),
    ],
)
def test_term_end(elected, years, ends, more, expected):
    facts = {"elected_on": elected, "years": years, "ends_on": ends} | more
    assert verdict("TRM-02", facts) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"ends_on": "2026-03-18"}, "OK"),
        ({"ends_on": "2026-03-17"}, "FAIL W"),
        ({"ends_on": "2026-03-17", "extended_to": "2026-03-18"}, "OK"),
        ({"ends_on": "2026-03-17", "on": "2026-03-17"}, "OK"),
        ({}, "UNKNOWN"),
        ({"org_form": "working_committee"}, "NA"),
    ],
)
def test_not_overdue(facts, expected):
    assert verdict("TRM-03", facts) == expected


EXTENSION = {
    "original_end": "2026-08-31",
    "asked_on": "2026-08-31",
    "until": "2027-02-28",
    "approval": "批5号",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"approval": None}, "FAIL B"),
        ({"approval": False}, "FAIL B"),
        ({"asked_on": "2026-09-01"}, "FAIL B"),
        ({"until": "2027-03-01"}, "FAIL B"),
        ({"until": "2027-03-01", "reason": "疫情"}, "UNKNOWN"),
        ({"until": "2027-03-01", "reason": "疫情", "approval": "沂城市总工会批5号"}, "OK"),
        ({"until": "2027-03-01", "reason": "疫情", "approval": {"level": "city"}}, "OK"),
        ({"until": "2027-03-01", "reason": "疫情", "approval": {"level": "county"}}, "FAIL B"),
        ({"until": "2027-03-01", "reason": "疫情", "approval": {"number": "批5号"}}, "UNKNOWN"),
        ({"until": "2027-03-01", "approval": {"level": "city"}}, "FAIL B"),
    ],
)
def test_extension(change, expected):
    assert verdict("TRM-04", EXTENSION | change) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"enterprise": True}, "OK"),
        ({"enterprise": True, "vacant_since": "2025-12-18"}, "OK"),
        ({"enterprise": True, "vacant_since": "2025-12-17"}, "FAIL W"),
        ({"enterprise": "91371302MA3C000010", "vacant_since": "2025-12-17"}, "FAIL W"),
        ({"enterprise": "12371302MA3C000010", "vacant_since": "2025-12-17"}, "OK"),
        ({"enterprise": False, "acting_since": "2025-09-18"}, "OK"),
        ({"enterprise": False, "acting_since": "2025-09-17"}, "FAIL W"),
        ({"enterprise": False, "vacant_since": "2025-09-17", "acting_since": "2026-01-01"}, "FAIL W"),
        ({"enterprise": True, "vacant_since": "2025-12-17", "on": "2026-03-17"}, "OK"),
    ],
)
def test_vacancy(facts, expected):
    assert verdict("TRM-05", facts) == expected


@pytest.mark.parametrize(
    ("consents", "expected"),
    [
        ([{"from": "committee"}, {"from": "upper_union", "agrees": True}], "OK"),
        ([{"from": "committee"}], "FAIL B"),
        ([{"from": "committee"}, {"from": "上级工会", "agrees": False}], "FAIL B"),
        ([], "FAIL B"),
    ],
)
def test_consent_to_move(consents, expected):
    assert verdict("TRM-06", {"consents": consents}) == expected


SUCCESSION = {
    "seat": "member",
    "source": "federated",
    "post_ended_on": "2026-01-10",
    "successor": "丁一",
    "confirmed_on": "2026-02-01",
    "reported_on": "2026-02-03",
}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"seat": "audit"}, "OK"),
        ({"seat": "chair"}, "FAIL W"),
        ({"seat": "standing"}, "FAIL W"),
        ({"source": "free"}, "FAIL W"),
        ({"confirmed_on": None}, "FAIL W"),
        ({"confirmed_on": "2026-01-09"}, "FAIL W"),
        ({"reported_on": None}, "FAIL W"),
        ({"reported_on": "2026-01-31"}, "FAIL W"),
        ({"post_ended_on": None}, "UNKNOWN"),
        ({"successor": None}, "NA"),
    ],
)
def test_substitution(change, expected):
    assert verdict("TRM-07", SUCCESSION | change) == expected


@pytest.mark.parametrize(
    ("vacant", "more", "expected"),
    [
        (18, {}, "OK"),
        (19, {}, "UNKNOWN"),
        (19, {"since": "2025-12-18"}, "OK"),
        (19, {"since": "2025-12-17"}, "FAIL W"),
        (19, {"since": "2025-12-17", "on": "2026-03-17"}, "OK"),
        (19, {"org_form": "committee"}, "NA"),
    ],
)
def test_delegates_vacant(vacant, more, expected):
    assert verdict("TRM-08", {"delegates": 72, "vacant": vacant} | more) == expected


@pytest.mark.parametrize(
    ("committee", "audit", "women", "expected"),
    [
        ("2025-09-05", "2025-09-05", "2025-09-05", "OK"),
        ("2025-09-05", "2020-09-05", "2025-09-05", "FAIL W"),
        ("2025-09-05", "2025-09-05", None, "FAIL W"),
        (2, 2, 2, "OK"),
        (2, 2, 1, "FAIL W"),
        (None, 2, 2, "UNKNOWN"),
    ],
)
def test_renewed_together(committee, audit, women, expected):
    assert verdict("TRM-09", {"committee": committee, "audit": audit, "women": women}) == expected


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"changed_on": "2026-02-16"}, "OK"),
        ({"changed_on": "2026-02-15"}, "FAIL W"),
        ({"changed_on": "2026-02-15", "on": "2026-03-17"}, "OK"),
        ({"changed_on": "2025-02-01", "registered_on": "2025-03-03"}, "OK"),
        ({"changed_on": "2025-02-01", "registered_on": "2025-03-04"}, "FAIL W"),
        ({"changed_on": None}, "NA"),
        ({}, "UNKNOWN"),
    ],
)
def test_change_registered(facts, expected):
    assert verdict("TRM-10", facts) == expected


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"decider": "经办"}, "FAIL B"),
        ({"decider": "签发"}, "FAIL B"),
        ({"decider": "候选"}, "FAIL B"),
        ({"candidates": None}, "OK"),
        ({"signer": None}, "UNKNOWN"),
        ({"signer": None, "decider": "经办"}, "FAIL B"),
        ({"decider": 7, "signer": 7}, "FAIL B"),
    ],
)
def test_not_ones_own(change, expected):
    facts = {"decider": "审批", "submitter": "经办", "signer": "签发", "candidates": ["候选"]}
    assert verdict("APP-01", facts | change) == expected
