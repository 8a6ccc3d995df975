"""Small units: a file 400 lines, a function 40, a view 25, a template 150 (docs/architecture.md)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import SOURCE, TESTS, is_part, name_of, python_files, tree

FILE, FUNCTION, VIEW, TEMPLATE = 400, 40, 25, 150
TABLES_OF_CASES = TESTS / "policy"  # data, one line per case


def long_functions(source: ast.Module, limit: int) -> list[str]:
    """Functions longer than the limit, decorators not counted: "name, lines"."""
    return [
        f"{node.name}, {length}"
        for node in ast.walk(source)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > limit
    ]


def is_too_long(path: Path, limit: int) -> bool:
    return len(path.read_text(encoding="utf-8").splitlines()) > limit


def test_long_functions_names_what_is_over_the_limit() -> None:
    source = ast.parse("def short():\n    pass\n\n\n@d\ndef long():\n    a = 1\n    return a\n")
    assert long_functions(source, 2) == ["long, 3"]


def test_is_too_long_counts_lines(tmp_path: Path) -> None:
    path = tmp_path / "file.py"
    path.write_text("a\nb\n")
    assert (is_too_long(path, 1), is_too_long(path, 2)) == (True, False)


def test_files_keep_their_budget() -> None:
    files = python_files() + [path for path in python_files(TESTS) if TABLES_OF_CASES not in path.parents]
    assert [name_of(path) for path in files if is_too_long(path, FILE)] == []


def test_templates_keep_their_budget() -> None:
    assert [name_of(path) for path in sorted(SOURCE.rglob("*.html")) if is_too_long(path, TEMPLATE)] == []


@pytest.mark.parametrize("folder", [SOURCE, TESTS], ids=["src", "tests"])
def test_functions_keep_their_budget(folder: Path) -> None:
    faults = {name_of(path): long_functions(tree(path), FUNCTION) for path in python_files(folder)}
    assert {path: names for path, names in faults.items() if names} == {}


def test_views_keep_their_budget() -> None:
    views = [path for path in python_files() if is_part(path, "views")]
    faults = {name_of(path): long_functions(tree(path), VIEW) for path in views}
    assert {path: names for path, names in faults.items() if names} == {}
