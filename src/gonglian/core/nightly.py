"""Standing jobs: what an area wants done once a day, or when the worker starts. Areas register theirs when loaded.

A job is a function of the day. It finds its own work, may be run twice without harm, and says in one line what it did.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.models.functions import Now

from gonglian.core.models import JobRun

Job = Callable[[date], str]
log = logging.getLogger(__name__)
_LOCK = 716_240  # one worker at a time runs the standing jobs


@dataclass(frozen=True)
class Standing:
    """A registered job. at_start: run whenever a worker starts as well, because it cures what a dead worker left."""

    name: str
    job: Job
    at_start: bool


_JOBS: dict[str, Standing] = {}


def register(name: str, job: Job, *, at_start: bool = False) -> None:
    """Have `job(day)` run once a day under `name` (area.verb_noun). Refused: a second job of the same name."""
    if name in _JOBS:
        raise ValueError(f"{name} is registered already")
    _JOBS[name] = Standing(name, job, at_start)


def registered() -> list[Standing]:
    return [_JOBS[name] for name in sorted(_JOBS)]


def run_due(on: date, *, starting: bool = False) -> list[str]:
    """Run what has not run on this day yet, when `starting` also what runs at every start; the names that ran.

    A job that fails is told in the log, noted, and tried again the next day; the others run all the same.
    """
    ran: list[str] = []
    for standing in registered():
        with transaction.atomic():
            if not _only_one():
                return ran
            if not (starting and standing.at_start) and not _is_due(standing.name, on):
                continue
            _run(standing, on)
            ran.append(standing.name)
    return ran


def note(name: str, *, on: date, ok: bool = True, detail: str = "") -> None:
    """Keep that `name` ran now: a sign of life that `gonglian doctor` reads."""
    values = {"day": on, "at": Now(), "ok": ok, "detail": detail[:400]}
    JobRun.objects.update_or_create(name=name, defaults=values)


def _only_one() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _is_due(name: str, on: date) -> bool:
    return not JobRun.objects.filter(name=name, day__gte=on).exists()


def _run(standing: Standing, on: date) -> None:
    try:
        with transaction.atomic():
            said = standing.job(on)
    except Exception as error:
        log.exception("standing job %s failed", standing.name)
        note(standing.name, on=on, ok=False, detail=type(error).__name__)
    else:
        note(standing.name, on=on, detail=said)
