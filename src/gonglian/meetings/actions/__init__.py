"""Acts of meetings, one file per noun."""

from gonglian.meetings.actions.agenda import record_agenda
from gonglian.meetings.actions.ballots import open_ballot, resolve_fewer_seats
from gonglian.meetings.actions.counts import identify_write_in, reconcile, submit_sheet
from gonglian.meetings.actions.issuing import drop_issue, hand_out
from gonglian.meetings.actions.meetings import (
    appoint_officers,
    close_meeting,
    open_meeting,
    set_place,
)
from gonglian.meetings.actions.presence import check_in, record_presence, set_phones
from gonglian.meetings.actions.roll import seal_roll, set_roll
from gonglian.meetings.actions.roll_changes import (
    confirm_roll_change,
    propose_roll_change,
    refuse_roll_change,
)
from gonglian.meetings.queries import differences

__all__ = [
    "appoint_officers",
    "check_in",
    "close_meeting",
    "confirm_roll_change",
    "differences",
    "drop_issue",
    "hand_out",
    "identify_write_in",
    "open_ballot",
    "open_meeting",
    "propose_roll_change",
    "reconcile",
    "record_agenda",
    "record_presence",
    "refuse_roll_change",
    "resolve_fewer_seats",
    "seal_roll",
    "set_phones",
    "set_place",
    "set_roll",
    "submit_sheet",
]
