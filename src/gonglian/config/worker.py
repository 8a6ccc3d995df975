"""The background process: jobs from the database queue, the sealer of the act log every two seconds, and the standing
jobs of the night."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

SEAL_EVERY = 2.0  # seconds
LOOK_EVERY = 30.0  # seconds between two signs of life
NIGHT_BEGINS = 2  # o'clock in the city: standing jobs of the day run from then on
log = logging.getLogger(__name__)


def work() -> int:
    """Run until the process is asked to end."""
    from django.core.management import call_command

    stop = threading.Event()
    threads = [
        threading.Thread(target=_repeat, args=[stop, SEAL_EVERY, _seal], daemon=True),
        threading.Thread(target=_repeat, args=[stop, LOOK_EVERY, _Rounds()], daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0)
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=5)
    return 0


def _repeat(stop: threading.Event, seconds: float, step: Callable[[], None]) -> None:
    """Do the step now and every so many seconds. A restart of the database is waited out with a new connection."""
    from django.db import OperationalError, connection

    while True:
        try:
            step()
        except OperationalError:
            log.warning("waiting for the database")
        except Exception:
            log.exception("a standing duty of the worker failed")
        finally:
            connection.close()
        if stop.wait(seconds):
            return


def _seal() -> None:
    from gonglian.core.seals import seal_acts

    seal_acts()


class _Rounds:
    """The sign of life, and what is due: at the first time also what every start asks for."""

    def __init__(self) -> None:
        self.starting = True

    def __call__(self) -> None:
        from gonglian.core import clock, nightly

        now = clock.now()
        nightly.note("worker", on=now.date())
        if self.starting or now.hour >= NIGHT_BEGINS:
            nightly.run_due(now.date(), starting=self.starting)
        self.starting = False
