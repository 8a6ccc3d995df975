import argparse
import io
import json
from types import SimpleNamespace

import pytest

from gonglian.policy.commands import add_parser
from gonglian.policy.registry import all_clauses


def run(*words):
    parser = argparse.ArgumentParser()
    add_parser(parser.add_subparsers())
    options = parser.parse_args(["clauses", *words])
    return options.handler(options)


@pytest.fixture
def judge(capsys, tmp_path):
    def judged(clause, text, *more):
        path = tmp_path / "facts.json"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        code = run("judge", clause, "--facts", str(path), *more)
        return code, json.loads(capsys.readouterr().out)

    return judged


def test_list_gives_every_clause(capsys):
    assert run("list", "--json") == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in rows] == [clause.id for clause in all_clauses()]
    assert rows[0] == {
        "id": "ORG-01",
        "title": "由两个以上单位工会联合建立",
        "level": "B",
        "cites": ["意见 2.1.a"],
        "kind": "standing",
    }


def test_show_gives_the_facts_and_the_parameters(capsys):
    assert run("show", "CON-06", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert list(shown["facts"]) == ["entitled", "present"]
    assert shown["facts"]["entitled"] == {"type": "int", "minimum": 0, "need": "needed", "label": "应到人数"}
    assert shown["parameters"] == [
        {
            "id": "election.quorum",
            "title": "到会比例",
            "value": "2/3",
            "valid_from": "2016-10-09",
            "valid_until": None,
            "source": "LAW-2.13",
            "certainty": "R2",
        }
    ]


@pytest.mark.parametrize("clause", all_clauses(), ids=lambda clause: clause.id)
def test_show_works_for_every_clause(clause, capsys):
    assert run("show", clause.id) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in shown["parameters"]] == list(clause.parameters)


@pytest.mark.parametrize(
    ("facts", "code", "ok", "result"),
    [
        ('{"entitled": 72, "present": 48}', 0, True, "OK"),
        ('{"entitled": 72, "present": 47}', 1, False, "FAIL"),
        ('{"entitled": 72}', 1, None, "UNKNOWN"),
        ('{"entitled": 72, "present": null}', 1, None, "UNKNOWN"),
        ("\ufeff{}", 1, None, "UNKNOWN"),
    ],
)
def test_judge_prints_the_finding(judge, facts, code, ok, result):
    status, finding = judge("CON-06", facts, "--on", "2026-03-18")
    assert (status, finding["ok"], finding["result"]) == (code, ok, result)
    assert list(finding) == ["id", "ok", "result", "level", "cites", "message", "cure", "parameters"]


def test_judge_of_what_does_not_apply_is_no_fault(judge):
    status, finding = judge("TRM-01", '{"org_form": "working_committee"}')
    assert (status, finding["ok"], finding["result"]) == (0, None, "NA")


def test_judge_takes_the_day(judge):
    facts = '{"ends_on": "2026-03-18"}'
    assert judge("TRM-03", facts, "--on", "2026-03-18")[0] == 0
    assert judge("TRM-03", facts, "--on", "2026-03-19")[0] == 1


@pytest.mark.parametrize(
    ("clause", "facts", "more", "at"),
    [
        ("CON-99", "{}", (), "id"),
        ("CON-06", "{", (), "$"),
        ("CON-06", b"\xff\xfe", (), "$"),
        ("CON-06", "[]", (), "$"),
        ("CON-06", '{"entitled": NaN}', (), "$"),
        ("CON-06", '{"entitled": 1e9}', (), "$"),
        ("CON-06", "[" * 100_000, (), "$"),
        ("CON-06", '{"entitled": 1.5}', (), "entitled"),
        ("CON-06", '{"entitled": -1}', (), "entitled"),
        ("CON-06", "{}", ("--on", "2026-02-30"), "--on"),
    ],
)
def test_judge_refuses_bad_input_with_its_place(judge, clause, facts, more, at):
    status, answer = judge(clause, facts, *more)
    assert (status, answer["at"]) == (2, at)
    assert answer["error"]


def test_judge_refuses_a_missing_file(capsys):
    assert run("judge", "CON-06", "--facts", "no-such-file.json") == 2
    assert json.loads(capsys.readouterr().out)["at"] == "--facts"


def test_judge_reads_standard_input_and_notes_extra_keys_on_standard_error(capsys, monkeypatch):
    raw = io.BytesIO(b'{"entitled": 3, "present": 2, "weather": 1}')
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=raw))
    assert run("judge", "CON-06", "--facts", "-") == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out)["ok"] is True
    assert printed.err == "未使用的项：weather\n"


def test_judge_takes_an_exact_decimal(judge):
    facts = '{"proposed_by": "members", "share": 0.25}'
    assert judge("CON-17", facts)[1]["message"] == "提议人占 1/4，须不少于 1/3。"
