"""Masked fields in clear: only with a reason, each time logged, and told to the person."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.organisation import access, actions
from gonglian.organisation.reads.readings import readings_of
from gonglian.organisation.states import PositionRole, Role
from gonglian.rosters.actions import read_numbers
from tests.factories.organisation import DAY, Town, make_duty, make_member, make_user

pytestmark = pytest.mark.django_db
NUMBER, PHONE = "371302198005011234", "13800000000"


@pytest.fixture
def member(town: Town) -> Any:
    return make_member("周一鸣", town.north, id_number=NUMBER, phone=PHONE)


def officer(union: Any, role: str = Role.HANDLER, name: str = "someone") -> Any:
    user = make_user(name, "甲经办")
    make_duty(user, union, role)
    return user


@pytest.mark.parametrize(("field", "text"), [("id_number", NUMBER), ("phone", PHONE)])
def test_field_is_read_and_logged_without_its_content(town: Town, member: Any, field: str, text: str) -> None:
    actor = officer(town.county)
    assert actions.reveal_field(person=member, field=field, reason=" 办证用 ", actor=actor, on=DAY) == text
    act = Act.objects.get(act="organisation.reveal_field")
    assert (act.after, act.object_id, act.touches) == (
        {"field": field, "reason": "办证用"}, member.pk, [town.north.pk],
    )  # fmt: skip
    assert text not in f"{act.before}{act.after}{act.object_name}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"field": "born_on"}, "没有选看哪一项。"),
        ({"reason": "  "}, "没有写为什么要看。"),
        ({"empty": True}, "这一项没有登记。"),
    ],
)
def test_reading_is_refused(town: Town, member: Any, fields: dict[str, Any], said: str) -> None:
    person = make_member("李二", town.north) if fields.pop("empty", False) else member
    given = {"field": "id_number", "reason": "办证用", **fields}
    with pytest.raises(Refused) as refused:
        actions.reveal_field(person=person, actor=None, on=DAY, **given)
    assert (str(refused.value), Act.objects.filter(act="organisation.reveal_field").count()) == (said, 0)


@pytest.mark.parametrize(
    ("place", "role", "reveals", "accounts"),
    [
        ("county", Role.HANDLER, True, True),
        ("north", Role.HEAD, True, True),
        ("county", Role.AUDITOR, False, True),
        ("county", Role.READER, False, False),
        ("county", Role.ADMIN, False, False),
        ("industrial", Role.HEAD, False, False),
        ("other_county", Role.HEAD, False, False),
    ],
)
def test_who_may_read_and_who_may_tell(
    town: Town, member: Any, place: str, role: str, reveals: bool, accounts: bool
) -> None:
    user = officer(getattr(town, place), role)
    assert (access.can_reveal(user, member), access.can_account_for(user, member)) == (reveals, accounts)


def test_holder_of_a_post_whose_member_row_is_out_of_sight_stays_masked(town: Town, member: Any) -> None:
    actions.add_position(
        person=member, role=PositionRole.STAFF, actor=None, on=DAY, start=DAY, union=town.industrial
    )
    user = officer(town.industrial, Role.HEAD)
    assert access.visible_people(user).filter(pk=member.pk).exists()
    assert access.can_reveal(user, member) is False


def test_person_is_told_of_single_readings_and_of_workbooks_with_his_row(town: Town, member: Any) -> None:
    actor = officer(town.county)
    actions.reveal_field(person=member, field="phone", reason="通知开会", actor=actor, on=DAY)
    for union in (town.north, town.south):  # he is a member of the first only
        read_numbers(obj=union, take=lambda: (BytesIO(), 3), actor=actor, on=DAY)
    told = [(row.who, row.duty, row.what, row.why) for row in readings_of(member)]
    assert told == [
        ("甲经办", "兰山区总工会·经办", "会员名册中的身份证号", "取出会员名册"),
        ("甲经办", "兰山区总工会·经办", "手机号", "通知开会"),
    ]


def test_readings_of_a_merged_record_are_told_too(town: Town, member: Any) -> None:
    other = make_member("周一鸣", town.north, phone=PHONE)
    one, two = officer(town.county, name="one"), officer(town.county, Role.HEAD, "two")
    actions.reveal_field(person=other, field="phone", reason="通知开会", actor=one, on=DAY)
    merge = actions.propose_merge(
        kept=member, dropped=other, reason="同一个人", choices={}, actor=one, on=DAY
    )
    actions.confirm_merge(merge=merge, actor=two, on=DAY)
    assert [row.why for row in readings_of(member)] == ["通知开会"]


def test_page_shows_the_field_once_and_keeps_nothing(town: Town, member: Any) -> None:
    client = Client()
    client.force_login(officer(town.county))
    address = reverse("organisation:reveal", args=[member.pk])
    answer = client.post(address, {"field": "id_number", "reason": "办证用"})
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "private, no-store")
    assert NUMBER in answer.content.decode()
    assert NUMBER not in client.get(member.get_absolute_url()).content.decode()
    page = client.get(reverse("organisation:readings", args=[member.pk])).content.decode()
    assert "办证用" in page and NUMBER not in page


def test_form_without_a_reason_comes_back(town: Town, member: Any) -> None:
    client = Client()
    client.force_login(officer(town.county))
    answer = client.post(reverse("organisation:reveal", args=[member.pk]), {"field": "phone"})
    assert (answer.status_code, PHONE in answer.content.decode()) == (422, False)
    assert 'value="phone" selected' in answer.content.decode()
