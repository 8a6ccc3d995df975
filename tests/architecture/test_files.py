"""What is in the project is free of the machines it was made on."""

from __future__ import annotations

import json
import re

import pytest

from tests.architecture.sources import ROOT, TEXT, all_files, name_of, project_files

HOME = re.compile(r"(?<![\w.)}])/(?:work|root|home|Users|mnt)/[\w.-]+")
ADDRESS = re.compile(r"https?://([\w.-]*\w)")
KNOWN_ADDRESSES = {
    "127.0.0.1",
    "localhost",
    "www.w3.org",  # names of vocabularies, never opened
    "schemas.openxmlformats.org",
    "www.gnu.org",  # the licence
}
SETTINGS = {".service", ".timer", ".conf", ".example"}  # shipped for a server
FIRST_STATE = {
    "tests/data/first_state.env",
    "tests/data/first_state.zip",
}  # what the first version left behind


def machine_paths(text: str) -> list[str]:
    """Folders of somebody's machine."""
    return HOME.findall(text)


def foreign_addresses(text: str) -> list[str]:
    """Hosts in web addresses that a reader of this project need not know."""
    return [host for host in ADDRESS.findall(text) if host not in KNOWN_ADDRESSES]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see /home/" + "someone/project/dev", ["/home/" + "someone"]),
        ("open('/root/" + "x.csv')", ["/root/" + "x.csv"]),
        ("/usr/lib/postgresql and ../work/area", []),
        ("src/home/views.py", []),
    ],
)
def test_machine_paths_of_examples(text: str, found: list[str]) -> None:
    assert machine_paths(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("--index-url https:" + "//packages.example.org/simple", ["packages.example.org"]),
        ("http://127.0.0.1:8000/", []),
        ('xmlns="http://www.w3.org/2000/svg"', []),
    ],
)
def test_foreign_addresses_of_examples(text: str, found: list[str]) -> None:
    assert foreign_addresses(text) == found


def test_no_file_names_a_machine_or_a_host() -> None:
    faults = {}
    for path in project_files():
        if path.name == "package-lock.json":  # authors' pages for donations; its hosts are tested below
            continue
        text = path.read_text(encoding="utf-8")
        if found := machine_paths(text) + foreign_addresses(text):
            faults[name_of(path)] = found
    assert faults == {}


@pytest.mark.parametrize("name", ["base", "dev", "node"])
def test_python_locks_hold_names_versions_and_hashes_only(name: str) -> None:
    lines = (ROOT / f"requirements/{name}.txt").read_text().splitlines()
    kinds = re.compile(r"\s*(#.*|--hash=sha256:[0-9a-f]{64}( \\)?|[\w.\[\],-]+==[\w.+]+( ; .+?)?( \\)?)?")
    assert [line for line in lines if not kinds.fullmatch(line)] == []


def test_front_end_lock_has_hashes_and_no_hosts() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert [
        name for name, package in installed.items() if "integrity" not in package or "resolved" in package
    ] == []
    assert "omit-lockfile-registry-resolved=true" in (ROOT / ".npmrc").read_text().split()


def test_nothing_but_our_own_texts_is_in_the_project() -> None:
    """No package, program, picture or font of others came along by mistake."""
    strangers = {name_of(file) for file in all_files() if file.suffix not in TEXT | SETTINGS}
    assert strangers == FIRST_STATE
