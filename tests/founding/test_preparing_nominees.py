"""Nominating, declaring, withdrawing, fixing the list; and the sheets drawn from the case."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from docx import Document

from gonglian.congress.models import Nominee
from gonglian.core.hanzi import stroke_key
from gonglian.organisation.models import Position
from gonglian.organisation.states import Role
from tests.factories.founding import Road
from tests.factories.pages import client_of, text_of
from tests.founding.preparing import (
    SHEETS,
    address,
    make_ready,
    prepare,
    sign_in,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> Road:
    return prepare(monkeypatch)


@pytest.fixture
def ready(road: Road) -> Road:
    return make_ready(road)


@pytest.fixture
def holder(road: Road) -> Client:
    return client_of(road.handler)


# -- nominees


def nominee(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "person": name, "body": "committee", "office": "chair", "source": "free", "origin": "constituent",
        "unit_name": "车间主任",
    } | fields  # fmt: skip


def test_member_is_nominated(road: Road, holder: Client) -> None:
    person = road.members(road.unions[0])[0]
    assert holder.post(url(road, "nominees"), nominee(person.name)).status_code == 302
    rows = Nominee.objects.values_list("person", "body", "office", "unit_name")
    assert list(rows) == [(person.pk, "committee", "chair", "车间主任")]


def test_somebody_new_is_registered_on_demand_only(road: Road, holder: Client) -> None:
    given = nominee("闻人望", origin="regulator", sex="2")
    refused = holder.post(url(road, "nominees"), given)
    page = text_of(refused)
    assert (refused.status_code, "名册里没有 闻人望" in page, 'value="车间主任"' in page) == (422, True, True)
    assert holder.post(url(road, "nominees"), given | {"is_new": "on"}).status_code == 302
    assert [(row.person.name, row.person.sex) for row in Nominee.objects.all()] == [("闻人望", "2")]


def test_second_nomination_for_a_body_is_refused_at_the_field(road: Road, holder: Client) -> None:
    name = road.members(road.unions[0])[0].name
    holder.post(url(road, "nominees"), nominee(name))
    response = holder.post(url(road, "nominees"), nominee(name))
    page = text_of(response)
    assert (response.status_code, "已是这个机构的候选人。（一人在一个机构只占一席）" in page, 'id="id_person_error"' in page) == (
        422, True, True,
    )  # fmt: skip


def test_constituents_seat_names_the_constituent(road: Road, holder: Client) -> None:
    name = road.members(road.unions[0])[0].name
    response = holder.post(url(road, "nominees"), nominee(name, source="federated"))
    assert "组成单位席位要选明是哪一家" in text_of(response)


def test_declaration_is_recorded_and_shows_against_the_nominee(road: Road, holder: Client) -> None:
    person = road.members(road.unions[0])[0]
    holder.post(url(road, "nominees"), nominee(person.name))
    given = {
        "declared_on": "2026-03-04", "kin_of": ["hr_head"], "p0-role": "head", "p0-title": "总经理",
        "p0-place": "演练一号餐饮有限公司", "p0-from": "2020-01-01",
    }  # fmt: skip
    for _n in range(2):  # the same declaration twice adds no post twice
        assert holder.post(address(road, "declare"), given).status_code == 302
    row, post = Nominee.objects.get(), Position.objects.get(person=person)
    assert (str(row.declared_on), row.kin_of, post.role, post.employer.name) == (
        "2026-03-04", ["hr_head"], "head", "演练一号餐饮有限公司",
    )  # fmt: skip
    assert "不符合" in text_of(holder.get(url(road, "nominees")))


def test_details_of_eligibility_stay_between_proposer_and_approver(road: Road, holder: Client) -> None:
    person = road.members(road.unions[0])[0]
    holder.post(url(road, "nominees"), nominee(person.name))
    readers = [holder, client_of(road.upper_handler), sign_in("joined", road.unions[0], Role.READER)]
    pages = [text_of(reader.get(url(road, "nominees"))).partition("<main")[2] for reader in readers]
    assert [("资料不足" in page, "ELI-" in page or "意见 2.3" in page) for page in pages] == [
        (True, True), (True, True), (True, False),
    ]  # fmt: skip


BAD_DECLARATIONS = [
    ({"declared_on": "2026-03-06"}, "声明日期不能晚于今天"),
    ({"declared_on": "2026-03-04", "p0-title": "经理"}, "要选职务类别"),
    ({"declared_on": "2026-03-04", "p0-role": "staff"}, "写明在哪个单位任职"),
]


def test_bad_declarations_are_refused(road: Road, holder: Client) -> None:
    holder.post(url(road, "nominees"), nominee(road.members(road.unions[0])[0].name))
    for given, words in BAD_DECLARATIONS:
        response = holder.post(address(road, "declare"), given)
        assert (words, response.status_code, words in text_of(response)) == (words, 422, True)


def test_withdrawing_a_nominee_lifts_the_list(ready: Road, holder: Client) -> None:
    row = ready.case.preparation.nominees.order_by("pk")[0]
    place = url(ready, "withdraw_nominee", row.pk)
    assert holder.post(place, {"reason": ""}).status_code == 422
    assert holder.post(place, {"reason": "本人提出"}).status_code == 302
    assert (Nominee.objects.get(pk=row.pk).withdrawn, ready.refresh().preparation.list_fixed_on) == (
        True,
        None,
    )
    assert holder.get(place).status_code == 404


def test_empty_list_is_not_fixed(road: Road, holder: Client) -> None:
    response = holder.post(url(road, "fix_list"))
    assert (response.status_code, "NOM-02" in text_of(response)) == (422, True)


def test_list_is_fixed_today(road: Road, holder: Client) -> None:
    road.plan()
    road.nominate()
    assert holder.post(url(road, "fix_list")).status_code == 302
    assert road.refresh().preparation.list_fixed_on == road.on


# -- sheets


def words_of(response: Any) -> list[str]:
    """Every text of the file, of paragraphs and then of cells."""
    document = Document(io.BytesIO(response.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def test_sheets_carry_the_names_in_stroke_order(ready: Road, holder: Client) -> None:
    nominees = ready.case.preparation.nominees
    expected = [
        sorted((row.person.name for row in nominees.filter(body=body)), key=stroke_key)
        for body in ("committee", "audit", "women")
    ]
    for kind in ("candidates", "public_notice"):
        document = Document(io.BytesIO(holder.get(url(ready, "sheet", kind)).content))
        shown = [[row.cells[1].text for row in table.rows[1:]] for table in document.tables]
        assert (kind, shown) == (kind, expected)


def test_public_notice_shows_name_sex_unit_and_post_only(ready: Road, holder: Client) -> None:
    document = Document(io.BytesIO(holder.get(url(ready, "sheet", "public_notice")).content))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["序号", "姓名", "性别", "单位及职务"]


def test_public_notice_that_names_an_illness_is_not_handed_out(ready: Road, holder: Client) -> None:
    from gonglian.core.acts import record

    nominee = ready.case.preparation.nominees.filter(body="committee").first()
    assert nominee is not None
    with transaction.atomic(), record("test.unit", actor=None, on=ready.on):
        nominee.unit_name = "因病休养"
        nominee.save()
    answer = holder.get(url(ready, "sheet", "public_notice"), follow=True)
    assert "处有病情，不能公开" in answer.content.decode()


DRAWN = {
    "consent": "加入兰山区餐饮行业工会联合会同意书", "quota": "演练四号餐饮有限公司工会委员会", "candidates": "拟任",
    "public_notice": "2026年3月12日", "election_rules": "实到代表不少于11人", "work_plan": "大会于2026年4月4日召开",
}  # fmt: skip


def test_sheets_are_drawn_from_the_case(ready: Road, holder: Client) -> None:
    found = {kind: "\n".join(words_of(holder.get(url(ready, "sheet", kind)))) for kind in SHEETS}
    assert {kind: DRAWN[kind] in words for kind, words in found.items()} == dict.fromkeys(SHEETS, True)


def test_sheets_wait_for_their_data(road: Road, holder: Client) -> None:
    found = [holder.get(url(road, "sheet", kind)).status_code for kind in (*SHEETS, "poster")]
    assert found == [200, 404, 404, 404, 404, 404, 404]


def test_sheets_are_chinese_for_an_english_reader(ready: Road, holder: Client) -> None:
    place = url(ready, "sheet", "candidates")
    chinese = holder.get(place).content
    holder.cookies["django_language"] = "en"
    assert holder.get(place).content == chinese
