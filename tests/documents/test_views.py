"""The pages of papers: strangers find nothing, insiders without the right are told so, holders get on."""

from __future__ import annotations

import io
import shutil
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook

from gonglian.core.acts import record
from gonglian.documents import actions
from gonglian.documents.models import Attachment, Paper, Series, SeriesYear, Wording
from gonglian.documents.urls import urlpatterns
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town
from tests.factories.papers import make_officer, make_paper, make_scan

pytestmark = pytest.mark.django_db
EDIT = {
    "title": "关于改期的通知",
    "addressee_name": "各单位",
    "body": "改期。",
    "copy_to": "",
    "revision": "0",
}
ROLES = ("head", "handler", "reader", "stranger")


class Desk:
    """A county's draft, signed paper and files, and the officers who try to get at them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.officers = {
            "head": make_officer(self.town.county, Role.HEAD),
            "handler": make_officer(self.town.county, Role.HANDLER),
            "reader": make_officer(self.town.county, Role.READER),
            "stranger": make_officer(self.town.other_county, Role.HEAD),
            "above": make_officer(self.town.city, Role.HEAD),
        }
        self.draft = make_paper(self.town.county, self.town.town)
        self.signed = self._sign(make_paper(self.town.county, self.town.town))
        self.file = actions.attach_file(paper=self.signed, upload=make_scan(), actor=None, on=DAY)
        self.draft_file = actions.attach_file(paper=self.draft, upload=make_scan(), actor=None, on=DAY)
        self.series = Series.objects.get()

    def _sign(self, paper: Paper) -> Paper:
        return actions.sign_paper(paper=paper, actor=self.officers["head"], on=DAY)

    def client(self, who: str) -> Client:
        client = Client()
        client.force_login(self.officers[who])
        return client


@pytest.fixture
def desk(town: Town) -> Desk:
    return Desk(town)


# name, object, method, data, what head, handler, reader of the county and a stranger get
DOOR = [
    ("paper", "signed", "get", {}, (200, 200, 200, 404)),
    ("paper", "draft", "get", {}, (200, 200, 200, 404)),
    ("edit", "draft", "get", {}, (200, 200, 403, 404)),
    ("edit", "draft", "post", EDIT, (302, 302, 403, 404)),
    ("sign", "draft", "post", {}, (302, 403, 403, 404)),
    ("void", "signed", "post", {"reason": "印错"}, (302, 403, 403, 404)),
    ("void", "draft", "post", {"reason": "不用"}, (302, 302, 403, 404)),
    ("attach", "draft", "post", {"upload": make_scan}, (302, 302, 403, 404)),
    ("docx", "signed", "get", {}, (200, 200, 200, 404)),
    ("attachment", "file", "get", {}, (200, 200, 200, 404)),
    ("attachment", "draft_file", "get", {}, (200, 200, 200, 404)),
    ("remove_attachment", "draft_file", "post", {}, (302, 302, 403, 404)),
    ("series", "series", "get", {}, (200, 200, 403, 404)),
    ("series", "series", "post", {"code": "兰工发", "kinds": ["notice"]}, (302, 302, 403, 404)),
    ("series_start", "series", "post", {"year": "2027", "first": "9"}, (302, 302, 403, 404)),
    ("register", "", "get", {}, (200, 200, 200, 200)),
    ("register_xlsx", "", "get", {}, (200, 200, 200, 200)),
    ("receive", "", "get", {}, (200, 200, 403, 200)),
    ("wordings", "", "get", {}, (200, 200, 403, 200)),
    ("wording_shipped", ("notice", "established"), "post", {}, (302, 302, 403, 302)),
    ("numbers", "", "get", {}, (200, 200, 403, 200)),
    ("numbers", "", "post", {"code": "兰工函", "kinds": ["letter"]}, (302, 302, 403, 302)),
    ("wording", ("notice", "established"), "get", {}, (200, 200, 403, 200)),
    (
        "wording",
        ("notice", "established"),
        "post",
        {"text": "关于成立的通知\n已成立。"},
        (302, 302, 403, 302),
    ),
]


def _answer(desk: Desk, who: str, method: str, url: str, data: dict[str, Any]) -> int:
    """The status of one request, undone afterwards so that the next officer finds the same thing."""
    given = {key: value() if callable(value) else value for key, value in data.items()}
    point = transaction.savepoint()
    status = int(getattr(desk.client(who), method)(url, given).status_code)
    transaction.savepoint_rollback(point)
    return status


@pytest.mark.parametrize(("name", "obj", "method", "data", "answers"), DOOR)
def test_door(
    desk: Desk, name: str, obj: Any, method: str, data: dict[str, Any], answers: tuple[int, ...]
) -> None:
    args = obj if isinstance(obj, tuple) else [getattr(desk, obj).pk] if obj else []
    url = reverse(f"documents:{name}", args=args)
    assert tuple(_answer(desk, who, method, url, data) for who in ROLES) == answers


def test_every_address_is_in_the_table() -> None:
    elsewhere = {"pdf", "series_year_xlsx"}  # LibreOffice; an address of two parts, in the table of all doors
    assert {row[0] for row in DOOR} | elsewhere == {pattern.name for pattern in urlpatterns}


def test_upper_union_reads_the_signed_paper_and_never_the_draft(desk: Desk) -> None:
    answers = [
        _answer(desk, "above", "get", paper.get_absolute_url(), {}) for paper in (desk.signed, desk.draft)
    ]
    assert answers == [200, 404]
    assert (
        _answer(desk, "above", "post", reverse("documents:void", args=[desk.signed.pk]), {"reason": "x"})
        == 403
    )


def test_signing_on_the_page_draws_the_number(desk: Desk) -> None:
    page = desk.client("head").post(reverse("documents:sign", args=[desk.draft.pk]), follow=True)
    assert "兰工〔2026〕2号" in page.content.decode()


def test_second_click_is_told_the_number(desk: Desk) -> None:
    page = desk.client("head").post(reverse("documents:sign", args=[desk.signed.pk]))
    assert (page.status_code, "这份公文已签发，文号 兰工〔2026〕1号。" in page.content.decode()) == (
        200,
        True,
    )


def test_paper_that_goes_with_a_request_is_not_signed_here(desk: Desk) -> None:
    with transaction.atomic(), record("test.bind", actor=None, on=DAY):
        actions.bind_paper(desk.draft)
    assert _answer(desk, "head", "post", reverse("documents:sign", args=[desk.draft.pk]), {}) == 403
    assert "随请示办理" in desk.client("head").get(desk.draft.get_absolute_url()).content.decode()


def test_draft_with_empty_blanks_offers_no_signing(desk: Desk) -> None:
    paper = make_paper(desk.town.county, desk.town.town, body="于{{ 会议日期 }}开会。")
    page = desk.client("head").get(paper.get_absolute_url()).content.decode()
    assert ("还有没填的内容：会议日期。" in page, "签发并编号" in page) == (True, False)
    answer = desk.client("head").get(reverse("documents:docx", args=[paper.pk]), follow=True)
    assert "填空项“会议日期”没有内容" in answer.content.decode()


def test_public_notice_with_a_telephone_is_not_handed_out(desk: Desk) -> None:
    fields = {"kind": "public_notice", "body": "王某，电话13800000000"}
    paper = make_paper(desk.town.county, desk.town.town, **fields)
    for form in ("docx", "pdf"):
        answer = desk.client("head").get(reverse(f"documents:{form}", args=[paper.pk]), follow=True)
        assert "有电话号码，不能公开" in answer.content.decode()


def test_refused_edit_keeps_what_was_typed_and_shows_what_is_saved(desk: Desk) -> None:
    actions.edit_paper(paper=desk.draft, title="关于改地点的通知", body="改地点。", actor=None, on=DAY)
    page = desk.client("handler").post(reverse("documents:edit", args=[desk.draft.pk]), EDIT).content.decode()
    shown = [
        text in page for text in ("别人刚改过这份草稿", "改地点。", "改期。", 'name="revision" value="1"')
    ]
    assert shown == [True] * 4
    assert Paper.objects.get(pk=desk.draft.pk).body == "改地点。"


def test_edit_with_unknown_blank_names_it(desk: Desk) -> None:
    data = EDIT | {"body": "{{ 星座 }}"}
    page = desk.client("handler").post(reverse("documents:edit", args=[desk.draft.pk]), data).content.decode()
    assert "不认识的填空项“星座”" in page


def test_edit_keeps_the_names_of_enclosures(desk: Desk) -> None:
    data = EDIT | {"enclosures": "名单\n\n 会议议程 "}
    desk.client("handler").post(reverse("documents:edit", args=[desk.draft.pk]), data)
    assert Paper.objects.get(pk=desk.draft.pk).enclosures == ["名单", "会议议程"]


@pytest.mark.parametrize(("data", "said"), [({"reason": ""}, "没有写作废原因。"), ({}, "没有写作废原因。")])
def test_void_without_reason_is_refused_on_the_page(desk: Desk, data: dict[str, str], said: str) -> None:
    page = desk.client("head").post(reverse("documents:void", args=[desk.signed.pk]), data)
    assert (page.status_code, said in page.content.decode()) == (200, True)
    assert Paper.objects.get(pk=desk.signed.pk).is_signed


@pytest.mark.parametrize("content", [b"<html>", b""])
def test_bad_file_is_refused_on_the_page(desk: Desk, content: bytes) -> None:
    url = reverse("documents:attach", args=[desk.draft.pk])
    page = desk.client("head").post(url, {"upload": make_scan("a.pdf", content)})
    assert (page.status_code, Attachment.objects.count()) == (200, 2)


def test_file_is_handed_out_to_be_saved_only(desk: Desk) -> None:
    response = desk.client("reader").get(desk.file.get_absolute_url())
    headers = {
        name: response.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")
    }
    assert headers == {
        "Content-Type": "application/pdf", "X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store",
    }  # fmt: skip
    assert response.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_word_file_is_the_paper(desk: Desk) -> None:
    response = desk.client("reader").get(reverse("documents:docx", args=[desk.signed.pk]))
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(response.content)).paragraphs)
    assert [part in text for part in ("兰工〔2026〕1号", "关于召开会议的通知", "2026年3月2日")] == [True] * 3
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.skipif(not shutil.which("soffice"), reason="no LibreOffice here")
def test_pdf_file_is_a_pdf(desk: Desk) -> None:
    response = desk.client("reader").get(reverse("documents:pdf", args=[desk.signed.pk]))
    assert (response.content[:5], response.headers["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert _answer(desk, "stranger", "get", reverse("documents:pdf", args=[desk.signed.pk]), {}) == 404


def test_page_without_pdf_engine_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    url = reverse("documents:pdf", args=[desk.signed.pk])
    page = desk.client("reader").get(url, follow=True).content.decode()
    assert ("这里不能生成 PDF，请下载 Word 文件。" in page, "下载 PDF" in page) == (True, False)


# -- the register


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["关于召开会议的通知", "关于评先的请示", "关于召开会议的通知"]),
        ({"q": "评先"}, ["关于评先的请示"]),
        ({"kind": "request"}, ["关于评先的请示"]),
        ({"state": "draft"}, ["关于召开会议的通知"]),
        ({"code": "兰工"}, ["关于评先的请示", "关于召开会议的通知"]),
        ({"code": "兰"}, []),
        ({"year": "2026"}, ["关于评先的请示", "关于召开会议的通知"]),
        ({"year": "2025"}, []),
        ({"year": "去年", "kind": "nothing"}, ["关于召开会议的通知", "关于评先的请示", "关于召开会议的通知"]),
    ],
)
def test_register_and_its_workbook_show_the_same(
    desk: Desk, query: dict[str, str], titles: list[str]
) -> None:
    desk._sign(make_paper(desk.town.county, desk.town.city, "request", title="关于评先的请示"))
    page = desk.client("reader").get(reverse("documents:register"), query)
    assert [paper.title for paper in page.context["page"].rows] == titles
    file = desk.client("reader").get(reverse("documents:register_xlsx"), query)
    sheet = load_workbook(io.BytesIO(b"".join(file.streaming_content))).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] == titles


def test_register_asks_the_database_as_often_for_one_row_as_for_thirty(desk: Desk) -> None:
    client = desk.client("reader")
    url = reverse("documents:register")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _ in range(28):
        make_paper(desk.town.county, desk.town.town)
    with CaptureQueriesContext(connection) as many:
        assert len(client.get(url).context["page"].rows) == 25
    assert len(many) == len(few)


# -- the office's own wordings and numbers


def test_wording_is_looked_at_before_it_is_kept(desk: Desk) -> None:
    url = reverse("documents:wording", args=["notice", "established"])
    data = {"text": "关于{{ 工会名称 }}的通知\n<b>{{ 星座 }}</b>", "look": "1"}
    page = desk.client("handler").post(url, data).content.decode()
    assert ["<mark>工会名称</mark>" in page, "不认识：星座" in page, "<b>" in page] == [True, True, False]
    assert not Wording.objects.exists()


def test_wording_with_unknown_blank_is_refused_and_kept_in_the_form(desk: Desk) -> None:
    url = reverse("documents:wording", args=["notice", "established"])
    page = desk.client("handler").post(url, {"text": "标题\n{{ 星座 }}"}).content.decode()
    assert ["不认识的填空项“星座”" in page, "{{ 星座 }}" in page] == [True, True]
    assert not Wording.objects.exists()


@pytest.mark.parametrize("pair", [("ballot", "sheet"), ("notice", "prepare"), ("x", "y")])
def test_wording_that_does_not_exist_is_not_found(desk: Desk, pair: tuple[str, str]) -> None:
    assert _answer(desk, "handler", "get", reverse("documents:wording", args=pair), {}) == 404


def test_refused_code_stays_in_the_form(desk: Desk) -> None:
    page = desk.client("head").post(reverse("documents:numbers"), {"code": "LG", "kinds": ["letter"]})
    assert "机关代字“LG”不合规范。" in page.content.decode()
    assert Series.objects.count() == 1


@pytest.mark.parametrize(("year", "said"), [("2026", "一年只能定一次"), ("", "必填")])
def test_refused_start_is_said_on_the_page(desk: Desk, year: str, said: str) -> None:
    url = reverse("documents:series_start", args=[desk.series.pk])
    page = desk.client("head").post(url, {"year": year, "first": "9"})
    assert (page.status_code, SeriesYear.objects.get().last) == (200, 1)
    assert said in page.content.decode()
