"""What the rules of this folder read: the project's files and their syntax trees."""

from __future__ import annotations

import ast
import configparser
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/gonglian"
TESTS = ROOT / "tests"
TEXT = {
    ".py",
    ".html",
    ".css",
    ".js",
    ".txt",
    ".toml",
    ".md",
    ".json",
    ".po",
    ".csv",
    ".svg",
    ".yml",
    ".yaml",
    ".in",
    "",
}
MADE_BY_TOOLS = {
    ".git", ".venv", ".tools", ".data", "node_modules", "dist", "__pycache__", ".mypy_cache", ".ruff_cache",
    ".pytest_cache", ".import_linter_cache", ".hypothesis", "test-results",
}  # fmt: skip


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def python_files(folder: Path = SOURCE) -> list[Path]:
    """Every Python file below the folder but migrations, in order."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def all_files() -> Iterator[Path]:
    """Every file that belongs to the project, wherever it was unpacked; nothing made by a tool."""
    for path in sorted(ROOT.iterdir()):
        if path.name in MADE_BY_TOOLS:
            continue
        inside = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (file for file in inside if file.is_file() and not _is_made(file))


def project_files() -> Iterator[Path]:
    """The text files among them."""
    return (file for file in all_files() if file.suffix in TEXT)


def _is_made(path: Path) -> bool:
    return path.suffix == ".mo" or bool(MADE_BY_TOOLS.intersection(path.relative_to(ROOT).parts))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def area_of(path: Path) -> str:
    """The area a source file belongs to."""
    return path.relative_to(SOURCE).parts[0]


def is_part(path: Path, *names: str) -> bool:
    """Is this the area's module of one of these names (or ending with it: office_views), or a file of such a package?"""
    parts = path.relative_to(SOURCE).with_suffix("").parts[1:]
    return any(part == name or part.endswith(f"_{name}") for part in parts for name in names)


def areas() -> list[str]:
    """Folders that hold a part of the house: those with a docstring in their __init__."""
    return sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))


@cache
def floors() -> dict[str, int]:
    """Area → floor, from the import contract; a higher number stands higher in the house."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    layers = contract["importlinter:contract:floors"]["layers"].split("\n")
    rows = [row.strip() for row in layers if row.strip()]
    return {
        name.strip().removeprefix("gonglian."): len(rows) - place
        for place, row in enumerate(rows)
        for name in row.split("|")
    }
