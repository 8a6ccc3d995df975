"""The addresses of founding, renewal, joining, leaving and change of line; `doors.py` says how to read them."""

from tests.architecture.door import Door

CASES = [
    # founding: the county's insider finds nothing until the first request is sent
    Door("founding:cases", "GET", "", 200, 200, 200, 200, "carrier"),
    Door("founding:new", "GET", "", 403, 200, 403, 200, "carrier"),  # for one's own union
    Door("founding:new", "POST", "", 403, 422, 403, 422, "carrier"),
    Door("founding:begin_renewal", "GET", "union", 404, 404, 403, 403),  # the union's own officers'
    Door("founding:begin_renewal", "GET", "union", 404, 404, 403, 200, "chair"),
    Door("founding:begin_renewal", "POST", "union", 404, 404, 403, 302, "chair"),  # its term is on record
    Door("founding:case", "GET", "draft", 404, 404, 404, 200, "carrier"),
    Door("founding:case", "GET", "draft", 404, 404, 404, 200, "watcher"),
    Door("founding:case", "GET", "case", 404, 404, 200, 200, "carrier"),
    Door("founding:by_request", "GET", "request", 404, 404, 302, 302, "carrier"),
    Door("founding:withdraw", "GET", "draft", 404, 404, 404, 200, "carrier"),
    Door("founding:withdraw", "GET", "draft", 404, 404, 404, 403, "clerk"),  # the head's alone
    Door("founding:withdraw", "GET", "case", 404, 404, 403, 200, "carrier"),
    Door("founding:withdraw", "POST", "case", 404, 404, 403, 422, "carrier"),
    Door("founding:withdraw", "POST", "case", 404, 404, 403, 403, "head"),
    # its plan, group and the unions asked
    Door("founding:draft", "GET", "draft", 404, 404, 404, 200, "clerk"),
    Door("founding:draft", "GET", "draft", 404, 404, 404, 403, "watcher"),
    Door("founding:draft", "POST", "draft", 404, 404, 404, 422, "clerk"),
    Door("founding:draft", "GET", "case", 404, 404, 403, 302, "clerk"),  # sent already: back to the case
    Door("founding:draft", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:group", "GET", "draft", 404, 404, 404, 200, "clerk"),
    Door("founding:group", "POST", "draft", 404, 404, 404, 422, "clerk"),
    Door("founding:group", "GET", "case", 404, 404, 403, 302, "clerk"),
    Door("founding:group", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:constituents", "GET", "draft", 404, 404, 404, 200, "watcher"),
    Door("founding:constituents", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:pick", "GET", "draft", 404, 404, 404, 200, "clerk"),
    Door("founding:pick", "POST", "draft", 404, 404, 404, 422, "clerk"),
    Door("founding:pick", "GET", "case", 404, 404, 403, 302, "clerk"),
    Door("founding:pick", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:consent", "GET", "draft_row", 404, 404, 404, 200, "clerk"),
    Door("founding:consent", "GET", "draft_row", 404, 404, 404, 403, "watcher"),
    Door("founding:consent", "POST", "draft_row", 404, 404, 404, 422, "clerk"),
    Door("founding:consent", "GET", "case_row", 404, 404, 403, 200, "clerk"),
    Door("founding:consent", "POST", "case_row", 404, 404, 403, 422, "clerk"),
    Door("founding:withdraw_consent", "GET", "draft_row", 404, 404, 404, 200, "clerk"),
    Door("founding:withdraw_consent", "GET", "draft_row", 404, 404, 404, 403, "watcher"),
    Door("founding:withdraw_consent", "POST", "draft_row", 404, 404, 404, 422, "clerk"),
    Door("founding:withdraw_consent", "GET", "case_row", 404, 404, 403, 200, "clerk"),
    Door("founding:withdraw_consent", "POST", "case_row", 404, 404, 403, 422, "clerk"),
    Door("founding:drop", "POST", "unanswered", 404, 404, 404, 302, "clerk"),
    Door("founding:drop", "POST", "unanswered", 404, 404, 404, 403, "watcher"),
    Door("founding:drop", "POST", "draft_row", 404, 404, 404, 422, "clerk"),  # it has answered
    Door("founding:drop", "POST", "case_row", 404, 404, 403, 422, "clerk"),  # no draft any more
    # its requests and their replies
    Door("founding:prepare", "POST", "draft", 404, 404, 404, 302, "clerk"),
    Door("founding:prepare", "POST", "draft", 404, 404, 404, 403, "watcher"),
    Door("founding:prepare", "POST", "asked", 404, 404, 403, 422, "clerk"),  # sent already
    Door("founding:send", "POST", "draft", 404, 404, 404, 422, "carrier"),  # not prepared yet
    Door("founding:send", "POST", "draft", 404, 404, 404, 403, "clerk"),
    Door("founding:send", "POST", "asked", 404, 404, 403, 422, "carrier"),
    Door("founding:recall", "GET", "draft", 404, 404, 404, 302, "clerk"),  # nothing prepared yet
    Door("founding:recall", "POST", "asked", 404, 404, 403, 302, "clerk"),
    Door("founding:reply", "GET", "draft", 404, 404, 404, 403, "carrier"),
    Door("founding:reply", "GET", "asked", 404, 404, 403, 200, "handler"),
    Door("founding:reply", "POST", "asked", 404, 404, 403, 422, "handler"),
    Door("founding:reply", "GET", "asked", 404, 404, 403, 403, "carrier"),  # nobody answers himself
    Door("founding:decide", "POST", "asked", 404, 404, 403, 422),  # no reply proposed yet
    Door("founding:decide", "POST", "asked", 404, 404, 403, 403, "carrier"),
    # a working committee's own way: a federation's draft takes none of these steps
    Door("founding:consult", "POST", "draft", 404, 404, 404, 422, "clerk"),
    Door("founding:consult", "POST", "draft", 404, 404, 404, 403, "watcher"),
    Door("founding:consult", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:propose_dispatch", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:decide_dispatch", "POST", "case", 404, 404, 403, 422, "carrier"),
    Door("founding:decide_dispatch", "POST", "case", 404, 404, 403, 403, "clerk"),
    Door("founding:recall_dispatch", "GET", "case", 404, 404, 403, 302, "clerk"),
    Door("founding:recall_dispatch", "POST", "case", 404, 404, 403, 302, "clerk"),
    # preparing its congress
    Door("founding:plan", "GET", "case", 404, 404, 403, 200, "clerk"),
    Door("founding:plan", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:plan", "GET", "case", 404, 404, 403, 403),
    Door("founding:plan", "GET", "convened", 404, 404, 403, 422, "clerk"),  # agreed: it may not change
    Door("founding:units", "GET", "asked", 404, 404, 422, 422, "clerk"),  # no congress to show yet
    Door("founding:units", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:units", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:unit_report", "GET", "unit", 404, 404, 403, 200, "clerk"),
    Door("founding:unit_report", "POST", "unit", 404, 404, 403, 422, "clerk"),
    Door("founding:unit_report", "GET", "foreign_unit", 404, 404, 403, 404, "clerk"),
    Door("founding:unit_report", "POST", "foreign_unit", 404, 404, 403, 404, "clerk"),
    Door("founding:slips", "POST", "asked", 404, 404, 403, 422, "clerk"),  # no congress yet
    Door("founding:slips", "POST", "case", 404, 404, 403, 422, "clerk"),  # its day is past
    Door("congress:own_page", "GET", "", 404, 404, 404, 404),  # a delegate's telephone alone
    Door("congress:arrived", "POST", "", 404, 404, 404, 404),
    Door("congress:slip", "GET", "slip", 200, 200, 200, 200),  # asks first, whatever the word
    Door("congress:slip", "POST", "slip", 422, 422, 422, 422),
    Door("founding:credentials", "GET", "asked", 404, 404, 422, 422, "clerk"),  # no congress to show yet
    Door("founding:credentials", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:credentials", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:replace_delegate", "GET", "delegate", 404, 404, 403, 200, "clerk"),
    Door("founding:replace_delegate", "POST", "delegate", 404, 404, 403, 422, "clerk"),
    Door("founding:replace_delegate", "POST", "foreign_delegate", 404, 404, 403, 404, "clerk"),
    Door("founding:fill_place", "GET", "unit", 404, 404, 403, 200, "clerk"),
    Door("founding:fill_place", "POST", "unit", 404, 404, 403, 422, "clerk"),
    Door("founding:fill_place", "POST", "foreign_unit", 404, 404, 403, 404, "clerk"),
    Door("founding:nominees", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:nominees", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:declare", "GET", "nominee", 404, 404, 403, 200, "clerk"),
    Door("founding:declare", "POST", "nominee", 404, 404, 403, 422, "clerk"),
    Door("founding:declare", "GET", "foreign_nominee", 404, 404, 403, 404, "clerk"),
    Door("founding:withdraw_nominee", "GET", "nominee", 404, 404, 403, 200, "clerk"),
    Door("founding:withdraw_nominee", "POST", "nominee", 404, 404, 403, 422, "clerk"),
    Door("founding:withdraw_nominee", "POST", "foreign_nominee", 404, 404, 403, 404, "clerk"),
    Door("founding:nomination", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:nomination", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:open_round", "GET", "case", 404, 404, 403, 200, "clerk"),
    Door("founding:open_round", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:close_round", "GET", "case", 404, 404, 403, 200, "clerk"),
    Door("founding:close_round", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:drop_proposal", "GET", "proposal", 404, 404, 403, 200, "clerk"),
    Door("founding:drop_proposal", "POST", "proposal", 404, 404, 403, 422, "clerk"),
    Door("founding:drop_proposal", "POST", "foreign_proposal", 404, 404, 403, 404, "clerk"),
    Door("founding:take_over", "POST", "proposal", 404, 404, 403, 302, "clerk"),
    Door("founding:take_over", "POST", "foreign_proposal", 404, 404, 403, 404, "clerk"),
    Door("founding:fix_list", "POST", "case", 404, 404, 403, 302, "clerk"),
    Door("founding:fix_list", "POST", "convened", 404, 404, 403, 422, "clerk"),
    Door("founding:opinions", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:opinions", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:notice", "GET", "case", 404, 404, 200, 200, "clerk"),
    Door("founding:notice", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:record_objection", "GET", "case_notice", 404, 404, 403, 200, "clerk"),
    Door("founding:record_objection", "POST", "case_notice", 404, 404, 403, 422, "clerk"),
    Door("founding:record_objection", "POST", "foreign_notice", 404, 404, 403, 404, "clerk"),
    Door("founding:answer_objection", "GET", "case_objection", 404, 404, 403, 200, "clerk"),
    Door("founding:answer_objection", "POST", "case_objection", 404, 404, 403, 422, "clerk"),
    Door("founding:answer_objection", "POST", "foreign_objection", 404, 404, 403, 404, "clerk"),
    Door("founding:sheet", "GET", "sheet", 404, 404, 200, 200, "watcher"),
    Door("archives:archive", "GET", "congress", 404, 404, 200, 200),
    Door("archives:seal", "POST", "congress", 404, 404, 403, 422),  # the congress is not closed
    Door("archives:meeting", "GET", "meeting", 404, 404, 200, 200),
    Door("archives:seal_meeting", "POST", "meeting", 404, 404, 403, 422),  # the meeting is not closed
    Door("archives:download", "POST", "archive", 404, 404, 200, 200, "watcher"),
    # holding it
    Door("founding:open_congress", "GET", "convened", 404, 404, 403, 200, "clerk"),
    Door("founding:open_congress", "POST", "convened", 404, 404, 403, 422, "clerk"),
    Door("founding:open_congress", "GET", "draft", 404, 404, 404, 403, "watcher"),
    # a record: what the congress has not passed yet becomes a finding and bars nothing
    Door("founding:open_ballots", "POST", "convened", 404, 404, 403, 302, "clerk"),
    Door("founding:open_ballots", "POST", "case", 404, 404, 403, 422, "clerk"),
    Door("founding:first_meetings", "GET", "convened", 404, 404, 403, 200, "clerk"),
    Door("founding:first_meetings", "POST", "convened", 404, 404, 403, 422, "clerk"),
    Door("founding:first_ballots", "POST", "case_meeting", 404, 404, 403, 422, "clerk"),  # nobody elected yet
    Door("founding:first_ballots", "POST", "foreign_meeting", 404, 404, 403, 404, "clerk"),
    # joining and leaving: carried by the industrial union's officers and by those who lead it
    Door("founding:joinings", "GET", "", 200, 200, 200, 200),
    Door("founding:changes", "GET", "", 200, 200, 200, 200),
    Door("founding:take_in", "GET", "union", 404, 404, 403, 200),
    Door("founding:take_in", "POST", "union", 404, 404, 403, 422),
    Door("founding:record_past", "GET", "union", 404, 404, 403, 200),
    Door("founding:record_past", "POST", "union", 404, 404, 403, 422),
    Door("founding:apply_to", "GET", "primary", 404, 404, 403, 200),
    Door("founding:apply_to", "POST", "primary", 404, 404, 403, 422),
    Door("founding:joining", "GET", "joining", 404, 404, 200, 200),
    Door("founding:joining", "GET", "joining", 404, 404, 200, 200, "watcher"),  # leads the unit
    Door("founding:acceptance", "GET", "joining", 404, 404, 403, 200),
    Door("founding:acceptance", "POST", "joining", 404, 404, 403, 422),
    Door("founding:acceptance", "GET", "joining", 404, 404, 403, 403, "carrier"),
    Door("founding:accept", "POST", "joining", 404, 404, 403, 403),  # the industrial union's own head signs
    Door("founding:accept", "POST", "joining", 404, 404, 403, 422, "chair"),  # nothing prepared yet
    Door("founding:decline_joining", "GET", "joining", 404, 404, 403, 200),
    Door("founding:decline_joining", "POST", "joining", 404, 404, 403, 422),
    Door("founding:withdraw_joining", "GET", "joining", 404, 404, 403, 200),
    Door("founding:withdraw_joining", "POST", "joining", 404, 404, 403, 422),
    Door("founding:unit_decision", "GET", "joining_row", 404, 404, 403, 200, "carrier"),
    Door("founding:unit_decision", "GET", "joining_row", 404, 404, 403, 403, "watcher"),
    Door("founding:unit_decision", "POST", "joining_row", 404, 404, 403, 422, "carrier"),
    Door("founding:unit_sheet", "GET", "joining_row", 404, 404, 200, 200, "watcher"),
    # a change of line: asked by the town for a union it leads, decided by the city
    Door("founding:begin_change", "GET", "primary", 404, 404, 403, 200),
    Door("founding:begin_change", "POST", "primary", 404, 404, 403, 422),
    Door(
        "founding:change", "GET", "line_change", 404, 200, 200, 200
    ),  # the stranger's county is the intended leader
    Door("founding:change_opinion", "GET", "line_change", 404, 200, 403, 200, "clerk"),
    Door("founding:change_opinion", "POST", "line_change", 404, 422, 403, 422, "clerk"),
    Door("founding:change_opinion", "GET", "line_change", 404, 200, 403, 403, "watcher"),
    Door("founding:prepare_change", "POST", "line_change", 404, 403, 403, 422, "clerk"),  # nobody heard yet
    Door("founding:send_change", "POST", "line_change", 404, 403, 403, 422, "carrier"),
    Door("founding:send_change", "POST", "line_change", 404, 403, 403, 403, "clerk"),
    Door(
        "founding:change_reply", "GET", "line_change", 404, 403, 403, 403, "carrier"
    ),  # nobody answers himself
    Door("founding:change_reply", "GET", "sent_change", 404, 403, 403, 200, "mayor"),
    Door("founding:change_reply", "POST", "sent_change", 404, 403, 403, 422, "mayor"),
    Door(
        "founding:decide_change", "POST", "sent_change", 404, 403, 403, 422, "mayor"
    ),  # no reply proposed yet
    Door("founding:decide_change", "POST", "sent_change", 404, 403, 403, 403, "carrier"),
    Door(
        "founding:confirm_correction", "POST", "correction", 404, 404, 403, 422, "clerk"
    ),  # he put it up himself
    Door("founding:confirm_correction", "POST", "correction", 404, 404, 403, 302, "carrier"),
    Door("founding:confirm_correction", "POST", "line_change", 404, 404, 404, 404, "carrier"),
    Door("founding:withdraw_change", "GET", "line_change", 404, 403, 403, 200, "clerk"),
    Door("founding:withdraw_change", "POST", "line_change", 404, 403, 403, 422, "clerk"),
    Door("founding:change_by_request", "GET", "change_request", 404, 302, 302, 302, "mayor"),
]
