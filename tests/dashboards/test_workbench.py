"""The workbench: which lines wait for whom, by when, by which clause; figures; what is never shown."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gonglian.core.acts import record
from gonglian.dashboards.dues import imports_due, meetings_due, requests_due, sheets_due, unions_due
from gonglian.dashboards.founding_dues import JUDGED, founding_due
from gonglian.dashboards.workbench import workbench_of
from gonglian.founding import actions as founding
from gonglian.meetings import actions as meetings
from gonglian.organisation.models import Union
from gonglian.organisation.states import Role
from gonglian.rosters.models import Import
from gonglian.rosters.states import ImportState
from tests.factories.founding import Road
from tests.factories.meetings import HELD, Hall
from tests.factories.organisation import Town
from tests.factories.papers import make_officer

MONDAY = date(2026, 3, 2)
NAME = "兰山区餐饮行业工会联合会"


def short(lines: Any) -> list[tuple[str, date | None, str, str, bool]]:
    """What, by when, clause, lane, whose turn."""
    return sorted((line.what, line.by, line.clause, line.lane, line.is_mine) for line in lines)


# -- founding


def test_draft_waits_for_its_proposer_and_for_the_unions_asked(road: Road) -> None:
    road.begin()
    founding.ask_constituents(case=road.case, unions=road.unions[:3], actor=road.handler, on=road.on)
    expected = [
        ("办理组建：拟订方案", None, "ORG-01", "later", True),
        ("等组成单位答复", None, "ORG-19", "waiting", False),
    ]
    found = list(founding_due(road.handler, MONDAY))
    assert short(found) == expected
    assert short(founding_due(road.head, MONDAY)) == expected
    assert {row.why for row in found} >= {"还有 3 家没有答复是否加入"}
    assert list(founding_due(road.upper_head, MONDAY)) == []


def test_draft_with_everything_names_no_clause(road: Road) -> None:
    road.begin()
    road.consent()
    (found,) = founding_due(road.handler, MONDAY)
    assert (found.clause, found.cite, found.why) == ("", "", "各项都已具备")


def test_prepared_request_waits_for_the_head(road: Road) -> None:
    road.begin()
    road.consent()
    founding.prepare_request(case=road.refresh(), actor=road.handler, on=road.on)
    subject = road.refresh().first_request.subject  # type: ignore[union-attr]
    assert list(founding_due(road.handler, MONDAY)) == []
    assert short(requests_due(road.handler, MONDAY)) == [(subject, None, "", "waiting", False)]
    assert short(requests_due(road.head, MONDAY)) == [(subject, None, "", "later", True)]
    assert list(requests_due(road.upper_head, MONDAY)) == []


@pytest.mark.parametrize(
    ("days", "applicant", "approver"),
    [
        (0, "waiting", "later"),
        (13, "waiting", "later"),
        (14, "waiting", "week"),
        (15, "waiting", "today"),
        (16, "overdue", "overdue"),
    ],
)
def test_sent_request_is_due_in_fifteen_days(road: Road, days: int, applicant: str, approver: str) -> None:
    road.begin()
    road.consent()
    road.send()
    on, by = road.on + timedelta(days=days), road.on + timedelta(days=15)
    subject = road.case.first_request.subject  # type: ignore[union-attr]
    assert short(requests_due(road.handler, on)) == [(subject, by, "CON-16", applicant, False)]
    assert short(requests_due(road.upper_handler, on)) == [(subject, by, "CON-16", approver, True)]
    assert short(requests_due(road.upper_head, on)) == [(subject, by, "CON-16", approver, True)]
    assert list(founding_due(road.handler, on)) == []


def test_reply_proposed_waits_for_the_approvers_head(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    founding.propose_reply(
        case=road.refresh(), decision="approve", reasons="", congress_by=None, actor=road.upper_handler, on=road.on
    )  # fmt: skip
    subject, by = road.case.first_request.subject, road.on + timedelta(days=15)  # type: ignore[union-attr]
    assert short(requests_due(road.upper_handler, road.on)) == [(subject, by, "CON-16", "waiting", False)]
    assert short(requests_due(road.upper_head, road.on)) == [(subject, by, "CON-16", "later", True)]


def test_returned_request_is_told_once(road: Road) -> None:
    road.begin()
    road.consent()
    road.send()
    road.answer("return", "补材料")
    assert list(founding_due(road.handler, road.on)) == []
    assert [(row.button, row.is_mine) for row in requests_due(road.handler, road.on)] == [("修改再报", True)]


@pytest.mark.road_at("prepare")
def test_congress_is_due_by_the_day_in_the_reply(road: Road) -> None:
    case = road.to_prepare()
    by = case.congress_by
    assert by is not None
    ((what, due, clause, lane, mine),) = short(founding_due(road.handler, road.on))
    assert (what, due, clause != "", lane, mine) == ("办理组建：筹备大会", by, True, "later", True)
    assert short(founding_due(road.upper_head, road.on)) == [
        ("等请示召开大会", by, "ORG-17", "waiting", False)
    ]
    after = by + timedelta(days=1)
    assert {row.lane for who in (road.head, road.upper_head) for row in founding_due(who, after)} == {
        "overdue"
    }


@pytest.mark.road_at("prepare")
def test_reader_waits_but_is_asked_for_nothing(road: Road) -> None:
    road.to_prepare()
    own = make_officer(road.town.town, Role.READER, "own-reader")
    upper = make_officer(road.town.county, Role.AUDITOR, "upper-auditor")
    assert list(founding_due(own, road.on)) == []
    assert [row.is_mine for row in founding_due(upper, road.on)] == [False]


@pytest.mark.road_at("second")
def test_notice_hangs_until_its_last_day(road: Road) -> None:
    road.to_second()
    posted = road.on
    last = date(2026, 3, 12)  # posted on Thursday the 5th: five working days
    assert posted == date(2026, 3, 5)
    hanging = ("等公示期满", last, "NOM-03", "waiting", False)
    assert hanging in short(founding_due(road.handler, last))
    assert "等公示期满" not in {row.what for row in founding_due(road.handler, last + timedelta(days=1))}
    assert "等公示期满" not in {row.what for row in founding_due(road.upper_head, last)}


@pytest.mark.road_at("congress")
def test_congress_allowed_waits_to_be_held(road: Road) -> None:
    road.to_congress()
    after_notice = date(2026, 3, 13)
    (found,) = founding_due(road.handler, after_notice)
    assert (found.what, found.why) == ("办理组建：召开大会", "大会还没有登记")
    assert [row.what for row in founding_due(road.upper_head, road.on)] == ["等召开成立大会"]


@pytest.mark.road_at("prepare")
def test_stranger_sees_no_line_of_a_case(road: Road) -> None:
    road.to_prepare()
    stranger = make_officer(road.town.other_county, Role.HEAD, "stranger")
    for load in (requests_due, founding_due, sheets_due, meetings_due, imports_due, unions_due):
        assert list(load(stranger, road.on)) == []


def test_questions_do_not_grow_with_the_cases(road: Road) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            found = list(founding_due(road.handler, MONDAY))
        assert len(found) == len(names)
        return len(queries)

    names: list[str] = []
    for word in "甲乙丙":
        names.append(word)
        road.begin(name=f"兰山区{word}行业工会联合会", trade_words=f"{word}行业")
    assert len(names) == JUDGED
    at_first = asked()
    for word in "丁戊":
        names.append(word)
        road.begin(name=f"兰山区{word}行业工会联合会", trade_words=f"{word}行业")
    assert asked() == at_first


# -- meetings


def test_teller_is_asked_for_his_sheet_until_he_hands_it_in(town: Town) -> None:
    hall = Hall(town.industrial)
    hall.vote(hall.people[:6], 5)
    teller = hall.teller1
    teller.duty = None
    assert short(sheets_due(teller, HELD)) == [("填写计票单：委员会委员", HELD, "CON-10", "today", True)]
    assert short(sheets_due(teller, HELD + timedelta(days=1)))[0][3] == "overdue"
    bench = workbench_of(teller, on=HELD, today=HELD, shown="")
    assert ([group.lane for group in bench.groups], bench.figures, bench.recent) == (["today"], [], [])


def test_keeper_waits_for_sheets_then_compares_them(town: Town) -> None:
    keeper = make_officer(town.industrial)
    hall = Hall(town.industrial)
    ballot = hall.vote(hall.people[:6], 5)
    closing = ("结束会议记录", HELD, "CON-18", "today", True)
    assert short(meetings_due(keeper, HELD)) == [
        ("等计票单：委员会委员", HELD, "CON-10", "waiting", False),
        closing,
    ]
    sheet = {
        "issued": 8, "returned": 8, "valid": 8, "void": 0, "proxies": 0, "write_ins": [],
        "lines": [
            {"person": row.person_id, "for": 8 if row.order <= 5 else 0, "against": 0, "abstain": 0 if row.order <= 5 else 8}
            for row in ballot.candidates.order_by("order")
        ],
    }  # fmt: skip
    for teller in (hall.teller1, hall.teller2):
        meetings.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)
        teller.duty = None
        assert list(sheets_due(teller, HELD)) == []
    assert short(meetings_due(keeper, HELD)) == [
        ("核对计票：委员会委员", HELD, "CON-10", "today", True),
        closing,
    ]


def test_planned_meeting_is_due_on_its_day(town: Town) -> None:
    keeper = make_officer(town.industrial)
    meetings.open_meeting(
        union=town.industrial, kind="congress", held_on=HELD, members=300, actor=None, on=MONDAY
    )
    assert short(meetings_due(keeper, MONDAY)) == [("记录会议", HELD, "CON-05", "later", True)]
    assert list(meetings_due(make_officer(town.industrial, Role.READER, "reader"), MONDAY)) == []
    assert list(meetings_due(make_officer(town.county, Role.HANDLER, "leader"), MONDAY)) == []


# -- rosters


@pytest.mark.parametrize(
    ("state", "lane", "mine"),
    [
        ("uploaded", "waiting", False),
        ("previewing", "waiting", False),
        ("previewed", "later", True),
        ("applying", "waiting", False),
        ("failed", "later", True),
        ("applied", None, None),
        ("undone", None, None),
        ("discarded", None, None),
    ],
)
def test_import_waits_while_it_is_open(town: Town, state: str, lane: str | None, mine: bool | None) -> None:
    now = timezone.now()
    Import.objects.create(
        city="3713", union=town.county, state=ImportState(state), state_since=now, uploaded_at=now, judged_on=MONDAY
    )  # fmt: skip
    found = [(row.lane, row.is_mine) for row in imports_due(make_officer(town.county), MONDAY)]
    assert found == ([(lane, mine)] if lane else [])
    assert list(imports_due(make_officer(town.county, Role.READER, "reader"), MONDAY)) == []
    assert list(imports_due(make_officer(town.city, Role.HEAD, "city"), MONDAY)) == []


# -- unions that stand


@pytest.fixture
def established(db: None) -> Road:
    road = Road()
    road.to_established()
    return road


def test_new_union_is_to_be_registered_and_its_chair_needs_an_account(established: Road) -> None:
    approved = established.on
    by = approved + timedelta(days=60)
    union = Union.objects.get(name=NAME)
    own = make_officer(union, Role.HEAD, "chair")
    account = ("等开通主席的账号", None, "", "waiting", False)
    assert short(unions_due(own, by)) == [("申请法人登记", by, "ORG-16", "today", True), account]
    assert short(unions_due(established.upper_head, by)) == [
        ("等开通主席的账号", None, "", "waiting", False),
        ("等申请法人登记", by, "ORG-16", "waiting", False),
    ]
    assert short(unions_due(own, by + timedelta(days=1)))[1] == account
    assert list(unions_due(established.handler, by)) == []


def test_registered_union_is_not_asked_again(established: Road) -> None:
    with transaction.atomic(), record("test.code", actor=None, on=established.on):
        Union.objects.filter(name=NAME).update(code="81371302MX9999999X")
    assert [row.clause for row in unions_due(established.upper_head, established.on)] == [""]


def test_term_that_ends_is_told_half_a_year_before(established: Road) -> None:
    union = Union.objects.get(name=NAME)
    last = date(2031, 4, 4)
    own = make_officer(union, Role.HANDLER, "own")

    def terms(user: Any, on: date) -> list[Any]:
        return [row for row in short(unions_due(user, on)) if row[2] == "TRM-03"]

    assert terms(own, date(2030, 10, 3)) == []
    assert terms(own, date(2030, 10, 4)) == [
        ("准备换届", date(2031, 1, 3), "TRM-03", "later", True)
    ]  # its work plan
    assert terms(own, date(2031, 3, 20)) == [
        ("准备换届", date(2031, 3, 12), "TRM-03", "overdue", True)
    ]  # nothing was begun by the last day of the request
    assert terms(established.upper_handler, date(2031, 4, 5)) == [
        ("督促按期换届", last, "TRM-03", "overdue", True)
    ]
