import pytest

from gonglian.policy.workdays import PlainCalendar
from tests.policy.judging import found, verdict


def opinion(source, agrees=True, on="2026-03-06"):
    return {"from": source, "on": on, "agrees": agrees}


@pytest.mark.parametrize(
    ("opinions", "no_party", "expected"),
    [
        ([opinion("upper_union"), opinion("party")], None, "OK"),
        ([opinion("上级工会"), opinion("regulator_party")], False, "OK"),
        ([opinion("upper_union")], None, "FAIL B"),
        ([opinion("upper_union")], True, "OK"),
        ([opinion("upper_union")], "县总说明没有党组织", "OK"),
        ([opinion("party")], True, "FAIL B"),
        ([], None, "FAIL B"),
        ([opinion("upper_union"), opinion("party", agrees=False)], None, "FAIL B"),
        ([opinion("upper_union"), opinion("party", False, "2026-03-01"), opinion("party")], None, "OK"),
        ([opinion("upper_union"), opinion("party", agrees=None)], None, "UNKNOWN"),
        ([opinion("upper_union", on=None), opinion("party")], None, "UNKNOWN"),
    ],
)
def test_consulted(opinions, no_party, expected):
    assert verdict("NOM-01", {"opinions": opinions, "no_party": no_party}) == expected


@pytest.mark.parametrize(
    ("days", "constituents", "expected"),
    [
        (["2026-02-27", "2026-03-01"], None, "OK"),
        (["2026-03-02"], None, "FAIL B"),
        (["2026-02-27", "2026-03-02"], None, "FAIL B"),
        (["2026-02-27", None], None, "UNKNOWN"),
        ([], None, "FAIL B"),
        (["2026-02-27"], ["单位0"], "OK"),
        (["2026-02-27"], ["单位0", "单位1"], "FAIL B"),
    ],
)
def test_constituents_heard(days, constituents, expected):
    heard = [{"union": f"单位{place}", "on": day} for place, day in enumerate(days)]
    facts = {"heard": heard, "fixed_on": "2026-03-01", "constituents": constituents}
    assert verdict("NOM-02", facts) == expected


# Posted on Wednesday 2026-03-18: five working days end on Wednesday the 25th, seven days on the 25th too.
NOTICE = {"posted_on": "2026-03-18", "ballot_on": "2026-03-26", "enterprise_chair": False, "objections": []}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "OK"),
        ({"ballot_on": "2026-03-25"}, "FAIL B"),
        ({"enterprise_chair": True}, "OK"),
        ({"posted_on": "2026-03-13", "ballot_on": "2026-03-21"}, "OK"),
        ({"posted_on": "2026-03-14", "ballot_on": "2026-03-21"}, "OK"),
        ({"posted_on": "2026-03-14", "ballot_on": "2026-03-21", "enterprise_chair": True}, "FAIL B"),
        ({"posted_on": "2026-03-14", "ballot_on": "2026-03-22", "enterprise_chair": True}, "OK"),
        ({"posted_on": "2026-03-14", "ballot_on": "2026-03-21", "enterprise_chair": None}, "UNKNOWN"),
        ({"enterprise_chair": None}, "OK"),
        ({"changed_on": "2026-03-19"}, "FAIL B"),
        ({"changed_on": "2026-03-19", "ballot_on": "2026-03-27"}, "OK"),
        ({"objections": [{"on": "2026-03-20", "answered_on": None}]}, "FAIL B"),
        ({"objections": [{"on": "2026-03-20", "answered_on": "2026-03-27"}]}, "FAIL B"),
        ({"objections": [{"on": "2026-03-20", "answered_on": "2026-03-24"}]}, "OK"),
        ({"objections": None}, "OK"),
        ({"shows": ["姓名", "sex", "unit", "post"]}, "OK"),
        ({"shows": ["name", "id_number"]}, "FAIL B"),
        ({"ballot_on": None}, "UNKNOWN"),
    ],
)
def test_noticed(change, expected):
    assert verdict("NOM-03", NOTICE | change) == expected


def test_noticed_follows_the_calendar_it_is_given():
    class FridayOff(PlainCalendar):
        def is_workday(self, day, /):
            return day.weekday() != 4 and super().is_workday(day)

    assert verdict("NOM-03", NOTICE, calendar=FridayOff()) == "FAIL B"


def test_noticed_leaves_out_a_fixed_holiday():
    facts = NOTICE | {"posted_on": "2026-04-28", "ballot_on": "2026-05-06"}
    assert verdict("NOM-03", facts) == "FAIL B"
    assert "2026-05-07" in found("NOM-03", facts).cure


