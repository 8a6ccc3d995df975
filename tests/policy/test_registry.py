from datetime import date
from fractions import Fraction

import pytest

from gonglian.policy.finding import Finding, Level, Result
from gonglian.policy.parameters import NoParameterError, Parameter, ParameterTable, plain, unplain
from gonglian.policy.registry import UnknownClauseError, all_clauses, fail, get, judge, ok, unknown, worst
from gonglian.policy.schema import BadInputError, Need, read_facts
from gonglian.policy.shipped import shipped
from gonglian.terms import planning
from tests.policy.judging import ON

IDS = [
    *(f"ORG-{number:02}" for number in range(1, 22)),
    *(f"NOM-{number:02}" for number in range(1, 9)),
    "ELI-01",
    "ELI-02",
    "ELI-03a",
    "ELI-03b",
    *(f"ELI-{number:02}" for number in range(4, 11)),
    *(f"CON-{number:02}" for number in range(1, 19)),
    *(f"TRM-{number:02}" for number in range(1, 11)),
    "APP-01",
]
CASES = {"ORG-10", "ORG-17", "ORG-19", "ORG-20", "ORG-21", "TRM-06", "APP-01"}


def test_every_clause_is_there_once_and_in_order():
    assert [clause.id for clause in all_clauses()] == IDS


def test_case_clauses_are_those_that_need_a_case():
    cases = {clause.id for clause in all_clauses() if clause.kind == "case"}
    assert cases == CASES | {name for name in IDS if name[:3] in ("NOM", "CON")}


def test_every_parameter_is_used_and_every_used_one_is_there():
    # these propose days; no clause judges by them
    beside_clauses = {
        "founding.congress_months", "founding.lapse_grace_days", planning.REMIND, planning.WORK_PLAN, planning.REPORT,
    }  # fmt: skip
    used = {key for clause in all_clauses() for key in clause.parameters} | beside_clauses
    assert used == set(shipped().ids())


@pytest.mark.parametrize("clause", all_clauses(), ids=lambda clause: clause.id)
def test_without_any_fact_nothing_is_fulfilled(clause):
    finding = judge(clause.id, {}, ON)
    assert finding.ok is None
    assert finding.cites == clause.cites
    assert clause.describe(shipped())["id"] == clause.id


@pytest.mark.parametrize(
    ("clause", "key"),
    [(clause, fact.key) for clause in all_clauses() for fact in clause.facts if fact.need is Need.NEEDED],
    ids=lambda value: getattr(value, "id", value),
)
def test_a_needed_fact_that_is_null_is_named_with_who_can_supply_it(clause, key):
    others = {fact.key: object() for fact in clause.facts}
    finding = judge(clause.id, others | {key: None}, ON)
    assert finding.result is Result.UNKNOWN
    assert f"（{key}）" in finding.message
    assert "提供" in finding.cure


def test_unknown_clause_is_refused():
    with pytest.raises(UnknownClauseError):
        get("ORG-99")


def test_a_finding_lists_the_parameters_it_used():
    table = ParameterTable([_row("election.quorum", Fraction(3, 4))])
    finding = judge("CON-06", {"entitled": 4, "present": 3}, ON, table)
    assert (finding.ok, finding.parameters) == (True, {"election.quorum": "3/4"})


def test_no_parameter_on_that_day_is_unknown():
    finding = judge("CON-06", {"entitled": 3, "present": 2}, date(2000, 1, 1))
    assert finding.result is Result.UNKNOWN
    assert "election.quorum" in finding.message


def _row(key, value, start=date(2020, 1, 1), until=None):
    return Parameter(key, value, start, until, "LAW-0", "city", "试验")


def test_a_parameter_holds_from_its_first_day_to_the_day_before_its_end():
    rows = [_row("x", 2, date(2021, 1, 1)), _row("x", 1, until=date(2021, 1, 1))]
    table = ParameterTable(rows)
    assert [table.value("x", day) for day in (date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))] == [
        1,
        1,
        2,
    ]
    assert [row.value for row in table.rows("x")] == [1, 2]
    for key, day in (("x", date(2019, 12, 31)), ("y", date(2021, 1, 1))):
        with pytest.raises(NoParameterError):
            table.value(key, day)


def test_two_values_on_one_day_are_refused():
    with pytest.raises(ValueError, match="two values"):
        ParameterTable([_row("x", 1), _row("x", 2, date(2021, 1, 1))])


@pytest.mark.parametrize(
    "value", [5, False, Fraction(1, 20), ("city", "county"), ((0, 24, 3, 5), (25, None, 3, 7)), ("81", "89")]
)
def test_a_parameters_value_survives_being_stored(value):
    assert unplain(plain(value)) == value


