"""Papers from elsewhere, the search over all papers, incoming numbers and answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gonglian.core.refused import Refused
from gonglian.documents import actions
from gonglian.documents.models import Paper
from gonglian.documents.queries import search_papers
from tests.factories.organisation import DAY, LONG_AGO, Town
from tests.factories.papers import make_external, make_officer, make_paper, make_scan

pytestmark = pytest.mark.django_db


def _refusal(act: Callable[[], Any]) -> Refused:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


# -- papers from elsewhere


def test_external_paper_is_kept_with_its_scan(town: Town) -> None:
    paper = make_external(town.county, upload=make_scan())
    assert (paper.state, paper.number, paper.signed_on, paper.series) == (
        "external",
        "某函〔2026〕7号",
        LONG_AGO,
        None,
    )
    assert [file.owner_union for file in paper.attachments.all()] == [town.county]


def test_external_paper_may_lack_a_number_twice(town: Town) -> None:
    make_external(town.county, number="")
    make_external(town.county, number="")
    assert Paper.objects.filter(state="external").count() == 2


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"issuer_name": " "}, "来文单位或标题没有填。"),
        ({"title": ""}, "来文单位或标题没有填。"),
        ({"dated": DAY.replace(day=3)}, "成文日期 2026-03-03 在今天之后。"),
        ({}, "某局的某函〔2026〕7号已登记过。"),
    ],
)
def test_external_paper_is_refused(town: Town, fields: dict[str, Any], said: str) -> None:
    make_external(town.county)
    assert str(_refusal(lambda: make_external(town.county, **fields))) == said


# -- search


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("改期", ["关于改期的通知"]),
        ("会", ["关于召开会议的通知", "关于改期的通知"]),
        ("兰工", ["关于改期的通知"]),
        ("无", []),
    ],
)
def test_search_finds_title_and_number(town: Town, words: str, found: list[str]) -> None:
    make_paper(town.county, title="关于召开会议的通知")
    paper = make_paper(town.county, town.town, title="关于改期的通知")
    actions.sign_paper(paper=paper, actor=make_officer(town.county), on=DAY)
    assert [one.title for one in search_papers(Paper.objects.order_by("pk"), words)] == found
    assert search_papers(Paper.objects.all(), " ").count() == 2


# -- received: incoming numbers, answers


def test_incoming_numbers_count_by_union_and_year_of_receipt(town: Town) -> None:
    papers = [make_external(town.county, number=f"{n}") for n in range(2)]
    papers.append(make_external(town.county, number="last", received_on=DAY.replace(year=2025)))
    papers.append(
        actions.record_external_paper(
            issuer_name="某局", number="1", title="函", dated=DAY, addressee=town.town, actor=None, on=DAY
        )
    )
    assert [paper.incoming_number for paper in papers] == [
        "收〔2026〕1号", "收〔2026〕2号", "收〔2025〕1号", "收〔2026〕1号",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"received_on": DAY.replace(day=9)}, "收文日期 2026-03-09 在今天之后。"),
        (
            {"received_on": LONG_AGO, "dated": DAY},
            "收文日期 2015-04-09 早于成文日期 2026-03-02。",
        ),
    ],
)
def test_received_paper_contradicts_itself(town: Town, fields: dict[str, Any], said: str) -> None:
    assert str(_refusal(lambda: make_external(town.county, **fields))) == said


def test_received_paper_answers_one_of_ours(town: Town) -> None:
    ours = actions.sign_paper(
        paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY
    )
    answer = make_external(town.county, dated=DAY, answers=ours)
    assert list(ours.answered_by.all()) == [answer]


def test_received_paper_can_not_answer_a_later_one_nor_anothers(town: Town) -> None:
    ours = actions.sign_paper(
        paper=make_paper(town.county, town.town), actor=make_officer(town.county), on=DAY
    )
    theirs = actions.sign_paper(
        paper=make_paper(town.town, town.county), actor=make_officer(town.town), on=DAY
    )
    assert "早于所答复的公文" in str(_refusal(lambda: make_external(town.county, answers=ours)))
    assert "不是本单位签发的公文" in str(
        _refusal(lambda: make_external(town.county, dated=DAY, answers=theirs))
    )
