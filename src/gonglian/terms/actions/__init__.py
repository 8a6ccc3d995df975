"""Acts on bodies, terms, seats and holders, one file per noun."""

from gonglian.terms.actions.acting import end_acting, name_acting
from gonglian.terms.actions.bodies import DISPATCHED, SeatPlan, appoint_body, open_body, renew_body
from gonglian.terms.actions.extensions import decide_extension, record_extension
from gonglian.terms.actions.posts import fall_seat
from gonglian.terms.actions.seats import add_seat, seat_holder, vacate

__all__ = [
    "DISPATCHED",
    "SeatPlan",
    "add_seat",
    "appoint_body",
    "decide_extension",
    "end_acting",
    "fall_seat",
    "name_acting",
    "open_body",
    "record_extension",
    "renew_body",
    "seat_holder",
    "vacate",
]  # fmt: skip
