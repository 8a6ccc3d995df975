"""Acts have one shape: keyword-only, atomic, told who acts and on which day, logged under their own name."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import area_of, is_part, name_of, python_files, tree

NO_ACTS = {
    "documents.bind_paper": "a step inside the act of the area that owns the paper",
    "reference.load_reference_data": "the program's own first start: nobody acts",
}
OTHER_NAMES = {  # logged name → function, where the two differ for a reason
    "reference.load_data": "load_reference_data",
}


def shape_faults(function: ast.FunctionDef) -> list[str]:
    """What keeps a function from being an act."""
    keywords = {argument.arg for argument in function.args.kwonlyargs}
    decorators = [ast.unparse(decorator) for decorator in function.decorator_list]
    faults = []
    if function.args.args or function.args.posonlyargs:
        faults.append("takes arguments by position")
    if not {"actor", "on"} <= keywords:
        faults.append("is not told actor and on")
    if not any("atomic" in decorator for decorator in decorators):
        faults.append("is not atomic")
    return faults


def exported(source: ast.Module) -> list[str]:
    """The names in `__all__`."""
    for node in source.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


def logged_names(function: ast.FunctionDef, area: str) -> set[str]:
    """The act names of this area that the function hands to `record` or to a helper around it."""
    firsts = [call.args[0] for call in ast.walk(function) if isinstance(call, ast.Call) and call.args]
    texts = {node.value for node in firsts if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return {text for text in texts if text.startswith(f"{area}.") and text.count(".") == 1}


def _functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in tree(path).body if isinstance(node, ast.FunctionDef)]


def _acts() -> dict[str, ast.FunctionDef]:
    """Every act as "area.function": what a package exports, what an actions.py has that is public."""
    acts = {}
    for path in python_files():
        if not is_part(path, "actions") or path.name == "__init__.py":
            continue
        package = path.parent / "__init__.py"
        public = exported(tree(package)) if path.parent.name == "actions" else None
        for function in _functions(path):
            if function.name in public if public is not None else not function.name.startswith("_"):
                acts[f"{area_of(path)}.{function.name}"] = function
    return acts


ACTS = _acts()


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ("@transaction.atomic\ndef open_line(*, actor, on):\n    pass", []),
        (
            "@transaction.atomic\ndef open_line(line, *, actor, on):\n    pass",
            ["takes arguments by position"],
        ),
        ("@transaction.atomic\ndef open_line(*, actor):\n    pass", ["is not told actor and on"]),
        ("def open_line(*, actor, on):\n    pass", ["is not atomic"]),
    ],
)
def test_shape_faults_of_examples(source: str, faults: list[str]) -> None:
    assert shape_faults(ast.parse(source).body[0]) == faults  # type: ignore[arg-type]


def test_logged_names_of_example() -> None:
    source = 'def f(*, actor, on):\n    with record("area.f", actor=actor):\n        log("other.g")\n'
    assert logged_names(ast.parse(source).body[0], "area") == {"area.f"}  # type: ignore[arg-type]


def test_acts_have_the_shape() -> None:
    faults = {name: shape_faults(function) for name, function in ACTS.items() if name not in NO_ACTS}
    assert {name: found for name, found in faults.items() if found} == {}


def test_every_exception_still_exists() -> None:
    assert [name for name in NO_ACTS if name not in ACTS] == []


def test_acts_are_logged_under_their_own_name() -> None:
    faults = []
    for path in python_files():
        if not is_part(path, "actions"):
            continue
        for function in _functions(path):
            for name in logged_names(function, area_of(path)):
                expected = OTHER_NAMES.get(name, name.split(".")[1])
                if expected != function.name:
                    faults.append(f"{name_of(path)}: {function.name} logs {name}")
    assert faults == []
