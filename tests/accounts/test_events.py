"""What happens at the door is written down, stays, and says nothing secret."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from gonglian.accounts import cleaning
from gonglian.accounts.models import OpenSession, SignInEvent, User
from gonglian.accounts.states import EventKind
from tests.factories.organisation import make_user

PASSWORD = "Secret-2026-ok"
LOGIN = "/account/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def user(db: None) -> User:
    return make_user("lu.zhou", "陆舟", PASSWORD)


def sign_in(client: Client, password: str = PASSWORD, username: str = "lu.zhou", **headers: str) -> Any:
    return client.post(LOGIN, {"login": username, "password": password}, **headers)  # type: ignore[arg-type]


def told() -> list[tuple[str, str, str]]:
    rows = SignInEvent.objects.order_by("pk").values_list("user__username", "kind", "why")
    return [(name or "", kind, why) for name, kind, why in rows]


def right_code() -> str:
    return totp.format_hotp_value(totp.hotp_value(SECRET, list(totp.yield_hotp_counters_from_time())[1]))


def test_sign_in_and_out_are_told_with_address_and_browser(client: Client, user: User) -> None:
    sign_in(client, HTTP_USER_AGENT="Liulanqi/9" + "x" * 300, REMOTE_ADDR="10.3.4.5")
    client.post("/account/logout/")
    assert told() == [("lu.zhou", "sign_in", ""), ("lu.zhou", "sign_out", "")]
    first = SignInEvent.objects.earliest("pk")
    assert (first.address, first.agent[:10], len(first.agent), first.succeeded) == (
        "10.3.4.5", "Liulanqi/9", 200, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("username", "password", "event"),
    [
        ("lu.zhou", "wrong", ("lu.zhou", "failure", "password")),
        ("LU.ZHOU", "wrong", ("lu.zhou", "failure", "password")),
        ("Mima-da-zai-zheli-9", "x", ("", "failure", "unknown_name")),
    ],
)
def test_failure_is_told_with_its_reason(
    client: Client, user: User, username: str, password: str, event: tuple[str, str, str]
) -> None:
    sign_in(client, password, username)
    assert told() == [event]


def test_closed_account_is_told(client: Client, user: User) -> None:
    user.is_active = False
    user.save(update_fields=["is_active"])
    sign_in(client)
    assert told() == [("lu.zhou", "failure", "closed")]


def test_lock_out_says_until_when_and_is_told(client: Client, user: User) -> None:
    for _ in range(5):
        sign_in(client, "wrong")
    before = timezone.localtime() + timedelta(minutes=15)
    text = sign_in(client).content.decode()
    minutes = {(before - timedelta(minutes=m)).strftime("%H:%M") for m in (0, 1)}
    assert any(f"登录失败次数过多，{minute}" in text for minute in minutes)
    assert told()[5:] == [("lu.zhou", "lock_out", "")]


def test_lock_out_is_of_the_account_whatever_host_it_came_by(user: User) -> None:
    for host in ("localhost", "127.0.0.1", "localhost", "127.0.0.1", "localhost"):
        sign_in(Client(), "wrong", HTTP_HOST=host)
    client = Client()
    sign_in(client, HTTP_HOST="127.0.0.1")
    assert "_auth_user_id" not in client.session


def test_lock_out_is_of_the_address_too(client: Client, user: User) -> None:
    for number in range(30):
        sign_in(client, "wrong", f"nobody{number}")
    assert "登录失败次数过多" in sign_in(client).content.decode()
    elsewhere = Client(REMOTE_ADDR="10.9.9.9")
    assert sign_in(elsewhere).status_code == 302


def test_password_change_is_told(client: Client, user: User) -> None:
    client.force_login(user)
    new = "Ziji-Ding-2026"
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert told() == [("lu.zhou", "password_changed", "")]


def test_second_factor_is_told_right_and_wrong(client: Client, user: User) -> None:
    totp.TOTP.activate(user, SECRET)
    assert sign_in(client).headers["Location"] == "/account/login/code/"
    client.post("/account/login/code/", {"code": "000000"})
    client.post("/account/login/code/", {"code": right_code()})
    assert [kind for _name, kind, _why in told()] == ["second_failure", "second_factor", "sign_in"]


def test_no_secret_is_logged(client: Client, user: User, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    totp.TOTP.activate(user, SECRET)
    code = right_code()
    sign_in(client, "Cuo-wu-mima-1")
    sign_in(client)
    client.post("/account/login/code/", {"code": "123456"})
    client.post("/account/login/code/", {"code": code})
    client.get("/no-such-page/")
    events = list(SignInEvent.objects.values_list("kind", "why", "agent"))
    said = f"{caplog.text} {events}"
    assert "no-such-page" in said
    assert [s for s in (PASSWORD, "Cuo-wu-mima-1", code, SECRET) if s in said] == []


def test_event_is_never_changed(client: Client, user: User) -> None:
    sign_in(client)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        SignInEvent.objects.update(kind=EventKind.FAILURE)


def test_event_of_half_a_year_stays_against_any_hand(client: Client, user: User) -> None:
    sign_in(client)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("delete from accounts_signinevent")


def test_cleaning_takes_what_is_past_its_time(client: Client, user: User, settings: Any) -> None:
    settings.SIGN_IN_KEEP_DAYS = 400
    today = timezone.localdate()
    for days in (1, 399, 402):
        SignInEvent.objects.create(
            kind=EventKind.SIGN_IN, user=user, at=timezone.now() - timedelta(days=days)
        )
    OpenSession.objects.create(user=user, key="gone", since=timezone.now(), last_seen=timezone.now())
    client.force_login(user)
    client.get("/account/security/")
    assert cleaning.clean_sign_ins(on=today) == {"events": 1, "sessions": 1}
    assert (SignInEvent.objects.count(), OpenSession.objects.count()) == (2, 1)
