"""Rules for passwords, and the first one, which somebody else knows."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from gonglian.accounts.models import User
from tests.factories.organisation import make_user

FIRST, OWN = "Chushi-2026", "Ziji-Ding-2026"
PAGE = "/account/password/"


@pytest.fixture
def newcomer(client: Client, db: None) -> User:
    user = make_user("new.comer", "新人", FIRST)
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    client.force_login(user)
    return user


def change(client: Client, old: str, new: str) -> Any:
    return client.post(PAGE, {"oldpassword": old, "password1": new, "password2": new})


@pytest.mark.parametrize(
    ("password", "faults"),
    [
        ("Lanshan-2026", []),
        ("lanshan2026-", []),
        ("LANSHAN-2026", []),
        ("Lan-2026", ["password_too_short"]),
        ("lanshan2026", ["password_kinds"]),
        ("lanshanlanshan", ["password_kinds"]),
        ("1234567890", ["password_kinds", "password_too_common"]),
        ("LuZhou-2026", ["password_too_similar"]),
    ],
)
def test_password_rules(password: str, faults: list[str]) -> None:
    try:
        validate_password(password, User(username="luzhou", name="陆舟", email=""))
        found: list[str | None] = []
    except ValidationError as error:
        found = sorted(fault.code for fault in error.error_list)
    assert found == faults


@pytest.mark.parametrize("address", ["/", "/org/", "/help/"])
def test_first_password_opens_only_the_page_to_change_it(
    client: Client, newcomer: User, address: str
) -> None:
    assert client.get(address).headers["Location"] == PAGE
    assert client.get(PAGE).status_code == 200


def test_first_password_lets_one_leave(client: Client, newcomer: User) -> None:
    assert client.post("/account/logout/").headers["Location"] == "/account/login/"


def test_own_password_opens_the_site(client: Client, newcomer: User) -> None:
    assert change(client, FIRST, OWN).status_code == 302
    newcomer.refresh_from_db()
    assert (newcomer.must_change_password, newcomer.check_password(OWN)) == (False, True)
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", OWN, "请输入您的当前密码"),
        (FIRST, FIRST, "新密码不能与最近 5 次用过的相同。"),
        (FIRST, "short-1A", "密码太短，至少要 10 位。"),
        (FIRST, "lanshanlanshan", "密码要含小写字母、大写字母、数字、符号四种中的三种。"),
    ],
)
def test_change_refused_says_why_and_changes_nothing(
    client: Client, newcomer: User, old: str, new: str, said: str
) -> None:
    text = change(client, old, new).content.decode()
    newcomer.refresh_from_db()
    assert (said in text, newcomer.check_password(FIRST), newcomer.must_change_password) == (True, True, True)


def test_last_five_passwords_are_refused_and_the_sixth_may_come_again(client: Client, newcomer: User) -> None:
    used = [FIRST, *(f"Mima-Di-{number}-ge" for number in range(1, 6))]
    for old, new in pairwise(used):
        cache.clear()  # changes are counted by the minute
        assert change(client, old, new).status_code == 302
    for recent in used[1:]:
        cache.clear()
        assert "新密码不能与最近 5 次用过的相同。" in change(client, used[-1], recent).content.decode()
    cache.clear()
    assert change(client, used[-1], FIRST).status_code == 302
    assert newcomer.past_passwords.count() == 5


@pytest.mark.parametrize(
    ("days", "limit", "leads_on"), [(89, 90, False), (91, 90, True), (91, 0, False), (500, 0, False)]
)
def test_old_password_is_changed_before_anything_else(
    client: Client, db: None, settings: Any, days: int, limit: int, leads_on: bool
) -> None:
    settings.PASSWORD_DAYS = limit
    user = make_user("old.hand", "老手")
    User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=days))
    client.force_login(user)
    assert (client.get("/").headers.get("Location") == PAGE) is leads_on
    if leads_on:
        change(client, "Secret-2026-ok", OWN)
        assert client.get("/").status_code == 200
