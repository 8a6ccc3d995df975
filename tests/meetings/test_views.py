"""Pages of meetings: who gets in, what they show, what a refused act says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gonglian.core import clock
from gonglian.meetings import actions, queries
from gonglian.meetings.models import Ballot, Meeting
from gonglian.organisation.states import Role
from tests.factories.meetings import HELD, Hall, make_sheet
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of

pytestmark = pytest.mark.django_db

MEETING_PAGES = (
    "meeting",
    "minutes",
    "seal_roll",
    "change_roll",
    "record_presence",
    "place",
    "phones",
    "door",
    "live",
    "live_now",
    "record_agenda",
    "appoint_officers",
    "close_meeting",
)
BALLOT_PAGES = (
    "ballot", "submit_sheet", "reconcile", "follow_ballot", "resolve_fewer_seats", "ballot_paper", "ballot_pdf",
    "hand_out", "count_sheet",
)  # fmt: skip
ONLY_POST = ("seal_roll", "close_meeting", "reconcile", "phones")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day after the meeting, for whoever reads the clock."""
    later = clock.now().replace(year=2026, month=3, day=19)
    monkeypatch.setattr(clock, "now", lambda: later)


@pytest.fixture
def hall(town: Town) -> Hall:
    return Hall(town.industrial, keeper=town.county)


@pytest.fixture
def ballot(hall: Hall) -> Ballot:
    return hall.vote(hall.people[:4], 3)


def sign_in(name: str, union: Any, role: str = Role.HANDLER) -> Client:
    user = make_user(name)
    make_duty(user, union, role)
    return client_of(user)


@pytest.fixture
def keeper(hall: Hall, town: Town) -> Client:
    return sign_in("keeper", town.county)


def fields_of(ballot: Ballot, votes: list[int], **papers: int) -> dict[str, Any]:
    sheet = make_sheet(ballot, votes, **papers)
    given = {key: sheet[key] for key in ("issued", "returned", "valid", "void", "proxies")}
    for line in sheet["lines"]:
        given |= {f"c{line['person']}-{key}": line[key] for key in ("for", "against", "abstain")}
    return given


# -- who gets in: (page, holder, reader, teller, stranger)

FOUND, BARRED, HIDDEN = 200, 403, 404
DOORS = [
    ("meeting", FOUND, FOUND, HIDDEN, HIDDEN),
    ("seal_roll", 422, BARRED, HIDDEN, HIDDEN),
    ("change_roll", FOUND, BARRED, HIDDEN, HIDDEN),
    ("record_presence", FOUND, BARRED, HIDDEN, HIDDEN),
    ("minutes", FOUND, FOUND, HIDDEN, HIDDEN),
    ("place", FOUND, BARRED, HIDDEN, HIDDEN),
    ("door", FOUND, BARRED, HIDDEN, HIDDEN),
    ("phones", 302, BARRED, HIDDEN, HIDDEN),
    ("live", FOUND, FOUND, HIDDEN, HIDDEN),
    ("live_now", FOUND, FOUND, HIDDEN, HIDDEN),
    ("record_agenda", FOUND, BARRED, HIDDEN, HIDDEN),
    ("appoint_officers", FOUND, BARRED, HIDDEN, HIDDEN),
    ("close_meeting", 422, BARRED, HIDDEN, HIDDEN),
    ("ballot", FOUND, FOUND, FOUND, HIDDEN),
    ("submit_sheet", BARRED, BARRED, FOUND, HIDDEN),
    ("reconcile", 422, BARRED, 422, HIDDEN),
    ("follow_ballot", 302, BARRED, BARRED, HIDDEN),
    ("resolve_fewer_seats", 302, BARRED, BARRED, HIDDEN),
    ("ballot_paper", FOUND, BARRED, BARRED, HIDDEN),
    ("ballot_pdf", FOUND, BARRED, BARRED, HIDDEN),
    ("hand_out", FOUND, BARRED, BARRED, HIDDEN),
    ("count_sheet", FOUND, FOUND, FOUND, HIDDEN),
]


