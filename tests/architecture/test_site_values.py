"""The product judges by the values and the calendar in force in this city, never by the shipped ones alone."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import area_of, name_of, python_files, tree

ELSEWHERE = {  # what must come from the site → where it may be taken as shipped
    ("gonglian.policy.registry", "judge"): {"policy"},
    ("gonglian.policy.registry", "judge_json"): {"policy"},
    ("gonglian.policy.shipped", "shipped"): {"policy"},
    ("gonglian.reference.workdays", "Calendar"): {"reference"},
}
WITHOUT_DATABASE = {"src/gonglian/cli.py"}  # the judging commands run without one


def faults(source: ast.Module, area: str) -> list[str]:
    """Names that this module takes from where the site's own values are unknown."""
    return [
        alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if area not in ELSEWHERE.get((node.module or "", alias.name), {area})
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from gonglian.policy.site import judge", []),
        ("from gonglian.policy.registry import judge", ["judge"]),
        ("from gonglian.policy.shipped import shipped", ["shipped"]),
        ("from gonglian.reference.workdays import Calendar", ["Calendar"]),
        ("from gonglian.reference.calendar import site_calendar", []),
    ],
)
def test_faults_on_examples(line: str, found: list[str]) -> None:
    assert faults(ast.parse(line), "founding") == found


def test_every_area_asks_the_site() -> None:
    found = {
        name_of(path): names
        for path in python_files()
        if name_of(path) not in WITHOUT_DATABASE and (names := faults(tree(path), area_of(path)))
    }
    assert found == {}
