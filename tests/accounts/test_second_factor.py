"""The authenticator app: set up, asked for, replaced by a recovery code, sealed, demanded of some roles."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from gonglian.accounts.models import User
from gonglian.organisation.apps import demand_known_roles
from gonglian.organisation.states import Role
from tests.factories.organisation import make_duty, make_town, make_user

PASSWORD = "Secret-2026-ok"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SET_UP = "/account/factor/"
CODES = "/account/factor/codes/"


@pytest.fixture
def user(db: None) -> User:
    return make_user("lu.zhou", "陆舟", PASSWORD)


def sign_in(client: Client) -> Any:
    return client.post("/account/login/", {"login": "lu.zhou", "password": PASSWORD})


def confirm(client: Client, back: str = SET_UP) -> Any:
    return client.post(f"/account/confirm/?next={back}", {"password": PASSWORD, "next": back})


def code_of(secret: str, step: int = 1) -> str:
    """The code of the present half minute; step 0 and 2: of those before and after."""
    return totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[step]))


def set_up(client: Client) -> str:
    """Sign in and set up an app; returns its secret."""
    sign_in(client)
    confirm(client)
    secret: str = client.get(SET_UP).context["form"].secret
    assert client.post(SET_UP, {"code": code_of(secret)}).headers["Location"] == CODES
    return secret


def test_setting_up_asks_for_the_password_again(client: Client, user: User) -> None:
    sign_in(client)
    assert client.get(SET_UP).headers["Location"].startswith("/account/confirm/")
    assert client.post("/account/confirm/", {"password": "wrong"}).status_code == 200
    assert client.get(SET_UP).status_code == 302
    confirm(client)
    assert client.get(SET_UP).status_code == 200


def test_set_up_shows_image_and_secret_within_the_policy(client: Client, user: User) -> None:
    sign_in(client)
    confirm(client)
    answer = client.get(SET_UP)
    text = answer.content.decode()
    assert 'src="data:image/svg+xml;base64,' in text
    assert "img-src 'self' data:" in answer.headers["Content-Security-Policy"]
    assert "style=" not in text


def test_wrong_code_sets_nothing_up(client: Client, user: User) -> None:
    sign_in(client)
    confirm(client)
    client.get(SET_UP)
    assert client.post(SET_UP, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.exists()


def test_sign_in_asks_for_the_code(client: Client, user: User) -> None:
    secret = set_up(client)
    other = Client()
    assert sign_in(other).headers["Location"] == "/account/login/code/"
    assert other.get("/").headers["Location"].startswith("/account/login/")
    assert other.post("/account/login/code/", {"code": "000000"}).status_code == 200
    assert other.post("/account/login/code/", {"code": code_of(secret, 2)}).headers["Location"] == "/"
    assert other.get("/").status_code == 200


def test_same_code_never_works_twice(client: Client, user: User) -> None:
    totp.TOTP.activate(user, SECRET)
    code = code_of(SECRET)
    for expected in (302, 200):
        one = Client()
        sign_in(one)
        assert one.post("/account/login/code/", {"code": code}).status_code == expected


def test_sixth_wrong_code_is_refused(client: Client, user: User) -> None:
    totp.TOTP.activate(user, SECRET)
    sign_in(client)
    for _ in range(5):
        client.post("/account/login/code/", {"code": "000000"})
    answer = client.post("/account/login/code/", {"code": code_of(SECRET)})
    assert (answer.status_code, "_auth_user_id" in client.session) == (200, False)
    assert re.search(r"登录失败次数过多，\d\d:\d\d:\d\d 以后再试。", answer.content.decode())
    assert user.sign_in_events.latest("pk").kind == "lock_out"


def test_recovery_codes_are_shown_once_and_work_once(client: Client, user: User) -> None:
    set_up(client)
    first, second = client.get(CODES), client.get(CODES)
    codes = first.context["unused_codes"]
    assert (len(codes), [code in second.content.decode() for code in codes]) == (10, [False] * 10)
    for expected in (302, 200):
        one = Client()
        sign_in(one)
        assert one.post("/account/login/code/", {"code": codes[0]}).status_code == expected


def test_new_recovery_codes_end_the_old(client: Client, user: User) -> None:
    set_up(client)
    old = client.get(CODES).context["unused_codes"]
    assert client.post("/account/factor/codes/new/").headers["Location"] == CODES
    new = client.get(CODES).context["unused_codes"]
    assert set(old).isdisjoint(new)


def test_second_factor_is_stopped_by_its_owner(client: Client, user: User) -> None:
    set_up(client)
    assert client.post("/account/factor/stop/").headers["Location"] == "/account/security/"
    assert not Authenticator.objects.exists()


def test_secrets_lie_sealed(user: User) -> None:
    app = totp.TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    assert app.validate_code(code_of(SECRET)) is True
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in stored
    seeds = [
        data["seed"]
        for data in Authenticator.objects.filter(type="recovery_codes").values_list("data", flat=True)
    ]
    assert all(len(seed) > 100 and not set(seed) <= set("0123456789abcdef") for seed in seeds)


@pytest.mark.parametrize(
    ("asked", "role", "leads_on"),
    [
        (frozenset(), Role.HEAD, False),
        ({"head", "admin"}, Role.HEAD, True),
        ({"head", "admin"}, Role.ADMIN, True),
        ({"head", "admin"}, Role.HANDLER, False),
    ],
)
def test_roles_that_need_it_are_led_to_set_it_up(
    client: Client, user: User, settings: Any, asked: Any, role: str, leads_on: bool
) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset(asked)
    make_duty(user, make_town().county, role)
    sign_in(client)
    assert (client.get("/").headers.get("Location") == SET_UP) is leads_on
    assert client.get("/account/logout/").status_code == 200


def test_whoever_set_it_up_is_let_through(client: Client, user: User, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"head"})
    make_duty(user, make_town().county, Role.HEAD)
    set_up(client)
    assert client.get("/").status_code == 200


def test_setting_names_roles_only() -> None:
    demand_known_roles({"head", "admin"})
    with pytest.raises(ImproperlyConfigured, match="boss"):
        demand_known_roles({"head", "boss"})