def test_every_page_has_a_door() -> None:
    from gonglian.meetings.urls import urlpatterns

    assert {row[0] for row in DOORS} | {"meetings", "decide_roll_change", "drop_issue"} == {
        pattern.name for pattern in urlpatterns
    }


@pytest.mark.parametrize("door", DOORS, ids=[row[0] for row in DOORS])
def test_door(door: tuple[str, int, int, int, int], hall: Hall, ballot: Ballot, town: Town) -> None:
    name, *expected = door
    visitors = [
        sign_in("holder", town.industrial),
        sign_in("reader", town.county, Role.READER),
        client_of(hall.teller1),
        sign_in("stranger", town.other_county, Role.HEAD),
    ]
    address = reverse(f"meetings:{name}", args=[hall.meeting.pk if name in MEETING_PAGES else ballot.pk])
    got = [(visitor.post if name in ONLY_POST else visitor.get)(address).status_code for visitor in visitors]
    assert got == expected


@pytest.mark.parametrize(
    ("where", "role", "status"),
    [("industrial", "head", 200), ("county", "handler", 200), ("city", "handler", 200), ("city", "auditor", 403),
     ("county", "admin", 404), ("town", "handler", 404), ("north", "handler", 404)],
)  # fmt: skip
def test_record_is_kept_by_the_union_its_keeper_and_those_that_lead_it(
    hall: Hall, town: Town, where: str, role: str, status: int
) -> None:
    visitor = sign_in("visitor", getattr(town, where), role)
    assert visitor.get(reverse("meetings:record_agenda", args=[hall.meeting.pk])).status_code == status


def test_nobody_enters_without_signing_in(hall: Hall) -> None:
    response = Client().get(hall.meeting.get_absolute_url())
    assert (response.status_code, "login" in response.headers["Location"]) == (302, True)


# -- pages


def test_list_shows_meetings_in_reach(hall: Hall, keeper: Client, town: Town) -> None:
    address = reverse("meetings:meetings")
    assert hall.meeting.name in keeper.get(address).content.decode()
    assert hall.meeting.name not in sign_in("stranger", town.other_county).get(address).content.decode()


def test_meeting_page_writes_the_quorum_out(hall: Hall, ballot: Ballot, keeper: Client) -> None:
    text = keeper.get(hall.meeting.get_absolute_url()).content.decode()
    for words in ("3×8＝24 ≥ 2×9＝18", "达到三分之二", "已封存", "代表资格审查报告", "委员会委员", "CON-18"):
        assert words in text


def test_presence_form_opens_a_planned_meeting(town: Town, keeper: Client, hall: Hall) -> None:
    meeting = actions.open_meeting(
        union=town.industrial, keeper=town.county, kind="audit_first", held_on=HELD, actor=None, on=HELD
    )
    entries = [{"person": person} for person in hall.people[:3]]
    actions.set_roll(meeting=meeting, entries=entries, actor=None, on=HELD)
    address = reverse("meetings:record_presence", args=[meeting.pk])
    assert keeper.post(address, {"present": [hall.people[5].pk]}).status_code == 422
    came = [person.pk for person in hall.people[:2]]
    assert keeper.post(address, {"present": came, "by": "签到"}).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.state, queries.attendance(meeting)) == ("opened", (3, 2))
    assert keeper.post(reverse("meetings:seal_roll", args=[meeting.pk])).status_code == 302
    assert Meeting.objects.get(pk=meeting.pk).seal.count == 3


def test_agenda_form_keeps_order_and_drops_empty_lines(hall: Hall, keeper: Client) -> None:
    address = reverse("meetings:record_agenda", args=[hall.meeting.pk])
    data = {"agenda-TOTAL_FORMS": 3, "agenda-INITIAL_FORMS": 0, "agenda-0-item": "rules", "agenda-0-votes_for": 7,
            "agenda-0-voters": 8, "agenda-0-passed": "on", "agenda-1-item": "", "agenda-2-item": "credentials"}  # fmt: skip
    assert keeper.post(address, data).status_code == 302
    rows = list(hall.meeting.agenda.values_list("order", "item", "votes_for", "passed"))
    assert rows == [(1, "rules", 7, True), (2, "credentials", None, False)]
    response = keeper.post(address, data | {"agenda-0-votes_for": 9})
    assert (response.status_code, "赞成 9 人多于表决 8 人" in response.content.decode()) == (422, True)


