"""The doors of terms and seats."""

from __future__ import annotations

from tests.architecture.door import Door

TERMS = [
    Door("dashboards:handover", "GET", "union", 404, 404, 200, 200),
    Door("dashboards:own_acts", "GET", "", 200, 200, 200, 200),
    # terms: the industrial union's own officers and those of the county that leads it
    Door("terms:union", "GET", "union", 404, 404, 200, 200),
    Door("terms:leave", "GET", "seat", 404, 404, 403, 200),
    Door("terms:leave", "POST", "seat", 404, 404, 403, 422),
    Door("terms:leave", "GET", "seat", 404, 404, 403, 200, "chair"),
    Door("terms:outside_post", "GET", "seat", 404, 404, 403, 200),
    Door("terms:outside_post", "POST", "seat", 404, 404, 403, 422),
    Door("terms:end_outside_post", "GET", "seat_post", 404, 404, 403, 200),
    Door("terms:end_outside_post", "POST", "seat_post", 404, 404, 403, 422),
    Door("terms:take", "GET", "seat", 404, 404, 403, 200),
    Door("terms:take", "POST", "seat", 404, 404, 403, 422),
    Door("terms:act", "GET", "seat", 404, 404, 403, 200),
    Door("terms:act", "POST", "seat", 404, 404, 403, 422),
    Door("terms:end_acting", "GET", "seat", 404, 404, 403, 200),
    Door("terms:end_acting", "POST", "seat", 404, 404, 403, 422),
    Door("terms:call_by_election", "GET", "seat", 404, 404, 403, 200),
    Door("terms:call_by_election", "POST", "seat", 404, 404, 403, 422),
    Door("terms:recall", "GET", "seat", 404, 404, 403, 200),
    Door("terms:recall", "POST", "seat", 404, 404, 403, 422),
    Door("terms:by_election", "GET", "by_election", 404, 404, 200, 200),
    Door("terms:nominate", "GET", "by_election", 404, 404, 403, 200),
    Door("terms:nominate", "POST", "by_election", 404, 404, 403, 422),
    Door("terms:drop_nominee", "POST", "by_nominee", 404, 404, 403, 302),
    Door("terms:vote_by_election", "POST", "by_election", 404, 404, 403, 422),  # nobody is there yet
    Door("terms:finish_by_election", "POST", "by_election", 404, 404, 403, 422),  # the meeting is not closed
    Door("terms:give_up_by_election", "POST", "by_election", 404, 404, 403, 302),
    Door("terms:post_ended", "GET", "seat", 404, 404, 403, 200),
    Door("terms:post_ended", "POST", "seat", 404, 404, 403, 422),
    Door("terms:convene", "GET", "body", 404, 404, 403, 200),
    Door("terms:convene", "POST", "body", 404, 404, 403, 422),
    Door("terms:add", "GET", "body", 404, 404, 403, 200),
    Door("terms:add", "POST", "body", 404, 404, 403, 422),
    Door("terms:record_extension", "GET", "body", 404, 404, 403, 200),
    Door("terms:record_extension", "POST", "body", 404, 404, 403, 422),
    # an extension: the industrial union's own officers ask, the county that leads it answers
    Door("terms:ask_extension", "GET", "union", 404, 404, 403, 200, "chair"),
    Door("terms:ask_extension", "GET", "union", 404, 404, 403, 403),  # nobody asks for the union
    Door("terms:ask_extension", "POST", "union", 404, 404, 403, 422, "chair"),
    Door("terms:extension", "GET", "extension", 404, 404, 200, 200),
    Door("terms:extension", "GET", "drafted_extension", 404, 404, 404, 200, "chair"),
    Door("terms:send_extension", "POST", "extension", 404, 404, 403, 422, "chair"),  # it is sent
    Door("terms:send_extension", "POST", "extension", 404, 404, 403, 403),
    Door("terms:extension_reply", "GET", "extension", 404, 404, 403, 200),
    Door("terms:extension_reply", "GET", "extension", 404, 404, 403, 403, "chair"),  # nobody answers himself
    Door("terms:extension_reply", "POST", "extension", 404, 404, 403, 422),
    Door("terms:answer_extension", "POST", "extension", 404, 404, 403, 422),  # no reply proposed
    Door("terms:answer_extension", "POST", "extension", 404, 404, 403, 403, "chair"),
    Door("terms:withdraw_extension", "GET", "extension", 404, 404, 403, 200, "chair"),
    Door("terms:withdraw_extension", "GET", "extension", 404, 404, 403, 403),
    Door("terms:withdraw_extension", "POST", "extension", 404, 404, 403, 422, "chair"),
    Door("terms:extension_by_request", "GET", "extension_request", 404, 404, 302, 302),
    Door("terms:substitution", "GET", "substitution", 404, 404, 200, 200),
    Door("terms:propose_successor", "GET", "substitution", 404, 404, 403, 200),
    Door("terms:propose_successor", "POST", "substitution", 404, 404, 403, 422),
    Door("terms:confirm_successor", "GET", "substitution", 404, 404, 403, 200),
    Door("terms:confirm_successor", "POST", "substitution", 404, 404, 403, 422),
    Door("terms:finish_substitution", "GET", "substitution", 404, 404, 403, 200),
    Door("terms:finish_substitution", "POST", "substitution", 404, 404, 403, 422),
    Door("terms:drop_substitution", "GET", "substitution", 404, 404, 403, 200),
    Door("terms:drop_substitution", "POST", "substitution", 404, 404, 403, 422),
    Door("terms:answer_chair", "GET", "chair", 404, 404, 403, 200),
    Door("terms:answer_chair", "POST", "chair", 404, 404, 403, 422),
]
