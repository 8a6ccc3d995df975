"""Published events restated as figures with invented names; the case id stands in each test."""

from datetime import date

from gonglian.policy.arithmetic import Rate, largest_remainder
from tests.policy.judging import found, verdict


def test_c01_a_rate_keeps_its_denominator_and_the_term_its_corresponding_day():
    before = Rate(19, 46, "园区")
    assert (before.percent, before.unit) == ("41.3", "园区")
    assert Rate(19, 1400, "企业").percent == "1.4"
    term = {"elected_on": "2022-09-05", "years": 5, "ends_on": "2027-09-05"}
    assert verdict("TRM-02", term, on=date(2022, 9, 5)) == "OK"
    same_day = {"committee": "2022-09-05", "audit": "2022-09-05", "women": "2022-09-05"}
    assert verdict("TRM-09", same_day) == "OK"
    assert verdict("ORG-18", same_day | {"status": "active", "women_members": 300}) == "OK"


def test_c02_two_replies_before_the_congress_and_credentials_before_the_election():
    items = [
        "宣读筹备批复",
        "宣读召开大会批复",
        "代表资格审查报告",
        "成立的决议",
        "选举办法",
        "候选人名单",
        "监票人",
        "选举三委",
    ]
    agenda = [{"item": item, "vote": None if "批复" in item else True} for item in items]
    assert verdict("CON-18", {"agenda": agenda, "founding": True}) == "OK"
    moved = agenda[:2] + agenda[3:] + [agenda[2]]
    assert "代表资格审查报告" not in found("CON-18", {"agenda": agenda}).message
    assert verdict("CON-18", {"agenda": moved, "founding": True}) == "FAIL B"


def test_c06_eight_units_three_bodies_distinct_officers():
    units = [{"union": f"单位{at}", "legal_persons": [f"91371302MA3C0000{at}X"]} for at in range(8)]
    assert verdict("ORG-01", {"constituents": units}) == "OK"
    people = {"委员会": ["甲", "乙"], "经审委": ["丙", "丁"], "女职工委员会": ["戊", "己"]}
    seats = [{"body": body, "person": person} for body, names in people.items() for person in names]
    assert verdict("ELI-10", {"seats": seats}) == "OK"
    assert verdict("ELI-10", {"seats": [*seats, {"body": "经审委", "person": "丁"}]}) == "FAIL B"


def test_c11_the_chair_may_be_elected_directly():
    assert verdict("CON-14", {"rules": "congress", "by": "congress"}, on=date(2014, 9, 22)) == "OK"
    assert verdict("CON-01", {"members": 2000, "delegates": 90, "approved": 90}) == "OK"


def test_c44_percentages_meet_at_a_hundred():
    assert largest_remainder([139, 54, 81], 100) == [51, 20, 29]
    assert (Rate(274, 349, "人").percent, Rate(50, 69, "个").percent) == ("78.5", "72.5")
