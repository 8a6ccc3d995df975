"""`gonglian backup` and `restore` between real installations: equal row for row, or refused and nothing left."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.config.installation import FIGURES, Installation, installation

pytestmark = pytest.mark.slow
COUNT = """
import django; django.setup()
from gonglian.core.models import Act
print(Act.objects.count())
"""
OPEN = """
import django; django.setup()
from gonglian.core.sealing import open_text
from gonglian.organisation.models import Person
print([open_text(bytes(p.id_sealed)) for p in Person.objects.all()])
"""
GO_ON = """
import django; django.setup()
from django.db import DatabaseError
from gonglian.organisation.models import Person
from tests.factories.organisation import make_union
make_union("明岸县总工会", "local", "371302")
try:
    Person.objects.update(name="x")
except DatabaseError as error:
    print("outside an act" if "outside an act" in str(error) else error)
"""


@pytest.fixture(scope="module")
def source() -> Iterator[Installation]:
    """An installation with unions, a member with a sealed number, two attachments, acts and seals."""
    with installation() as made:
        made.do("migrate")
        made.script(FIGURES)
        yield made


@pytest.fixture(scope="module")
def backup(source: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("disk")
    result = json.loads(source.do("backup", folder, "--json"))
    assert (result["ok"], result["files"], result["missing"]) == (True, 2, [])
    return Path(result["file"])


@pytest.fixture(scope="module")
def restored(
    source: Installation, backup: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Installation, list[bool], dict[str, Any]]]:
    """An empty installation with the keys, into which a damaged file, then one that breaks off, then the whole file
    were restored; whether the first two were refused, and the answer to the third."""
    damaged = tmp_path_factory.mktemp("damaged") / "damaged.zip"
    damaged.write_bytes(backup.read_bytes()[:-1000])
    with installation() as made:
        shutil.copy(source.data / "keys.env", made.data / "keys.env")
        first = made.run("restore", damaged)
        (made.data / "media").write_text("in the way: the attachments can't be put here")
        second = made.run("restore", backup)
        (made.data / "media").unlink()
        answer = json.loads(made.do("restore", backup, "--json"))
        yield made, [run.returncode != 0 for run in (first, second)], answer


def content(path: Path) -> dict[str, Any]:
    """What must be equal: every row, attachment and seal by its digest, every counter. Signs of life may differ."""
    with zipfile.ZipFile(path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    parts = {name: part for name, part in manifest["parts"].items() if name != "tables/core_jobrun.copy"}
    return {"parts": parts, "sequences": manifest["sequences"], "migrations": manifest["migrations"]}


def test_restored_installation_equals_its_source(
    backup: Path, restored: tuple[Installation, list[bool], dict[str, Any]], tmp_path: Path
) -> None:
    target, refused, answer = restored
    assert (refused, answer["ok"], answer["files"], answer["faults"]) == ([True, True], True, 2, [])
    again = json.loads(target.do("backup", tmp_path, "--json"))
    assert content(Path(again["file"])) == content(backup)
    verified = json.loads(target.do("verify-log", "--seals", target.data / "seals.jsonl", "--json"))
    assert (verified["ok"], verified["seals"]) == (True, 2)
    assert target.script(OPEN) == "['11010119900101001X']\n"


def test_restored_installation_goes_on(
    restored: tuple[Installation, list[bool], dict[str, Any]], tmp_path: Path
) -> None:
    """Counters go on where they stood, the guard is in force, and an attachment lost later is named."""
    target = restored[0]
    before = int(target.script(COUNT))
    assert target.script(GO_ON) == "outside an act\n"
    assert int(target.script(COUNT)) == before + 1
    gone = next(path for path in (target.data / "media").rglob("*") if path.is_file())
    gone.unlink()
    result = json.loads(target.do("backup", tmp_path, "--json"))
    assert result["missing"] == [gone.relative_to(target.data / "media").as_posix()]


def test_restore_into_something_is_refused(source: Installation, backup: Path) -> None:
    before = source.script(COUNT)
    answer = source.run("restore", backup)
    assert (answer.returncode, "这里不是空的：数据库里已经有表" in answer.stderr) == (1, True)
    assert source.script(COUNT) == before


def test_restore_with_other_keys_is_refused(backup: Path) -> None:
    with installation() as other:
        answer = other.run("restore", backup, "--json")
        assert (answer.returncode, json.loads(answer.stdout)["cure"]) == (
            1,
            "先把原机器的 keys.env 放进数据目录，再恢复。",
        )


def test_check_of_a_file_needs_no_database(source: Installation, backup: Path) -> None:
    with installation() as other:
        shutil.copy(source.data / "keys.env", other.data / "keys.env")
        answer = json.loads(other.do("restore", "--check", backup, "--json"))
        assert (answer["ok"], (other.data / "pg").exists()) == (True, False)


def test_backup_into_no_folder_is_refused(source: Installation, tmp_path: Path) -> None:
    answer = source.run("backup", tmp_path / "nowhere")
    assert (answer.returncode, "没有这个文件夹" in answer.stderr) == (1, True)


BAD_DISKS = """
import django; django.setup()
import os, resource, signal
from pathlib import Path
from tempfile import mkdtemp
from gonglian.config.backup import back_up
from gonglian.core import clock
from gonglian.core.refused import Refused

def attempt():
    folder = Path(mkdtemp())
    try:
        back_up(folder, at=clock.now())
    except Refused as refusal:
        print(refusal, list(folder.iterdir()))

def forgetful(handle, *place):  # where the program lets go of what it wrote, the disk loses a byte of it
    os.pwrite(handle, bytes([255]), 2000)

os.posix_fadvise, kept = forgetful, os.posix_fadvise
attempt()
os.posix_fadvise = kept
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))
attempt()
"""


def test_backup_onto_a_bad_or_full_disk_is_refused_and_leaves_nothing(source: Installation) -> None:
    """A disk that loses a byte, then one with room for 20 kB: nothing is called a backup."""
    lost, full = source.script(BAD_DISKS).splitlines()
    assert ("与清单不符，备份已损坏。 []" in lost, "写不进" in full, full.endswith(" []")) == (
        True,
        True,
        True,
    )


def test_backup_keeps_the_newest(source: Installation, backup: Path, tmp_path: Path) -> None:
    older = [tmp_path / f"gonglian-2026010{n}-020000.zip" for n in (1, 2, 3)]
    for path in (*older, tmp_path / "else.zip"):
        path.touch()
    made = Path(json.loads(source.do("backup", tmp_path, "--keep", 2, "--json"))["file"])
    assert {path.name for path in tmp_path.iterdir()} == {made.name, older[2].name, "else.zip"}
