"""Acts of joining and leaving, one file per step."""

from gonglian.founding.joining.actions.accepting import (
    accept_units,
    decline_joining,
    prepare_acceptance,
    withdraw_joining,
)
from gonglian.founding.joining.actions.gathering import begin_joining, record_unit_decision
from gonglian.founding.joining.actions.past import record_past_joining

__all__ = [
    "accept_units", "begin_joining", "decline_joining", "prepare_acceptance", "record_past_joining",
    "record_unit_decision", "withdraw_joining",
]  # fmt: skip
