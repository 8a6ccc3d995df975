"""The pages of papers: strangers find nothing, insiders without the right are told so, holders get on."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gonglian.documents import actions
from gonglian.documents.models import Attachment, Paper, Series, SeriesYear, Wording
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, Town, make_town
from tests.factories.papers import make_officer, make_paper, make_scan

pytestmark = pytest.mark.django_db
EDIT = {"title": "关于改期的通知", "addressee_name": "各单位", "body": "改期。", "copy_to": "", "revision": "0"}
ROLES = ("head", "handler", "reader", "stranger")


class Desk:
    """A county's draft, signed paper and files, and the officers who try to get at them."""

    def __init__(self) -> None:
        self.town: Town = make_town()
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
def desk() -> Desk:
    return Desk()


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
    ("wordings", "", "get", {}, (200, 200, 403, 200)),
    ("numbers", "", "get", {}, (200, 200, 403, 200)),
    ("numbers", "", "post", {"code": "兰工函", "kinds": ["letter"]}, (302, 302, 403, 302)),
    ("wording", ("notice", "established"), "get", {}, (200, 200, 403, 200)),
    ("wording", ("notice", "established"), "post", {"text": "关于成立的通知\n已成立。"}, (302, 302, 403, 302)),
]


@pytest.mark.parametrize(("name", "obj", "method", "data", "answers"), DOOR)
def test_door(desk: Desk, name: str, obj: Any, method: str, data: dict[str, Any], answers: tuple[int, ...]) -> None:
    args = obj if isinstance(obj, tuple) else [getattr(desk, obj).pk] if obj else []
    got = []
    for who in reversed(ROLES):  # the holders last: what they do ends the thing
        if got and obj in ("signed", "draft", "draft_file", "series") and got[-1] == 302:
            desk = Desk() if False else desk
        given = {key: value() if callable(value) else value for key, value in data.items()}
        got.append(_fresh(desk, who, method, reverse(f"documents:{name}", args=args), given))
    assert tuple(reversed(got)) == answers
