"""Which unions may be the constituents of an industrial union that is on record with only their number (A.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import parents
from gonglian.organisation.states import LineKind, UnionKind, UnionState

MOST = 500


@dataclass(frozen=True)
class Proposal:
    """A union that fits, and by what it fits."""

    union: Union
    why: str
    elsewhere: str  # the industrial unions it is a constituent of already, "" for none


@dataclass(frozen=True)
class Tally:
    """Constituents as the roster declared them and as linked; missing: declared and not linked yet, None if unknown."""

    declared: int | None
    linked: int

    @property
    def missing(self) -> int | None:
        return None if self.declared is None else self.declared - self.linked


def tally(union: Union, *, on: date) -> Tally:
    """The declared number beside those on record on a day."""
    declared = union.declared.get("units")
    return Tally(declared if isinstance(declared, int) else None, linked(union, on=on))


def narrowed(proposed: list[Proposal], *, words: str, region: str) -> list[Proposal]:
    """Those whose name, pinyin or initials hold the words, in one region; "" for all."""
    text = words.strip().lower().replace(" ", "")
    return [
        row for row in proposed
        if any(text in field for field in (row.union.name, row.union.pinyin, row.union.initials))
        and region in ("", row.union.region_id)
    ]  # fmt: skip


def regions_of(proposed: list[Proposal]) -> list[tuple[str, str, int]]:
    """Code, name and number of proposals of each region, by code."""
    found: dict[tuple[str, str], int] = {}
    for row in proposed:
        key = (row.union.region_id, row.union.region.name)
        found[key] = found.get(key, 0) + 1
    return [(code, name, count) for (code, name), count in sorted(found.items())]


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
    found = list(rows.select_related("region").order_by("pinyin", "pk")[:MOST])
    joined: dict[int, list[str]] = {}
    for pk, lines in parents([row.pk for row in found], LineKind.CONSTITUENT, on=on).items():
        joined[pk] = [line.parent.name for line in lines]
    return [Proposal(row, _why(row, union), "、".join(joined.get(row.pk, ()))) for row in found]


def _why(row: Union, union: Union) -> str:
    trade = next((code for code in union.trades if row.trades and row.trades[0].startswith(code)), "")
    shown = row.trades[0] if trade else row.declared.get("industry_name", "")
    return _("%(place)s · 行业 %(trade)s") % {"place": row.region.name, "trade": shown}
