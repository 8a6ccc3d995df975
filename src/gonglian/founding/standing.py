"""What founding wants done once a day."""

from __future__ import annotations

from datetime import date

from gonglian.founding.actions import lapse_overdue


def lapse_all(on: date) -> str:
    """A standing job: every case whose congress was not held in time lapses."""
    return f"{lapse_overdue(on=on)} cases lapsed"
