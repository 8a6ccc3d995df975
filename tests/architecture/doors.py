"""Every address of the site and what it answers to whom. Written by hand: it never asks the code what is right.

200 the page, 302 done or onwards, 403 seen but not allowed, 404 not there for you, 405 wrong method, 409 other duty,
422 the form came back with what is missing. Nobody who is not signed in gets in anywhere but the OPEN addresses.
"""

from __future__ import annotations

from tests.architecture.door import Door
from tests.architecture.doors_cases import CASES
from tests.architecture.doors_terms import TERMS

OPEN = {"account_login", "account_inactive", "mfa_authenticate", "language", "health", "alive"}
OPEN |= {"congress:own_page", "congress:slip", "congress:arrived"}  # of delegates, who have no account
OPEN |= {"dashboards:calendar"}  # read by a calendar program under a secret address

DOORS = [
    # the frame
    Door("account_login", "GET", "", 302, 302, 302, 302),  # signed in already: onwards
    Door("account_logout", "GET", "", 200, 200, 200, 200),
    Door("account_change_password", "GET", "", 200, 200, 200, 200),
    Door("account_inactive", "GET", "", 200, 200, 200, 200),
    # one's own account: what changes the way to sign in asks for the password again
    Door("mfa_index", "GET", "", 200, 200, 200, 200),
    Door("account_end_session", "POST", "session", 404, 404, 404, 404),  # the clerk's, nobody else's
    Door("account_end_session", "POST", "session", 404, 404, 404, 302, "clerk"),
    Door("account_end_other_sessions", "POST", "", 302, 302, 302, 302),
    Door("account_reauthenticate", "GET", "", 200, 200, 200, 200),
    Door("mfa_reauthenticate", "GET", "", 302, 302, 302, 302),  # no app set up: the password it is
    Door("mfa_authenticate", "GET", "", 302, 302, 302, 302),  # signed in already: onwards
    Door("mfa_activate_totp", "GET", "", 302, 302, 302, 302),
    Door("mfa_activate_totp", "POST", "", 302, 302, 302, 302),
    Door("mfa_deactivate_totp", "GET", "", 404, 404, 404, 404),
    Door("mfa_deactivate_totp", "POST", "", 404, 404, 404, 404),
    Door("mfa_view_recovery_codes", "GET", "", 404, 404, 404, 404),
    Door("mfa_generate_recovery_codes", "GET", "", 302, 302, 302, 302),
    Door("mfa_generate_recovery_codes", "POST", "", 302, 302, 302, 302),
    Door("language", "POST", "", 302, 302, 302, 302),
    Door("health", "GET", "", 200, 200, 200, 200),
    Door("alive", "GET", "", 200, 200, 200, 200),
    Door("dashboards:workbench", "GET", "", 200, 200, 200, 200),
    Door("dashboards:find", "GET", "", 200, 200, 200, 200),
    Door("dashboards:news", "GET", "", 200, 200, 200, 200),
    Door("dashboards:news", "POST", "", 302, 302, 302, 302),
    Door("dashboards:digest", "GET", "", 200, 200, 200, 200),
    Door("dashboards:digest", "POST", "", 302, 302, 302, 302),  # an empty form: none wanted
    Door("dashboards:city_terms", "GET", "", 200, 200, 200, 200),
    Door("dashboards:city_terms_xlsx", "GET", "", 200, 200, 200, 200),
    Door("dashboards:calendar_link", "GET", "", 200, 200, 200, 200),
    Door("dashboards:calendar_link", "POST", "", 403, 200, 200, 200),
    Door("dashboards:calendar_link", "POST", "", 403, 200, 200, 403, "admin"),
    Door("dashboards:calendar", "GET", "slip", 404, 404, 404, 404),  # whoever has no link
    Door("dashboards:help", "GET", "", 200, 200, 200, 200),
    # organisation
    Door("organisation:unions", "GET", "", 200, 200, 200, 200),
    Door("organisation:unions_xlsx", "GET", "", 200, 200, 200, 200),
    Door("organisation:map", "GET", "", 404, 200, 200, 200),  # of the union one acts for
    Door("organisation:union", "GET", "union", 404, 404, 200, 200),
    Door("organisation:rename", "GET", "union", 404, 404, 403, 200),
    Door("organisation:rename", "POST", "union", 404, 404, 403, 422),
    Door("organisation:correct_name", "GET", "union", 404, 404, 403, 200),
    Door("organisation:correct_name", "POST", "union", 404, 404, 403, 422),
    Door("organisation:change_address", "GET", "union", 404, 404, 403, 200),
    Door("organisation:change_address", "POST", "union", 404, 404, 403, 422),
    Door("organisation:correct_address", "GET", "union", 404, 404, 403, 200),
    Door("organisation:correct_address", "POST", "union", 404, 404, 403, 422),
    Door("organisation:register", "GET", "union", 404, 404, 403, 200),
    Door("organisation:register", "POST", "union", 404, 404, 403, 422),
    Door("organisation:change_covered", "GET", "primary", 404, 404, 403, 200),
    Door("organisation:change_covered", "POST", "primary", 404, 404, 403, 422),
    Door("organisation:correct_covered", "GET", "primary", 404, 404, 403, 200),
    Door("organisation:correct_covered", "POST", "primary", 404, 404, 403, 422),
    Door("organisation:correct_employer", "GET", "employer", 404, 404, 403, 200),
    Door("organisation:correct_employer", "POST", "employer", 404, 404, 403, 422),
    Door("organisation:correct_person", "GET", "person", 404, 404, 403, 200),
    Door("organisation:correct_person", "POST", "person", 404, 404, 403, 422),
    Door("organisation:employer", "GET", "employer", 404, 404, 200, 200),
    Door("organisation:person", "GET", "person", 404, 404, 200, 200),
    Door("organisation:territory", "GET", "", 403, 200, 403, 200),  # for one's own federation
    Door("organisation:territory", "GET", "", 403, 200, 403, 200, "admin"),
    Door("organisation:territory", "POST", "", 403, 422, 403, 422),  # nothing ticked
    Door(
        "organisation:person", "GET", "former", 404, 404, 302, 302
    ),  # merged: onwards to the one that remains
    Door("organisation:reveal", "POST", "person", 404, 404, 403, 422),  # no reason
    Door("organisation:readings", "GET", "person", 404, 404, 403, 200),
    Door("organisation:duplicates", "GET", "", 200, 200, 200, 200),
    Door("organisation:propose_merge", "GET", "pair", 404, 404, 403, 200),
    Door("organisation:propose_merge", "POST", "pair", 404, 404, 403, 422),
    Door("organisation:propose_merge", "GET", "wrong_pair", 404, 404, 404, 404),
    Door("organisation:merge", "GET", "merge", 404, 404, 200, 200),
    Door("organisation:confirm_merge", "POST", "merge", 404, 404, 403, 302),
    Door("organisation:confirm_merge", "POST", "merge", 404, 404, 403, 422, "handler"),  # who proposed it
    Door("organisation:withdraw_merge", "POST", "merge", 404, 404, 403, 422),  # no reason
    Door("organisation:undo_merge", "POST", "merge", 404, 404, 403, 422),  # not merged yet
    Door("organisation:choose_duty", "POST", "", 302, 302, 302, 302),
    # accounts and duties: the administrator's; the county's looks after the town's, not after his own
    Door("duties:accounts", "GET", "", 403, 403, 403, 200, "admin"),
    Door("duties:sign_ins", "GET", "", 403, 403, 403, 200, "admin"),
    Door("duties:open", "GET", "", 403, 403, 403, 200, "admin"),
    Door("duties:open", "POST", "", 403, 403, 403, 422, "admin"),
    Door("duties:account", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:account", "GET", "account", 404, 404, 404, 404),  # a head is no administrator
    Door("duties:account", "GET", "own_account", 404, 404, 404, 200, "admin"),
    Door("duties:grant", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:grant", "POST", "account", 404, 404, 404, 422, "admin"),
    Door("duties:grant", "POST", "own_account", 404, 404, 404, 403, "admin"),
    Door("duties:link", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:link", "POST", "account", 404, 404, 404, 422, "admin"),
    Door("duties:link", "POST", "own_account", 404, 404, 404, 403, "admin"),
    Door("duties:code", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:code", "POST", "account", 404, 404, 404, 422, "admin"),
    Door("duties:code", "GET", "own_account", 404, 404, 404, 403, "admin"),
    Door("duties:close", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:close", "POST", "account", 404, 404, 404, 422, "admin"),
    Door("duties:close", "POST", "own_account", 404, 404, 404, 403, "admin"),
    Door("duties:reopen", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:reopen", "POST", "account", 404, 404, 404, 422, "admin"),
    Door("duties:factor", "GET", "account", 404, 404, 404, 200, "admin"),
    Door("duties:factor", "POST", "account", 404, 404, 404, 422, "admin"),
    Door("duties:end", "GET", "duty", 404, 404, 404, 200, "admin"),
    Door("duties:end", "POST", "duty", 404, 404, 404, 422, "admin"),
    Door("duties:end", "POST", "own_duty", 404, 404, 404, 403, "admin"),
    # meetings
    Door("meetings:meetings", "GET", "", 200, 200, 200, 200),
    Door("meetings:meeting", "GET", "meeting", 404, 404, 200, 200),
    Door("meetings:seal_roll", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:change_roll", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:change_roll", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:minutes", "GET", "meeting", 404, 404, 200, 200),
    Door("meetings:decide_roll_change", "GET", "roll_change", 404, 404, 403, 200),
    Door("meetings:decide_roll_change", "POST", "roll_change", 404, 404, 403, 422),
    Door("meetings:record_presence", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:record_presence", "POST", "meeting", 404, 404, 403, 302),
    Door("meetings:place", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:place", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:door", "GET", "meeting", 404, 404, 403, 200),
    Door("meetings:door", "POST", "meeting", 404, 404, 403, 422),
    Door("meetings:phones", "POST", "meeting", 404, 404, 403, 302),
    Door("meetings:live", "GET", "meeting", 404, 404, 200, 200),
    Door("meetings:live_now", "GET", "meeting", 404, 404, 200, 200),
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
    Door("meetings:ballot_pdf", "GET", "ballot", 404, 404, 403, 200),
    Door("meetings:hand_out", "GET", "ballot", 404, 404, 403, 200),
    Door("meetings:hand_out", "POST", "ballot", 404, 404, 403, 422),
    Door("meetings:drop_issue", "POST", "ballot_issue", 404, 404, 403, 302),
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
    Door("documents:receive", "GET", "", 403, 200, 403, 200),  # for one's own union
    Door("documents:receive", "POST", "", 403, 422, 403, 422, "handler"),
    Door("documents:wording_shipped", "POST", "wording", 403, 302, 403, 302),
    Door("documents:wordings", "GET", "", 403, 200, 403, 200),  # one's own office's
    Door("documents:wording", "GET", "wording", 403, 200, 403, 200),
    Door("documents:numbers", "GET", "", 403, 200, 403, 200),
    Door("documents:series", "GET", "series", 404, 404, 403, 200),
    Door("documents:series_year_xlsx", "GET", "series_year", 404, 404, 403, 200),
    Door("documents:series_start", "POST", "series", 404, 404, 403, 200),
    # requests and notices
    Door("approvals:requests", "GET", "", 200, 200, 200, 200),
    Door("approvals:notice", "GET", "notice", 404, 404, 200, 200),
    Door("approvals:record_objection", "POST", "notice", 404, 404, 403, 422),
    Door("approvals:answer_objection", "POST", "objection", 404, 404, 403, 422),
    *CASES,
    *TERMS,
    # rosters
    Door("rosters:imports", "GET", "", 200, 200, 200, 200),
    Door("rosters:upload", "GET", "", 403, 200, 403, 200),  # for one's own union
    Door("rosters:upload", "POST", "", 403, 422, 403, 422),
    Door("rosters:prefilled", "GET", "workbook", 403, 200, 403, 200),  # of the unions under one's own
    Door("rosters:prefilled_members", "POST", "primary", 404, 404, 403, 200),
    Door("rosters:prefilled_members", "POST", "union", 404, 404, 404, 404),  # it keeps no members
    Door("rosters:import", "GET", "batch", 404, 404, 200, 200),
    Door("rosters:import", "GET", "batch", 404, 404, 200, 404, "carrier"),  # the county's, not the town's
    Door("rosters:apply", "POST", "batch", 404, 404, 403, 422),  # another preview than was seen
    Door("rosters:discard", "POST", "batch", 404, 404, 403, 302),
    Door("rosters:retry", "POST", "batch", 404, 404, 403, 422),  # it did not fail
    Door("rosters:undo", "POST", "batch", 404, 404, 403, 422),  # not applied yet
    Door("rosters:leftovers", "POST", "batch", 404, 404, 403, 200),
    Door("rosters:link", "GET", "union", 404, 404, 403, 200),
    Door("rosters:link", "POST", "union", 404, 404, 403, 200),
    # the clauses: everybody's who signed in
    Door("policy:clauses", "GET", "", 200, 200, 200, 200),
    Door("policy:parameters", "GET", "", 200, 200, 200, 200),
    Door("policy:clause", "GET", "clause", 200, 200, 200, 200),
    Door("policy:parameter", "GET", "parameter", 200, 200, 200, 200),
    Door("policy:propose", "GET", "parameter", 403, 403, 403, 200, "chief"),
    Door("policy:propose", "POST", "parameter", 403, 403, 403, 422, "chief"),
    Door("policy:propose", "GET", "parameter", 403, 403, 403, 403),  # a county's head
    Door("policy:change", "GET", "change", 404, 404, 404, 200, "chief"),
    Door("policy:change", "GET", "change", 404, 404, 404, 404),
    Door("policy:confirm", "POST", "change", 404, 404, 404, 302, "chief"),
    Door("policy:confirm", "POST", "change", 404, 404, 404, 403, "deputy"),  # he proposed it
    Door("policy:withdraw", "POST", "change", 404, 404, 404, 302, "deputy"),
    Door("policy:withdraw", "POST", "change", 404, 404, 404, 404),
    # the calendar
    Door("reference:workdays", "GET", "", 200, 200, 200, 200),
    Door("reference:workdays_of", "GET", "year", 200, 200, 200, 200),
    Door("reference:workdays_of", "POST", "year", 403, 403, 403, 422, "chief"),
    Door("reference:workdays_of", "POST", "year", 403, 403, 403, 403),
]
SLOW_FOR_EVERYBODY = {"documents:pdf"}  # LibreOffice; it fetches as documents:docx does
