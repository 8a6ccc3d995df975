"""From a slip of paper to an own password and an authenticator app; then the telephone is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from playwright.sync_api import Browser

from gonglian.organisation.states import Role
from tests.factories.organisation import make_duty, make_town, make_user
from tests.journeys.browser import Person

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "Ziji-Ding-2026"


def code_of(secret: str, step: int = 1) -> str:
    """The code of the present half minute; step 2: of the one after."""
    return totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[step]))


def test_newcomer_comes_in_by_his_slip_and_is_helped_when_his_telephone_is_lost(
    browser: Browser, live_server: Any
) -> None:
    cache.clear()
    town = make_town()
    make_duty(make_user("county.admin", "樊守正"), town.county, Role.ADMIN)
    admin = Person(browser, live_server.url, "county.admin")
    admin.press("账号")
    admin.look("accounts")
    admin.press("开立账号")
    admin.look("accounts-open")
    admin.fill(name="单知夏", username="shan.zx", union="柳青街道工会", role="handler")
    admin.press("开立账号")
    admin.look("accounts-slip")
    found = re.search(r"[a-z]{4}-\d{4}-\w{4}", admin.page.content())
    assert found
    newcomer = Person(browser, live_server.url, "shan.zx")  # knows no password yet
    assert newcomer.reads("没有登录成功。")
    newcomer.fill(login="shan.zx", password=found.group())
    newcomer.press("登录")
    newcomer.look("accounts-first-password")
    newcomer.fill(oldpassword=found.group(), password1=OWN, password2=OWN)
    newcomer.press("改密码")
    assert newcomer.reads("密码已改。")
    secret = _set_up(newcomer)
    newcomer.go("/account/security/")
    newcomer.look("accounts-security")
    _sign_in_with_app(browser, live_server.url, secret)
    admin.press("已打印，回账号页")
    admin.look("accounts-account")
    admin.press("停用动态码")
    admin.fill(reason="手机丢失")
    admin.press("停用动态码")
    assert admin.reads("停用单知夏的动态码：手机丢失")
    newcomer.go("/account/security/")
    assert "/account/login/" in newcomer.page.url
    admin.go("/org/accounts/sign-ins/")
    admin.look("accounts-sign-ins")


def _set_up(person: Person) -> str:
    person.go("/account/factor/")
    person.look("accounts-confirm")
    person.fill(password=OWN)
    person.press("确认")
    person.look("accounts-factor")
    secret = person.page.locator("main code").inner_text()
    person.fill(code=code_of(secret))
    person.press("设好动态码")
    person.look("accounts-recovery-codes")
    assert person.page.locator("main code").count() == 10
    return secret


def _sign_in_with_app(browser: Browser, address: str, secret: str) -> None:
    person = Person(browser, address, "shan.zx")
    person.fill(login="shan.zx", password=OWN)
    person.press("登录")
    person.look("accounts-code")
    person.fill(code=code_of(secret, 2))
    person.press("登录")
    assert person.reads("工作台")