def test_officers_form_names_scrutineers_and_tellers(hall: Hall, keeper: Client, town: Town) -> None:
    users = [make_user("new1"), make_user("new2")]
    for user in users:
        make_duty(user, town.county, Role.HANDLER)
    address = reverse("meetings:appoint_officers", args=[hall.meeting.pk])
    people = hall.people[5:7]
    data = {"scrutineers": [person.pk for person in people], "teller1": users[0].pk, "teller2": users[0].pk}
    response = keeper.post(address, data)
    assert (response.status_code, "计票人要两名" in response.content.decode()) == (422, True)
    assert keeper.post(address, data | {"teller2": users[1].pk, "approved": "on"}).status_code == 302
    assert queries.tellers_of(hall.meeting) == users
    assert list(hall.meeting.officers.filter(role="scrutineer").values_list("person", "approved")) == [
        (person.pk, True) for person in people
    ]


def test_roll_change_is_proposed_on_one_screen_and_confirmed_on_another(
    hall: Hall, keeper: Client, town: Town
) -> None:
    address, second = reverse("meetings:change_roll", args=[hall.meeting.pk]), sign_in("second", town.county)
    removed = hall.people[8]
    assert keeper.post(address, {"removed": removed.pk}).status_code == 422
    assert "没有找到 无此人" in keeper.post(address, {"name": "无此人", "reason": "补"}).content.decode()
    assert keeper.post(address, {"removed": removed.pk, "reason": "调离"}).status_code == 302
    page = reverse("meetings:decide_roll_change", args=[hall.meeting.pk, 1])
    mine, other = keeper.get(page).content.decode(), second.get(page).content.decode()
    assert ("您是提出人" in mine, "同意，改名册" in mine) == (True, False)
    assert ("您是提出人" in other, "同意，改名册" in other, removed.name in other) == (False, True, True)
    response = keeper.post(page, {"confirm": "", "answer": ""})
    assert (response.status_code, "要由第二人复核" in response.content.decode()) == (422, True)
    assert queries.attendance(hall.meeting) == (9, 8)
    assert "待复核" in keeper.get(hall.meeting.get_absolute_url()).content.decode()
    assert second.post(page, {"confirm": "", "answer": "核过调令"}).status_code == 302
    text = sign_in("reader", town.county, Role.READER).get(hall.meeting.get_absolute_url()).content.decode()
    assert ("调离" in text, "核过调令" in text, "已复核" in text) == (True, True, True)
    assert queries.attendance(hall.meeting) == (8, 8)
    assert "已复核：" in second.get(page).content.decode()


def test_roll_change_is_refused_on_the_other_screen(hall: Hall, keeper: Client, town: Town) -> None:
    address, second = reverse("meetings:change_roll", args=[hall.meeting.pk]), sign_in("second", town.county)
    keeper.post(address, {"removed": hall.people[8].pk, "reason": "调离"})
    page = reverse("meetings:decide_roll_change", args=[hall.meeting.pk, 1])
    assert second.post(page, {"refuse": "", "answer": ""}).status_code == 422
    assert second.post(page, {"refuse": "", "answer": "没有调令"}).status_code == 302
    text = keeper.get(hall.meeting.get_absolute_url()).content.decode()
    assert ("复核不同意" in text, "没有调令" in text, queries.attendance(hall.meeting)) == (
        True,
        True,
        (9, 8),
    )
    assert keeper.get(reverse("meetings:decide_roll_change", args=[hall.meeting.pk, 2])).status_code == 404


