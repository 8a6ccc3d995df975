"""The frame around every page: rail, duty, day, language, errors, sign-in."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from gonglian.organisation.states import Role
from tests.factories.organisation import Town, make_duty, make_user

PASSWORD = "Secret-2026-ok"


@pytest.fixture
def client_of_two(town: Town) -> Client:
    user = make_user("two", "孟知行")
    make_duty(user, town.county, Role.HANDLER)
    make_duty(user, town.town, Role.HEAD)
    client = Client()
    client.force_login(user)
    return client


def page_of(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize(
    ("address", "marked"), [("/", "工作台"), ("/org/", "组织"), ("/help/", "工作台"), ("/terms/", "组建换届")]
)
def test_rail_marks_where_one_is(client_of_two: Client, address: str, marked: str) -> None:
    assert re.findall(r'aria-current="page">([^<]+)</a></li>', page_of(client_of_two, address)) == [marked]


def test_frame_offers_the_other_duty_only(client_of_two: Client) -> None:
    page = page_of(client_of_two, "/")
    assert re.findall(r'name="duty" value="\d+">([^<]+)<', page) == ["柳青街道工会·负责人"]


def test_frame_without_a_duty_has_no_search_and_no_day(db: None) -> None:
    client = Client()
    client.force_login(make_user("nobody"))
    page = page_of(client, "/")
    assert ('name="q"' in page, 'class="g-pop g-day' in page, "还没有身份" in page) == (False, False, True)


def test_workbench_counts_what_is_in_reach(client_of_two: Client) -> None:
    figures = re.findall(r'class="v">(?:<a [^>]+>)?([\d,]+|—)', page_of(client_of_two, "/"))
    assert figures == ["6", "1", "—", "0"]


def test_day_form_keeps_the_filters(client_of_two: Client) -> None:
    page = page_of(client_of_two, "/org/?kind=primary&page=1")
    day = page[page.index('class="g-pop g-day') : page.index("</details>")]
    assert '<input type="hidden" name="kind" value="primary">' in day
    assert 'name="page"' not in day


def test_no_page_has_inline_script_or_style(client_of_two: Client) -> None:
    pages = (
        "/",
        "/find/",
        "/org/",
        "/org/map/",
        "/help/",
        "/policy/",
        "/policy/parameters/",
        "/policy/ORG-01/",
    )
    for address in (*pages, "/account/password/"):
        page = page_of(client_of_two, address)
        assert re.findall(r"<script(?![^>]*src=)|<style| style=| on[a-z]+=", page) == []


def test_form_head_carries_token_and_duty(town: Town) -> None:
    user = make_user("one")
    duty = make_duty(user, town.county, Role.HANDLER)
    request: Any = RequestFactory().get("/")
    request.user = user
    head = Template("{% form_head %}").render(Context({"request": request}))
    assert f'<input type="hidden" name="as_duty" value="{duty.pk}">' in head
    assert 'name="csrfmiddlewaretoken"' in head


def test_form_of_another_duty_is_refused_and_says_so(client_of_two: Client) -> None:
    response = client_of_two.post("/org/duty/", {"as_duty": "999999"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "身份已经换过" in page
    assert "data-lost" in page


def test_form_of_an_old_session_says_what_to_do(town: Town) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/login/", {"login": "x", "password": "y"})
    page = response.content.decode()
    assert response.status_code == 403
    assert ("重新打开这张表" in page, "data-lost" in page) == (True, True)


def test_not_found_offers_the_way_back(client_of_two: Client) -> None:
    page = page_of(client_of_two, "/nowhere/", 404)
    assert ("没有找到" in page, 'href="/org/"' in page) == (True, True)


def test_server_error_page_asks_the_database_nothing(rf: RequestFactory) -> None:
    from gonglian.core.views import server_error

    class Broken:
        def __getattr__(self, name: str) -> Any:
            raise AssertionError(f"asked for {name}")

    request: Any = rf.get("/")
    request.user = Broken()
    response = server_error(request)
    assert (response.status_code, "没有写入任何记录" in response.content.decode()) == (500, True)


def test_sign_in_with_a_wrong_password_says_so_in_chinese(db: None) -> None:
    make_user("one")
    response = Client().post("/account/login/", {"login": "one", "password": "wrong"})
    page = response.content.decode()
    assert ("没有登录成功" in page, 'value="one"' in page, "wrong" in page) == (True, True, False)
    assert re.search(r"specified|password", re.sub(r"<[^>]+>", "", page)) is None


def test_sign_in_lands_where_one_wanted_to_go(db: None) -> None:
    make_user("one")
    response = Client().post("/account/login/", {"login": "one", "password": PASSWORD, "next": "/org/?q=wl"})
    assert (response.status_code, response["Location"]) == (302, "/org/?q=wl")


def test_first_password_is_changed_before_anything_else(db: None) -> None:
    user = make_user("one")
    type(user).objects.filter(pk=user.pk).update(must_change_password=True)
    client = Client()
    client.force_login(user)
    assert client.get("/org/")["Location"] == "/account/password/"
    assert "一次性密码（刚才登录用的）" in page_of(client, "/account/password/")
    fields = {"oldpassword": PASSWORD, "password1": "Other-2027-ok", "password2": "Other-2027-ok"}
    assert client.post("/account/password/", fields).status_code == 302
    user.refresh_from_db()
    assert user.must_change_password is False


def test_password_fields_say_what_is_wrong_beside_them(db: None) -> None:
    client = Client()
    client.force_login(make_user("one"))
    fields = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = client.post("/account/password/", fields).content.decode()
    assert re.search(r'name="password1"[^>]* aria-invalid="true" aria-describedby="id_password1_error"', page)
    assert "密码要含小写字母、大写字母、数字、符号四种中的三种。" in page


def test_sign_out_is_asked_and_done(client_of_two: Client) -> None:
    assert "退出" in page_of(client_of_two, "/account/logout/")
    assert client_of_two.post("/account/logout/")["Location"] == "/account/login/"
    assert client_of_two.get("/org/").status_code == 302
