"""What waits for whoever looks after accounts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from gonglian.approvals.states import Lane
from gonglian.dashboards.dues import MOST_UNIONS, Line
from gonglian.organisation.account_access import (
    administered_unions,
    can_open_accounts,
    linkable_people,
    visible_accounts,
)
from gonglian.terms.queries import chairs_without_account


def accounts_due(user: Any, on: date) -> Iterator[Line]:
    """Chairs without an account, and one-time codes that nobody used in time."""
    if can_open_accounts(user):
        yield from _chairs(user, on)
        yield from _codes(user, on)


def _chairs(user: Any, on: date) -> Iterator[Line]:
    found = chairs_without_account(administered_unions(user), on=on)[:MOST_UNIONS]
    people = [holder.person_id for holder in found]
    linkable = set(linkable_people(user).filter(pk__in=people).values_list("pk", flat=True))
    for holder in found:
        union = holder.seat.body.union
        asked = {"union": union.pk} | ({"person": holder.person_id} if holder.person_id in linkable else {})
        url = f"{reverse('duties:open')}?{urlencode(asked)}"
        why = _("主席%(name)s还没有账号，不能以负责人身份办事") % {"name": holder.person}
        yield Line(_("开通主席的账号"), str(union), None, why, "", url, _("开立账号"), Lane.LATER.value)


def _codes(user: Any, on: date) -> Iterator[Line]:
    rows = visible_accounts(user).filter(is_active=True, code_last_day__lt=on).order_by("code_last_day", "pk")
    for account in rows[:MOST_UNIONS]:
        url = reverse("duties:account", args=[account.pk])
        why = _("发出后没有在 %(day)s 前登录") % {"day": account.code_last_day}
        yield Line(_("重发一次性密码"), account.name, None, why, "", url, _("打开账号"), Lane.LATER.value)
