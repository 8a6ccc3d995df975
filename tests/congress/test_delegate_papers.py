"""The list of delegates and the report on their credentials, drawn from the records."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gonglian.congress.delegate_papers import credentials_report, delegate_list
from gonglian.congress.models import Convocation, Delegate
from gonglian.core.acts import record
from gonglian.documents.papers import Paragraph, Sheet, Table
from gonglian.documents.render import render
from tests.factories.founding import Road

pytestmark = [pytest.mark.django_db, pytest.mark.road_at("second")]


@pytest.fixture
def congress(road: Road) -> Convocation:
    return road.case.preparation


def drawn(sheet: Sheet | None) -> Sheet:
    assert sheet is not None
    assert render(sheet)
    return sheet


def told(sheet: Sheet) -> str:
    return "\n".join(block.lead + block.text for block in sheet.body if isinstance(block, Paragraph))


def table_of(sheet: Sheet) -> Table:
    return next(block for block in sheet.body if isinstance(block, Table))


def change(delegate: Delegate, **fields: Any) -> None:
    with transaction.atomic(), record("test.change", actor=None, on=delegate.unit.reported_on):
        Delegate.objects.filter(pk=delegate.pk).update(**fields)


def test_list_names_the_delegates_of_each_unit_by_strokes(congress: Convocation, road: Road) -> None:
    sheet = drawn(delegate_list(congress, on=road.on))
    table = table_of(sheet)
    assert sheet.title == "兰山区餐饮行业工会联合会第一次会员代表大会代表名单"
    assert (len(table.rows), table.rows[-1]) == (5, ("", "合计", "16", ""))
    unit = congress.units.earliest("pk")
    names = table.rows[0][3].split("　")
    assert (table.rows[0][1:3], len(names)) == ((unit.name, str(unit.places)), unit.places)
    women = {row.person.name for row in unit.delegates.all() if row.person.sex == "2"}
    assert {name.removesuffix("（女）") for name in names if name.endswith("（女）")} == women


def test_refused_delegate_is_not_on_the_list_and_named_in_the_report(
    congress: Convocation, road: Road
) -> None:
    delegate = Delegate.objects.filter(unit__convocation=congress).earliest("pk")
    change(delegate, confirmed=False, refused_for="不是本单位会员")
    assert delegate.person.name not in table_of(drawn(delegate_list(congress, on=road.on))).rows[0][3]
    report = told(drawn(credentials_report(congress, on=road.on)))
    assert f"下列代表的资格不予确认：{delegate.person.name}（不是本单位会员）。" in report
    assert "15名代表由本选举单位依照规定选举产生" in report


def test_report_counts_units_shares_and_what_waits(congress: Convocation, road: Road) -> None:
    delegate = Delegate.objects.filter(unit__convocation=congress).earliest("pk")
    change(delegate, confirmed=False, front_line=True)
    sheet = drawn(credentials_report(congress, on=road.on))
    report, table = told(sheet), table_of(sheet)
    women = Delegate.objects.filter(unit__convocation=congress, person__sex="2").count()
    assert (
        f"女代表{women}名，占50.0%；一线职工代表1名，占6.3%；中层正职以上管理人员代表0名，占0.0%。" in report
    )
    assert "另有1名代表的资格尚待审查。" in report
    assert ("不予确认" in report, "空缺" in report, "补选" in report) == (False, False, False)
    assert table.rows[-1] == ("", "合计", "16", "", "", "16", "15", "1", "0")
    assert sheet.issuer == "兰山区餐饮行业工会联合会筹备组"


def test_offices_own_wording_comes_first(congress: Convocation, road: Road) -> None:
    from gonglian.documents.actions import save_wording

    save_wording(
        union=congress.keeper, kind="credentials", purpose="sheet", text="{{ 大会名称 }}审查报告\n有效{{ 资格有效代表数 }}名。",
        actor=road.handler, on=road.on,
    )  # fmt: skip
    sheet = drawn(credentials_report(congress, on=road.on))
    assert (sheet.title, told(sheet)) == ("兰山区餐饮行业工会联合会第一次会员代表大会审查报告", "有效16名。")


@pytest.mark.road_at("prepare")
def test_without_delegates_there_is_no_paper(road: Road) -> None:
    congress = road.case.preparation
    assert (delegate_list(congress, on=road.on), credentials_report(congress, on=road.on)) == (None, None)


@pytest.mark.parametrize("kind", ["delegates", "credentials"])
def test_case_hands_the_paper_out(kind: str, road: Road) -> None:
    client = Client()
    client.force_login(road.handler)
    answer = client.get(reverse("founding:sheet", args=[road.case.pk, kind]))
    assert (answer.status_code, "wordprocessingml" in answer.headers["Content-Type"]) == (200, True)
