"""一会一档: the sections of a union's file that have data, on the day of view."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from gonglian.core.pages import Page, bounds, page_number
from gonglian.organisation import access
from gonglian.organisation.models import (
    Coverage,
    Membership,
    Position,
    Registration,
    Union,
    UnionAddress,
    UnionName,
)
from gonglian.organisation.reads.counts import Members, members_of
from gonglian.organisation.reads.drawing import Drawing
from gonglian.organisation.reads.lines import Below, Upward, below, lines_up
from gonglian.organisation.reads.maps import small_map
from gonglian.organisation.reads.names import wear_names_of
from gonglian.organisation.reads.rows import STATE_MARKS, trade_words
from gonglian.organisation.reads.story import Told, story_of
from gonglian.organisation.states import KEEP_MEMBERS, LineKind, UnionState

SIZE = 12
T = TypeVar("T", UnionName, UnionAddress)


@dataclass(frozen=True)
class UnionFile:
    """A union's file. A section without data of its own kind has total 0 and is not shown."""

    union: Union
    mark: tuple[str, str]
    facts: list[tuple[str, Any]]
    up: list[Upward]
    drawing: Drawing
    constituents: Page[Below]
    led: Page[Below]
    guided: Page[Below]
    covered: Page[Coverage]
    members: Members | None
    may_see_members: bool
    may_change: bool
    member_rows: Page[Membership]
    positions: list[Position]
    names: list[UnionName]
    addresses: list[UnionAddress]
    story: Page[Told]

    @property
    def keeps_members(self) -> bool:
        return self.union.kind in KEEP_MEMBERS


def union_file(
    union: Union, *, user: Any, on: date, today: date, pages: Mapping[str, str], known: datetime | None = None
) -> UnionFile:
    """The file as of `on`, as known now or at that moment; acts are offered on today's file only. pages: the page
    asked for of each list, by its parameter: units, led, guided, employers, members, story."""
    wear_names_of([union], on=on, today=today, known=known)
    up = lines_up(union, user=user, on=on, today=today, known=known)
    constituents, led, guided = (
        below(union, kind, user=user, on=on, today=today, page=pages.get(name, "1"), size=SIZE, known=known)
        for kind, name in (
            (LineKind.CONSTITUENT, "units"), (LineKind.LEADERSHIP, "led"), (LineKind.GUIDANCE, "guided"),
        )
    )  # fmt: skip
    covered = _covered(union, on, known, pages.get("employers", "1"))
    members = members_of([union.pk], on=on, known=known).get(union.pk)
    return UnionFile(
        union=union,
        mark=STATE_MARKS[union.state_on],
        facts=_facts(union, constituents.total, covered.total, members, on, known),
        up=up,
        drawing=_drawing(union, up, constituents, covered),
        constituents=constituents,
        led=led,
        guided=guided,
        covered=covered,
        members=members,
        may_see_members=bool(user.duty and access.may_see_members(user.duty)),
        may_change=on == today and known is None and access.can_change_union(user, union),
        member_rows=_member_rows(union, user, on, known, pages.get("members", "1")),
        positions=list(
            Position.objects.as_of(on, known)
            .filter(union=union)
            .select_related("person")
            .order_by("role", "pk")
        ),
        names=_until(UnionName, union, on, known),
        addresses=_until(UnionAddress, union, on, known),
        story=story_of(union, on=on, page=pages.get("story", "1"), known=known),
    )


def _facts(
    union: Union, constituents: int, covered: int, members: Members | None, on: date, known: datetime | None
) -> list[tuple[str, Any]]:
    scale = []
    if constituents:
        scale.append(_("组成单位 %(count)s 家") % {"count": f"{constituents:,}"})
    if covered:
        scale.append(_("覆盖单位 %(count)s 家") % {"count": f"{covered:,}"})
    if isinstance(workers := union.declared.get("workers"), int):
        scale.append(_("职工 %(count)s 人（上报）") % {"count": f"{workers:,}"})
    if members:
        values = {"count": f"{members.number:,}", "source": members.source}
        scale.append(_("会员 %(count)s 人（%(source)s）") % values)
    host = f"{union.host.name}（{union.host.get_kind_display()}）" if union.host else ""
    facts = [
        (_("类别"), union.kind_words),
        (_("地域"), union.region.name),
        (_("行业"), trade_words(union.trades)),
        (_("依托单位"), host),
        *_days(union, on),
        (_("规模"), "，".join(scale)),
        (_("信用代码"), union.code),
        (_("住所"), UnionAddress.objects.as_of(on, known).filter(union=union).first()),
        *_registered(union, on, known),
    ]
    return [(label, value) for label, value in facts if value]


def _days(union: Union, on: date) -> list[tuple[str, Any]]:
    """When it was founded and when it ended, as far as these days have come."""
    ended = _("终止筹建") if union.state == UnionState.NEVER_STOOD else _("撤销")
    days = ((_("成立"), union.founded_on), (_("批准"), union.approved_on), (ended, union.ended_on))
    return [(label, day) for label, day in days if day and day <= on]


def _registered(union: Union, on: date, known: datetime | None) -> list[tuple[str, Any]]:
    """The certificate that holds on the day."""
    row = Registration.objects.as_of(on, known).filter(union=union).first()
    if row is None:
        return []
    return [(_("法人登记"), row.starts_on), (_("证书到"), row.certificate_until)]


def _until(kind: type[T], union: Union, on: date, known: datetime | None) -> list[T]:
    """What the union bore up to the day, in order."""
    rows = kind.objects.current_record(known).filter(union=union, valid__startswith__lte=on)
    return list(rows.order_by("valid"))


def _drawing(union: Union, up: list[Upward], constituents: Page[Below], covered: Page[Coverage]) -> Drawing:
    if constituents.total:
        names = [row.union.name for row in constituents.rows]
        return small_map(union, up, names, constituents.total, _("组成单位"))
    names = [row.employer.name for row in covered.rows]
    return small_map(union, up, names, covered.total, _("覆盖单位"))


def _covered(union: Union, on: date, known: datetime | None, page: str) -> Page[Coverage]:
    rows = Coverage.objects.as_of(on, known).filter(union=union)
    total = rows.count()
    number = page_number(page, total, SIZE)
    ordered = rows.select_related("employer__region").order_by("employer__pinyin", "pk")
    return Page(number, total, list(ordered[bounds(number, SIZE)]), SIZE)


def _member_rows(union: Union, user: Any, on: date, known: datetime | None, page: str) -> Page[Membership]:
    """The member rows of the day; of what was known once, only people who are in reach by what is known now."""
    rows = access.visible_memberships(user, on=on).as_of(on, known).filter(union=union)
    if known:
        rows = rows.filter(access.of_people_in_reach(user, on=on))
    total = rows.count()
    number = page_number(page, total, SIZE)
    ordered = rows.select_related("person").order_by("person__pinyin", "pk")
    return Page(number, total, list(ordered[bounds(number, SIZE)]), SIZE)
