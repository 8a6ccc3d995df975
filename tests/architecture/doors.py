"""Every address of the site and what it answers to whom. Written by hand: it never asks the code what is right.

200 the page, 302 done or onwards, 403 seen but not allowed, 404 not there for you, 405 wrong method, 409 other duty,
422 the form came back with what is missing. Nobody who is not signed in gets in anywhere but the OPEN addresses.
"""

from __future__ import annotations

from typing import NamedTuple


class Door(NamedTuple):
    """`page`: the address's name; `of`: which example it names; then the answer to each who knocks."""

    page: str
    method: str
    of: str
    nobody: int
    stranger: int
    insider: int
    holder: int
    who: str = "head"  # the holder of this door


OPEN = {"account_login", "account_inactive", "language", "health"}

DOORS = [
    # the frame
    Door("account_login", "GET", "", 302, 302, 302, 302),  # signed in already: onwards
    Door("account_logout", "GET", "", 200, 200, 200, 200),
    Door("account_change_password", "GET", "", 200, 200, 200, 200),
    Door("account_inactive", "GET", "", 200, 200, 200, 200),
    Door("language", "POST", "", 302, 302, 302, 302),
    Door("health", "GET", "", 200, 200, 200, 200),
    Door("dashboards:workbench", "GET", "", 200, 200, 200, 200),
    Door("dashboards:help", "GET", "", 200, 200, 200, 200),
    # organisation
    Door("organisation:unions", "GET", "", 200, 200, 200, 200),
    Door("organisation:unions_xlsx", "GET", "", 200, 200, 200, 200),
    Door("organisation:map", "GET", "", 404, 200, 200, 200),  # of the union one acts for
    Door("organisation:union", "GET", "union", 404, 404, 200, 200),
    Door("organisation:employer", "GET", "employer", 404, 404, 200, 200),
    Door("organisation:person", "GET", "person", 404, 404, 200, 200),
    Door("organisation:choose_duty", "POST", "", 302, 302, 302, 302),
    # meetings
    Door("meetings:meetings", "GET", "", 200, 200, 200, 200),
    Door("meetings:meeting", "GET", "meeting", 404, 404, 200, 200),
    Door("meetings:seal_roll", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:change_roll", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:change_roll", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:record_presence", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:record_presence", "POST", "meeting", 404, 404, 403, 302),
    Door("meetings:record_agenda", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:record_agenda", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:appoint_officers", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:appoint_officers", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:close_meeting", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:ballot", "GET", "ballot", 404, 404, 200, 200),
    Door("meetings:submit_sheet", "GET", "ballot", 404, 404, 403, 200, "teller"),
    Door("meetings:submit_sheet", "POST", "ballot", 404, 404, 403, 422, "teller"),
    Door("meetings:submit_sheet", "GET", "ballot", 404, 404, 403, 403),
    Door("meetings:reconcile", "POST", "ballot", 404, 404, 403, 422),
    Door(
        "meetings:follow_ballot", "GET", "ballot", 404, 404, 403, 302
    ),  # not counted yet: back to the ballot
    Door("meetings:resolve_fewer_seats", "GET", "ballot", 404, 404, 403, 302),
    Door("meetings:ballot_paper", "GET", "ballot", 404, 404, 403, 200),
    Door("meetings:count_sheet", "GET", "ballot", 404, 404, 200, 200),
    # papers
    Door("documents:register", "GET", "", 200, 200, 200, 200),
    Door("documents:register_xlsx", "GET", "", 200, 200, 200, 200),
    Door("documents:paper", "GET", "paper", 404, 404, 200, 200),
    Door("documents:edit", "GET", "paper", 404, 404, 403, 200, "handler"),
    Door("documents:edit", "POST", "paper", 404, 404, 403, 200, "handler"),
    Door("documents:sign", "POST", "paper", 404, 404, 403, 302),
    Door("documents:sign", "POST", "paper", 404, 404, 403, 403, "handler"),
    Door("documents:void", "POST", "paper", 404, 404, 403, 200),
    Door("documents:attach", "POST", "paper", 404, 404, 403, 200),
    Door("documents:docx", "GET", "paper", 404, 404, 200, 200),
    Door("documents:attachment", "GET", "attachment", 404, 404, 200, 200),
    Door("documents:remove_attachment", "POST", "attachment", 404, 404, 403, 302),
    Door("documents:wordings", "GET", "", 403, 200, 403, 200),  # one's own office's
    Door("documents:wording", "GET", "wording", 403, 200, 403, 200),
    Door("documents:numbers", "GET", "", 403, 200, 403, 200),
    Door("documents:series", "GET", "series", 404, 404, 403, 200),
    Door("documents:series_start", "POST", "series", 404, 404, 403, 200),
    # requests and notices
    Door("approvals:requests", "GET", "", 200, 200, 200, 200),
    Door("approvals:notice", "GET", "notice", 404, 404, 200, 200),
    Door("approvals:record_objection", "POST", "notice", 404, 404, 403, 200),
    Door("approvals:answer_objection", "POST", "objection", 404, 404, 403, 200),
]
SLOW_FOR_EVERYBODY = {"documents:pdf"}  # LibreOffice; it fetches as documents:docx does
