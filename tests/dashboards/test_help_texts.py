"""Every page says of itself what it is for."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from gonglian.dashboards.help_texts import TEXTS, help_of
from gonglian.organisation.states import Role
from gonglian.policy.registry import all_clauses
from tests.architecture.pages import ENTRANCE, pages
from tests.factories.organisation import make_duty, make_town, make_user


def test_help_is_there_for_every_page() -> None:
    assert {door.page for door in pages()} - ENTRANCE == set(TEXTS)


def test_help_cites_clauses_that_exist() -> None:
    known = {clause.id for clause in all_clauses()}
    assert {clause for _text, *clauses in TEXTS.values() for clause in clauses} - known == set()


def test_help_names_each_source_once() -> None:
    found = help_of("founding:units")
    assert found is not None
    assert [(cited.clause, cited.source) for cited in found.clauses] == [("CON-01", "意见 2.3.b")]


def test_help_of_an_unknown_page_is_none() -> None:
    assert help_of("nowhere") is None


def test_help_stands_in_the_top_line(db: None) -> None:
    user = make_user("reader")
    make_duty(user, make_town().county, Role.READER)
    client = Client()
    client.force_login(user)
    page = client.get("/org/").content.decode()
    assert str(TEXTS["organisation:unions"][0]) in page
    assert reverse("policy:clause", args=["ORG-02"]) in page
    assert client.get("/nowhere/").status_code == 404
