"""What a command needs before it works: Django loaded under the right role, the embedded database up."""

from __future__ import annotations

import os

from gonglian.config import database

AS_OWNER = {
    "demo",
    "up",
    "migrate",
    "manage",
    "backup",
    "restore",
}  # commands that change the shape, or take all


def load_django(command: str) -> None:
    """Load Django under the role the command needs; the database is not touched."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonglian.config.settings")
    if command in AS_OWNER:
        os.environ["GONGLIAN_DB_ROLE"] = database.OWNER
    import django

    django.setup()


def start_database() -> None:
    """Start the embedded database if it is ours and not the tests'."""
    if database.is_embedded() and "GONGLIAN_PG_RUN" not in os.environ:
        database.prepare_embedded()
