"""How far a job is, told to the world while the job's own transaction is still open."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from django.db import connection

EVERY = 1.0  # seconds


class Progress:
    """Saves `done` and `total` of an import on a connection of its own, at most once a second."""

    def __init__(self, batch: int) -> None:
        self.batch = batch
        self._own = connection.copy()
        self._told = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._own.close()

    def tell(self, done: int, total: int = 0) -> None:
        """Say how far it is. `total` 0: not known."""
        if time.monotonic() - self._told < EVERY:
            return
        self._told = time.monotonic()
        with self._own.cursor() as cursor:
            cursor.execute(
                "update rosters_importprogress set done = %s, total = %s, seen_at = now() where batch_id = %s",
                [done, total, self.batch],
            )