def test_parameters_hold_no_floats_and_name_their_source():
    rows = [row for key in shipped().ids() for row in shipped().rows(key)]
    assert not any(isinstance(row.value, float) for row in rows)
    assert {row.certainty for row in rows} <= {"R", "R2", "M-h", "M-m", "M-l", "city"}
    assert all(row.source for row in rows)
    assert rows[0].to_json().keys() == {
        "id",
        "title",
        "value",
        "valid_from",
        "valid_until",
        "source",
        "certainty",
    }


B, W = Level.B, Level.W


@pytest.mark.parametrize(
    ("outcomes", "message", "level"),
    [
        ((ok("好"), fail("甲。", "治", W), fail("乙。", "治", B)), "乙；甲。", B),
        ((ok("好"), fail("甲。", "治", W), unknown("丙", "丁")), "资料不足：缺丙。", None),
        ((ok("好"), ok("也好")), "好", None),
    ],
)
def test_worst_takes_what_weighs_most(outcomes, message, level):
    outcome = worst(outcomes)
    assert (outcome.message, outcome.level) == (message, level)


@pytest.mark.parametrize(
    ("result", "level", "said", "bars"),
    [
        (Result.OK, B, True, False),
        (Result.FAIL, B, False, True),
        (Result.FAIL, W, False, False),
        (Result.UNKNOWN, B, None, True),
        (Result.UNKNOWN, W, None, False),
        (Result.NA, B, None, False),
    ],
)
def test_a_finding_says_ok_and_whether_it_bars(result, level, said, bars):
    finding = Finding("X", result, level, "", ())
    assert (finding.ok, finding.bars) == (said, bars)


@pytest.mark.parametrize(
    ("clause", "facts", "at"),
    [
        ("ORG-01", {"constituents": [{"union": {}}]}, "constituents[0].union"),
        ("ORG-01", {"constituents": [{"union": "甲", "maybe_branch": "是"}]}, "constituents[0].maybe_branch"),
        ("ORG-01", {"constituents": {}}, "constituents"),
        ("ORG-01", {"constituents": [None]}, "constituents[0]"),
        ("ORG-02", {"form": 3}, "form"),
        ("ORG-02", {"level": "galaxy"}, "level"),
        ("ORG-02", {"level": 3}, "level"),
        ("ORG-02", {"form": "club", "level": -1}, "level"),
        ("ELI-10", {"seats": [-1]}, "seats[0]"),
        ("ORG-10", {"units": [{"before": {"members": -1}}]}, "units[0].before.members"),
        ("CON-06", {"entitled": -1}, "entitled"),
        ("CON-06", {"entitled": "72"}, "entitled"),
        ("CON-06", {"entitled": True}, "entitled"),
        ("CON-06", {"entitled": Fraction(3, 2)}, "entitled"),
        ("CON-10", {"candidates": [{"name": "甲", "for": -1}]}, "candidates[0].for"),
        ("CON-10", {"write_ins": {"甲": -1}}, "write_ins.甲"),
        ("CON-11", {"votes": {"甲": "多"}}, "votes.甲"),
        ("CON-05", {"sealed_at": "早上"}, "sealed_at"),
        ("CON-05", {"sealed_at": 5}, "sealed_at"),
        ("CON-05", {"sealed_at": "1026-03-01T08:00"}, "sealed_at"),
        ("CON-17", {"share": "1/0"}, "share"),
        ("CON-17", {"share": "3/2"}, "share"),
        ("CON-17", {"share": "一半"}, "share"),
        ("CON-17", {"share": True}, "share"),
        ("TRM-02", {"elected_on": "2022-9-5"}, "elected_on"),
        ("TRM-02", {"elected_on": "2021-02-30"}, "elected_on"),
        ("TRM-02", {"elected_on": "1026-03-01"}, "elected_on"),
        ("TRM-02", {"elected_on": 20220905}, "elected_on"),
        ("NOM-04", {"shares": []}, "shares"),
        ("ORG-01", [], "$"),
    ],
)
def test_bad_input_is_refused_with_its_path(clause, facts, at):
    with pytest.raises(BadInputError) as fault:
        read_facts(get(clause).facts, facts)
    assert fault.value.at == at


def test_extra_keys_are_noted_and_dropped():
    value = {"constituents": [{"union": "甲", "colour": "红"}], "weather": 1}
    facts, extras = read_facts(get("ORG-01").facts, value)
    assert facts == {"constituents": [{"union": "甲"}]}
    assert sorted(extras) == ["constituents[0].colour", "weather"]


def test_a_share_reads_as_an_exact_fraction():
    facts, _extras = read_facts(get("CON-17").facts, {"share": "0.25"})
    assert facts == {"share": Fraction(1, 4)}
