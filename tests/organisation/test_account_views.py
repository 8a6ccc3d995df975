"""Accounts and duties on screen, as an administrator and as an auditor meet them. Rights are written by hand."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from gonglian.accounts.models import OpenSession, SignInEvent, User
from gonglian.accounts.states import EventKind
from gonglian.core import clock
from gonglian.organisation import account_access as access
from gonglian.organisation import actions
from gonglian.organisation.models import Duty
from gonglian.organisation.reads import accounts as reads
from gonglian.organisation.states import Role
from tests.factories.organisation import Town, make_duty, make_member, make_user

PAGE = "/org/accounts/"
TODAY = clock.today()


class City:
    """The county's administrator and auditor, and people above, below and beside them."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.admin = self.officer("admin", "樊守正", town.county, Role.ADMIN)
        self.auditor = self.officer("auditor", "莫言之", town.county, Role.AUDITOR)
        self.peer = self.officer("peer", "同级管理", town.county, Role.ADMIN)
        self.city_admin = self.officer("city.admin", "市管理", town.city, Role.ADMIN)
        self.town_head = self.officer("town.head", "田望秋", town.town, Role.HEAD)
        self.line_head = self.officer("line.head", "行业负责", town.industrial, Role.HEAD)
        self.stranger = self.officer("other", "邻县", town.other_county, Role.HANDLER)
        self.both = self.officer("both", "两头跑", town.town, Role.HANDLER)
        actions.grant_duty(user=self.both, union=town.city, role=Role.READER, actor=None, on=TODAY)
        self.past = self.officer("past", "已离任", town.town, Role.HANDLER)
        gone = TODAY - timedelta(days=9)
        actions.end_duty(duty=self.past.duty, last_day=gone, actor=None, on=gone)

    @staticmethod
    def officer(username: str, name: str, union: Any, role: str) -> User:
        user = make_user(username, name)
        make_duty(user, union, role)
        return user


@pytest.fixture
def city(town: Town) -> City:
    cache.clear()
    return City(town)


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def names(users: Any) -> set[str]:
    return set(users.values_list("username", flat=True))


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("admin", {"admin", "auditor", "peer", "town.head", "line.head", "both", "past"}),
        ("auditor", {"admin", "auditor", "peer", "town.head", "line.head", "both", "past"}),
        (
            "city_admin",
            {"admin", "auditor", "peer", "city.admin", "town.head", "line.head", "both", "past", "other"},
        ),
        ("town_head", set()),
        ("stranger", set()),
    ],
)
def test_visible_accounts_are_those_of_the_subtree(city: City, who: str, seen: set[str]) -> None:
    assert names(access.visible_accounts(getattr(city, who))) == seen


@pytest.mark.parametrize(
    ("who", "whom", "grants", "administers"),
    [
        ("admin", "town_head", True, True),
        ("admin", "line_head", True, True),
        ("admin", "past", True, True),
        ("admin", "peer", True, True),
        ("admin", "admin", False, False),
        ("admin", "both", True, False),  # a reader of the city too: the city's administrator has his password
        ("auditor", "town_head", False, False),
        ("town_head", "both", False, False),
        ("city_admin", "both", True, True),
        ("city_admin", "admin", True, True),
    ],
)
def test_who_looks_after_whom(city: City, who: str, whom: str, grants: bool, administers: bool) -> None:
    user, account = getattr(city, who), getattr(city, whom)
    assert (access.can_grant(user, account), access.can_administer(user, account)) == (grants, administers)


@pytest.mark.parametrize(
    ("who", "open_page", "list_page"),
    [("admin", 200, 200), ("auditor", 403, 200), ("town_head", 403, 403), ("stranger", 403, 403)],
)
def test_pages_are_for_administrators_and_lists_for_auditors(
    city: City, who: str, open_page: int, list_page: int
) -> None:
    client = browser(getattr(city, who))
    assert (client.get(f"{PAGE}new/").status_code, client.get(PAGE).status_code) == (open_page, list_page)
    assert client.get(f"{PAGE}sign-ins/").status_code == list_page


def test_list_shows_duties_of_today_and_asks_the_same_for_many(
    city: City, django_assert_max_num_queries: Any
) -> None:
    client = browser(city.admin)
    client.get(PAGE)
    for number in range(12):
        city.officer(f"more{number}", "更多", city.town.town, Role.READER)
    with django_assert_max_num_queries(14):
        page = client.get(PAGE).context["page"]
    assert page.total == 19
    past = next(row for row in page.rows if row.account == city.past)
    assert (past.duties, past.state) == ([], "open")


def test_list_goes_by_pinyin_with_the_surname_read_as_one(city: City) -> None:
    for username, name in (("z", "曾一"), ("s", "单二"), ("a", "安三")):  # zeng, shan, an; never ceng, dan
        city.officer(username, name, city.town.town, Role.HANDLER)
    page = reads.account_list(city.admin, words="", page="1", on=TODAY)
    found = [row.account.name for row in page.rows]
    assert [name for name in found if name in ("安三", "单二", "田望秋", "曾一")] == [
        "安三",
        "单二",
        "田望秋",
        "曾一",
    ]


