"""The floors of the house: what the import linter can't see."""

from __future__ import annotations

import ast
import importlib

import pytest
from django.apps import apps
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from tests.architecture.sources import SOURCE, areas, floors, tree

HEAD = 4  # lines of an area's docstring at least: purpose, blank, nouns, what it depends on


def points_down(area: str, target: str) -> bool:
    """May a row of `area` hold a key to one of `target`? To its own, and to what stands on a lower floor."""
    return area == target or floors()[target] < floors()[area]


def is_auto_named(migration: migrations.Migration) -> bool:
    """Is this the name Django would have given? A first migration may be called initial."""
    number, _, name = migration.name.partition("_")
    is_djangos = name == migration.suggest_name() and name != "initial"
    return is_djangos or "auto" in name.split("_") or not number.isdigit()


def head_faults(docstring: str) -> list[str]:
    """What an area's first lines don't say."""
    lines = docstring.strip().splitlines()
    starts = ("Nouns:", "Depends on")
    faults = [start for start in starts if not any(line.startswith(start) for line in lines)]
    return faults + (["purpose"] if not lines or not lines[0].endswith((".", "。")) else [])


def _links() -> list[tuple[str, str, str]]:
    """(area, target area, field) of every link between this project's models."""
    own = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("gonglian.")
    ]
    return [
        (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
        for model in own
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model in own
    ]


@pytest.mark.parametrize(
    ("area", "target", "allowed"),
    [
        ("organisation", "organisation", True),
        ("organisation", "reference", True),
        ("founding", "approvals", True),
        ("approvals", "meetings", False),
        ("reference", "organisation", False),
        ("core", "accounts", False),
    ],
)
def test_points_down_on_examples(area: str, target: str, allowed: bool) -> None:
    assert points_down(area, target) is allowed


def test_foreign_keys_point_down() -> None:
    links = _links()
    assert len(links) > 10
    assert [link for link in links if not points_down(link[0], link[1])] == []


def test_every_area_stands_on_a_floor() -> None:
    assert [area for area in areas() if area not in floors() and area != "config"] == []


@pytest.mark.parametrize(
    ("name", "auto"),
    [
        ("0001_initial", False),
        ("0002_four_unchanged", False),
        ("0002_union_motto", True),
        ("0003_auto_2026", True),
    ],
)
def test_is_auto_named_on_examples(name: str, auto: bool) -> None:
    migration = migrations.Migration(name, "organisation")
    migration.operations = [migrations.AddField("union", "motto", models.TextField(default=""))]
    assert is_auto_named(migration) is auto


def test_migrations_have_names_that_say_what_they_do() -> None:
    ours = [
        migration
        for migration in MigrationLoader(None, ignore_no_migrations=True).disk_migrations.values()
        if migration.__module__.startswith("gonglian.")
    ]
    assert len(ours) > 4
    assert [f"{m.app_label}.{m.name}" for m in ours if is_auto_named(m)] == []


def test_head_faults_on_examples() -> None:
    assert head_faults("Rosters: Excel in.\n\nNouns: sheet.\nDepends on: core.") == []
    assert head_faults("Rosters") == ["Nouns:", "Depends on", "purpose"]


@pytest.mark.parametrize("area", [area for area in areas() if area != "config"])
def test_area_says_what_it_is(area: str) -> None:
    assert head_faults(ast.get_docstring(tree(SOURCE / area / "__init__.py")) or "") == []


def test_every_area_can_be_imported() -> None:
    assert [area for area in areas() if importlib.import_module(f"gonglian.{area}").__doc__ is None] == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
