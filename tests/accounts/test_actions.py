"""Accounts opened, closed and given a first password; each refusal with its permitted neighbour."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from gonglian.accounts import actions
from gonglian.accounts.models import OpenSession, User
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.core.story import tell
from tests.factories.organisation import DAY, make_user

PASSWORD = "Secret-2026-ok"


@pytest.fixture
def user(db: None) -> User:
    return make_user("lu.zhou", "陆舟", PASSWORD)


def sign_in(user: User, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/account/login/", {"login": user.username, "password": password})
    return client


def is_inside(client: Client) -> bool:
    return client.get("/account/security/").status_code == 200


def last_act() -> Act:
    return Act.objects.latest("id")


@pytest.mark.parametrize("taken", ["lu.zhou", "LU.ZHOU"])
def test_account_with_a_taken_user_name_is_refused(user: User, actor: Any, taken: str) -> None:
    with pytest.raises(Refused, match="已有人使用") as refused:
        actions.open_account(username=taken, name="另一人", actor=actor, on=DAY)
    assert (refused.value.reasons[0].field, refused.value.reasons[0].cure) == (
        "username", "换一个用户名，可在后面加数字。",
    )  # fmt: skip


def test_new_account_waits_for_its_code(actor: Any) -> None:
    user = actions.open_account(username="new.comer", name="新人", actor=actor, on=DAY)
    assert (user.has_usable_password(), user.must_change_password, last_act().act) == (
        False, True, "accounts.open_account",
    )  # fmt: skip


def test_code_is_given_out_once_and_kept_as_a_hash(user: User, actor: Any) -> None:
    code = actions.issue_code(user=user, actor=actor, on=DAY)
    user.refresh_from_db()
    assert (user.check_password(code), user.check_password(PASSWORD)) == (True, False)
    assert (user.must_change_password, user.code_last_day) == (True, date(2026, 3, 5))
    act = last_act()
    assert code not in f"{act.before} {act.after} {act.object_name} {user.password}"
    assert tell(act) == "给陆舟发一次性密码，有效到2026-03-05"


def test_codes_are_never_the_same_and_meet_the_rule(user: User, actor: Any) -> None:
    codes = {actions.issue_code(user=user, actor=actor, on=DAY) for _ in range(20)}
    assert len(codes) == 20
    assert {len(code) for code in codes} == {14}
    assert not set("".join(codes)) & set("ilo01 ")


def test_code_ends_open_sessions(user: User, actor: Any) -> None:
    client = sign_in(user)
    assert is_inside(client)
    actions.issue_code(user=user, actor=actor, on=DAY)
    assert (is_inside(client), OpenSession.objects.filter(user=user).count()) == (False, 0)


def test_code_opens_only_the_page_to_change_it(user: User, actor: Any, set_today: Any) -> None:
    set_today(DAY)
    client = sign_in(user, actions.issue_code(user=user, actor=actor, on=DAY))
    assert client.get("/").headers["Location"] == "/account/password/"


@pytest.mark.parametrize(("days", "goes_to"), [(3, "/account/password/"), (4, "/account/login/")])
def test_code_holds_to_its_last_day(user: User, actor: Any, set_today: Any, days: int, goes_to: str) -> None:
    code = actions.issue_code(user=user, actor=actor, on=DAY)
    set_today(DAY + timedelta(days=days))
    client = sign_in(user, code)
    assert client.get("/").headers["Location"].split("?")[0] == goes_to


def test_expired_code_says_whom_to_ask_and_is_written_down(user: User, actor: Any, set_today: Any) -> None:
    code = actions.issue_code(user=user, actor=actor, on=DAY)
    set_today(DAY + timedelta(days=4))
    client = sign_in(user, code)
    text = client.get("/", follow=True).content.decode()
    assert ("一次性密码已过期，请找本单位的系统管理员重新发一个。" in text, is_inside(client)) == (
        True,
        False,
    )
    assert user.sign_in_events.latest("pk").kind == "code_expired"


def test_own_password_lifts_the_last_day(user: User, actor: Any, set_today: Any) -> None:
    set_today(DAY)
    code = actions.issue_code(user=user, actor=actor, on=DAY)
    client = sign_in(user, code)
    new = "Ziji-Ding-2026"
    client.post("/account/password/", {"oldpassword": code, "password1": new, "password2": new})
    set_today(DAY + timedelta(days=30))
    user.refresh_from_db()
    assert (user.code_last_day, user.must_change_password, is_inside(client)) == (None, False, True)


def test_closed_account_gets_no_code_and_keeps_nobody_inside(user: User, actor: Any) -> None:
    client = sign_in(user)
    actions.close_account(user=user, reason="调离", actor=actor, on=DAY)
    assert is_inside(client) is False
    assert tell(last_act()) == "停用陆舟的账号：调离"
    with pytest.raises(Refused, match="账号已停用") as refused:
        actions.issue_code(user=user, actor=actor, on=DAY)
    assert refused.value.reasons[0].cure == "先恢复账号。"


def test_account_is_closed_once_and_reopened_once(user: User, actor: Any) -> None:
    with pytest.raises(Refused, match="没有停用"):
        actions.reopen_account(user=user, actor=actor, on=DAY)
    actions.close_account(user=user, reason="休假", actor=actor, on=DAY)
    with pytest.raises(Refused, match="已经停用"):
        actions.close_account(user=user, reason="休假", actor=actor, on=DAY)
    actions.reopen_account(user=user, actor=actor, on=DAY)
    assert is_inside(sign_in(user)) is True


def test_second_factor_is_reset_with_its_reason(user: User, actor: Any) -> None:
    with pytest.raises(Refused, match="没有设动态码"):
        actions.reset_second_factor(user=user, reason="手机丢失", actor=actor, on=DAY)
    client = sign_in(user)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    actions.reset_second_factor(user=user, reason="手机丢失", actor=actor, on=DAY)
    assert (Authenticator.objects.filter(user=user).count(), is_inside(client)) == (0, False)
    assert tell(last_act()) == "停用陆舟的动态码：手机丢失"
