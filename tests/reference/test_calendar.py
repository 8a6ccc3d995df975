"""The yearly notice of days off, and the calendar that follows it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.organisation import make_duty, make_town, make_user

from gonglian.core.refused import Refused
from gonglian.organisation.states import Role
from gonglian.reference.actions import enter_workdays
from gonglian.reference.calendar import site_calendar
from gonglian.reference.forms import NoticeForm, in_periods
from gonglian.reference.models import WorkdayNotice
from gonglian.reference.workdays import LAST_YEAR

ON = date(LAST_YEAR, 11, 20)
YEAR = LAST_YEAR + 1  # the first year the package does not know
FIXED = [(1, 1), (4, 5), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]
OFF = [date(YEAR, month, day) for month, day in FIXED] + [date(YEAR, 2, day) for day in range(8, 13)]
SUNDAY = next(day for n in range(7) if (day := date(YEAR, 2, 20) + timedelta(days=n)).weekday() == 6)


def enter(actor: Any, **given: Any) -> WorkdayNotice:
    fields: dict[str, Any] = {
        "year": YEAR,
        "days_off": OFF,
        "days_worked": [SUNDAY],
        "source": "国办发明电某号",
    }
    return enter_workdays(**(fields | given), actor=actor, on=ON)


def test_an_entered_year_is_no_longer_provisional(actor: Any) -> None:
    day = date(YEAR, 2, 9)
    before = site_calendar()
    enter(actor)
    after = site_calendar()
    assert (before.is_workday(day), before.provisional(day)) == (True, True)
    assert (after.is_workday(day), after.provisional(day), after.is_workday(SUNDAY)) == (False, False, True)


def test_a_correction_replaces_the_notice_and_keeps_the_old_record(actor: Any) -> None:
    enter(actor)
    enter(actor, days_off=[*OFF, date(YEAR, 2, 15)])
    assert site_calendar().is_workday(date(YEAR, 2, 15)) is False
    assert WorkdayNotice.objects.filter(year=YEAR).count() == 2


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"year": 1990}, "1990 年还不能录入。"),
        ({"year": YEAR + 9}, f"{YEAR + 9} 年还不能录入。"),
        ({"source": " "}, "没有写通知的文号或标题。"),
        ({"days_off": [*OFF, date(YEAR + 1, 1, 1)]}, f"{YEAR + 1}-01-01 不在 {YEAR} 年。"),
        ({"days_off": [*OFF, SUNDAY]}, f"{SUNDAY} 既放假又上班。"),
        ({"days_worked": [SUNDAY + timedelta(days=1)]}, f"{SUNDAY + timedelta(days=1)} 不是周六、周日，不用列为调休上班。"),
        ({"days_off": OFF[1:]}, f"放假的日子里没有 {YEAR}-01-01。"),
    ],
)  # fmt: skip
def test_enter_workdays_refuses(actor: Any, given: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refusal:
        enter(actor, **given)
    assert str(refusal.value) == message


def test_the_same_notice_again_is_refused(actor: Any) -> None:
    enter(actor)
    with pytest.raises(Refused, match="没有改动"):
        enter(actor)


def test_the_form_reads_periods_and_single_days() -> None:
    data = {"source": "x", "days_off": "2027年1月1日\n2027-10-01 至 2027-10-03", "days_worked": ""}
    form = NoticeForm(data, notice=None)
    assert form.is_valid()
    assert form.cleaned_data["days_off"] == [date(2027, 1, 1), *(date(2027, 10, day) for day in (1, 2, 3))]
    assert in_periods(form.cleaned_data["days_off"]) == "2027-01-01\n2027-10-01 至 2027-10-03"


@pytest.mark.parametrize(
    "text", ["春节", "2027-02-30", "2027-10-07 至 2027-10-01", "2027-01-01 至 2027-12-31"]
)
def test_the_form_names_what_it_can_not_read(text: str) -> None:
    form = NoticeForm({"source": "x", "days_off": text, "days_worked": ""}, notice=None)
    assert (form.is_valid(), text in str(form.errors["days_off"][0])) == (False, True)


@pytest.mark.django_db
def test_only_the_citys_officers_enter_it() -> None:
    town, clients = make_town(), {}
    for name, union, role in (("chief", town.city, Role.HEAD), ("county", town.county, Role.HEAD)):
        clients[name] = Client()
        user = make_user(name)
        make_duty(user, union, role)
        clients[name].force_login(user)
    address, given = (
        "/reference/workdays/2026/",
        {"source": "某号", "days_off": "2026-02-30", "days_worked": ""},
    )
    answers = {name: (each.get(address).status_code, each.post(address, given).status_code)
               for name, each in clients.items()}  # fmt: skip
    assert answers == {"chief": (200, 422), "county": (200, 403)}
