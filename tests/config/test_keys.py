"""The installation's keys are made once, whoever comes first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from gonglian.config.keys import NAMES, begin_change, end_change, load_keys

PRINT = "import sys, json; from pathlib import Path; from gonglian.config.keys import load_keys; " \
        "print(json.dumps(load_keys(Path(sys.argv[1]))))"  # fmt: skip


def test_load_keys_makes_every_key_once(tmp_path: Path) -> None:
    keys = load_keys(tmp_path)
    assert (tuple(keys), {len(key) for key in keys.values()}, len(set(keys.values()))) == (
        NAMES,
        {64},
        len(NAMES),
    )
    assert load_keys(tmp_path) == keys


def test_key_file_is_its_owners_alone(tmp_path: Path) -> None:
    load_keys(tmp_path)
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("keys.env", 0o600)]


def test_environment_wins_over_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = load_keys(tmp_path)
    monkeypatch.setenv("GONGLIAN_LOG_KEY", "ab" * 32)
    assert load_keys(tmp_path) == kept | {"LOG_KEY": "ab" * 32}


def test_programs_that_start_at_once_get_the_same_keys(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PRINT, str(tmp_path / "new")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    answers = {process.communicate(timeout=60)[0] for process in started}
    assert ([process.returncode for process in started], len(answers)) == ([0] * 6, 1)
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["keys.env"]


def test_change_of_the_field_key_keeps_the_old_one_until_its_end(tmp_path: Path) -> None:
    first = load_keys(tmp_path)
    begin_change(tmp_path)
    during = load_keys(tmp_path)
    begin_change(tmp_path)  # broken off and begun again: the same two keys
    assert load_keys(tmp_path) == during
    assert (during["FIELD_KEY_OLD"], during["FIELD_KEY"] != first["FIELD_KEY"]) == (first["FIELD_KEY"], True)
    end_change(tmp_path)
    assert load_keys(tmp_path) == first | {"FIELD_KEY": during["FIELD_KEY"]}
    assert [(path.name, path.stat().st_mode & 0o777) for path in tmp_path.iterdir()] == [("keys.env", 0o600)]
