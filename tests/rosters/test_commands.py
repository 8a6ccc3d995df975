import argparse
import json
from datetime import date
from pathlib import Path

import pytest

from gonglian.rosters import commands
from gonglian.rosters.rows import Unreadable
from tests.factories import dirty_rosters
from tests.factories.dirty_rosters import REFERENCE


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    commands.add_parser(parser.add_subparsers())
    args = parser.parse_args(["import", *arguments, "--preview"])
    return commands.run_preview(args, lambda on: REFERENCE, date(2025, 6, 30))


def test_preview_of_a_folder_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = dirty_rosters.write(tmp_path, 2, "csv")
    (tmp_path / "manifest.json").write_text("{}")
    (tmp_path / "truth_rows.csv").write_text("file")
    assert run(str(tmp_path), "--on", "2025-06-30", "--json") == commands.SOME_BAD_ROWS
    document = json.loads(capsys.readouterr().out)
    assert list(document) == ["files"]
    assert [list(file) for file in document["files"]] == [
        ["file", "kind", "rows", "bad", "waiting", "warnings"]
    ] * 5
    bad = {(file["file"], row["row"], row["reason"]) for file in document["files"] for row in file["bad"]}
    assert bad == truth.bad
    assert {tuple(row) for file in document["files"] for row in file["bad"]} == {("row", "reason", "message")}
    assert {tuple(row) for file in document["files"] for row in file["warnings"]} == {
        ("row", "code", "message")
    }


def test_values_of_every_row_as_json_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = dirty_rosters.write(tmp_path, 2, "csv")
    target = tmp_path / "values.jsonl"
    run(str(tmp_path), "--values", str(target), "--json")
    lines = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert len(lines) == sum(truth.rows.values())
    assert {tuple(line) for line in lines} == {("file", "row", "values")}
    first = next(line["values"] for line in lines if line["file"] == "unions")
    assert (first["founded"], first["members"], first["audit_committee"]) == (
        "2015-05-04",
        first["members"],
        None,
    )
    assert "wage" not in {field for line in lines for field in line["values"]}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("名称,成员工会数,主席\n甲行业工会联合会,3,周宁\n", commands.NO_BAD_ROW),
        ("名称,成员工会数,主席\n,3,周宁\n", commands.SOME_BAD_ROWS),
        ("你好", commands.NOTHING_READABLE),
    ],
)
def test_exit_code_by_content(tmp_path: Path, content: str, code: int) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert run(str(path)) == code


def test_preview_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.csv").write_text("名称,成员工会数,主席\n,3,周宁\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("你好", encoding="utf-8")
    assert run(str(tmp_path)) == commands.SOME_BAD_ROWS
    captured = capsys.readouterr()
    assert captured.out == ("a：1 行，错误 1 行，等待 0 行\n  第 1 行：“名称”没有填。请填写姓名或名称。\n")
    assert captured.err.startswith("b：前 10 行没有找到表头")


def test_same_name_in_two_formats_is_nothing_readable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for ending in ("csv", "xlsx"):
        dirty_rosters.write(tmp_path, 1, ending)
    assert run(str(tmp_path)) == commands.NOTHING_READABLE
    assert "是同名的两个文件" in capsys.readouterr().err


def test_on_defaults_to_the_day_given_by_the_caller(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("名称,成员工会数,本届日期,届期\n甲,3,2020-07-01,5\n", encoding="utf-8")
    run(str(path), "--json")
    run(str(path), "--json", "--on", "2025-07-02")
    codes = [
        [warning["code"] for warning in json.loads(line)["files"][0]["warnings"]]
        for line in capsys.readouterr().out.splitlines()
    ]
    assert codes == [[], ["term_expired"]]


def test_roster_files_of_a_folder(tmp_path: Path) -> None:
    for name in (
        "a.csv",
        "b.XLSX",
        "c.xls",
        "notes.txt",
        "manifest.json",
        "truth.csv",
        "truth_rows.csv",
        "~$b.xlsx",
    ):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.csv").mkdir()
    assert {path.name for path in commands.roster_files([tmp_path, tmp_path / "a.csv"])} == {
        "a.csv",
        "b.XLSX",
        "c.xls",
    }


@pytest.mark.parametrize(("name", "words"), [("nothing", "找不到"), (".", "没有可读的名册文件")])
def test_roster_files_where_there_are_none(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        commands.roster_files([tmp_path / name])
    assert words in refusal.value.message


def test_id_areas_are_a_list_with_commas() -> None:
    parser = argparse.ArgumentParser()
    commands.add_parser(parser.add_subparsers())
    assert parser.parse_args(["import", "x", "--id-areas", "371398, 990101,"]).id_areas == (
        "371398",
        "990101",
    )