def test_roll_change_form_adds_the_one_person_of_a_name(hall: Hall, keeper: Client, town: Town) -> None:
    from tests.factories.organisation import make_member

    member = make_member("独一人", town.north)
    address = reverse("meetings:change_roll", args=[hall.meeting.pk])
    data = {"name": "独一人", "unit_name": "乙单位", "reason": "补选"}
    assert keeper.post(address, data).status_code == 302
    assert hall.meeting.roll_changes.get(person=member).unit_name == "乙单位"
    make_member("独一人", town.south)
    assert "有几个人叫" in keeper.post(address, data).content.decode()


def test_closing_page_refuses_and_then_closes(hall: Hall, ballot: Ballot, keeper: Client) -> None:
    address = reverse("meetings:close_meeting", args=[hall.meeting.pk])
    response = keeper.post(address)
    assert (response.status_code, "还没有核对" in response.content.decode()) == (422, True)
    hall.count(ballot, [8, 7, 6, 0])
    assert keeper.post(address).status_code == 302
    text = keeper.get(hall.meeting.get_absolute_url()).content.decode()
    assert "已闭会" in text
    assert '<form method="post" action="/meetings/' not in text


def test_pages_ask_the_database_no_oftener_for_many_people_than_for_few(town: Town, keeper: Client) -> None:
    def asked(entitled: int, kind: str) -> list[int]:
        hall = Hall(town.industrial, entitled=entitled, present=entitled, kind=kind, keeper=town.county)
        ballot = hall.vote(hall.people[: entitled - 1], entitled - 2, body="women")
        pages = [hall.meeting.get_absolute_url(), ballot.get_absolute_url()]
        hall.count(ballot, [entitled] * (entitled - 2) + [0], valid=entitled)
        counts = []
        for page in pages:
            with CaptureQueriesContext(connection) as queries_asked:
                assert keeper.get(page).status_code == 200
            counts.append(len(queries_asked))
        return counts

    keeper.get(reverse("meetings:meetings"))  # a session's first request notes where it is from
    assert asked(4, "audit_first") == asked(30, "women_first")


# -- counting in two browsers


def test_two_tellers_count_apart_then_reconcile(hall: Hall, ballot: Ballot, keeper: Client) -> None:
    one, two = client_of(hall.teller1), client_of(hall.teller2)
    sheet, page = reverse("meetings:submit_sheet", args=[ballot.pk]), ballot.get_absolute_url()
    assert one.post(sheet, fields_of(ballot, [8, 7, 6, 0], issued=8)).status_code == 302
    assert "我交的计票单" in one.get(page).content.decode()
    for other in (two, keeper):
        text = other.get(page).content.decode().partition("<main")[2]  # the help above names the two sheets
        assert ("已交 1 份" in text, "我交的计票单" in text, "两份计票单" in text) == (True, False, False)
    assert two.post(sheet, fields_of(ballot, [8, 7, 5, 0], issued=8)).status_code == 302
    third = list(queries.candidate_names(ballot).values())[2]
    response = keeper.post(reverse("meetings:reconcile", args=[ballot.pk]))
    assert response.status_code == 422
    text = response.content.decode()
    assert f"{third} 赞成：计票人（一）6，计票人（二）5。" in text
    assert "不同的 2 格" in text
    assert two.post(sheet, fields_of(ballot, [8, 7, 6, 0], issued=8)).status_code == 302
    assert "可以确认结果" in keeper.get(page).content.decode()
    assert one.post(reverse("meetings:reconcile", args=[ballot.pk])).status_code == 302
    text = keeper.get(page).content.decode()
    for words in (
        "选举有效：应选 3 名，选出 3 名，空缺 0 名。",
        "2×6＝12 ＞ 9",
        "发出 8 ＝ 收回 8 ＋ 未收回 0",
        "未当选",
    ):
        assert words in text


