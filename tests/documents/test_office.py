"""The office's daily pages: received papers, the register of a year, versions of a wording, a paper's whole life."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from gonglian.documents import actions
from gonglian.documents.comparing import differences
from gonglian.documents.models import Paper, Wording
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town
from tests.factories.pages import client_of
from tests.factories.papers import make_officer, make_paper, make_scan

pytestmark = pytest.mark.django_db
TYPED = {
    "issuer_name": "某市某局", "number": "某函〔2026〕7号", "title": "关于支持的复函", "kind": "letter", "dated": "2026-02-27",
    "received_on": "2026-03-02", "handled_by": "经手人", "answers": "",
}  # fmt: skip


def test_a_received_paper_is_registered_with_its_scan(town: Town) -> None:
    client = client_of(make_officer(town.county, Role.HANDLER))
    answer = client.post("/papers/received/", {**TYPED, "upload": make_scan()})
    paper = Paper.objects.get()
    page = client.get(answer["Location"]).content.decode()
    assert (paper.incoming_number, paper.attachments.count()) == ("收〔2026〕1号", 1)
    assert [words in page for words in ("收〔2026〕1号", "经手人", "登记来文 收〔2026〕1号")] == [True] * 3


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": ""}, "标题"),
        ({"dated": "二月"}, "成文日期"),
        ({"dated": "2026-03-05"}, "早于成文日期"),
        ({"received_on": "2999-01-01"}, "在今天之后"),
        ({"answers": "兰工发[2026]1号"}, "本单位没有签发过"),
    ],
)
def test_a_refused_registration_keeps_what_was_typed(town: Town, given: dict[str, str], words: str) -> None:
    client = client_of(make_officer(town.county, Role.HANDLER))
    answer = client.post("/papers/received/", TYPED | given)
    page = answer.content.decode()
    assert (answer.status_code, words in page, "某市某局" in page) == (422, True, True)
    assert Paper.objects.count() == 0


def test_an_answer_links_both_papers(town: Town) -> None:
    head = make_officer(town.county)
    ours = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    client = client_of(head)
    client.post("/papers/received/", TYPED | {"dated": "2026-03-02", "answers": ours.number})
    came = Paper.objects.get(state="external")
    pages = [client.get(paper.get_absolute_url()).content.decode() for paper in (ours, came)]
    assert (f"/papers/{came.pk}/" in pages[0], f"/papers/{ours.pk}/" in pages[1]) == (True, True)


def test_a_readers_page_tells_a_papers_life_only_in_its_own_union(town: Town) -> None:
    head = make_officer(town.county)
    paper = actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY)
    own, other = make_officer(town.county, Role.READER), make_officer(town.city, Role.READER)
    told = [
        "签发公文" in client_of(user).get(paper.get_absolute_url()).content.decode() for user in (own, other)
    ]
    assert told == [True, False]


def test_the_register_of_a_year_lists_every_number_with_the_void_ones(town: Town) -> None:
    head = make_officer(town.county)
    papers = [
        actions.sign_paper(paper=make_paper(town.county, town.town), actor=head, on=DAY) for _n in range(2)
    ]
    actions.void_paper(paper=papers[0], reason="重发", actor=head, on=DAY)
    series, client = papers[0].series_id, client_of(head)
    file = io.BytesIO(b"".join(client.get(f"/papers/numbers/{series}/2026.xlsx")))  # type: ignore[arg-type]
    rows = list(load_workbook(file).worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[6], row[8]) for row in rows] == [
        (papers[0].number, "作废", "重发"), (papers[1].number, "已签发", None),
    ]  # fmt: skip
    assert client.get(f"/papers/numbers/{series}/1999.xlsx").status_code == 404


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "改期在礼堂"}, 1), ({"q": "Hui Yi"}, 1), ({"q": "gyhy"}, 1),
        ({"q": "gyhx"}, 0), ({"since": "2026-03-02"}, 1), ({"until": "2026-03-01"}, 0),
        ({"since": "2026-03-01", "until": "2026-03-02"}, 1), ({"since": "昨天"}, 1),
    ],
)  # fmt: skip
def test_the_register_is_searched_by_text_and_days(town: Town, query: dict[str, str], found: int) -> None:
    head = make_officer(town.county)
    actions.sign_paper(
        paper=make_paper(town.county, town.town, title="关于会议的通知", body="会议改期在礼堂召开。"),
        actor=head,
        on=DAY,
    )
    page = client_of(head).get("/papers/", query)
    assert page.context["page"].total == found


def test_versions_are_compared_and_the_shipped_one_comes_back(town: Town) -> None:
    client, address = client_of(make_officer(town.county)), "/papers/wordings/notice/established/"
    client.post(address, {"text": "关于成立的通知\n现予成立。"})
    page = client.get(address, {"old": "0", "new": "1"}).content.decode()
    assert ("<ins>现予成立。</ins>" in page, "<del>" in page) == (True, True)
    assert "<ins>" not in client.get(address, {"old": "7", "new": "x"}).content.decode()
    assert client.post(f"{address}shipped/").status_code == 302
    assert Wording.objects.get(version=2).text == ""
    assert "<ins>" not in client.get(address, {"old": "0", "new": "2"}).content.decode()


def test_differences_keep_the_order() -> None:
    lines = differences("甲\n乙\n丙", "甲\n丁\n丙\n戊")
    assert [(line.mark, line.text) for line in lines] == [
        ("same", "甲"), ("gone", "乙"), ("new", "丁"), ("same", "丙"), ("new", "戊"),
    ]  # fmt: skip
