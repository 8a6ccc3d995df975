"""Journeys run in a real browser against the real server in this process, on a day that the journey sets."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from gonglian.core import clock


@pytest.fixture
def set_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Move the clock of the whole site to a day."""
    return lambda day: monkeypatch.setattr(clock, "today", lambda: day)
