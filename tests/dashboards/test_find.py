"""The finder of the top line: unions, people, papers, each within the duty's reach."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from gonglian.dashboards.finding import SHOWN, find
from gonglian.documents.actions import sign_paper
from gonglian.organisation import actions
from gonglian.organisation.states import Role
from tests.factories.organisation import (
    DAY,
    LONG_AGO,
    Town,
    make_duty,
    make_member,
    make_primary,
    make_user,
)
from tests.factories.papers import make_officer, make_paper


def found(user: Any, words: str) -> tuple[list[str], list[str], list[str]]:
    result = find(user, words, on=DAY, today=DAY)
    return (
        [union.name for union in result.unions],
        [person.name for person in result.people],
        [paper.title for paper in result.papers],
    )


@pytest.mark.parametrize("words", ["物流", "wuliu", "WL"])
def test_find_unions_by_name_and_letters(town: Town, words: str) -> None:
    unions, _people, _papers = found(make_officer(town.county), words)
    assert unions == ["兰山区物流行业工会联合会", "南苑物流有限公司工会委员会"]


@pytest.mark.parametrize(
    ("words", "people"), [("韩文海", ["韩文海"]), ("hanwenhai", ["韩文海"]), ("hwh", ["韩文海"]), ("韩", [])]
)
def test_find_people_by_the_whole_name(town: Town, words: str, people: list[str]) -> None:
    make_member("韩文海", town.north)
    assert found(make_officer(town.county), words)[1] == people


def test_find_gives_nothing_outside_the_reach(town: Town) -> None:
    make_member("韩文海", town.north)
    head = make_officer(town.county)
    signed = make_paper(town.county, town.town, title="关于物流工作的通知")
    sign_paper(paper=signed, actor=head, on=DAY)
    assert found(head, "物流")[2] == ["关于物流工作的通知"]
    stranger = make_officer(town.other_county)
    assert [found(stranger, words) for words in ("物流", "韩文海")] == [([], [], []), ([], [], [])]
    assert found(make_officer(town.industrial), "韩文海")[1] == []  # never member rows


def test_find_gives_a_few_and_says_how_many(town: Town) -> None:
    for n in range(SHOWN):
        make_primary(f"物流{n}号有限公司", town.town)
    result = find(make_officer(town.county), "物流", on=DAY, today=DAY)
    assert (len(result.unions), result.total) == (SHOWN, SHOWN + 2)


def page_of(user: Any, address: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("", "在上面输入工会名称、人员姓名或文号"),
        ("?q=不存在的名字", "没有找到。"),
        ("?q=物流", "南苑物流有限公司工会委员会"),
        ("?q=%3Cb%3E", "“&lt;b&gt;”"),
    ],
)
def test_find_page_says_what_it_found(town: Town, query: str, says: str) -> None:
    assert says in page_of(make_officer(town.county), f"/find/{query}")


def test_find_without_a_duty_finds_nothing(town: Town) -> None:
    assert "没有找到。" in page_of(make_user("nobody"), "/find/?q=物流")


def test_former_name_is_shown_on_its_day(town: Town) -> None:
    actions.rename_union(union=town.industrial, name="兰山区现代物流行业工会联合会", actor=None, on=DAY)
    reader = make_user("reader")
    make_duty(reader, town.county, Role.READER)
    town.industrial.refresh_from_db()
    result = find(reader, "物流", on=LONG_AGO, today=DAY)
    assert "兰山区物流行业工会联合会" in [union.name for union in result.unions]
