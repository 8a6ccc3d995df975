"""What is done with requests, opinions and notices, one function per act."""

from gonglian.approvals.actions.decisions import decide, propose_reply
from gonglian.approvals.actions.notices import answer_objection, post_notice, record_objection
from gonglian.approvals.actions.opinions import record_opinion
from gonglian.approvals.actions.requests import (
    lapse_request,
    prepare_request,
    send_request,
    withdraw_request,
)

__all__ = [
    "answer_objection", "decide", "lapse_request", "post_notice", "prepare_request", "propose_reply",
    "record_objection", "record_opinion", "send_request", "withdraw_request",
]  # fmt: skip
