"""Which unions may be the constituents of an industrial union that is on record with only their number (A.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from gonglian.core.pages import Page, bounds, page_number
from gonglian.organisation.models import Line, Union
from gonglian.organisation.queries import parents
from gonglian.organisation.states import LineKind, UnionKind, UnionState
from gonglian.reference.models import Region

PAGE = 100
DISTRICT = 6  # digits of a county's or zone's code, with which the codes of its townships begin


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


@dataclass(frozen=True)
class Place:
    """A district or a township within it: how many proposals it has, how many of them are chosen."""

    code: str
    name: str
    total: int
    chosen: int
    is_district: bool


class Choosing:
    """What a clerk chose among the proposals, whatever the filter and the page show of them.

    sent: the form. "children": ticks that the page shows; "kept": the keys of those it did not show; "q", "region": the
    filter; "page"; "take" and "drop": a region's code, or "shown" for all that fit the filter.
    """

    def __init__(self, proposed: list[Proposal], sent: QueryDict) -> None:
        self.proposed = proposed
        self.q, self.region = sent.get("q", "")[:60], sent.get("region", "")[:12]
        wanted = {*sent.getlist("children"), *sent.get("kept", "").split()}
        self.keys = {str(row.union.pk) for row in proposed} & wanted
        self.lost = len(wanted - self.keys)  # proposed no longer: linked meanwhile, or not active any more
        self.shown = _narrowed(proposed, self.q, self.region)
        for code in sent.getlist("take"):
            self.keys |= self._in(code)
        for code in sent.getlist("drop"):
            self.keys -= self._in(code)
        number = page_number(sent.get("page", ""), len(self.shown), PAGE)
        self.page = Page(number, len(self.shown), self.shown[bounds(number, PAGE)], PAGE)

    @property
    def kept(self) -> str:
        """The keys chosen that the page does not show."""
        visible = {str(row.union.pk) for row in self.page.rows}
        return " ".join(sorted(self.keys - visible, key=int))

    @property
    def unions(self) -> list[Union]:
        return [row.union for row in self.proposed if str(row.union.pk) in self.keys]

    @property
    def places(self) -> list[Place]:
        """Districts, each before its townships, with their numbers."""
        names = {row.union.region_id: row.union.region.name for row in self.proposed}
        districts = {code[:DISTRICT] for code in names} - set(names)
        names |= dict(Region.objects.filter(pk__in=districts).values_list("pk", "name"))
        return [
            Place(code, names[code], len(held := self._in(code)), len(held & self.keys), len(code) <= DISTRICT)
            for code in sorted(names)
        ]  # fmt: skip

    def _in(self, code: str) -> set[str]:
        rows = self.shown if code == "shown" else _narrowed(self.proposed, "", code)
        return {str(row.union.pk) for row in rows}


def _narrowed(proposed: list[Proposal], words: str, region: str) -> list[Proposal]:
    """Those whose name, pinyin or initials hold the words, in a region or below it; "" for all."""
    text = words.strip().lower().replace(" ", "")
    return [
        row for row in proposed
        if any(text in field for field in (row.union.name, row.union.pinyin, row.union.initials))
        and row.union.region_id.startswith(region)
    ]  # fmt: skip


def linked(union: Union, *, on: date) -> int:
    """How many constituents are on record on a day."""
    return Line.objects.as_of(on).filter(parent=union, kind=LineKind.CONSTITUENT).count()


def proposals(union: Union, *, within: QuerySet[Union], on: date) -> list[Proposal]:
    """Active primary unions of the territory whose trade is that of the industrial union, by name.

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
    found = list(rows.select_related("region").order_by("pinyin", "pk"))
    joined: dict[int, list[str]] = {}
    for pk, lines in parents([row.pk for row in found], LineKind.CONSTITUENT, on=on).items():
        joined[pk] = [line.parent.name for line in lines]
    return [Proposal(row, _why(row, union), "、".join(joined.get(row.pk, ()))) for row in found]


def _why(row: Union, union: Union) -> str:
    trade = next((code for code in union.trades if row.trades and row.trades[0].startswith(code)), "")
    shown = row.trades[0] if trade else row.declared.get("industry_name", "")
    return _("%(place)s · 行业 %(trade)s") % {"place": row.region.name, "trade": shown}
