"""Every file for a reader leaves by one door, and every workbook is made where the linter reads its cells."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.sources import SOURCE, python_files, tree

DOORS = {"core/outgoing.py", "core/workbook.py"}
# made input: the demo's rosters are sent in, not out
INWARD = {"dashboards/demo/rosters.py"}
MAKERS = {"FileResponse", "StreamingHttpResponse", "writer", "DictWriter"}
WORDS = {"content-disposition"}
LIBRARIES = {"xlsxwriter", "openpyxl", "pandas"}


def ways_out(code: ast.Module) -> list[str]:
    """What in a module would hand out a file or make a table by itself."""
    found = []
    for node in ast.walk(code):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found += [name] if name in MAKERS else []
            found += [word.arg for word in node.keywords if word.arg == "as_attachment"]
        elif isinstance(node, ast.Constant) and str(node.value).lower() in WORDS:
            found.append(str(node.value))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]
            found += [name for name in names if name.split(".")[0] in LIBRARIES]
    return found


@pytest.mark.parametrize(
    ("text", "ways"),
    [
        ("import xlsxwriter", ["xlsxwriter"]),
        ("from xlsxwriter.worksheet import Worksheet", ["xlsxwriter.worksheet"]),
        ("csv.writer(file)", ["writer"]),
        ("FileResponse(f)", ["FileResponse"]),
        ("answer.headers['Content-Disposition'] = x", ["Content-Disposition"]),
        ("write_table('a', heads, rows)", []),
    ],
)
def test_ways_out_on_examples(text: str, ways: list[str]) -> None:
    assert ways_out(ast.parse(text)) == ways


def test_files_leave_by_one_door() -> None:
    names = {str(path.relative_to(SOURCE)): path for path in python_files()}
    assert set(names) >= DOORS
    others = {name: ways_out(tree(path)) for name, path in names.items() if name not in DOORS | INWARD}
    assert {name: ways for name, ways in others.items() if ways} == {}