def test_list_is_found_by_name_and_user_name(city: City) -> None:
    client = browser(city.admin)
    found = {
        words: [row.account.username for row in client.get(PAGE, {"q": words}).context["page"].rows]
        for words in ("田", "TOWN", "无此人")
    }
    assert found == {"田": ["town.head"], "TOWN": ["town.head"], "无此人": []}


def new_account(client: Client, **changes: str) -> Any:
    given = {
        "name": "单知夏",
        "username": "shan.zx",
        "union": "柳青街道工会",
        "role": "handler",
        "department": "组织部",
    }
    return client.post(f"{PAGE}new/", given | changes)


def test_opening_answers_with_the_slip_once(city: City) -> None:
    client = browser(city.admin)
    answer = new_account(client)
    code = answer.context["code"]
    user = User.objects.get(username="shan.zx")
    assert (answer.status_code, code in answer.content.decode(), user.check_password(code)) == (
        200,
        True,
        True,
    )
    assert "no-store" in answer.headers["Cache-Control"]
    assert code not in client.get(f"{PAGE}{user.pk}/").content.decode()
    guest = Client()
    guest.post("/account/login/", {"login": "shan.zx", "password": code})
    assert guest.get("/").headers["Location"] == "/account/password/"
    (duty,) = Duty.objects.filter(user=user)
    assert (duty.union, duty.role, duty.department) == (city.town.town, "handler", "组织部")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"username": "town.head"}, "用户名 town.head 已有人使用。"),
        ({"username": "林"}, "用户名用小写字母、数字，3 至 40 位。"),
        ({"name": ""}, "这个字段是必填项。"),
        ({"union": "罗庄区总工会"}, "您管的范围里没有这个工会。"),
        ({"union": "沂州市总工会"}, "您管的范围里没有这个工会。"),
        ({"union": "有限公司"}, "不止一个工会符合，请写全称。例如：东岭快运有限公司工会委员会、"),
        ({"role": "king"}, "king 不在可用的选项中"),
        ({"person": ""}, ""),
    ],
)
def test_opening_says_what_is_wrong_and_keeps_what_was_typed(
    city: City, changes: dict[str, str], said: str
) -> None:
    answer = new_account(browser(city.admin), **changes)
    text = answer.content.decode()
    if not said:
        assert answer.status_code == 200
        return
    assert (answer.status_code, said in text, 'value="组织部"' in text) == (422, True, True)
    assert not User.objects.filter(username="shan.zx", name="单知夏").exists()


@pytest.mark.parametrize("typed", ["北关", "北关货运有限公司工会委员会"])
def test_union_is_named_in_full_or_by_a_part_only_one_has(city: City, typed: str) -> None:
    assert new_account(browser(city.admin), union=typed).status_code == 200
    assert Duty.objects.get(user__username="shan.zx").union == city.town.north


def test_recorded_person_is_found_by_name_and_linked(city: City) -> None:
    person, far = make_member("单知夏", city.town.north), make_member("单知夏", city.town.far)
    client = browser(city.admin)
    found = client.get(f"{PAGE}new/", {"find": "单知夏"})
    assert [one.pk for one in found.context["people"]] == [person.pk]
    page = client.get(f"{PAGE}new/", {"person": person.pk})
    assert page.context["form"]["name"].value() == "单知夏"
    assert new_account(client, person=str(person.pk)).status_code == 200
    person.refresh_from_db()
    assert person.user is not None and person.user.username == "shan.zx"
    for pk in (far.pk, person.pk, "x"):  # of another county; linked already; no number
        assert client.get(f"{PAGE}new/", {"person": pk}).status_code == 404


def test_standing_account_is_linked_to_a_recorded_person(city: City) -> None:
    person, far = make_member("田望秋", city.town.north), make_member("田望秋", city.town.far)
    client, address = browser(city.admin), f"{PAGE}{city.town_head.pk}/link/"
    assert [one.pk for one in client.get(address).context["people"]] == [person.pk]
    assert [client.post(address, {"person": pk}).status_code for pk in ("", far.pk, person.pk)] == [
        422,
        404,
        302,
    ]
    person.refresh_from_db()
    assert person.user == city.town_head


def test_duty_is_granted_from_today_and_an_earlier_head_named(city: City) -> None:
    client = browser(city.admin)
    answer = client.post(
        f"{PAGE}{city.past.pk}/grant/", {"union": "柳青街道工会", "role": "head"}, follow=True
    )
    assert "这个工会另有负责人：田望秋。" in answer.content.decode()
    duty = Duty.objects.filter(user=city.past).latest("pk")
    assert (duty.role, duty.valid.lower, duty.valid.upper) == ("head", TODAY, None)


