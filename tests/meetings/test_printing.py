"""Ballots to be printed: a specimen, or copies with stubs, as Word and as PDF."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document

from gonglian.documents.pdf import PdfError
from gonglian.meetings import queries
from gonglian.meetings.models import Ballot
from gonglian.organisation.states import Role
from tests.factories.meetings import Hall
from tests.factories.organisation import Town, make_duty, make_user
from tests.factories.pages import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(town: Town) -> Hall:
    return Hall(town.industrial, keeper=town.county)


@pytest.fixture
def ballot(hall: Hall) -> Ballot:
    return hall.vote(hall.people[:4], 3)


@pytest.fixture
def keeper(town: Town) -> Client:
    make_duty(user := make_user("keeper"), town.county, Role.HANDLER)
    return client_of(user)


def test_ballots_are_printed_with_their_serials_on_the_stubs_alone(ballot: Ballot, keeper: Client) -> None:
    address = reverse("meetings:ballot_paper", args=[ballot.pk])
    content = keeper.get(address, {"copies": 3, "first": 41}).content
    words = [paragraph.text for paragraph in Document(BytesIO(content)).paragraphs]
    stubs = [line for line in words if line.startswith("存根")]
    assert [line.partition("　委员会")[0] for line in stubs] == [f"存根　第 00{n} 号" for n in (41, 42, 43)]
    assert sum("选票（应选3名）" in line and "存根" not in line for line in words) == 3
    names = list(queries.candidate_names(ballot).values())
    assert not any(name in line for line in stubs for name in names)
    specimen = keeper.get(address).content
    assert not any("存根" in paragraph.text for paragraph in Document(BytesIO(specimen)).paragraphs)


@pytest.mark.parametrize(
    "asked", [{"copies": 0}, {"copies": 501}, {"copies": "x"}, {"copies": 1, "first": 0}]
)
def test_bad_number_of_ballots_goes_back_to_the_page(ballot: Ballot, keeper: Client, asked: Any) -> None:
    response = keeper.get(reverse("meetings:ballot_paper", args=[ballot.pk]), asked, follow=True)
    assert "份数填 1 到 500" in response.content.decode()


def test_pdf_of_ballots_or_a_word_where_there_is_none(
    ballot: Ballot, keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("meetings:ballot_pdf", args=[ballot.pk])
    monkeypatch.setattr("gonglian.meetings.print_views.to_pdf", lambda content: b"%PDF" + content[:2])
    assert keeper.get(address).content == b"%PDFPK"
    monkeypatch.setattr("gonglian.meetings.print_views.to_pdf", lambda _content: None)
    assert "请下载 Word 文件" in keeper.get(address, follow=True).content.decode()

    def fail(_content: bytes) -> bytes:
        raise PdfError("没有生成PDF")

    monkeypatch.setattr("gonglian.meetings.print_views.to_pdf", fail)
    assert "没有生成PDF" in keeper.get(address, follow=True).content.decode()


@pytest.mark.parametrize("counted", [False, True])
def test_papers_are_word_files_that_name_the_candidates(
    hall: Hall, ballot: Ballot, keeper: Client, counted: bool
) -> None:
    if counted:
        hall.count(ballot, [8, 7, 5, 2], write_ins={"周凯": 1})
    for name in ("ballot_paper", "count_sheet"):
        response = keeper.get(reverse(f"meetings:{name}", args=[ballot.pk]))
        document = Document(BytesIO(response.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert set(queries.candidate_names(ballot).values()) <= set(cells)
        if name == "count_sheet":
            assert ("周凯" in cells) is counted
