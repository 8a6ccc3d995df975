"""The background process: jobs from the database queue, and the sealer of the act log every two seconds."""

from __future__ import annotations

import logging
import threading

SEAL_EVERY = 2.0  # seconds


def work() -> int:
    """Run until the process is asked to end."""
    from django.core.management import call_command

    stop = threading.Event()
    sealer = threading.Thread(target=_seal_until, args=[stop], daemon=True)
    sealer.start()
    try:
        call_command("db_worker", interval=0.5, startup_delay=False, verbosity=0)
    finally:
        stop.set()
        sealer.join(timeout=5)
    return 0


def _seal_until(stop: threading.Event) -> None:
    from django.db import OperationalError, connection

    from gonglian.core.seals import seal_acts

    while not stop.wait(SEAL_EVERY):
        try:
            seal_acts()
        except OperationalError:  # the database restarts: try again with a new connection
            logging.getLogger(__name__).warning("sealing waits for the database")
        finally:
            connection.close()
