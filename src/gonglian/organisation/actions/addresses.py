"""Where a union is seated: changed from a day on, or corrected."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gonglian.core.acts import record
from gonglian.core.periods import end_valid, rewrite, since
from gonglian.core.refused import refuse
from gonglian.organisation.actions.holding import held_union
from gonglian.organisation.models import Union, UnionAddress


@transaction.atomic
def change_address(*, union: Union, address: str, actor: Any, on: date) -> UnionAddress:
    """The union is seated at `address` from `on` on (变更; the earlier days keep the old one). Registered within 30 days
    (TRM-10). Refused: no address; the same address; a day on or before that from which the present one holds."""
    _check(address)
    union = held_union(union)
    if (current := _current(union)) and current.address == address.strip():
        raise refuse(_("新住所与现住所相同。"), field="address")
    with record("organisation.change_address", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        made = settle_address(union, address.strip(), on)
        entry.before = {"address": current.address if current else ""}
        entry.after = {"address": made.address}
    return made


@transaction.atomic
def correct_address(*, union: Union, address: str, reason: str, actor: Any, on: date) -> UnionAddress:
    """The present address was entered wrongly (更正). The record is closed and written again over the same days; what
    was known before stays readable. Refused: no address, no reason, the same address, none on record."""
    _check(address)
    if not reason.strip():
        raise refuse(_("没有写更正的理由。"), cure=_("写明哪里登错，依据是什么。"), field="reason")
    union = held_union(union)
    current = _current(union)
    if current is None or current.address == address.strip():
        raise refuse(
            _("住所没有不同，或档里还没有住所。"), cure=_("还没有登记的，用变更住所。"), field="address"
        )
    with record("organisation.correct_address", actor=actor, on=on, obj=union, touches=[union.pk]) as entry:
        made = rewrite(current, address=address.strip())
        entry.before = {"address": current.address}
        entry.after = {"address": address.strip(), "reason": reason.strip()[:200]}
    assert isinstance(made, UnionAddress)
    return made


def settle_address(union: Union, address: str, first_day: date) -> UnionAddress:
    """Inside an act on the held union: the address holds from a day on, unless it is on record already.

    Refused: the present one began on that day or later.
    """
    current = _current(union)
    if current and current.address == address:
        return current
    if current and current.valid.lower >= first_day:
        raise refuse(
            _("%(day)s 起的住所已登记为“%(address)s”。") % {"day": current.valid.lower, "address": current},
            cure=_("登记错了的，用更正；又迁了的，写下一天。"), field="address",
        )  # fmt: skip
    if current:
        end_valid(current, first_day)
    return UnionAddress.objects.create(union=union, address=address, valid=since(first_day))


def _current(union: Union) -> UnionAddress | None:
    return UnionAddress.objects.current_record().filter(union=union, valid__upper_inf=True).first()


def _check(address: str) -> None:
    if not address.strip():
        raise refuse(_("住所没有填。"), field="address")
