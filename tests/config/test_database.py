"""Which database the product talks to: the embedded one, or what DATABASE_URL says."""

from __future__ import annotations

import pytest

from gonglian.config import database

PLAIN = {"ENGINE": "django.db.backends.postgresql", "CONN_HEALTH_CHECKS": True}


@pytest.mark.parametrize(
    ("url", "place"),
    [
        (
            "postgresql://app:secret@db.internal:5433/union",
            {"NAME": "union", "USER": "app", "PASSWORD": "secret", "HOST": "db.internal", "PORT": "5433"},
        ),
        (
            "postgres://app:p%40ss%2Fword@10.0.0.5/%E5%B7%A5%E8%81%94",
            {"NAME": "工联", "USER": "app", "PASSWORD": "p@ss/word", "HOST": "10.0.0.5", "PORT": ""},
        ),
        (
            "postgresql:///union?host=/run/pg&port=5434&sslmode=require",
            {"NAME": "union", "USER": "", "PASSWORD": "", "HOST": "/run/pg", "PORT": "5434",
             "OPTIONS": {"sslmode": "require"}},
        ),
    ],
)  # fmt: skip
def test_connection_settings_from_address(
    url: str, place: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert database.connection_settings() == PLAIN | {"OPTIONS": {}} | place


def test_owner_has_an_address_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@db/union")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgresql://owner@db/union")
    assert [database.connection_settings(role)["USER"] for role in (database.APP, database.OWNER)] == [
        "app",
        "owner",
    ]


@pytest.mark.parametrize("url", ["mysql://app@db/union", "union.sqlite3", ""])
def test_other_addresses_are_refused(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(SystemExit, match="postgresql://user:password@host:port/name"):
        database.connection_settings()


def test_embedded_server_is_reached_by_its_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("GONGLIAN_PG_RUN", "/run/somewhere")
    place = {"NAME": "gonglian", "USER": "gonglian_app", "HOST": "/run/somewhere", "PORT": "5432"}
    assert database.connection_settings() == PLAIN | place
