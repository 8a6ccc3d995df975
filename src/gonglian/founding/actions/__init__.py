"""Acts of founding, one file per step."""

from gonglian.founding.actions.congress import (
    open_ballots,
    open_congress,
    open_first_ballots,
    open_first_meetings,
)
from gonglian.founding.actions.consents import (
    ask_constituents,
    drop_constituent,
    record_consent,
    withdraw_consent,
)
from gonglian.founding.actions.dispatch import (
    begin_consultation,
    decide_dispatch,
    propose_dispatch,
    recall_dispatch,
)
from gonglian.founding.actions.drafts import begin_case, save_draft, set_group
from gonglian.founding.actions.endings import lapse_overdue, withdraw_case
from gonglian.founding.actions.replies import decide_request, propose_reply
from gonglian.founding.actions.requests import prepare_request, send_request

__all__ = [
    "ask_constituents", "begin_case", "begin_consultation", "decide_dispatch", "decide_request", "drop_constituent",
    "lapse_overdue", "open_ballots", "open_congress",
    "open_first_ballots", "open_first_meetings", "prepare_request", "propose_dispatch",
    "propose_reply", "recall_dispatch", "record_consent", "save_draft",
    "send_request", "set_group", "withdraw_case", "withdraw_consent",
]  # fmt: skip
