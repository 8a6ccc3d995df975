"""Acts of changing a line, one file per side."""

from gonglian.founding.change_of_line.actions.asking import (
    begin_change,
    prepare_change,
    record_change_opinion,
    send_change,
    withdraw_change,
)
from gonglian.founding.change_of_line.actions.deciding import (
    confirm_correction,
    decide_change,
    propose_change_reply,
)

__all__ = [
    "begin_change", "confirm_correction", "decide_change", "prepare_change", "propose_change_reply",
    "record_change_opinion", "send_change", "withdraw_change",
]  # fmt: skip
