"""A small invented city for `gonglian demo`: every name belongs to nobody; the figures are the same at every loading.

Loaded once, inside one act; a database that holds unions already is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from stdnum.cn import uscc

from gonglian.accounts.models import User
from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.core.hanzi import pinyin
from gonglian.core.periods import since
from gonglian.dashboards.demo_cases import Officers, load_demo_cases
from gonglian.organisation import actions
from gonglian.organisation.models import Coverage, Employer, Line, Membership, Person, Union, UnionName
from gonglian.organisation.states import Level, LineKind, PositionRole, Role, UnionKind

PASSWORD = "Yanshi-2026"  # noqa: S105 - printed on the demo's own screen, opens only invented data
SINCE = date(2019, 5, 1)
COUNTIES = (("371302", "兰山区"), ("371311", "罗庄区"))
TOWNS = (("371302004", "柳青"), ("371302001", "兰山"), ("371311001", "罗庄"))
# trade words, class code, words of a firm's name
TRADES = (
    ("货运", "5431", ("货运", "物流", "运输")),
    ("板材", "2021", ("板材", "木业")),
    ("餐饮", "6210", ("餐饮", "酒楼")),
    ("家政", "8010", ("家政", "月嫂服务")),
    ("物业", "7020", ("物业",)),
)
FIRM_FRONT = (
    "青禾 明岸 听泉 望舒 朝晖 远帆 云起 松涛 长庚 采薇 鹿鸣 星河 南风 雁回 溪午 竹里 麦秋 白榆 晴川 荷露"
).split()
SURNAMES = (
    "单 曾 仇 解 查 任 江 秦 穆 尹 邱 骆 夏 蔡 田 樊 胡 凌 霍 虞 万 支 柯 昝 管 卢 莫 经 房 裘 缪 干"
).split()
GIVEN = (
    "小满 立秋 知夏 望舒 若谷 致远 思齐 听雨 怀瑾 明达 允执 书宁 景行 清和 以宁 长风 念慈 守拙 云帆 向晚"
).split()
ACCOUNTS = (
    ("city.head", "凌知远", "city", Role.HEAD, "组织部"),
    ("city.handler", "骆清和", "city", Role.HANDLER, "组织部"),
    ("county.head", "穆景行", "371302", Role.HEAD, "办公室"),
    ("county.handler", "夏书宁", "371302", Role.HANDLER, "组织部"),
    ("town.head", "田望秋", "371302004", Role.HEAD, ""),
    ("town.handler", "管若谷", "371302004", Role.HANDLER, ""),
    ("town.reader", "柯以宁", "371302004", Role.READER, ""),
    ("admin", "樊守正", "city", Role.ADMIN, "信息中心"),
)  # fmt: skip


def load_demo_city() -> list[tuple[str, str, str]]:
    """Load the city unless unions are there; returns (user name, password, who it is) of each sign-in."""
    if not Union.objects.exists():
        with transaction.atomic(), record("demo.load_city", actor=None, on=clock.today()) as entry:
            entry.after = _City(clock.today()).load()
    return [
        (username, PASSWORD, f"{name} · {_place(where)} · {Role(role).label}")
        for username, name, where, role, _d in ACCOUNTS
    ]


def _place(where: str) -> str:
    names = dict(COUNTIES) | {code: f"{name}街道" for code, name in TOWNS}
    return "市总工会" if where == "city" else names[where]


@dataclass
class _Firm:
    union: Union
    employer: Employer
    members: int


class _City:
    """Builds the city in memory and writes it in bulk; the generator is seeded, so every loading gives the same city."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.random = Random(20150409)  # noqa: S311 - invented data, not secrets
        self.serial = 0

    def load(self) -> dict[str, Any]:
        heads = self._territory()
        firms = [firm for code, _name in TOWNS for firm in self._firms(code, heads[code])]
        self._write_firms(firms, heads)
        people = self._people(firms)
        users = self._accounts(heads)
        self._cases(users, heads, firms)
        return {"unions": Union.objects.count(), "people": people}

    def _territory(self) -> dict[str, Union]:
        heads = {"city": self._local("海平市总工会（演示）", UnionKind.LOCAL, "3713", Level.CITY, None)}
        for code, name in COUNTIES:
            heads[code] = self._local(
                f"{name}总工会（演示）", UnionKind.LOCAL, code, Level.COUNTY, heads["city"]
            )
        for code, name in TOWNS:
            heads[code] = self._local(
                f"{name}街道工会（演示）", UnionKind.TOWNSHIP, code, Level.TOWNSHIP, heads[code[:6]]
            )
        return heads

    def _local(self, name: str, kind: str, region: str, level: str, leader: Union | None) -> Union:
        union = actions.create_union(
            kind=kind, name=name, region_id=region, level=level, founded_on=SINCE, actor=None, on=self.today
        )
        for line in (LineKind.LEADERSHIP, LineKind.DUES):
            if leader is not None:
                actions.open_line(
                    child=union, parent=leader, kind=line, start=SINCE, actor=None, on=self.today
                )
        union.refresh_from_db()
        return union

    def _firms(self, region: str, leader: Union) -> list[_Firm]:
        return [self._firm(region, trade, leader) for trade in TRADES for _ in range(4)]

    def _firm(self, region: str, trade: tuple[str, str, tuple[str, ...]], leader: Union) -> _Firm:
        _words, code, names = trade
        self.serial += 1
        front = f"{FIRM_FRONT[self.serial % len(FIRM_FRONT)]}{self.random.choice(('', '新', '同'))}"
        firm = f"{front}{self.random.choice(names)}（演示{self.serial}）有限公司"
        members = self.random.randint(18, 60)
        key, union_key = pinyin(firm), pinyin(f"{firm}工会委员会")
        employer = Employer(
            city=settings.CITY_CODE, uscc=self._code("91", region), name=firm, region_id=region, industry=code,
            workers=members + self.random.randint(0, 15), pinyin=key.full, initials=key.initials,
        )  # fmt: skip
        union = Union(
            city=settings.CITY_CODE, kind=UnionKind.PRIMARY, name=f"{firm}工会委员会", code=self._code("81", region),
            region_id=region, trades=[code], pinyin=union_key.full, initials=union_key.initials,
            founded_on=SINCE + timedelta(days=self.serial * 13), declared={"members": members},
        )  # fmt: skip
        return _Firm(union, employer, members)

    def _code(self, prefix: str, region: str) -> str:
        self.serial += 1
        body = f"MY{self.serial:06d}"
        weights = (3, 7, 9, 10, 5, 8, 4, 2)
        rest = 11 - sum(w * int(c, 36) for w, c in zip(weights, body, strict=True)) % 11
        front = prefix + region[:6] + body + {10: "X", 11: "0"}.get(rest, str(rest))
        return front + str(uscc.calc_check_digit(front))

    def _write_firms(self, firms: list[_Firm], heads: dict[str, Union]) -> None:
        Employer.objects.bulk_create([firm.employer for firm in firms])
        Union.objects.bulk_create([firm.union for firm in firms])
        for firm in firms:
            firm.union.path = f"{heads[firm.union.region_id].path}{firm.union.pk}/"
        Union.objects.bulk_update([firm.union for firm in firms], ["path"])
        UnionName.objects.bulk_create(
            [
                UnionName(union=firm.union, name=firm.union.name, valid=since(firm.union.founded_on))
                for firm in firms
            ]
        )
        Line.objects.bulk_create(
            Line(
                child=firm.union,
                parent=heads[firm.union.region_id],
                kind=kind,
                valid=since(firm.union.founded_on),
            )
            for firm in firms
            for kind in (LineKind.LEADERSHIP, LineKind.DUES)
        )
        Coverage.objects.bulk_create(
            [
                Coverage(union=firm.union, employer=firm.employer, valid=since(firm.union.founded_on))
                for firm in firms
            ]
        )

    def _people(self, firms: list[_Firm]) -> int:
        people, memberships = [], []
        for firm in firms:
            for _ in range(firm.members):
                person = self._person()
                people.append(person)
                memberships.append((person, firm.union))
        Person.objects.bulk_create(people, batch_size=2000)
        Membership.objects.bulk_create(
            [
                Membership(
                    city=settings.CITY_CODE,
                    person=person,
                    union=union,
                    union_kind=union.kind,
                    valid=since(union.founded_on),
                )
                for person, union in memberships
            ],
            batch_size=2000,
        )
        self._posts(memberships)
        return len(people)

    def _person(self) -> Person:
        name = self.random.choice(SURNAMES) + self.random.choice(GIVEN)
        key = pinyin(name, surname=True)
        born = date(1970, 1, 1) + timedelta(days=self.random.randint(0, 11000))
        return Person(
            city=settings.CITY_CODE, name=name, pinyin=key.full, initials=key.initials, born_on=born,
            sex=self.random.choice("112"),
        )  # fmt: skip

    def _posts(self, memberships: list[tuple[Person, Union]]) -> None:
        """The first member of each union chairs it."""
        seen: set[int] = set()
        for person, union in memberships:
            if union.pk not in seen:
                seen.add(union.pk)
                actions.add_position(
                    person=person, role=PositionRole.UNION_CHAIR, union=union, title="工会主席", start=union.founded_on,
                    actor=None, on=self.today,
                )  # fmt: skip

    def _accounts(self, heads: dict[str, Union]) -> dict[str, User]:
        users = {}
        shared = make_password(PASSWORD)  # hashed once: it is the same for all
        for username, name, where, role, department in ACCOUNTS:
            user = actions.open_account(username=username, name=name, password="", actor=None, on=self.today)
            user.password, user.must_change_password = shared, False
            user.save(update_fields=["password", "must_change_password"])
            user.duty = actions.grant_duty(
                user=user, union=heads[where], role=role, department=department, actor=None, on=SINCE
            )
            users[username] = user
        return users

    def _cases(self, users: dict[str, User], heads: dict[str, Union], firms: list[_Firm]) -> None:
        """Three foundings of the first town, at three stages."""
        officers = Officers(
            handler=users["town.handler"], head=users["town.head"], upper_handler=users["county.handler"],
            upper_head=users["county.head"],
        )  # fmt: skip
        town = heads["371302004"]
        by_trade: dict[str, list[Union]] = {}
        for firm in firms:
            if firm.union.region_id == town.region_id:
                by_trade.setdefault(firm.employer.industry, []).append(firm.union)
        load_demo_cases(officers, town, heads["371302"], by_trade, self.today)
