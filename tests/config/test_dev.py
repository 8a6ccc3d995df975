"""The one script: it needs nothing but Python to say what it can do."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = list(runpy.run_path(str(ROOT / "dev"))["COMMANDS"])


@pytest.mark.parametrize(("arguments", "status"), [([], 0), (["--help"], 0), (["nonsense"], 2)])
def test_dev_prints_its_commands(arguments: list[str], status: int) -> None:
    answer = subprocess.run(
        [sys.executable, ROOT / "dev", *arguments], capture_output=True, text=True, timeout=60
    )
    said = [line.split()[0] for line in answer.stdout.splitlines() if line.startswith("  ")]
    assert (answer.returncode, said) == (status, COMMANDS)


@pytest.mark.parametrize("name", ["dev", ".ci/run"])
def test_script_may_be_executed(name: str) -> None:
    assert (ROOT / name).stat().st_mode & 0o111 == 0o111
