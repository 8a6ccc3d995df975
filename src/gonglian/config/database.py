"""Which database we talk to, and under which role.

Two roles: `gonglian_owner` migrates and backs up, `gonglian_app` serves. A site of its own sets DATABASE_URL
(the app's role) and DATABASE_OWNER_URL; without them the embedded server is used.
"""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from gonglian.config.localpg import PORT, LocalPG
from gonglian.config.paths import data_dir

OWNER, APP = "gonglian_owner", "gonglian_app"
DATABASE = "gonglian"


def is_embedded() -> bool:
    return "DATABASE_URL" not in os.environ


def embedded_server() -> LocalPG:
    return LocalPG(data_dir() / "pg")


def connection_settings(role: str = APP) -> dict[str, Any]:
    """Django's settings for one connection under `role`."""
    if is_embedded():
        run = os.environ.get("GONGLIAN_PG_RUN") or str(embedded_server().run)
        place = {"NAME": DATABASE, "USER": role, "HOST": run, "PORT": PORT}
    else:
        place = _from_url(os.environ.get("DATABASE_OWNER_URL" if role == OWNER else "DATABASE_URL", ""))
    return {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True, **place}


def _from_url(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise SystemExit(
            "DATABASE_URL and DATABASE_OWNER_URL must read postgresql://user:password@host:port/name"
        )
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def prepare_embedded() -> LocalPG:
    """Start the embedded server and make the two roles and the database if they are not there."""
    import psycopg  # slow import: commands that need no database never pay for it

    server = embedded_server().start()
    place = {"host": str(server.run), "port": PORT, "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**place, autocommit=True) as connection:  # type: ignore[arg-type]
        create_roles(connection)
        if not connection.execute("select 1 from pg_database where datname = %s", [DATABASE]).fetchone():
            connection.execute(f"create database {DATABASE} owner {OWNER}")
    return server


def create_roles(connection: Any) -> None:
    """The owner may create; the app may only log in (its rights per table come after each migration)."""
    for role in (OWNER, APP):
        if not connection.execute("select 1 from pg_roles where rolname = %s", [role]).fetchone():
            connection.execute(f"create role {role} login")
