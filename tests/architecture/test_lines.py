"""Rules about single lines of source. Each rule carries lines it must pass and lines it must catch."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.sources import area_of, is_part, name_of, python_files, tree


@dataclass(frozen=True)
class Rule:
    """`catches`: is this node a fault? `where`: which files it holds in."""

    name: str
    catches: Callable[[ast.AST], bool]
    where: Callable[[Path], bool]
    good: tuple[str, ...]
    bad: tuple[str, ...]

    def faults(self, source: ast.AST) -> list[int]:
        """Line numbers of the faults."""
        return sorted(node.lineno for node in ast.walk(source) if self.catches(node))  # type: ignore[attr-defined]


def imports(*modules: str) -> Callable[[ast.AST], bool]:
    """Catches the import of one of these modules or of something in it."""

    def catches(node: ast.AST) -> bool:
        named = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom):
            named = [str(node.module), *(f"{node.module}.{name}" for name in named)]
        return any(name == module or name.startswith(f"{module}.") for name in named for module in modules)

    return catches


def fetches(node: ast.AST) -> bool:
    """A manager reached from a model, or Django's shortcut that fetches without asking who may."""
    if isinstance(node, ast.Attribute) and node.attr == "objects":
        return True
    return isinstance(node, ast.Name) and node.id in ("get_object_or_404", "get_list_or_404")


def reads_clock(node: ast.AST) -> bool:
    if imports("gonglian.core.clock")(node):
        return True
    return isinstance(node, ast.Call) and ast.unparse(node.func) in (
        "date.today", "datetime.now", "timezone.now", "timezone.localdate", "time.time",
    )  # fmt: skip


def has_values_inside(node: ast.AST) -> bool:
    """A translated text put together before translation: it is never found in the catalogue."""
    is_call = isinstance(node, ast.Call) and ast.unparse(node.func) in (
        "_",
        "gettext",
        "gettext_lazy",
        "ngettext",
    )
    return is_call and any(not _is_plain(argument) for argument in node.args[:1])  # type: ignore[attr-defined]


def _is_plain(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _knows_the_day(path: Path) -> bool:
    """Where a request or a job begins; everything else is told the day."""
    edges = ("views", "middleware", "access", "commands", "jobs", "tasks")
    return is_part(path, *edges) or area_of(path) == "config" or name_of(path) in (
        "src/gonglian/core/clock.py",
        "src/gonglian/dashboards/bench.py",  # a command
        "src/gonglian/dashboards/demo/city.py",  # the demo city is laid out around the day it is made
        "src/gonglian/reference/actions.py",  # reference data come with the program: nobody chooses a day
    )  # fmt: skip


def anywhere(path: Path) -> bool:
    return True


RULES = [
    Rule(
        name="views get rows through access",
        catches=fetches,
        where=lambda path: is_part(path, "views"),
        good=("access.get_union(user, pk)", "form.object"),
        bad=("Union.objects.get(pk=pk)", "Union.objects.filter(pk=pk)", "get_object_or_404(Union, pk=pk)"),
    ),
    Rule(
        name="the clock is read at the edge",
        catches=reads_clock,
        where=lambda path: not _knows_the_day(path),
        good=("timezone.localtime(moment)", "date(2026, 3, 1)", "from gonglian.core import periods"),
        bad=(
            "from gonglian.core import clock",
            "from gonglian.core.clock import today",
            "import gonglian.core.clock",
            "date.today()",
            "timezone.now()",
        ),
    ),
    Rule(
        name="links are foreign keys",
        catches=imports("django.contrib.contenttypes"),
        where=anywhere,
        good=("from django.db import models",),
        bad=("from django.contrib.contenttypes.fields import GenericForeignKey",),
    ),
    Rule(
        name="no signals but the guard's",
        catches=imports("django.db.models.signals", "django.dispatch", "django.core.signals"),
        where=lambda path: name_of(path) != "src/gonglian/core/apps.py",
        good=("from django.db.models import signals_of_life",),
        bad=("from django.dispatch import receiver", "from django.db.models.signals import post_save",
             "from django.db.models import signals"),
    ),
    Rule(
        name="texts are whole when they are translated",
        catches=has_values_inside,
        where=anywhere,
        good=('_("应到 %(entitled)s 人") % values', 'field(_("名称"))'),
        bad=('_(f"应到 {entitled} 人")', '_("应到 %s 人" % entitled)', "_(text)"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.good])
def test_rule_passes_good_line(rule: Rule, line: str) -> None:
    assert rule.faults(ast.parse(line)) == []


@pytest.mark.parametrize(("rule", "line"), [(rule, line) for rule in RULES for line in rule.bad])
def test_rule_catches_bad_line(rule: Rule, line: str) -> None:
    assert rule.faults(ast.parse(line)) == [1]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_source_follows_rule(rule: Rule) -> None:
    faults = {name_of(path): rule.faults(tree(path)) for path in python_files() if rule.where(path)}
    assert {path: lines for path, lines in faults.items() if lines} == {}
