"""The calendar of a duty: under a secret address, an event a step, moving with its day; and the reminders on the workbench."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.core.periods import close_record, through
from gonglian.dashboards.calendar import beginning_of, calendar_of, make_link
from gonglian.dashboards.calendar_views import RATE
from gonglian.dashboards.dues import unions_due
from gonglian.dashboards.models import CalendarLink
from gonglian.dashboards.renewal import renewals
from gonglian.organisation.models import Duty, Union
from gonglian.organisation.states import Role
from gonglian.terms.actions import SeatPlan, open_body
from gonglian.terms.models import Term
from tests.factories.meetings import make_people
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import text_of

pytestmark = pytest.mark.django_db

ELECTED, LAST = date(2022, 6, 15), date(2027, 6, 15)
TODAY = date(2026, 12, 1)
PAGE = "/news/calendar/"


@pytest.fixture(autouse=True)
def day(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def union(town: Town) -> Union:
    seats = [SeatPlan(person, "chair" if n == 0 else "member") for n, person in enumerate(make_people(2))]
    open_body(
        union=town.industrial, kind="committee", seats=seats, elected_on=ELECTED, years=5, ordinal=1, made_by="election",
        actor=None, on=ELECTED,
    )  # fmt: skip
    return town.industrial


@pytest.fixture
def duty(union: Union, town: Town) -> Duty:
    return make_duty(make_user("cal_head", "江听泉"), town.county, Role.HEAD)


def client_of(duty: Duty) -> Client:
    client = Client()
    client.force_login(duty.user)
    return client


def read(duty: Duty, on: date = TODAY) -> Calendar:
    return Calendar.from_ical(calendar_of(duty, on=on, now=beginning_of(on)))


def address(word: str) -> str:
    return reverse("dashboards:calendar", args=[word])


# -- what is in it


def test_each_step_is_an_all_day_event_with_its_own_name(duty: Duty, union: Union) -> None:
    events = read(duty).walk("VEVENT")
    assert len(events) == 9
    codes = [
        str(event["uid"]).removeprefix(f"3713-{union.pk}-1-").removesuffix("@gonglian") for event in events
    ]
    assert codes == [
        "remind", "work_plan", "request_convene", "reply_convene", "notice_start", "notice_end", "congress", "report", "reply",
    ]  # fmt: skip
    congress = events[6]
    assert (congress.decoded("dtstart"), congress.decoded("dtend")) == (LAST, LAST + timedelta(days=1))
    assert str(congress["summary"]) == f"召开大会选举：{union}"
    assert "本届 2027-06-15 届满" in str(congress["description"])
    assert str(congress["status"]) == "TENTATIVE"  # nobody announced the days off of 2027


def test_no_person_is_named(duty: Duty) -> None:
    text = calendar_of(duty, on=TODAY, now=beginning_of(TODAY)).decode()
    assert [name for name in ("江听泉", *(person.name for person in make_people(2))) if name in text] == []


def test_event_keeps_its_name_when_its_day_moves(duty: Duty, union: Union) -> None:
    """The day of the election was written down wrongly; a correction closes the record and writes another."""
    before = {str(event["uid"]): event.decoded("dtstart") for event in read(duty).walk("VEVENT")}
    term, start = Term.objects.get(body__union=union), ELECTED + timedelta(days=7)
    with transaction.atomic(), record("test.correct", actor=None, on=TODAY):
        close_record(term)
        Term.objects.create(
            body=term.body, ordinal=1, years=5, valid=through(start, LAST + timedelta(days=7))
        )
    after = {str(event["uid"]): event.decoded("dtstart") for event in read(duty).walk("VEVENT")}
    assert set(before) == set(after)
    assert [uid for uid in before if before[uid] == after[uid]] == []


def test_calendar_is_of_the_own_union_and_those_it_leads(union: Union, town: Town) -> None:
    def events(name: str, of: Union) -> int:
        return len(read(make_duty(make_user(name), of, Role.READER)).walk("VEVENT"))

    found = [events("cal_own", union), events("cal_up", town.county), events("cal_far", town.other_county)]
    assert found == [9, 9, 0]
    assert read(make_duty(make_user("cal_early"), union, Role.READER), date(2025, 12, 1)).walk("VEVENT") == []


# -- the link


def test_link_is_read_without_a_session_and_only_its_digest_is_kept(duty: Duty) -> None:
    word = make_link(duty, on=TODAY)
    answer = Client().get(address(word))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert len(Calendar.from_ical(answer.content).walk("VEVENT")) == 9
    link = CalendarLink.objects.get()
    assert (word in link.digest, link.read_on) == (False, TODAY)


def test_strange_word_finds_nothing(duty: Duty) -> None:
    make_link(duty, on=TODAY)
    assert Client().get(address("x" * 32)).status_code == 404


def test_new_link_ends_the_earlier_one(duty: Duty) -> None:
    first, second = (make_link(duty, on=TODAY) for _time in range(2))
    assert [Client().get(address(word)).status_code for word in (first, second)] == [404, 200]


def test_link_ends_with_the_duty(duty: Duty) -> None:
    word = make_link(duty, on=TODAY)
    with transaction.atomic(), record("test.end", actor=None, on=TODAY):
        Duty.objects.filter(pk=duty.pk).update(valid=(date(2026, 1, 1), TODAY))
    assert Client().get(address(word)).status_code == 404


def test_link_ends_with_the_account(duty: Duty) -> None:
    word = make_link(duty, on=TODAY)
    type(duty.user).objects.filter(pk=duty.user_id).update(is_active=False)
    assert Client().get(address(word)).status_code == 404


def test_tries_are_counted(duty: Duty) -> None:
    most = int(RATE.split("/")[0])
    tries = [Client().get(address(f"{number:032}")).status_code for number in range(most + 1)]
    assert (set(tries[:most]), tries[most]) == ({404}, 429)
    assert Client().get(address(make_link(duty, on=TODAY))).status_code == 429


def test_page_makes_shows_once_and_ends_the_link(duty: Duty) -> None:
    client = client_of(duty)
    assert "没有链接" in text_of(client.get(PAGE))
    made = client.post(PAGE)
    word = made.context["address"].rpartition("/")[2].removesuffix(".ics")
    assert (made.status_code, Client().get(address(word)).status_code) == (200, 200)
    later = text_of(client.get(PAGE))
    assert (word in later, "正在用" in later) == (False, True)
    assert client.post(PAGE, {"end": "1"}).status_code == 302
    assert (Client().get(address(word)).status_code, CalendarLink.objects.count()) == (404, 0)


def test_administrator_has_no_calendar(town: Town) -> None:
    client = client_of(make_duty(make_user("cal_admin"), town.county, Role.ADMIN))
    assert "不办工会的事" in text_of(client.get(PAGE))
    assert client.post(PAGE).status_code == 403


# -- reminders on the workbench


def lines(duty: Duty, on: date) -> list[Any]:
    duty.user.duty = duty
    return [line for line in unions_due(duty.user, on) if line.clause == "TRM-03"]


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        (date(2026, 12, 15), "6 个月内届满。"),
        (date(2027, 3, 15), "3 个月内届满。"),
        (date(2027, 5, 15), "1 个月内届满。"),
        (date(2027, 6, 16), "第 1 届 2027-06-15 已满"),
    ],
)
def test_upper_union_is_reminded_at_six_three_and_one_months_and_when_over(
    on: date, begins: str, duty: Duty
) -> None:
    (line,) = lines(duty, on)
    assert (line.what, line.why.startswith(begins)) == ("督促按期换届", True)


def test_nothing_is_said_before(duty: Duty) -> None:
    assert lines(duty, date(2026, 12, 14)) == []


def test_request_that_can_not_be_in_time_is_overdue_above(duty: Duty, union: Union) -> None:
    (renewal,) = renewals(Union.objects.filter(pk=union.pk), today=TODAY + timedelta(days=20))
    asked = next(row.step.latest for row in renewal.rows if row.step.code == "request_convene")
    found = [(line.lane, line.by) for day in (asked, asked + timedelta(days=1)) for line in lines(duty, day)]
    assert (found[0][0] != "overdue", found[1]) == (True, ("overdue", asked))
    (late,) = renewals(Union.objects.filter(pk=union.pk), today=asked + timedelta(days=1))
    assert late.due(asked + timedelta(days=1), has_begun=True)[1] is False