def test_sheet_form_shows_what_was_entered_and_its_faults(hall: Hall, ballot: Ballot) -> None:
    one, address = client_of(hall.teller1), reverse("meetings:submit_sheet", args=[ballot.pk])
    given = fields_of(ballot, [8, 7, 6, 0])
    response = one.post(address, given | {"issued": "", "returned": "77"})
    assert (response.status_code, 'value="77"' in response.content.decode()) == (422, True)
    name = next(iter(queries.candidate_names(ballot).values()))
    response = one.post(address, given | {"w0-name": name, "w0-for": 1})
    assert "是候选人，不能再作另选人" in response.content.decode()
    assert one.post(address, given | {"w0-name": "周凯", "w0-for": 0, "proxies": 3}).status_code == 302
    text = one.get(address).content.decode()
    assert ('value="周凯"' in text, 'value="3"' in text) == (True, True)


def test_contradicting_sums_show_on_the_page(hall: Hall, ballot: Ballot, keeper: Client) -> None:
    sheet = make_sheet(ballot, [8, 7, 6, 0], void=1)
    for teller in (hall.teller1, hall.teller2):
        actions.submit_sheet(ballot=ballot, teller=teller, sheet=sheet, actor=teller, on=HELD)
    text = keeper.get(ballot.get_absolute_url()).content.decode()
    assert "收回 8 张，有效 8 张加废票 1 张，相差 1 张。" in text


# -- what follows a count


def test_void_tied_and_short_counts_offer_the_next_vote(hall: Hall, ballot: Ballot, keeper: Client) -> None:
    hall.count(ballot, [8, 7, 6, 0], proxies=1)
    assert "选举无效，无人当选。" in keeper.get(ballot.get_absolute_url()).content.decode()
    again = follow(keeper, ballot)
    assert (again.round, again.previous, again.seats) == ("first", None, 3)
    assert "重新选举" not in keeper.get(ballot.get_absolute_url()).content.decode()
    hall.count(again, [8, 5, 5, 5], valid=8)
    runoff = follow(keeper, again)
    assert (runoff.round, runoff.previous, runoff.seats, runoff.candidates.count()) == ("runoff", again, 2, 3)
    hall.count(runoff, [5, 1, 1])
    further = follow(keeper, runoff)
    assert (further.round, further.previous, further.seats, further.candidates.count()) == (
        "further",
        runoff,
        1,
        2,
    )


def test_fewer_seats_form_records_the_resolution(hall: Hall, ballot: Ballot, keeper: Client) -> None:
    hall.count(ballot, [8, 7, 4, 4])
    address = reverse("meetings:resolve_fewer_seats", args=[ballot.pk])
    assert keeper.get(address).status_code == 200
    assert keeper.post(address, {"minimum": 2, "votes_for": 4, "voters": 8}).status_code == 422
    assert keeper.post(address, {"minimum": 2, "votes_for": 5, "voters": 8}).status_code == 302
    text = keeper.get(ballot.get_absolute_url()).content.decode()
    assert "大会表决把名额减为 2 名，批复最少 2 名。" in text
    assert "另行选举" not in text.split("判定经过")[0].split("按条款核对")[0]


def follow(keeper: Client, ballot: Ballot) -> Ballot:
    """Take the next vote as the form proposes it."""
    address = reverse("meetings:follow_ballot", args=[ballot.pk])
    form = keeper.get(address).context["form"]
    data = {"people": form.initial["people"], "seats": form.initial["seats"]}
    assert keeper.post(address, data).status_code == 302
    return Ballot.objects.latest("pk")


def test_meeting_of_tomorrow_takes_no_presence(hall: Hall, town: Town, keeper: Client) -> None:
    meeting = actions.open_meeting(
        union=town.industrial,
        keeper=town.county,
        kind="women_first",
        held_on=HELD + timedelta(days=2),
        actor=None,
        on=HELD,
    )
    actions.set_roll(meeting=meeting, entries=[{"person": hall.people[0]}], actor=None, on=HELD)
    response = keeper.post(
        reverse("meetings:record_presence", args=[meeting.pk]), {"present": [hall.people[0].pk]}
    )
    assert "还没有召开" in response.content.decode()
