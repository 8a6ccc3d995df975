"""Acts on bodies, terms, seats and holders, one file per noun."""

from gonglian.terms.actions.acting import end_acting, name_acting
from gonglian.terms.actions.bodies import DISPATCHED, SeatPlan, appoint_body, open_body, renew_body
from gonglian.terms.actions.chairs import answer_chair
from gonglian.terms.actions.extensions import decide_extension, record_extension
from gonglian.terms.actions.posts import end_post, fall_seat
from gonglian.terms.actions.seats import add_seat, seat_holder, vacate
from gonglian.terms.actions.substitution import (
    confirm_successor,
    drop_substitution,
    finish_substitution,
    propose_successor,
)

__all__ = [
    "DISPATCHED", "SeatPlan", "add_seat", "answer_chair", "appoint_body", "confirm_successor", "decide_extension",
    "drop_substitution", "end_acting", "end_post", "fall_seat", "finish_substitution", "name_acting", "open_body",
    "propose_successor", "record_extension", "renew_body", "seat_holder", "vacate",
]  # fmt: skip
