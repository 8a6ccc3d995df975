"""Standing jobs: once a day, at each start if they ask for it, and one that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from gonglian.core import housekeeping, nightly
from gonglian.core.models import JobRun

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 1)


@pytest.fixture
def own_jobs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """A registry of three jobs and the list of what they did."""
    did: list[str] = []

    def failing(on: date) -> str:
        raise ZeroDivisionError("身份证 371302199001011234")

    monkeypatch.setattr(nightly, "_JOBS", {})
    nightly.register("a.fail", failing)
    nightly.register("b.daily", lambda on: did.append(f"b {on}") or "b done")
    nightly.register("c.at_start", lambda on: did.append(f"c {on}") or "c done", at_start=True)
    return did


def test_run_due_runs_each_job_once_a_day(own_jobs: list[str]) -> None:
    ran = [nightly.run_due(day) for day in (DAY, DAY, DAY + timedelta(days=1))]
    assert ran == [["a.fail", "b.daily", "c.at_start"], [], ["a.fail", "b.daily", "c.at_start"]]
    assert own_jobs == ["b 2026-03-01", "c 2026-03-01", "b 2026-03-02", "c 2026-03-02"]


def test_run_due_at_start_repeats_only_what_asks_for_it(own_jobs: list[str]) -> None:
    nightly.run_due(DAY)
    assert nightly.run_due(DAY, starting=True) == ["c.at_start"]


def test_failed_job_is_noted_without_its_words(own_jobs: list[str]) -> None:
    nightly.run_due(DAY)
    assert list(JobRun.objects.order_by("name").values_list("name", "ok", "detail")) == [
        ("a.fail", False, "ZeroDivisionError"),
        ("b.daily", True, "b done"),
        ("c.at_start", True, "c done"),
    ]


def test_second_job_of_a_name_is_refused(own_jobs: list[str]) -> None:
    with pytest.raises(ValueError, match=r"b\.daily"):
        nightly.register("b.daily", lambda on: "")


def test_areas_registered_their_jobs() -> None:
    names = {standing.name for standing in nightly.registered()}
    assert names >= {"core.clear_sessions", "core.clear_tasks", "rosters.recover_imports"}


def test_clear_sessions_keeps_those_in_use() -> None:
    now = timezone.now()
    for key, days in (("over", -1), ("in-use", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    housekeeping.clear_sessions(DAY)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["in-use"]


def test_clear_tasks_keeps_young_and_waiting_ones() -> None:
    now = timezone.now()
    for name, status, days in (("old", "SUCCESSFUL", 31), ("young", "FAILED", 2), ("waiting", "READY", 40)):
        DBTaskResult.objects.create(
            task_path=name, status=status, args_kwargs={"args": [], "kwargs": {}}, backend_name="default",
            exception_class_path="", traceback="",
            finished_at=None if status == "READY" else now - timedelta(days=days),
        )  # fmt: skip
    housekeeping.clear_tasks(DAY)
    assert sorted(DBTaskResult.objects.values_list("task_path", flat=True)) == ["waiting", "young"]
