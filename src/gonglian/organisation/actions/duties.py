"""Accounts and the duties people hold; opened and closed with the post."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.accounts.models import User
from gonglian.core.acts import record
from gonglian.core.periods import DateRange, since
from gonglian.core.refused import refuse
from gonglian.organisation.models import Duty, Union


@transaction.atomic
def grant_duty(*, user: User, union: Union, role: str, actor: Any, on: date, department: str = "") -> Duty:
    """The user acts for the union in the role from `on` on. Refused: he already does."""
    standing = Duty.objects.filter(user=user, union=union, role=role).active(on)
    if standing.exists():
        raise refuse(_("%(user)s 已有这个身份。") % {"user": user}, field="role")
    with record("organisation.grant_duty", actor=actor, on=on, obj=user, touches=[union.pk]) as entry:
        duty = Duty.objects.create(user=user, union=union, role=role, department=department, valid=since(on))
        entry.after = {"role": role, "union": union.name, "department": department}
    return duty


@transaction.atomic
def end_duty(*, duty: Duty, last_day: date, actor: Any, on: date) -> None:
    """The duty ends; `last_day` inclusive."""
    with record("organisation.end_duty", actor=actor, on=on, obj=duty.user, touches=[duty.union_id]) as entry:
        duty.valid = DateRange(duty.valid.lower, last_day + timedelta(days=1))
        duty.save(update_fields=["valid"])
        entry.before = {"role": duty.role, "union": duty.union.name}
