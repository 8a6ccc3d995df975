"""How the terms of many unions stand on a day. Eight questions, however many unions, bodies and seats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import DateField, Func, Max, Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from gonglian.congress.states import BodyKind, Office
from gonglian.organisation.models import Union
from gonglian.organisation.states import Form
from gonglian.policy.arithmetic import add_months
from gonglian.policy.finding import Result
from gonglian.policy.site import judge
from gonglian.reference.industries import section_of
from gonglian.reference.models import Industry, Region
from gonglian.terms.models import Acting, Body, Extension, Holder, Term

NEAR_MONTHS = 12
HEAD = (Office.CHAIR, Office.DIRECTOR)  # in the committee; a working committee has a director
COUNTY = 6  # digits of a county's code


class Matter(TextChoices):
    """What needs an eye, the most pressing first."""

    CARRY_OVER = "carry_over", _("超期留任")
    OVERLONG = "overlong", _("空缺或代理超期")
    VACANT = "vacant", _("主席空缺")
    ACTING = "acting", _("主席代理")
    MISSING = "missing", _("缺机构")
    ENDING = "ending", _("一年内届满")


class Lower(Func):
    """A range's first day."""

    function, output_field = "lower", DateField()


class Upper(Func):
    """The day after a range's last; None while it is open."""

    function, output_field = "upper", DateField()


BODIES = tuple(BodyKind.values)  # the committee first
RANK = {matter: place for place, matter in enumerate((*Matter.values, ""))}


@dataclass(frozen=True, slots=True)
class Standing:
    """One union on the day. runs_to: the committee's last day, an extension counted; None for a working committee and where
    there is no committee. chair: who sits or acts there. since: from when the seat is empty or acted for."""

    pk: int
    name: str
    district: str
    district_name: str
    trade: str
    runs_to: date | None
    chair: str
    since: date | None
    missing: tuple[str, ...]
    matters: tuple[str, ...]

    @property
    def worst(self) -> str:
        return self.matters[0] if self.matters else ""

    @property
    def words(self) -> list[str]:
        return [str(Matter(matter).label) for matter in self.matters]

    @property
    def missing_words(self) -> str:
        return "、".join(str(BodyKind(kind).label) for kind in self.missing)


@dataclass(slots=True)
class _Committee:
    """What is known of one committee while it is put together."""

    body: int
    begins: date | None
    ends: date | None = None
    extended: date | None = None
    chair: str = ""
    empty_since: date | None = None
    acting: str = ""
    acting_since: date | None = None

    @property
    def runs_to(self) -> date | None:
        return self.extended or self.ends


def standings(unions: QuerySet[Union], *, on: date) -> list[Standing]:
    """How each of `unions` stands on the day: the most pressing first, then by the day its term ends, then in their order."""
    rows = list(unions.values("pk", "name", "form", "region_id", "trades"))
    kinds, committees = _bodies(unions.order_by().values("pk"), on)
    codes = {row["region_id"][:COUNTY] for row in rows}
    names = dict(Region.objects.filter(code__in=codes).values_list("code", "name"))
    found = [
        _standing(row, names, kinds.get(row["pk"], set()), committees.get(row["pk"]), on) for row in rows
    ]
    return sorted(found, key=lambda row: (RANK[row.worst], row.runs_to or date.max))


def _standing(
    row: Mapping[str, Any], names: Mapping[str, str], kinds: set[str], committee: _Committee | None, on: date
) -> Standing:
    is_dispatched = row["form"] == Form.WORKING_COMMITTEE
    needed = BODIES[:1] if is_dispatched else BODIES
    missing = tuple(kind for kind in needed if kind not in kinds)
    district = row["region_id"][:COUNTY]
    found = committee or _Committee(0, None)
    return Standing(
        pk=row["pk"], name=row["name"], district=district, district_name=names.get(district, ""),
        trade=section_of(row["trades"][0]) or "" if row["trades"] else "", runs_to=found.runs_to,
        chair=found.chair or found.acting, since=None if found.chair else found.empty_since or found.acting_since,
        missing=missing, matters=tuple(_matters(committee, missing, on, add_months(on, NEAR_MONTHS))),
    )  # fmt: skip


def _matters(committee: _Committee | None, missing: tuple[str, ...], on: date, near: date) -> list[str]:
    found: set[str] = {Matter.MISSING.value} if missing else set()
    if committee is not None:
        if (last := committee.runs_to) is not None and last < on:
            found.add(Matter.CARRY_OVER.value)
        elif last is not None and last <= near:
            found.add(Matter.ENDING.value)
        if not committee.chair:
            found.add(Matter.ACTING.value if committee.acting else Matter.VACANT.value)
            found |= _overlong(committee, on)
    return sorted(found, key=RANK.__getitem__)


def _overlong(committee: _Committee, on: date) -> set[str]:
    """TRM-05; an industrial union is no enterprise's."""
    facts = {
        "enterprise": False, "vacant_since": committee.empty_since, "acting_since": committee.acting_since, "on": on,
    }  # fmt: skip
    return {Matter.OVERLONG.value} if judge("TRM-05", facts, on).result is Result.FAIL else set()


