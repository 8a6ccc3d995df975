"""`gonglian import` as people run it: a process of its own, before anything was set up, and on a database in use."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from gonglian.config.localpg import LocalPG
from gonglian.organisation.models import Membership, Union
from gonglian.rosters import commands
from tests.factories.dirty_rosters import ID_AREA
from tests.factories.rosters import ON, csv_file, member_row, union_row

TOWN = {"乡镇街道代码": "371302004"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = [
        csv_file("unions.csv", [union_row(1, **TOWN), union_row(2, 工会主席="", **TOWN)]),
        csv_file("members.csv", [member_row(1), member_row(2, 2), member_row(3, 手机号码="无")]),
    ]
    rosters = tmp_path / "rosters"
    rosters.mkdir()
    for file in files:
        (rosters / str(file.name)).write_bytes(file.read())
    return rosters


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[dict[str, str]]:
    """The environment of a machine on which nothing has run yet."""
    data = tmp_path / "data"
    env = {
        name: value
        for name, value in os.environ.items()
        if name not in ("GONGLIAN_PG_RUN", "DJANGO_SETTINGS_MODULE")
    }
    yield env | {"GONGLIAN_DATA": str(data)}
    LocalPG(data / "pg").stop()


def test_preview_needs_nothing_but_the_program(folder: Path, fresh: dict[str, str]) -> None:
    call = [
        sys.executable,
        "-m",
        "gonglian",
        "import",
        str(folder),
        "--on",
        ON.isoformat(),
        "--id-areas",
        ID_AREA,
    ]
    done = subprocess.run(
        [*call, "--preview", "--json"], env=fresh, capture_output=True, text=True, check=False
    )
    assert done.returncode == commands.SOME_BAD_ROWS, done.stderr
    found = {
        file["file"]: ([(row["row"], row["reason"]) for row in file["bad"]], file["waiting"])
        for file in json.loads(done.stdout)["files"]
    }
    assert found == {"members": ([(3, "phone_invalid")], 1), "unions": ([(2, "chair_missing")], 0)}


@pytest.mark.parametrize("given", [[], ["--preview", "--apply"]])
def test_without_a_clear_wish_nothing_is_done(
    folder: Path, given: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, *given) == commands.NOTHING_READABLE
    assert "二者选一" in capsys.readouterr().err


@pytest.mark.django_db
def test_apply_writes_the_good_rows(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(folder, "--apply", "--json") == commands.SOME_BAD_ROWS
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["written"], told["left"]) == ("applied", 2, 3)
    assert (Union.objects.count(), Membership.objects.count()) == (1, 1)


def run(folder: Path, *given: str) -> int:
    parser = argparse.ArgumentParser()
    commands.add_command(parser.add_subparsers())
    call = ["import", str(folder), "--on", ON.isoformat(), "--id-areas", ID_AREA, *given]
    args = parser.parse_args(call)
    return int(args.handler(args))
