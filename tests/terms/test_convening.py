"""A body convened between congresses: roll, points, what is refused, and the way to its meeting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from gonglian.core import clock
from gonglian.core.refused import Refused
from gonglian.meetings.minutes import minutes
from gonglian.meetings.models import Meeting
from gonglian.meetings.readiness import readiness_of
from gonglian.organisation.states import Role
from gonglian.terms.actions import vacate
from gonglian.terms.convening import convene
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of, text_of
from tests.terms.seats import LATER, Bench

pytestmark = pytest.mark.django_db
BY: dict[str, Any] = {"actor": None, "on": LATER}


def test_roll_is_who_sits_and_the_session_follows(bench: Bench) -> None:
    vacate(holder=bench.holder(3), how="resigned", left_on=LATER - timedelta(days=1), **BY)
    given = {"held_on": LATER, "place": "三楼", "points": ["年度工作计划", " ", "经费预算"]}
    meeting = convene(body=bench.body, **given, **BY)
    assert {row.person for row in meeting.roll.all()} == {bench.people[0], bench.people[1], bench.people[3]}
    assert (meeting.name, meeting.note) == ("第一届委员会第二次全体会议", "年度工作计划\n经费预算")
    audit = convene(body=bench.audit, **given, **BY)
    assert (audit.name, audit.roll.count()) == ("第一届经费审查委员会第二次全体会议", 2)
    readiness = readiness_of(audit)
    assert readiness and not any(point.cite in ("CON-07", "CON-10") for point in readiness.points)
    assert minutes(audit).title.endswith("纪要")


def test_nothing_to_resolve_and_nobody_who_sits_are_refused(bench: Bench) -> None:
    with pytest.raises(Refused, match="还没有写议题"):
        convene(body=bench.body, held_on=LATER, place="三楼", points=[" "], **BY)
    with pytest.raises(Refused, match="没有人在任"):
        convene(
            body=bench.body,
            held_on=bench.body.valid.lower - timedelta(days=9),
            place="三楼",
            points=["甲"],
            **BY,
        )


def test_officer_convenes_and_finds_the_points_on_the_agenda(
    bench: Bench, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: LATER)
    make_duty(user := make_user("officer"), town.county, Role.HANDLER)
    officer = client_of(user)
    assert "召开会议" in text_of(officer.get(reverse("terms:union", args=[town.industrial.pk])))
    address = reverse("terms:convene", args=[bench.body.pk])
    data = {"held_on": LATER.isoformat(), "place": "三楼", "points": "年度工作计划\n经费预算"}
    answer = officer.post(address, data)
    meeting = Meeting.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, meeting.get_absolute_url())
    assert "经费预算" in text_of(officer.get(meeting.get_absolute_url()))
    agenda = officer.get(reverse("meetings:record_agenda", args=[meeting.pk])).content.decode()
    assert 'value="年度工作计划"' in agenda
