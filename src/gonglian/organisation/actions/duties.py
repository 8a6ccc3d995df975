"""The duties people hold; opened and closed with the post, by an administrator or with the union that is established."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.accounts.actions import issue_code, open_account
from gonglian.accounts.models import User
from gonglian.core.acts import record
from gonglian.core.periods import DateRange, since
from gonglian.core.periods import last_day as last_day_of
from gonglian.core.refused import refuse
from gonglian.organisation.models import Duty, Person, Union
from gonglian.organisation.states import SEPARATED_ROLES, Role


@transaction.atomic
def grant_duty(*, user: User, union: Union, role: str, actor: Any, on: date, department: str = "") -> Duty:
    """The user acts for the union in the role from `on` on. An earlier holder of the role keeps it until it is ended.

    Refused: he already does; the role doesn't go with another he holds (GB/T 22239-2019 8.1.4.2, 管理用户权限分离).
    """
    User.objects.select_for_update().get(pk=user.pk)  # two grants at once see each other
    standing = Duty.objects.filter(user=user).active(on).select_related("union")
    if standing.filter(union=union, role=role).exists():
        raise refuse(_("%(user)s 已有这个身份。") % {"user": user}, field="role")
    if apart := standing.filter(role__in=SEPARATED_ROLES.get(Role(role), ())).first():
        raise refuse(
            _("%(user)s 现在是%(standing)s，不能同时是%(role)s。")
            % {"user": user, "standing": apart, "role": Role(role).label},
            cure=_("先结束原来的身份，或者给另一个人。"), cite="GB/T 22239-2019 8.1.4.2", field="role",
        )  # fmt: skip
    with record("organisation.grant_duty", actor=actor, on=on, obj=user, touches=[union.pk]) as entry:
        duty = Duty.objects.create(user=user, union=union, role=role, department=department, valid=since(on))
        entry.after = {"role": role, "union": union.name, "department": department}
    return duty


@transaction.atomic
def end_duty(*, duty: Duty, last_day: date, actor: Any, on: date) -> None:
    """The duty ends; `last_day` inclusive. Refused: before its first day; it has ended already by then."""
    if duty.valid.lower and last_day < duty.valid.lower:
        raise refuse(
            _("最后一天 %(day)s 在开始日 %(start)s 之前。") % {"day": last_day, "start": duty.valid.lower},
            cure=_("写开始日或以后的一天。"), field="last_day",
        )  # fmt: skip
    ended = last_day_of(duty.valid)
    if ended is not None and ended < on:
        raise refuse(_("这个身份已于 %(day)s 结束。") % {"day": ended}, field="last_day")
    with record("organisation.end_duty", actor=actor, on=on, obj=duty.user, touches=[duty.union_id]) as entry:
        duty.valid = DateRange(duty.valid.lower, last_day + timedelta(days=1))
        duty.save(update_fields=["valid"])
        entry.before = {"role": duty.role, "union": duty.union.name}
        entry.after = {"last_day": last_day}


@transaction.atomic
def link_account(*, person: Person, user: User, actor: Any, on: date) -> None:
    """The account belongs to the recorded person. Refused: he has one; it is somebody else's."""
    if person.user_id is not None or Person.objects.filter(user=user).exists():
        raise refuse(_("%(person)s 或这个账号已经有对应的另一方。") % {"person": person}, field="person")
    with record("organisation.link_account", actor=actor, on=on, obj=user) as entry:
        person.user = user
        person.save(update_fields=["user"])
        entry.after = {"person": person.name}


@transaction.atomic
def open_officer_account(
    *,
    username: str,
    name: str,
    union: Union,
    role: str,
    department: str,
    person: Person | None,
    actor: Any,
    on: date,
) -> tuple[User, str]:
    """A new account with its first duty, of a recorded person or of nobody recorded; with the one-time code to hand over.

    Four acts in one: each is logged under its own name. Refused: what any of them refuses; then nothing is written.
    """
    user = open_account(username=username, name=name, actor=actor, on=on)
    if person is not None:
        link_account(person=person, user=user, actor=actor, on=on)
    grant_duty(user=user, union=union, role=role, department=department, actor=actor, on=on)
    return user, issue_code(user=user, actor=actor, on=on)
