"""The renewal plan: offsets, working days, order, where a term stands."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gonglian.cli import main
from gonglian.policy.shipped import shipped
from gonglian.reference.workdays import Calendar
from gonglian.terms.planning import Code, Plan, Status, plan_renewal

CALENDAR = Calendar()


def plan(elected_on: date, today: date, years: int = 5) -> Plan:
    return plan_renewal(elected_on=elected_on, years=years, today=today, table=shipped(), calendar=CALENDAR)


@given(
    st.dates(date(2017, 1, 1), date(2040, 1, 1)),
    st.sampled_from([3, 5]),
    st.dates(date(2005, 1, 1), date(2050, 1, 1)),
)
def test_every_step_falls_on_a_working_day_and_in_order(elected_on: date, years: int, today: date) -> None:
    found = plan(elected_on, today, years)
    days = [step.latest for step in found.steps]
    latest = {step.code: step.latest for step in found.steps}
    assert [step.code for step in found.steps] == list(Code)
    assert all(CALENDAR.is_workday(day) for day in days)
    assert days == sorted(days)
    assert latest[Code.CONGRESS] <= found.ends_on
    assert CALENDAR.workdays_between(latest[Code.NOTICE_START], latest[Code.NOTICE_END]) == 5
    assert latest[Code.REPLY_CONVENE] - latest[Code.REQUEST_CONVENE] >= timedelta(days=15)
    assert latest[Code.REPLY] - latest[Code.REPORT] >= timedelta(days=15)


def test_plan_of_a_term_that_ends_on_a_saturday() -> None:
    found = plan(date(2021, 12, 5), date(2026, 3, 1))
    assert found.ends_on == date(2026, 12, 5)
    assert {step.code.value: step.latest.isoformat() for step in found.steps} == {
        "remind": "2026-06-05",
        "work_plan": "2026-09-04",  # 5 September 2026 is a Saturday
        "request_convene": "2026-11-11",
        "reply_convene": "2026-11-26",
        "notice_start": "2026-11-26",
        "notice_end": "2026-12-03",
        "congress": "2026-12-04",
        "report": "2026-12-11",
        "reply": "2026-12-28",  # the fifteenth day is a Saturday: forward
    }
    assert {step.provisional for step in found.steps} == {False}


def test_steps_around_days_off_and_days_worked_instead() -> None:
    found = plan(
        date(2021, 10, 8), date(2026, 3, 1)
    )  # National Day 2026: 1 to 7 October off, 10 October worked
    latest = {step.code.value: step.latest for step in found.steps}
    assert latest["congress"] == date(2026, 10, 8)
    assert latest["notice_end"] == date(2026, 9, 30)
    assert latest["report"] == date(2026, 10, 14)


@pytest.mark.parametrize(
    ("today", "status"),
    [
        ("2026-06-04", Status.RUNNING),
        ("2026-06-05", Status.REMIND),
        ("2026-09-03", Status.REMIND),
        ("2026-09-04", Status.PLAN),
        ("2026-11-11", Status.PLAN),
        ("2026-11-12", Status.LATE),
        ("2026-12-05", Status.LATE),
        ("2026-12-06", Status.CARRY_OVER),
    ],
)
def test_where_a_term_stands(today: str, status: Status) -> None:
    assert plan(date(2021, 12, 5), date.fromisoformat(today)).status is status


def test_days_that_rest_on_an_unannounced_year_are_provisional() -> None:
    found = plan(
        date(2021, 12, 25), date(2026, 3, 1)
    )  # ends 25 December 2026, report and reply fall into 2027
    assert {step.code.value for step in found.steps if step.provisional} == {"report", "reply"}
    entered = Calendar({date(2027, 1, 1) + timedelta(days=n): n % 7 in (0, 3, 4, 5, 6) for n in range(31)})
    again = plan_renewal(
        elected_on=date(2021, 12, 25), years=5, today=date(2026, 3, 1), table=shipped(), calendar=entered
    )
    assert not any(step.provisional for step in again.steps)


# -- the command


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], value: Any) -> tuple[int, Any]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(value).encode())))
    code = main(["terms", "plan", "-"])
    return code, json.loads(capsys.readouterr().out)


ASKED = {"org_form": "federation", "elected_on": "2021-12-05", "years": None, "today": "2026-09-10"}


def test_command_gives_the_plan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code, answer = run(monkeypatch, capsys, ASKED)
    assert (code, answer["ends_on"], answer["status"]) == (0, "2026-12-05", "plan")
    assert answer["steps"][0] == {
        "code": "remind", "name": "提醒换届", "latest": "2026-06-05", "why": "届满日前 6 个月", "provisional": False,
    }  # fmt: skip


def test_command_counts_the_29th_of_february_to_the_28th(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ASKED | {"elected_on": "2024-02-29", "years": 3}
    assert run(monkeypatch, capsys, asked)[1]["ends_on"] == "2027-02-28"


@pytest.mark.parametrize(
    ("change", "at"),
    [
        ({"years": 4}, "years"),
        ({"org_form": "committee", "years": 3}, "years"),
        ({"org_form": "primary"}, "years"),  # 3 or 5: the term must say which
        ({"org_form": "working_committee"}, "org_form"),
        ({"org_form": "club"}, "org_form"),
        ({"elected_on": "2021-02-30"}, "elected_on"),
        ({"elected_on": None}, "elected_on"),
        ({"today": "today"}, "today"),
        ({"elected_on": "2001-03-01", "today": "2006-03-01"}, "today"),
        ({"elected_on": "1950-09-05", "years": 5, "today": "1955-01-01"}, "today"),
    ],
)
def test_command_says_where_bad_input_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], change: dict[str, Any], at: str
) -> None:
    code, answer = run(monkeypatch, capsys, ASKED | change)
    assert (code, answer["at"]) == (2, at)
    assert answer["error"]
