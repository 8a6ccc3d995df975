"""The catalogue's pages, for everybody who is signed in."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.test import Client

from gonglian.policy.registry import all_clauses
from gonglian.policy.shipped import shipped
from tests.factories.organisation import make_user


@pytest.fixture
def client(db: None) -> Client:
    """Somebody without any duty: the catalogue is no secret."""
    client = Client()
    client.force_login(make_user("anybody"))
    return client


def page_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def listed(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/policy/([A-Z0-9a-z-]+)/">', page)


def test_list_shows_every_clause_once(client: Client) -> None:
    assert listed(page_of(client, "/policy/")) == [clause.id for clause in all_clauses()]


@pytest.mark.parametrize(
    ("query", "found"),
    [("?group=APP", ["APP-01"]), ("?q=四个不变", ["ORG-10"]), ("?group=APP&q=四个不变", [])],
)
def test_list_is_filtered_as_the_address_says(client: Client, query: str, found: list[str]) -> None:
    assert listed(page_of(client, f"/policy/{query}")) == found


def test_list_with_an_unknown_group_shows_all(client: Client) -> None:
    assert len(listed(page_of(client, "/policy/?group=XXX"))) == len(all_clauses())


def test_list_without_a_hit_offers_the_way_back(client: Client) -> None:
    page = page_of(client, "/policy/?q=%3Cscript%3E")
    assert ("没有这样的条款" in page, "<script>" in page, "&lt;script&gt;" in page) == (True, False, True)


def test_each_clause_has_its_page(client: Client) -> None:
    for clause in all_clauses():
        assert f"<h1>{clause.title}</h1>" in page_of(client, f"/policy/{clause.id}/")


def test_clause_page_tells_facts_and_parameters(client: Client) -> None:
    page = page_of(client, "/policy/CON-06/")
    for words in (
        "到会",
        "必须符合，不符合不能办",
        "《工会基层组织选举工作条例》第 17 条",
        "2/3",
        "转引，原文待核",
        "现行",
    ):
        assert words in page


def test_clause_without_parameters_says_so(client: Client) -> None:
    assert "这一条不比对数字。" in page_of(client, "/policy/ORG-10/")


@pytest.mark.parametrize("name", ["ORG-99", "org-01", "parameter"])
def test_unknown_clause_is_not_found(client: Client, name: str) -> None:
    assert client.get(f"/policy/{name}/").status_code == 404


def test_parameters_page_shows_the_value_in_force_of_each(client: Client) -> None:
    page = page_of(client, "/policy/parameters/")
    assert page.count('<tr><th scope="row">') == len(shipped().ids())


@pytest.mark.parametrize("address", ["/policy/", "/policy/ORG-01/", "/policy/parameters/"])
def test_catalogue_asks_for_sign_in(db: None, address: str) -> None:
    assert Client().get(address)["Location"].startswith("/account/login/")


def test_citation_links_to_the_clause_when_it_is_named() -> None:
    template = Template('{% cite "意见 2.2" %}|{% cite "意见 2.2" clause="ORG-10" %}')
    assert template.render(Context()) == (
        '<span class="g-cite">意见 2.2</span>|<a class="g-cite" href="/policy/ORG-10/">意见 2.2</a>'
    )
