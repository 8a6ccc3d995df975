"""What the database itself holds, put in place after every migration: rights of the two roles, the append-only log,
and the guard that refuses any write to a domain table outside an act.

A model opts out of the guard with `guarded = False` and a comment that says why.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections
from django.db.models import Model

from gonglian.config.database import APP

LOG_TABLES = ("core_act", "core_seal")

FUNCTIONS = """
create or replace function gonglian_require_act() returns trigger language plpgsql as $$
begin
    if coalesce(current_setting('gonglian.act', true), '') = '' then
        raise exception 'write to % outside an act', tg_table_name using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
create or replace function gonglian_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
"""


def guarded_models() -> list[type[Model]]:
    """Every concrete model of this project whose rows change only inside an act."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model.__module__.startswith("gonglian.")
        and getattr(model, "guarded", True)
        and model._meta.managed
    ]


def protect_tables(using: str = "default", **_: Any) -> None:
    """Idempotent; runs as the owner after each migrate."""
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    if "core_act" not in tables:
        return
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS)
        for model in guarded_models():
            if (table := model._meta.db_table) in tables:
                cursor.execute(_guard_sql(table))
        for table in LOG_TABLES:
            cursor.execute(_append_only_sql(table))
        cursor.execute(_grants_sql())


def _guard_sql(table: str) -> str:
    return f"""
    create or replace trigger gonglian_guard before insert or update or delete on "{table}"
    for each statement execute function gonglian_require_act();
    """


def _append_only_sql(table: str) -> str:
    return f"""
    create or replace trigger gonglian_append_only before update or delete or truncate on "{table}"
    for each statement execute function gonglian_append_only();
    """


def _grants_sql() -> str:
    log = ", ".join(LOG_TABLES)
    return f"""
    grant usage on schema public to {APP};
    grant select, insert, update, delete on all tables in schema public to {APP};
    grant usage, select on all sequences in schema public to {APP};
    revoke update, delete on {log} from {APP};
    revoke insert, update, delete on django_migrations from {APP};
    """
