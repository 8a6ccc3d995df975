"""A union's name changed or corrected, and its registration as a legal person."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gonglian.core import clock
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Registration, Union, UnionAddress, UnionName
from gonglian.organisation.states import Form, Role
from tests.factories.organisation import (
    DAY,
    LONG_AGO,
    Town,
    a_code,
    make_duty,
    make_union,
    make_user,
)

pytestmark = pytest.mark.django_db
NAME, NEW = "北关货运有限公司工会委员会", "北关物流有限公司工会委员会"
UNTIL = DAY + timedelta(days=1825)


def names_on(union: Union, *days: date) -> list[str]:
    return [UnionName.objects.as_of(day).get(union=union).name for day in days]


def register(union: Union, **fields: Any) -> Registration:
    fields = {"registered_on": DAY, "certificate_until": UNTIL, "actor": None, "on": DAY, **fields}
    return actions.record_registration(union=union, **fields)


def test_changed_name_holds_from_its_day(town: Town) -> None:
    actions.rename_union(union=town.north, name=NEW, actor=None, on=DAY)
    assert names_on(town.north, LONG_AGO, DAY) == [NAME, NEW]


def test_corrected_name_holds_on_all_its_days_and_the_old_record_stays(town: Town) -> None:
    actions.correct_name(union=town.north, name=NEW, reason="登错一字", actor=None, on=DAY)
    assert names_on(town.north, LONG_AGO, DAY) == [NEW, NEW]
    assert UnionName.objects.filter(union=town.north, name=NAME).count() == 1
    act = Act.objects.get(act="organisation.correct_name")
    assert (act.before, act.after) == ({"name": NAME}, {"name": NEW, "reason": "登错一字"})
    town.north.refresh_from_db()
    assert (town.north.name, town.north.initials[:4]) == (NEW, "bgwl")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": " "}, "名称没有填。"),
        ({"reason": " "}, "没有写更正的理由。"),
        ({"name": NAME}, "名称没有不同，或这一天的名称不是现在的名称。"),
        ({"on": date(2000, 1, 1)}, "名称没有不同，或这一天的名称不是现在的名称。"),
    ],
)
def test_correction_is_refused(town: Town, fields: dict[str, Any], said: str) -> None:
    given = {"name": NEW, "reason": "登错一字", "actor": None, "on": DAY, **fields}
    with pytest.raises(Refused) as refused:
        actions.correct_name(union=town.north, **given)
    assert (str(refused.value), names_on(town.north, DAY)) == (said, [NAME])


def test_change_before_a_later_change_is_refused(town: Town) -> None:
    actions.rename_union(union=town.north, name=NEW, actor=None, on=DAY)
    with pytest.raises(Refused, match="早于现名称的起始日"):
        actions.rename_union(union=town.north, name="甲工会委员会", actor=None, on=DAY - timedelta(days=9))


def test_registrations_follow_one_another(town: Town) -> None:
    later = DAY + timedelta(days=1800)
    register(town.industrial, address="沂州路1号")
    register(town.industrial, registered_on=later, certificate_until=later + timedelta(days=1825), on=later)
    rows = Registration.objects.current_record().filter(union=town.industrial).order_by("valid")
    assert [(row.starts_on, row.ends_on) for row in rows] == [(DAY, later - timedelta(days=1)), (later, None)]


def test_registration_gives_a_code_and_carries_its_finding(town: Town) -> None:
    code = a_code()
    union = make_union("甲行业工会联合会", "industrial", approved_on=DAY - timedelta(days=90))
    register(union, code=code)
    union.refresh_from_db()
    act = Act.objects.get(act="organisation.record_registration")
    assert union.code == code
    assert [(row["id"], row["result"]) for row in act.findings] == [("ORG-16", "FAIL")]  # after 60 days


def seats_of(union: Union) -> list[tuple[str, date | None, date | None]]:
    rows = UnionAddress.objects.current_record().filter(union=union).order_by("valid")
    return [(row.address, row.starts_on, row.ends_on) for row in rows]


def test_changed_address_holds_from_its_day_and_corrected_on_all_its_days(town: Town) -> None:
    later = DAY + timedelta(days=9)
    actions.change_address(union=town.north, address=" 沂州路1号 ", actor=None, on=DAY)
    actions.change_address(union=town.north, address="沂州路2号", actor=None, on=later)
    actions.correct_address(union=town.north, address="沂州路3号", reason="看错门牌", actor=None, on=later)
    assert seats_of(town.north) == [("沂州路1号", DAY, later - timedelta(days=1)), ("沂州路3号", later, None)]
    assert UnionAddress.objects.filter(address="沂州路2号", recorded__upper_inf=False).count() == 1
    act = Act.objects.get(act="organisation.correct_address")
    assert (act.before, act.after["reason"]) == ({"address": "沂州路2号"}, "看错门牌")


@pytest.mark.parametrize(
    ("act", "fields", "said"),
    [
        ("change_address", {"address": " "}, "住所没有填。"),
        ("change_address", {"address": "沂州路1号"}, "新住所与现住所相同。"),
        ("change_address", {"address": "沂州路2号"}, f"{DAY} 起的住所已登记为“沂州路1号”。"),
        ("correct_address", {"address": "沂州路2号", "reason": " "}, "没有写更正的理由。"),
        ("correct_address", {"address": "沂州路1号", "reason": "错"}, "住所没有不同，或档里还没有住所。"),
    ],
)
def test_address_is_refused(town: Town, act: str, fields: dict[str, Any], said: str) -> None:
    actions.change_address(union=town.north, address="沂州路1号", actor=None, on=DAY)
    with pytest.raises(Refused) as refused:
        getattr(actions, act)(union=town.north, actor=None, on=DAY, **fields)
    assert (str(refused.value), seats_of(town.north)) == (said, [("沂州路1号", DAY, None)])


def test_address_of_a_certificate_holds_from_its_day_when_it_is_another(town: Town) -> None:
    later = DAY + timedelta(days=9)
    register(town.industrial, address="沂州路1号")
    register(town.industrial, registered_on=later, on=later, address="沂州路1号")
    last = later + timedelta(days=1)
    register(town.industrial, registered_on=last, on=last, address="沂州路2号")
    assert seats_of(town.industrial) == [("沂州路1号", DAY, later), ("沂州路2号", last, None)]


def test_registration_of_a_working_committee_is_refused() -> None:
    union = make_union("甲行业工会工作委员会", "industrial", form=Form.WORKING_COMMITTEE)
    with pytest.raises(Refused, match="工作委员会不办法人登记"):
        register(union)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"registered_on": DAY + timedelta(days=1)}, "registered_on"),
        ({"certificate_until": DAY}, "certificate_until"),
        ({"code": "123"}, "code"),
        ({"code": a_code()}, "code"),
        ({"again": True}, "registered_on"),
    ],
)
def test_registration_is_refused(town: Town, fields: dict[str, Any], field: str) -> None:
    if fields.pop("again", False):
        register(town.industrial)
    before = Registration.objects.count()
    with pytest.raises(Refused) as refused:
        register(town.industrial, **fields)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert Registration.objects.count() == before


def test_pages_change_correct_and_register(town: Town) -> None:
    user, client = make_user("someone"), Client()
    make_duty(user, town.county, Role.HANDLER)
    client.force_login(user)
    today = clock.today()
    steps = (
        ("rename", {"name": NEW, "first_day": today.isoformat()}),
        ("correct_name", {"name": f"{NEW}会", "reason": "漏一字"}),
        ("change_address", {"address": "沂州路9号", "first_day": (today - timedelta(days=9)).isoformat()}),
        ("correct_address", {"address": "沂州路6号", "reason": "看错门牌"}),
        (
            "register",
            {"registered_on": today.isoformat(), "certificate_until": "2099-01-01", "address": "沂州路1号"},
        ),
    )
    for name, form in steps:
        assert client.post(reverse(f"organisation:{name}", args=[town.north.pk]), form).status_code == 302
    page = client.get(town.north.get_absolute_url()).content.decode()
    assert f"<h1>{NEW}会</h1>" in page and "2099-01-01" in page and "沂州路1号" in page
    assert "住所沿革" in page and "沂州路9号" not in page.split('id="addresses"')[1]
    before = client.get(town.north.get_absolute_url(), {"on": (today - timedelta(days=5)).isoformat()})
    assert "沂州路6号" in before.content.decode() and "沂州路1号" not in before.content.decode()


def test_change_from_a_day_to_come_is_sent_back_with_what_was_typed(town: Town) -> None:
    user, client = make_user("someone"), Client()
    make_duty(user, town.county, Role.HANDLER)
    client.force_login(user)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = client.post(
        reverse("organisation:rename", args=[town.north.pk]), {"name": NEW, "first_day": tomorrow}
    )
    page = answer.content.decode()
    assert (answer.status_code, "这一天还没有到" in page, NEW in page) == (422, True, True)
