"""Acts of founding, one file per step."""

from gonglian.founding.actions.congress import (
    open_ballots,
    open_congress,
    open_first_ballots,
    open_first_meetings,
)
from gonglian.founding.actions.consents import ask_constituents, drop_constituent, record_consent
from gonglian.founding.actions.drafts import begin_case, save_draft, set_group
from gonglian.founding.actions.replies import decide_request, propose_reply
from gonglian.founding.actions.requests import prepare_request, send_request, withdraw_case

__all__ = [
    "ask_constituents", "begin_case", "decide_request", "drop_constituent", "open_ballots", "open_congress", "open_first_ballots",
    "open_first_meetings", "prepare_request", "propose_reply", "record_consent", "save_draft", "send_request", "set_group",
    "withdraw_case",
]  # fmt: skip
