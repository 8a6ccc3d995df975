"""The renewal's plan on a union's file, from half a year before the term ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.dashboards.renewal import renewal_section
from gonglian.organisation.models import Union
from gonglian.terms.actions import record_extension
from gonglian.terms.extending.actions import prepare_extension
from gonglian.terms.models import Body
from tests.factories.founding import Road

pytestmark = pytest.mark.road_at("established")

LAST = date(2031, 4, 4)  # elected 2026-04-04


def section(road: Road, on: date, today: date | None = None) -> Any:
    union = Union.objects.get(pk=road.case.union_id)
    return renewal_section(union, user=road.upper_head, on=on, today=today or on)


def test_renewal_is_shown_in_the_last_half_year_and_after(road: Road) -> None:
    assert section(road, date(2030, 10, 3)) is None
    assert section(road, LAST, date(2031, 5, 1)) is None  # a past day tells nothing of today's duties
    assert section(road, date(2030, 10, 4)).says == "第 1 届 2031-04-04 届满，接着办：拟订换届工作方案。"
    assert section(road, LAST).says == "第 1 届 2031-04-04 届满，接着办：召开大会选举。"
    assert section(road, date(2031, 4, 5)).says.startswith("第 1 届 2031-04-04 已满，还没有换届。")


def test_renewal_marks_what_is_past_due_next_and_later(road: Road) -> None:
    found = section(road, date(2031, 1, 6))
    assert [(row.step.code.value, row.mark[1]) for row in found.rows] == [
        ("remind", "最迟日已过"),
        ("work_plan", "最迟日已过"),
        ("request_convene", "接着办"),
        ("reply_convene", "以后"),
        ("notice_start", "以后"),
        ("notice_end", "以后"),
        ("congress", "以后"),
        ("report", "以后"),
        ("reply", "以后"),
    ]
    assert found.is_provisional


def test_renewal_stands_on_the_file(road: Road, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 6))
    client.force_login(road.upper_head)
    page = client.get(Union.objects.get(pk=road.case.union_id).get_absolute_url()).content.decode()
    assert "报送召开大会的请示" in page
    assert "放假安排还没有公布" in page


def test_renewal_of_an_extended_term_names_the_day_it_was_extended_to(road: Road) -> None:
    body = Body.objects.get(union=road.case.union_id, kind="committee")
    record_extension(
        body=body, issuer="兰山区总工会", asked_on=date(2031, 3, 1), approved_on=date(2031, 3, 5), until=date(2031, 9, 1),
        number="兰工发〔2031〕2号", actor=None, on=date(2031, 3, 6),
    )  # fmt: skip
    assert section(road, date(2031, 5, 1)).says == "第 1 届 2031-04-04 届满，已批准延期，2031-09-01 前换届。"
    assert section(road, date(2031, 5, 1)).ends_on == date(2031, 9, 1)
    assert section(road, date(2031, 9, 2)).says.endswith("已过期，还没有换届。")


def test_union_asks_for_an_extension_from_its_file(
    road: Road, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2031, 1, 6))
    union = Union.objects.get(pk=road.case.union_id)
    head = road.officer("own_head", union, "head")
    address = reverse("terms:ask_extension", args=[union.pk])
    for user, offered in ((head, True), (road.upper_head, False)):
        client.force_login(user)
        assert (address in client.get(union.get_absolute_url()).content.decode()) is offered
    row = prepare_extension(
        union=union, until=date(2031, 6, 30), reason="改制", actor=head, on=date(2031, 1, 6)
    )
    client.force_login(head)
    page = client.get(union.get_absolute_url()).content.decode()
    assert row.get_absolute_url() in page and "延期请示：待签发" in page and address not in page