def test_grant_refused_shows_rule_and_cure(city: City) -> None:
    answer = browser(city.admin).post(
        f"{PAGE}{city.town_head.pk}/grant/", {"union": "柳青街道工会", "role": "admin"}
    )
    text = answer.content.decode()
    assert (answer.status_code, "GB/T 22239-2019 8.1.4.2" in text, "先结束原来的身份" in text) == (
        422,
        True,
        True,
    )


def test_admin_is_never_granted_above(city: City) -> None:
    answer = browser(city.admin).post(
        f"{PAGE}{city.past.pk}/grant/", {"union": "沂州市总工会", "role": "admin"}
    )
    assert (answer.status_code, Duty.objects.filter(user=city.past).count()) == (422, 1)


def test_duty_is_ended_with_a_day(city: City) -> None:
    client, duty = browser(city.admin), city.town_head.duty
    address = f"{PAGE}duties/{duty.pk}/end/"
    assert client.post(address, {"last_day": "2026-13-40"}).status_code == 422
    assert client.post(address, {"last_day": "2001-01-01"}).status_code == 422
    assert client.post(address, {"last_day": TODAY.isoformat()}).status_code == 302
    duty.refresh_from_db()
    assert duty.valid.upper == TODAY + timedelta(days=1)


def test_duty_outside_the_subtree_is_not_there(city: City) -> None:
    above = Duty.objects.get(user=city.both, union=city.town.city)
    assert browser(city.admin).get(f"{PAGE}duties/{above.pk}/end/").status_code == 404


@pytest.mark.parametrize(
    ("action", "data"),
    [("grant", {"union": "柳青街道工会", "role": "reader"}), ("code", {"sure": "1"}), ("close", {"reason": "试"}),
     ("factor", {"reason": "试"})],
)  # fmt: skip
def test_nobody_works_on_his_own_account(city: City, action: str, data: dict[str, str]) -> None:
    assert browser(city.admin).post(f"{PAGE}{city.admin.pk}/{action}/", data).status_code == 403


@pytest.mark.parametrize("action", ["code", "close", "factor", "reopen"])
def test_account_that_acts_above_too_is_for_the_higher_administrator(city: City, action: str) -> None:
    address = f"{PAGE}{city.both.pk}/{action}/"
    assert [browser(who).get(address).status_code for who in (city.admin, city.city_admin)] == [403, 200]


def test_new_code_ends_sessions_and_is_shown_once(city: City) -> None:
    head = Client()
    head.post("/account/login/", {"login": "town.head", "password": "Secret-2026-ok"})
    assert head.get("/").status_code == 200
    answer = browser(city.admin).post(f"{PAGE}{city.town_head.pk}/code/", {"sure": "1"})
    code = re.search(r"[a-z]{4}-\d{4}-\w{4}", answer.content.decode())
    city.town_head.refresh_from_db()
    assert code and city.town_head.check_password(code.group())
    assert (head.get("/").status_code, OpenSession.objects.filter(user=city.town_head).count()) == (302, 0)


def test_account_is_closed_and_reopened_with_its_reason_in_the_story(city: City) -> None:
    client, address = browser(city.admin), f"{PAGE}{city.town_head.pk}/"
    assert client.post(f"{address}close/", {"reason": ""}).status_code == 422
    assert client.post(f"{address}close/", {"reason": "调离"}).status_code == 302
    assert client.post(f"{address}code/", {"sure": "1"}).status_code == 422
    assert "停用田望秋的账号：调离" in client.get(address).content.decode()
    assert client.post(f"{address}reopen/", {"sure": "1"}).status_code == 302
    city.town_head.refresh_from_db()
    assert city.town_head.is_active is True


def test_lost_second_factor_is_reset(city: City) -> None:
    client, address = browser(city.admin), f"{PAGE}{city.town_head.pk}/factor/"
    assert client.post(address, {"reason": "手机丢失"}).status_code == 422
    TOTP.activate(city.town_head, "JBSWY3DPEHPK3PXP")
    assert client.post(address, {"reason": "手机丢失"}).status_code == 302


def test_sign_ins_are_those_of_the_subtree(city: City) -> None:
    for user in (city.town_head, city.stranger, None):
        SignInEvent.objects.create(kind=EventKind.FAILURE, user=user)
    shown = {
        who.username: {event.user and event.user.username for event in browser(who).get(f"{PAGE}sign-ins/").context["page"].rows}
        for who in (city.admin, city.auditor, city.city_admin)
    }  # fmt: skip
    assert shown == {
        "admin": {"town.head"}, "auditor": {"town.head"}, "city.admin": {"town.head", "other", None},
    }  # fmt: skip


def test_sign_ins_of_one_account(city: City) -> None:
    SignInEvent.objects.create(kind=EventKind.SIGN_IN, user=city.town_head)
    SignInEvent.objects.create(kind=EventKind.SIGN_IN, user=city.past)
    client = browser(city.auditor)
    rows = client.get(f"{PAGE}sign-ins/", {"account": city.past.pk}).context["page"].rows
    assert [event.user for event in rows] == [city.past]
    assert client.get(f"{PAGE}sign-ins/", {"account": city.stranger.pk}).status_code == 404
