"""Four hundred primary unions with employers, members and chairs: history, written in bulk.

Most are in order. A few are not, at fixed places: a start nobody knows, no credit code yet, a retained membership, a
reported figure that differs from the roll, a union that was dissolved.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from django.conf import settings

from gonglian.core.hanzi import PinyinKey, pinyin
from gonglian.core.periods import since, through
from gonglian.dashboards.demo.city import SINCE, City, Firm
from gonglian.dashboards.demo.names import FIRM_FRONT, GIVEN, SURNAMES, TOWNS, TRADES
from gonglian.organisation.models import (
    Coverage,
    Employer,
    Line,
    Membership,
    Person,
    Position,
    Union,
    UnionName,
)
from gonglian.organisation.states import LineKind, MembershipKind, PositionRole, Sex, UnionKind, UnionState

PER_TRADE = 5  # of each trade in each town
NO_CODE, NO_START, DIFFERS, RETAINED = 41, 29, 37, 90  # every so-manieth
DISSOLVED = 3  # the last of the list
BATCH = 2000


def build(city: City) -> None:
    for code, _name in TOWNS:
        city.firms += [_firm(city, code, trade) for trade in TRADES for _ in range(PER_TRADE)]
    for firm in city.firms[-DISSOLVED:]:
        firm.union.state, firm.union.ended_on, firm.members = UnionState.DISSOLVED, city.ago(199), 0
    _write_unions(city)
    _write_lines(city)
    _write_people(city)


def _firm(city: City, region: str, trade: str) -> Firm:
    number = len(city.firms) + city.serial // 2 + 1
    code, words = TRADES[trade]
    front = f"{FIRM_FRONT[number % len(FIRM_FRONT)]}{city.random.choice(('', '新', '同'))}"
    name = f"{front}{city.random.choice(words)}（演示{number}）有限公司"
    members = city.random.randint(18, 60)
    key, union_key = pinyin(name), pinyin(f"{name}工会委员会")
    employer = Employer(
        city=settings.CITY_CODE, uscc=city.code("91", region), name=name, region_id=region, industry=code,
        workers=members + city.random.randint(0, 15), pinyin=key.full, initials=key.initials,
    )  # fmt: skip
    own_code = city.code("81", region)  # drawn even where it is left out: the firms are numbered by it
    union = Union(
        city=settings.CITY_CODE, kind=UnionKind.PRIMARY, name=f"{name}工会委员会", region_id=region, trades=[code],
        code="" if number % NO_CODE == 0 else own_code, pinyin=union_key.full,
        initials=union_key.initials, founded_on=SINCE + timedelta(days=number * 5 % 1800),
        declared={"members": members + (3 if number % DIFFERS == 0 else 0)},
    )  # fmt: skip
    return Firm(union, employer, trade, members)


def _write_unions(city: City) -> None:
    unions = [firm.union for firm in city.firms]
    Employer.objects.bulk_create([firm.employer for firm in city.firms])
    Union.objects.bulk_create(unions)
    for union in unions:
        union.path = f"{city.heads[union.region_id].path}{union.pk}/"
    Union.objects.bulk_update(unions, ["path"])
    UnionName.objects.bulk_create(
        [UnionName(union=union, name=union.name, valid=since(union.founded_on)) for union in unions]
    )


def _write_lines(city: City) -> None:
    lines, coverages = [], []
    for number, firm in enumerate(city.firms):
        period, known = since(firm.union.founded_on), number % NO_START != 0
        if firm.union.state == UnionState.DISSOLVED:
            period = through(firm.union.founded_on, city.ago(200))
        leader = city.heads[firm.union.region_id]
        lines += [
            Line(child=firm.union, parent=leader, kind=kind, valid=period, start_known=known)
            for kind in (LineKind.LEADERSHIP, LineKind.DUES)
        ]
        coverages.append(Coverage(union=firm.union, employer=firm.employer, valid=period, start_known=known))
    Line.objects.bulk_create(lines)
    Coverage.objects.bulk_create(coverages)


def _write_people(city: City) -> None:
    """So many members each; the first is the chair, the second of every seventh a deputy head of the firm."""
    rows = [(firm, place) for firm in city.firms for place in range(firm.members)]
    people = [_person(city) for _row in rows]
    Person.objects.bulk_create(people, batch_size=BATCH)
    Membership.objects.bulk_create(
        (_membership(firm.union, person, number) for number, ((firm, _place), person)
         in enumerate(zip(rows, people, strict=True), start=1)), batch_size=BATCH,
    )  # fmt: skip
    posts = (
        post
        for (firm, place), person in zip(rows, people, strict=True)
        for post in _posts(firm, person, place)
    )
    Position.objects.bulk_create(posts)


def _membership(union: Union, person: Person, number: int) -> Membership:
    kind = MembershipKind.RETAINED if number % RETAINED == 0 else MembershipKind.VOTING
    return Membership(
        city=settings.CITY_CODE, person=person, union=union, union_kind=union.kind, kind=kind,
        valid=since(union.founded_on), start_known=number % RETAINED != 1,
    )  # fmt: skip


def _posts(firm: Firm, person: Person, place: int) -> Iterator[Position]:
    period = since(firm.union.founded_on)
    if place == 0:
        yield Position(
            person=person, role=PositionRole.UNION_CHAIR, union=firm.union, title="工会主席", valid=period
        )
    if place == 1 and firm.union.pk % 7 == 0:
        yield Position(
            person=person,
            role=PositionRole.DEPUTY_HEAD,
            employer=firm.employer,
            title="副总经理",
            valid=period,
        )


def _person(city: City) -> Person:
    name = city.random.choice(SURNAMES) + city.random.choice(GIVEN)
    key = _spelt(name)
    born = date(1970, 1, 1) + timedelta(days=city.random.randint(0, 11000))
    return Person(
        city=settings.CITY_CODE, name=name, pinyin=key.full, initials=key.initials, born_on=born,
        sex=city.random.choice((Sex.MALE, Sex.MALE, Sex.FEMALE)),
    )  # fmt: skip


@cache
def _spelt(name: str) -> PinyinKey:
    return pinyin(name, surname=True)
