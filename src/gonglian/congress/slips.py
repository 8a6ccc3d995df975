"""Slips for delegates: each carries a word that opens her own page once. She has no account and needs none."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from gonglian.congress.models import Convocation, Delegate, OwnPage
from gonglian.core.acts import record
from gonglian.core.refused import Refused, refuse
from gonglian.meetings.queries import entry_of
from gonglian.organisation.states import UnionState


@dataclass(frozen=True, slots=True)
class Standing:
    """What a delegate reads about herself. word: may, waiting or not; why: in one sentence."""

    word: str
    why: str


@transaction.atomic
def make_slips(*, convocation: Convocation, actor: Any, on: date) -> list[tuple[Delegate, str]]:
    """A new slip for every delegate: (delegate, word), by unit. Earlier slips and open pages end; no word can be read again.

    Refused: no delegate yet; no day for the congress; its day is past.
    """
    _refuse_slips(convocation, on)
    rows = Delegate.objects.filter(unit__convocation=convocation).select_related("unit", "person")
    delegates = list(rows.order_by("unit", "pk"))
    if not delegates:
        raise refuse(_("还没有登记代表。"), cure=_("先登记各选举单位选出的代表。"), cite="CON-02")
    words = [secrets.token_urlsafe(24) for _delegate in delegates]
    with record(
        "congress.make_slips", actor=actor, on=on, obj=convocation.union, touches=[convocation.union_id, convocation.keeper_id]
    ) as entry:  # fmt: skip
        OwnPage.objects.filter(delegate__in=delegates).delete()
        OwnPage.objects.bulk_create(
            OwnPage(delegate=delegate, digest=digest_of(word))
            for delegate, word in zip(delegates, words, strict=True)
        )
        entry.after = {"slips": len(delegates)}
    return list(zip(delegates, words, strict=True))


@transaction.atomic
def open_page(*, word: str, on: date) -> OwnPage:
    """Use a slip: its page is the opener's from now on. Refused: no such slip, opened before, or the congress is over."""
    page = OwnPage.objects.select_for_update().filter(digest=digest_of(word)).first()
    if page is None:
        raise refuse(_("没有这张凭条，或者已经重新发过。"), cure=_("请向大会筹备组要新的凭条。"))
    if page.opened_at is not None:
        raise refuse(
            _("这张凭条已经打开过，只能用一次。"), cure=_("请用第一次打开的手机，或向大会筹备组要新的凭条。")
        )
    convocation = page.delegate.unit.convocation
    if convocation.planned_on is None or convocation.planned_on < on:
        raise refuse(_("大会的日子已过，凭条作废。"), cure=_("有疑问请向大会筹备组了解。"))
    with record(
        "congress.open_own_page", actor=None, on=on, obj=convocation.union, touches=[convocation.union_id, convocation.keeper_id]
    ) as entry:  # fmt: skip
        page.opened_at = Now()
        page.save(update_fields=["opened_at"])
        entry.after = {"unit": page.delegate.unit.name}
    return page


def page_of(digest: str, *, on: date) -> OwnPage | None:
    """The page a telephone keeps; None once another slip was made or the congress is over."""
    rows = OwnPage.objects.filter(
        digest=digest, opened_at__isnull=False, delegate__unit__convocation__planned_on__gte=on
    )
    return rows.select_related("delegate__person", "delegate__unit__convocation__union").first()


def standing_of(delegate: Delegate) -> Standing:
    """Whether she may vote, as far as it is settled today: the sealed roll decides, before it the check of credentials."""
    convocation = delegate.unit.convocation
    if convocation.union.state not in (UnionState.PREPARING, UnionState.ACTIVE):
        return Standing("not", _("这次大会不再召开。"))
    entry, is_sealed = entry_of(delegate.person, union=convocation.union, held_on=convocation.day)
    if is_sealed:
        if entry is None:
            return Standing("not", _("大会的名册已封存，上面没有您。请向大会筹备组了解。"))
        return Standing("may", _("您在大会的名册上，可以参加选举和表决。"))
    if delegate.confirmed:
        return Standing("may", _("您的代表资格已确认，可以参加选举和表决。"))
    return Standing("waiting", _("您的代表资格还在审查，确认后这里会写明。"))


def digest_of(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()


def _refuse_slips(convocation: Convocation, on: date) -> None:
    if convocation.planned_on is None:
        raise refuse(_("还没有定大会的日期和地点。"), cure=_("先填大会时间和规模。"), cite="CON-01")
    if convocation.planned_on < on:
        raise refuse(_("大会的日子已过，不再发凭条。"), cite="CON-01")


__all__ = ["Refused", "Standing", "digest_of", "make_slips", "open_page", "page_of", "standing_of"]