def _bodies(unions: Any, on: date) -> tuple[dict[int, set[str]], dict[int, _Committee]]:
    """Which kinds of bodies each union has, and its committee. Asked by subquery, and days as days: long lists of numbers
    are dear to send, ranges to read."""
    is_committee = Q(kind=BodyKind.COMMITTEE)
    rows = Body.objects.as_of(on).filter(union__in=unions).order_by().values_list("union_id").annotate(
        found=ArrayAgg("kind"), committee=Max("pk", filter=is_committee),
        begins=Max(Lower("valid"), filter=is_committee),
    )  # fmt: skip
    kinds: dict[int, set[str]] = {}
    committees: dict[int, _Committee] = {}
    for union, found, body, begins in rows:
        kinds[union] = set(found)
        if body is not None:
            committees[union] = _Committee(body, begins)
    by_body = {row.body: row for row in committees.values()}
    asked = Body.objects.as_of(on).filter(is_committee, union__in=unions).values("pk")
    _set_terms(by_body, asked, on)
    _set_heads(by_body, asked, on)
    return kinds, committees


def _set_terms(by_body: dict[int, _Committee], asked: Any, on: date) -> None:
    """The latest term begun by the day, and the extension of just that term."""
    terms = Term.objects.current_record().filter(body__in=asked, valid__startswith__lte=on)
    for body, after in (
        terms.order_by("ordinal", "pk").annotate(after=Upper("valid")).values_list("body_id", "after")
    ):
        by_body[body].ends = _last(after)
    rows = Extension.objects.current_record().filter(body__in=asked).order_by("valid", "pk")
    for body, original, after in rows.annotate(after=Upper("valid")).values_list(
        "body_id", "original_end", "after"
    ):
        if by_body[body].ends == original:
            by_body[body].extended = _last(after)


def _set_heads(by_body: dict[int, _Committee], asked: Any, on: date) -> None:
    """Who sits as head on the day, else since when nobody does; who acts."""
    for row in by_body.values():
        row.empty_since = row.begins
    for body, _start, after, name in _of_heads(Holder, asked, on):
        sits = after is None or on < after
        by_body[body].chair = name if sits else ""
        by_body[body].empty_since = None if sits else after
    for body, start, after, name in _of_heads(Acting, asked, on):
        if after is None or on < after:
            by_body[body].acting, by_body[body].acting_since = name, start


def _of_heads(model: type[Any], asked: Any, on: date) -> Iterable[tuple[int, date | None, date | None, str]]:
    """(body, first day, day after the last, name), the earliest first."""
    rows: Any = model.objects.current_record().filter(
        seat__body__in=asked, seat__office__in=HEAD, valid__startswith__lte=on
    )
    dated = rows.annotate(starts=Lower("valid"), after=Upper("valid")).order_by("valid", "pk")
    found: Iterable[tuple[int, date | None, date | None, str]] = dated.values_list(
        "seat__body_id", "starts", "after", "person__name"
    )
    return found


def _last(after: date | None) -> date | None:
    return after and after - timedelta(days=1)


# -- figures


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, in percent of the widest."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Figures:
    """The unions of one district or trade. key: by what the list is narrowed to them; counts: of each matter, in their order."""

    key: str
    name: str
    total: int
    counts: tuple[tuple[str, int], ...]  # the word of each matter
    segments: tuple[Segment, ...]
    says: str


CSS = {
    Matter.CARRY_OVER: "over", Matter.OVERLONG: "open", Matter.VACANT: "open", Matter.ACTING: "open", Matter.MISSING: "bar",
    Matter.ENDING: "end", "": "held",
}  # fmt: skip


def figures(rows: Iterable[Standing], by: str) -> list[Figures]:
    """Numbers by district or by trade (`by`), the largest first; a union of several trades stands with its first."""
    groups: dict[str, list[Standing]] = {}
    for row in rows:
        groups.setdefault(row.trade if by == "trade" else row.district, []).append(row)
    most = max(map(len, groups.values()), default=1)
    names = {part[0].district: part[0].district_name for part in groups.values()}
    if by == "trade":
        names = dict(Industry.objects.filter(code__in=list(groups)).values_list("code", "name"))
    found = [_figures(key, names.get(key) or str(_("没有登记")), part, most) for key, part in groups.items()]
    return sorted(found, key=lambda each: (-each.total, each.name))


def _figures(key: str, name: str, rows: list[Standing], most: int) -> Figures:
    counts = tuple((str(matter.label), sum(matter in row.matters for row in rows)) for matter in Matter)
    segments, x = [], 0.0
    for worst in (*Matter.values, ""):
        width = 100 * sum(row.worst == worst for row in rows) / most
        if width:
            segments.append(Segment(CSS[worst], round(x, 2), round(width, 2)))
        x += width
    told = [f"{word} {count}" for word, count in counts if count]
    return Figures(key, name, len(rows), counts, tuple(segments), "，".join(told))
