"""The product judges by the values and the calendar in force in this city, never by the shipped ones alone."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import area_of, name_of, python_files, tree

SHIPPED = {("gonglian.policy.registry", "judge"), ("gonglian.policy.registry", "judge_json"),
           ("gonglian.policy.shipped", "shipped")}  # fmt: skip
EXEMPT = ("policy", "reference")  # the areas that make the site's values
BEFORE_THE_FIRST_START = {"src/gonglian/rosters/queries.py"}  # files can be checked before there are tables


def faults(source: ast.Module) -> list[str]:
    """Names that this module takes from where the site's own values are unknown, and calendars it makes itself."""
    taken = [
        alias.name
        for node in ast.walk(source)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module or "", alias.name) in SHIPPED
    ]
    calls = [node for node in ast.walk(source) if isinstance(node, ast.Call)]
    return taken + [
        call.func.id for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Calendar"
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("from gonglian.policy.site import judge", []),
        ("from gonglian.policy.registry import judge", ["judge"]),
        ("from gonglian.policy.shipped import shipped", ["shipped"]),
        ("from gonglian.reference.workdays import Calendar", []),  # as a type
        ("end = notice_ends(day, Calendar())", ["Calendar"]),
        ("end = notice_ends(day, site_calendar())", []),
    ],
)
def test_faults_on_examples(line: str, found: list[str]) -> None:
    assert faults(ast.parse(line)) == found


def test_every_area_asks_the_site() -> None:
    """But for the commands that judge JSON: they run without a database."""
    asked = [
        path
        for path in python_files()
        if area_of(path) not in EXEMPT
        and path.name not in ("cli.py", "commands.py")
        and name_of(path) not in BEFORE_THE_FIRST_START
    ]
    assert {name_of(path): names for path in asked if (names := faults(tree(path)))} == {}
