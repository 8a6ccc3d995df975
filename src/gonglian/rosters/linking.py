"""Which unions may be the constituents of an industrial union that is on record with only their number (A.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonglian.organisation.models import Line, Union
from gonglian.organisation.states import LineKind, UnionKind, UnionState

MOST = 500


@dataclass(frozen=True)
class Proposal:
    """A union that fits, and by what it fits."""

    union: Union
    why: str


def linked(union: Union, *, on: date) -> int:
    """How many constituents are on record on a day."""
    return Line.objects.as_of(on).filter(parent=union, kind=LineKind.CONSTITUENT).count()


def proposals(union: Union, *, within: QuerySet[Union], on: date) -> list[Proposal]:
    """Active primary unions of the territory whose trade is that of the industrial union, by name; at most 500.

    The trade fits by a code of the union's that begins the other's, or by the same word in both rosters.
    """
    word = union.declared.get("industry_name")
    codes = Q(pk__in=[])
    for trade in union.trades:
        codes |= Q(trades__0__startswith=trade)
    fits = codes | (Q(declared__industry_name=word) if word else Q(pk__in=[]))
    standing = Line.objects.as_of(on).filter(parent=union, kind=LineKind.CONSTITUENT).values("child")
    rows = within.filter(
        fits, state=UnionState.ACTIVE, kind__in=(UnionKind.PRIMARY, UnionKind.JOINT_PRIMARY),
        region__code__startswith=union.region_id,
    ).exclude(pk__in=standing)  # fmt: skip
    return [
        Proposal(row, _why(row, union))
        for row in rows.select_related("region").order_by("pinyin", "pk")[:MOST]
    ]


def _why(row: Union, union: Union) -> str:
    trade = next((code for code in union.trades if row.trades and row.trades[0].startswith(code)), "")
    shown = row.trades[0] if trade else row.declared.get("industry_name", "")
    return _("%(place)s · 行业 %(trade)s") % {"place": row.region.name, "trade": shown}
