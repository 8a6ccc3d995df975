"""Duties granted and ended, accounts linked and opened with a duty; each refusal with its permitted neighbour."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from gonglian.accounts.models import User
from gonglian.core.models import Act
from gonglian.core.refused import Refused
from gonglian.organisation import actions
from gonglian.organisation.models import Duty
from gonglian.organisation.states import Role
from tests.factories.organisation import DAY, LONG_AGO, Town, make_duty, make_member, make_town, make_user


def grant(user: User, union: Any, role: str, **more: Any) -> Duty:
    return actions.grant_duty(user=user, union=union, role=role, actor=None, on=DAY, **more)


def roles_of(user: User) -> list[tuple[str, str]]:
    return [(duty.union.name, duty.role) for duty in Duty.objects.filter(user=user).order_by("pk")]


@pytest.mark.parametrize(
    ("standing", "asked", "allowed"),
    [
        (Role.ADMIN, Role.HEAD, False),
        (Role.HEAD, Role.ADMIN, False),
        (Role.ADMIN, Role.AUDITOR, False),
        (Role.AUDITOR, Role.ADMIN, False),
        (Role.ADMIN, Role.READER, True),
        (Role.HANDLER, Role.HEAD, True),
        (Role.HEAD, Role.AUDITOR, True),
    ],
)
def test_roles_that_stay_apart(town: Town, standing: str, asked: str, allowed: bool) -> None:
    user = make_user("lin", "林")
    make_duty(user, town.county, standing)
    if allowed:
        assert grant(user, town.town, asked).role == asked
        return
    with pytest.raises(Refused, match="不能同时是") as refused:
        grant(user, town.town, asked)
    (reason,) = refused.value.reasons
    assert (reason.cite, reason.cure, reason.field) == (
        "GB/T 22239-2019 8.1.4.2", "先结束原来的身份，或者给另一个人。", "role",
    )  # fmt: skip


def test_ended_role_no_longer_stands_against_another(town: Town) -> None:
    user = make_user("lin")
    duty = make_duty(user, town.county, Role.ADMIN)
    actions.end_duty(duty=duty, last_day=DAY - timedelta(days=1), actor=None, on=DAY)
    assert grant(user, town.county, Role.HEAD).role == Role.HEAD


def test_new_head_leaves_the_earlier_one(town: Town) -> None:
    earlier, later = make_user("earlier"), make_user("later")
    make_duty(earlier, town.town, Role.HEAD)
    grant(later, town.town, Role.HEAD)
    assert Duty.objects.filter(union=town.town, role=Role.HEAD).active(DAY).count() == 2


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (LONG_AGO, ""),
        (LONG_AGO - timedelta(days=1), "在开始日 2015-04-09 之前"),
        (DAY + timedelta(days=30), ""),
    ],
)
def test_duty_ends_on_or_after_its_first_day(town: Town, last_day: date, said: str) -> None:
    duty = make_duty(make_user("lin"), town.town, Role.HANDLER)
    if not said:
        actions.end_duty(duty=duty, last_day=last_day, actor=None, on=DAY)
        duty.refresh_from_db()
        assert duty.valid.upper == last_day + timedelta(days=1)
        return
    with pytest.raises(Refused, match=said) as refused:
        actions.end_duty(duty=duty, last_day=last_day, actor=None, on=DAY)
    assert (refused.value.reasons[0].field, refused.value.reasons[0].cure) == (
        "last_day",
        "写开始日或以后的一天。",
    )


def test_end_to_come_may_be_moved_and_a_past_one_not(town: Town) -> None:
    duty = make_duty(make_user("lin"), town.town, Role.HANDLER)
    actions.end_duty(duty=duty, last_day=DAY + timedelta(days=9), actor=None, on=DAY)
    actions.end_duty(duty=duty, last_day=DAY, actor=None, on=DAY)
    with pytest.raises(Refused, match="已于 2026-03-02 结束"):
        actions.end_duty(duty=duty, last_day=DAY + timedelta(days=5), actor=None, on=DAY + timedelta(days=1))


def test_account_is_linked_to_one_person(town: Town, actor: Any) -> None:
    person, other = make_member("单知夏", town.north), make_member("曾立秋", town.north)
    user = make_user("shan.zx", "单知夏")
    actions.link_account(person=person, user=user, actor=actor, on=DAY)
    person.refresh_from_db()
    assert person.user == user
    act = Act.objects.latest("id")
    assert (act.act, act.object_id, act.after) == ("organisation.link_account", user.pk, {"person": "单知夏"})
    for one, account in ((other, user), (person, make_user("second"))):
        with pytest.raises(Refused, match="已经有对应的另一方"):
            actions.link_account(person=one, user=account, actor=actor, on=DAY)


def open_one(town: Town, actor: Any, **changes: Any) -> tuple[User, str]:
    given: dict[str, Any] = {
        "username": "shan.zx", "name": "单知夏", "union": town.town, "role": Role.HEAD, "department": "", "person": None,
    }  # fmt: skip
    return actions.open_officer_account(**(given | changes), actor=actor, on=DAY)


def test_account_is_opened_with_duty_person_and_code(town: Town, actor: Any) -> None:
    person = make_member("单知夏", town.north)
    first = Act.objects.latest("id").id
    user, code = open_one(town, actor, person=person)
    person.refresh_from_db()
    user.refresh_from_db()
    assert (user.check_password(code), user.code_last_day, person.user) == (True, date(2026, 3, 5), user)
    assert roles_of(user) == [("柳青街道工会", "head")]
    acts = Act.objects.filter(id__gt=first).order_by("id")
    assert list(acts.values_list("act", "object_id")) == [
        (act, user.pk)
        for act in (
            "accounts.open_account", "organisation.link_account", "organisation.grant_duty", "accounts.issue_code",
        )
    ]  # fmt: skip


def test_refusal_of_a_part_writes_nothing(town: Town, actor: Any) -> None:
    person = make_member("单知夏", town.north)
    actions.link_account(person=person, user=make_user("first"), actor=actor, on=DAY)
    before = User.objects.count()
    with pytest.raises(Refused, match="已经有对应的另一方"):
        open_one(town, actor, person=person)
    assert User.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_two_grants_at_once_leave_one_of_two_that_stay_apart() -> None:
    town, user = make_town(), make_user("lin", "林")
    start, results = threading.Barrier(2), []

    def give(role: str) -> None:
        try:
            start.wait()
            grant(user, town.county, role)
            results.append("granted")
        except Refused:
            results.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=give, args=[role]) for role in (Role.HEAD, Role.ADMIN)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["granted", "refused"]
    assert Duty.objects.filter(user=user).count() == 1
