"""`gonglian serve` refuses to start where it would do harm, and says what cures it."""

from __future__ import annotations

import argparse

import pytest
from django.conf import LazySettings
from django.db import connection

from gonglian.config import serve


def messages(found: list[serve.Reason]) -> list[str]:
    return [reason.message for reason in found]


def test_wrong_settings_of_a_sound_installation(settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["union.example"]
    assert messages(serve.wrong_settings()) == []


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DEBUG", True, "GONGLIAN_DEBUG=1 会把内部情况显示给读者。"),
        ("ALLOWED_HOSTS", ["*"], "GONGLIAN_HOSTS 是 *，任何域名都会被接受。"),
        ("NPM_STATIC", {"x.css": "nothing/x.css"}, "前端文件不全：nothing/x.css"),
    ],
)
def test_wrong_settings_are_named(settings: LazySettings, name: str, value: object, said: str) -> None:
    settings.ALLOWED_HOSTS = ["union.example"]
    setattr(settings, name, value)
    assert messages(serve.wrong_settings()) == [said]


@pytest.mark.django_db
def test_wrong_schema_of_a_database_of_this_version() -> None:
    assert messages(serve.wrong_schema()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("delete from django_migrations where app = 'core' and name = '0003_acts_of_an_actor'",
         "数据库还差 1 步升级，从 core.0003_acts_of_an_actor 起。"),
        ("insert into django_migrations (app, name, applied) values ('core', '0999_later', now())",
         "数据库比程序新：本程序不认得 core.0999_later。"),
    ],
)  # fmt: skip
def test_wrong_schema_is_named(change: str, said: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local role postgres")
        cursor.execute(change)
    assert messages(serve.wrong_schema()) == [said]


def test_command_names_the_place_it_listens_at() -> None:
    words = serve.command(argparse.Namespace(host="127.0.0.1", port=8011, workers=3))
    assert [words[words.index(name) + 1] for name in ("--host", "--port", "--workers")] == [
        "127.0.0.1",
        "8011",
        "3",
    ]
