"""Signing in and out, through the pages as a person meets them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gonglian.accounts.models import User
from tests.factories.organisation import make_user

PASSWORD = "Secret-2026-ok"
WORKBENCH = "/"
LOGIN = "/account/login/"


@pytest.fixture
def user(db: None) -> User:
    return make_user("lu.zhou", "陆舟", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, username: str = "lu.zhou", **more: str) -> Any:
    return client.post(LOGIN, {"login": username, "password": password, **more})


def test_sign_in_opens_the_workbench(client: Client, user: User) -> None:
    response = sign_in(client)
    assert (response.status_code, response.headers["Location"]) == (302, WORKBENCH)
    assert client.session["_auth_user_id"] == str(user.pk)


def test_sign_in_goes_back_to_the_page_that_asked(client: Client, user: User) -> None:
    assert sign_in(client, next="/org/?on=2020-01-01").headers["Location"] == "/org/?on=2020-01-01"


def test_sign_in_goes_to_no_other_site(client: Client, user: User) -> None:
    assert sign_in(client, next="//elsewhere.example/").headers["Location"] == WORKBENCH


@pytest.mark.parametrize(
    ("username", "password"), [("lu.zhou", "wrong"), ("nobody", PASSWORD), ("LU.ZHOU ", "wrong")]
)
def test_wrong_name_and_wrong_password_say_the_same(
    client: Client, user: User, username: str, password: str
) -> None:
    response = sign_in(client, password, username)
    text = response.content.decode()
    assert (response.status_code, "没有登录成功。" in text, "您提供的用户名或密码不正确" in text) == (
        200,
        True,
        True,
    )


def test_closed_account_stays_outside(client: Client, user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_sixth_try_is_refused_even_with_the_right_password(client: Client, user: User) -> None:
    for _ in range(5):
        assert sign_in(client, "wrong").status_code == 200
    response = sign_in(client)
    assert ("登录失败次数过多" in response.content.decode(), "_auth_user_id" in client.session) == (
        True,
        False,
    )


def test_failures_of_one_account_leave_others_open(client: Client, user: User) -> None:
    make_user("other", "别人", PASSWORD)
    for _ in range(6):
        sign_in(client, "wrong")
    assert sign_in(client, username="other").status_code == 302


def test_sign_out_ends_the_session(client: Client, user: User) -> None:
    sign_in(client)
    assert client.get("/account/logout/").status_code == 200
    response = client.post("/account/logout/")
    assert (response.headers["Location"], "_auth_user_id" in client.session) == (LOGIN, False)


def test_idle_time_begins_anew_with_each_request(client: Client, user: User) -> None:
    sign_in(client)
    response = client.get("/account/password/")
    assert response.cookies["sessionid"]["httponly"] is True
    assert client.session.get_expiry_age() == 1800


def test_expired_session_in_mid_form_leads_to_sign_in_and_back(client: Client, user: User) -> None:
    sign_in(client)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    response = client.post(reverse("organisation:choose_duty"), {"duty": "1", "next": "/"})
    assert (response.status_code, response.headers["Location"]) == (302, f"{LOGIN}?next=/org/duty/")


def test_form_without_token_is_refused(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post("/account/logout/").status_code == 403


@pytest.mark.parametrize("address", ["/", "/org/", "/account/password/"])
def test_pages_ask_for_sign_in(client: Client, db: None, address: str) -> None:
    assert client.get(address).headers["Location"] == f"{LOGIN}?next={address}"


def test_nobody_opens_an_account_for_himself(client: Client, db: None) -> None:
    assert client.get("/account/signup/").status_code == 404
