"""The organisation's pages as a browser gets them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.organisation import actions
from gonglian.organisation.middleware import SESSION_KEY
from gonglian.organisation.states import PositionRole, Role
from tests.factories.organisation import (
    DAY,
    LONG_AGO,
    Town,
    make_duty,
    make_employer,
    make_member,
    make_user,
)

ID_NUMBER = "371302197503121234"


def signed_in(union: Any, role: str = Role.HANDLER, name: str = "someone") -> Client:
    user = make_user(name)
    make_duty(user, union, role)
    client = Client()
    client.force_login(user)
    return client


def text(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.parametrize("name", ["unions", "unions_xlsx", "map"])
def test_pages_ask_to_sign_in(db: None, name: str) -> None:
    response = Client().get(reverse(f"organisation:{name}"))
    assert (response.status_code, response["Location"].split("?")[0]) == (302, "/account/login/")


def test_list_links_carry_the_day_and_the_filters(town: Town) -> None:
    page = text(signed_in(town.city), "/org/?kind=industrial&on=2020-01-01")
    assert f'href="/org/unions/{town.industrial.pk}/?on=2020-01-01"' in page
    assert 'href="/org/unions.xlsx?kind=industrial&amp;on=2020-01-01"' in page
    assert 'aria-sort="ascending"><a href="?kind=industrial&amp;on=2020-01-01&amp;sort=-name"' in page


def test_list_without_a_hit_says_what_to_try(town: Town) -> None:
    page = text(signed_in(town.city), "/org/?q=没有这个")
    assert "没有符合这些条件的工会" in page
    assert "unions.xlsx" not in page


def test_list_without_a_duty_says_whom_to_ask(db: None) -> None:
    client = Client()
    client.force_login(make_user("nobody"))
    assert "您还没有身份，请找本单位的系统管理员登记" in text(client, "/org/")


def test_list_keeps_a_finer_trade_in_its_filter(town: Town) -> None:
    page = text(signed_in(town.city), "/org/?trade=5431")
    assert '<option value="5431" selected>5431</option>' in page


def test_workbook_is_a_download_named_by_the_day(town: Town) -> None:
    response = signed_in(town.city).get("/org/unions.xlsx?on=2020-01-01")
    assert "20200101.xlsx" in response["Content-Disposition"]
    assert b"".join(response.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]


def test_file_outside_the_reach_is_not_found(town: Town) -> None:
    page = text(signed_in(town.other_county), f"/org/unions/{town.north.pk}/", 404)
    assert "不在您今天的身份范围内" in page
    assert town.north.name not in page


def test_file_draws_the_two_lines_with_their_table(town: Town) -> None:
    page = text(signed_in(town.county), f"/org/unions/{town.industrial.pk}/")
    assert 'role="img" aria-label="兰山区物流行业工会联合会的两条线；属地领导，实线：兰山区总工会' in page
    assert f'<a href="/org/unions/{town.county.pk}/">兰山区总工会</a>' in page


def test_file_pages_of_lists_are_turned_apart(town: Town) -> None:
    for number in range(13):
        make_member(f"会员{number:02d}", town.north)
    client = signed_in(town.town)
    first, second = (text(client, f"/org/unions/{town.north.pk}/{query}") for query in ("", "?members=2"))
    assert ("会员00" in first, "会员12" in first, "会员00" in second, "会员12" in second) == (
        True, False, False, True,
    )  # fmt: skip


def test_member_names_are_not_on_an_industrial_unions_screen(town: Town) -> None:
    make_member("申屠某", town.north)
    page = text(signed_in(town.industrial), f"/org/unions/{town.north.pk}/")
    assert ("申屠某" in page, "只看会员数，不看名单" in page) == (False, True)


def test_map_of_ones_own_union_by_default(town: Town) -> None:
    assert "<h1>兰山区总工会</h1>" in text(signed_in(town.county), "/org/map/")


@pytest.mark.parametrize("asked", ["x", "0", "²"])
def test_map_of_nothing_is_not_found(town: Town, asked: str) -> None:
    text(signed_in(town.county), f"/org/map/?union={asked}", 404)


def test_person_page_masks_the_numbers(town: Town) -> None:
    person = make_member("甲某", town.north, id_number=ID_NUMBER, phone="13800001234")
    page = text(signed_in(town.town), f"/org/people/{person.pk}/")
    assert ("3713**********1234" in page, "138****1234" in page, ID_NUMBER in page) == (True, True, False)


def test_person_seen_by_his_post_shows_no_numbers(town: Town) -> None:
    person = make_member("甲某", town.north, id_number=ID_NUMBER, phone="13800001234")
    actions.add_position(
        person=person,
        role=PositionRole.UNION_CHAIR,
        union=town.industrial,
        actor=None,
        on=DAY,
        start=LONG_AGO,
    )
    page = text(signed_in(town.industrial), f"/org/people/{person.pk}/")
    assert re.search(r"\d\*{4,}\d|" + ID_NUMBER + "|身份证号</dt>", page) is None
    assert "兰山区物流行业工会联合会" in page


def test_person_outside_the_reach_is_not_found(town: Town) -> None:
    person = make_member("甲某", town.north)
    text(signed_in(town.other_county), f"/org/people/{person.pk}/", 404)


def test_employer_page_shows_who_covers_it(town: Town) -> None:
    employer = town.north.coverages.get().employer
    client = signed_in(town.town)
    assert town.north.name in text(client, f"/org/employers/{employer.pk}/")
    text(client, f"/org/employers/{make_employer('他处有限公司').pk}/", 404)


def test_employer_page_on_a_day_before_its_coverage_is_not_found(town: Town) -> None:
    employer = town.north.coverages.get().employer
    text(signed_in(town.town), f"/org/employers/{employer.pk}/?on=2010-01-01", 404)


def test_choose_duty_changes_only_to_ones_own(town: Town) -> None:
    client = signed_in(town.city)
    user = make_user("two")
    first, second = make_duty(user, town.county, Role.HANDLER), make_duty(user, town.town, Role.HEAD)
    client.force_login(user)
    other = make_duty(make_user("other"), town.city, Role.HEAD)
    for asked, expected in (
        (second.pk, second.pk),
        (other.pk, second.pk),
        ("x", second.pk),
        (first.pk, first.pk),
    ):
        client.post("/org/duty/", {"duty": asked, "next": "/org/"})
        assert client.session.get(SESSION_KEY) == expected


@pytest.mark.parametrize(
    ("back", "lands"), [("/org/", "/org/"), ("https:" + "//elsewhere.test/", "/"), ("", "/")]
)
def test_choose_duty_stays_on_this_site(town: Town, back: str, lands: str) -> None:
    assert signed_in(town.city).post("/org/duty/", {"next": back})["Location"] == lands


def test_past_day_is_said_aloud(town: Town) -> None:
    page = text(signed_in(town.city), "/org/?on=2020-01-01")
    strip = re.search(r'<div class="g-past".*?</div>', page, re.S)
    assert strip and "2020-01-01" in strip.group(0)
    assert date(2020, 1, 1).isoformat() in page