@pytest.mark.parametrize(
    ("shares", "candidates", "expected"),
    [
        ({"model": "1/20", "front_line": "1/5", "women": "1/5"}, None, "OK"),
        ({"model": "1/20", "frontline": "1/5", "women": "4/25"}, None, "FAIL W"),
        ({"model": 1, "front_line": 4, "women": 3}, 18, "FAIL W"),
        ({"model": 1, "front_line": 4, "women": 4}, 18, "OK"),
        ({"model": 2, "front_line": 4, "women": 4}, None, "UNKNOWN"),
        ({"model": {"count": 1, "of": 18}, "front_line": "1/2", "women": "1/2"}, None, "OK"),
        ({"model": {"count": 1}, "front_line": "1/2", "women": "1/2"}, None, "UNKNOWN"),
        ({"model": None, "front_line": "1/2", "women": "1/2"}, None, "UNKNOWN"),
    ],
)
def test_shares_shown(shares, candidates, expected):
    assert verdict("NOM-04", {"shares": shares, "candidates": candidates}) == expected


@pytest.mark.parametrize(
    ("body", "seats", "least"),
    [
        ("committee", 1, 2), ("committee", 7, 8), ("committee", 15, 16), ("committee", 20, 21),
        ("committee", 21, 23), ("committee", 29, 31), ("committee", 45, 48),
        ("standing", 9, 10), ("standing", 11, 13), ("delegates", 20, 23), ("delegates", 21, 25),
        ("audit", 5, 5), ("chair", 1, 1), ("vice_chair", 3, 3), ("women", 7, 7),
    ],
)  # fmt: skip
def test_enough_candidates_at_the_edge(body, seats, least):
    facts = {"body": body, "org_form": "primary", "seats": seats, "source": "free"}
    assert verdict("NOM-05", facts | {"candidates": least}) == "OK"
    assert verdict("NOM-05", facts | {"candidates": least - 1}) == "FAIL B"


@pytest.mark.parametrize(
    ("org_form", "source", "expected"),
    [
        ("federation", "federated", "FAIL W"),
        ("committee", "federated", "FAIL W"),
        ("federation", "free", "FAIL B"),
        ("federation", None, "FAIL B"),
        ("joint_primary", "federated", "FAIL B"),
        ("working_committee", "federated", "NA"),
    ],
)
def test_enough_candidates_level_by_form_and_source(org_form, source, expected):
    facts = {"body": "committee", "org_form": org_form, "seats": 17, "candidates": 17, "source": source}
    assert verdict("NOM-05", facts) == expected
    assert verdict("NOM-05", facts | {"seats": 0}) == "NA"


STROKES = {"丁": 2, "马": 3, "王": 4, "李": 7}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["丁一", "马一", "王一", "李一"], "OK"),
        (["丁一", "王一", "马一", "李一"], "FAIL B"),
        (["王二", "王一"], "OK"),
        ([], "OK"),
        ({"list": ["丁一", "马一"], "ballot": ["丁一", "马一"]}, "OK"),
        ({"list": ["丁一", "马一"], "ballot": ["马一", "丁一"]}, "FAIL B"),
    ],
)
def test_stroke_order(names, expected):
    assert verdict("NOM-06", {"names": names}, stroke_key=lambda name: (STROKES[name[0]],)) == expected


def test_stroke_order_without_its_table_is_unknown(monkeypatch, tmp_path):
    monkeypatch.setenv("GONGLIAN_NODE_MODULES", str(tmp_path))
    assert verdict("NOM-06", {"names": ["丁立", "李清"]}) == "UNKNOWN"


def test_stroke_order_takes_the_real_table_by_default():
    assert verdict("NOM-06", {"names": ["丁立", "马平", "王英", "刘军", "李清"]}) == "OK"
    finding = found("NOM-06", {"names": ["李清", "丁立"]})
    assert (finding.ok, finding.cure) == (False, "改为：丁立、李清。")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["丁立", "\U0002a7dd明", "李清"], ("UNKNOWN", "W")),  # where it stands is for a person to say
        (["李清", "\U0002a7dd明", "丁立"], ("FAIL", "B")),  # the others are out of order all the same
    ],
)
def test_stroke_order_of_a_character_outside_the_table(names: list[str], told: tuple[str, str]) -> None:
    finding = found("NOM-06", {"names": names})
    assert ((finding.result, finding.level), finding.bars) == (told, told[1] == "B")
    assert ("\U0002a7dd" in finding.message) is (told[0] == "UNKNOWN")


@pytest.mark.parametrize(
    ("agreed", "voted", "expected"),
    [
        (["丁一", "王一"], ["王一", "丁 一"], "OK"),
        (["丁一", "王一"], ["丁一"], "FAIL B"),
        (["丁一"], ["丁一", "王一"], "FAIL B"),
        ([], [], "OK"),
    ],
)
def test_same_list(agreed, voted, expected):
    assert verdict("NOM-07", {"agreed": agreed, "voted": voted}) == expected


@pytest.mark.parametrize(
    ("declared", "candidates", "expected"),
    [
        (["丁一", "王一"], ["王一", "丁一"], "OK"),
        (["丁一"], ["王一", "丁一"], "FAIL B"),
        ([], [], "NA"),
    ],
)
def test_declarations(declared, candidates, expected):
    assert verdict("NOM-08", {"declared": declared, "candidates": candidates}) == expected
