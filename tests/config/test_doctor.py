"""`gonglian doctor` names what is wrong and its cure; on a sound installation it finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.conf import settings as product
from django.db import OperationalError, connection
from django.utils import timezone

from gonglian.config import doctor
from gonglian.core import nightly
from gonglian.core.models import JobRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """An installation of which nothing is wrong; the moment of looking."""
    now = timezone.localtime()
    settings.ALLOWED_HOSTS, settings.BEHIND_TLS = ["union.example"], True
    settings.DATA_DIR = tmp_path
    backup = tmp_path / "gonglian-20260301-020000.zip"
    backup.touch()
    nightly.note("worker", on=now.date())
    nightly.note("backup", on=now.date(), detail=str(backup))
    monkeypatch.setattr(doctor.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(doctor, "ROOM", 0)
    return now


def wrong(now: datetime) -> list[tuple[str, str]]:
    """(name, state) of what is not in order; each has a cure."""
    found = [check for check in doctor.examine(now) if check.state != doctor.OK]
    assert [check for check in found if not check.cure] == []
    return [
        (check.name, check.state) for check in found if check.name != "calendar"
    ]  # depends on today's year


def silence_worker(settings: LazySettings) -> None:
    JobRun.objects.filter(name="worker").update(at=timezone.now() - timedelta(hours=1))


def age_backup(settings: LazySettings) -> None:
    JobRun.objects.filter(name="backup").update(at=timezone.now() - timedelta(days=3))


def lose_backup(settings: LazySettings) -> None:
    (settings.DATA_DIR / "gonglian-20260301-020000.zip").unlink()


def fail_a_job(settings: LazySettings) -> None:
    nightly.note("rosters.recover_imports", on=timezone.localdate(), ok=False, detail="OSError")


def open_the_keys(settings: LazySettings) -> None:
    (settings.DATA_DIR / "keys.env").touch(mode=0o644)


def grant_too_much(settings: LazySettings) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "set local role postgres; grant update on core_act to gonglian_app; set local role gonglian_app"
        )


def forge_the_log(settings: LazySettings) -> None:
    from tests.factories.organisation import make_union

    make_union("甲市总工会", "local", "3713")
    with connection.cursor() as cursor:
        cursor.execute("set local role postgres; set local session_replication_role = replica")
        cursor.execute("update core_act set actor_name = '他人' where id = (select max(id) from core_act)")
        cursor.execute("set local session_replication_role = origin; set local role gonglian_app")


def test_sound_installation_has_nothing_wrong(sound: datetime) -> None:
    assert wrong(sound) == []


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (silence_worker, [("worker", "fail")]),
        (lambda settings: JobRun.objects.filter(name="worker").delete(), [("worker", "fail")]),
        (age_backup, [("backup", "fail")]),
        (lose_backup, [("backup", "warn")]),
        (lambda settings: JobRun.objects.filter(name="backup").delete(), [("backup", "fail")]),
        (fail_a_job, [("jobs", "warn")]),
        (open_the_keys, [("keys", "fail")]),
        (grant_too_much, [("rights", "fail")]),
        (forge_the_log, [("log", "fail")]),
        (lambda settings: setattr(settings, "BEHIND_TLS", False), [("settings", "warn")]),
        (lambda settings: setattr(settings, "ALLOWED_HOSTS", ["*"]), [("settings", "fail")]),
    ],
    ids=["silent", "never", "old", "lost", "unmade", "job", "keys", "rights", "log", "tls", "hosts"],
)
def test_each_harm_is_found(
    sound: datetime,
    settings: LazySettings,
    harm: Callable[[LazySettings], object],
    found: list[tuple[str, str]],
) -> None:
    harm(settings)
    assert wrong(sound) == found


def test_clock_that_goes_wrong_is_found(sound: datetime) -> None:
    later = sound + timedelta(minutes=3)
    assert ("clock", "fail") in wrong(later)


def test_disk_without_room_is_found(sound: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", 2**80)
    assert wrong(sound) == [("disk", "fail")]


def test_change_of_keys_not_ended_is_found(sound: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(product.KEYS, "FIELD_KEY_OLD", "ab" * 32)
    assert wrong(sound) == [("keys", "warn")]


def test_office_that_is_missing_is_found(sound: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)
    assert wrong(sound) == [("office", "warn")]


def test_schema_behind_the_program_is_found(sound: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local role postgres")
        cursor.execute("delete from django_migrations where app = 'core' and name = '0003_acts_of_an_actor'")
        cursor.execute("set local role gonglian_app")
    assert wrong(sound) == [("schema", "fail")]


def test_database_that_does_not_answer_is_found(sound: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused\nmore")

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    first = doctor.examine(sound)[0]
    assert (first.name, first.state, first.message) == (
        "database",
        "fail",
        "连不上数据库：connection refused",
    )


def test_check_that_breaks_is_a_finding(sound: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(path: Path | None) -> None:
        raise KeyError("x")

    monkeypatch.setattr(doctor, "verify_log", broken)
    assert wrong(sound) == [("log", "fail")]
