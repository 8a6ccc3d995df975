"""Small true organisations for tests, made through the product's own acts. Every name belongs to nobody."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from django.db import transaction
from stdnum.cn import uscc

from gonglian.accounts.models import User
from gonglian.organisation import actions
from gonglian.organisation.models import Duty, Employer, Person, Union
from gonglian.organisation.states import Form, Level, LineKind, UnionKind

DAY = date(2026, 3, 2)
LONG_AGO = date(2015, 4, 9)
_serial = count(1)


def a_code(prefix: str = "81", area: str = "371302") -> str:
    """A well-formed code that belongs to nobody: MX… bodies."""
    body = f"MX{next(_serial):06d}"
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(w * int(c, 36) for w, c in zip(weights, body, strict=True)) % 11
    front = prefix + area + body + {10: "X", 11: "0"}.get(rest, str(rest))
    return front + uscc.calc_check_digit(front)


def make_user(username: str, name: str = "", password: str = "Secret-2026-ok") -> User:
    user = User(username=username, name=name or username, must_change_password=False)
    user.set_password(password)
    user.save()
    return user


def make_union(
    name: str,
    kind: str = UnionKind.PRIMARY,
    region: str = "371302",
    leader: Union | None = None,
    **fields: Any,
) -> Union:
    if kind == UnionKind.INDUSTRIAL:
        fields = {"form": Form.FEDERATION, "level": Level.COUNTY, **fields}
    fields.setdefault("founded_on", LONG_AGO)
    union = actions.create_union(kind=kind, name=name, region_id=region, actor=None, on=DAY, **fields)
    for line in (LineKind.LEADERSHIP, LineKind.DUES) if leader else ():
        actions.open_line(child=union, parent=leader, kind=line, actor=None, on=DAY, start=LONG_AGO)
    union.refresh_from_db()
    return union


def make_employer(name: str, region: str = "371302", **fields: Any) -> Employer:
    return actions.register_employer(
        uscc=a_code("91"), name=name, region_id=region, actor=None, on=DAY, **fields
    )


def make_primary(name: str, leader: Union, region: str = "371302", **fields: Any) -> Union:
    """A primary union with one employer of its own."""
    union = make_union(f"{name}工会委员会", UnionKind.PRIMARY, region, leader, code=a_code(), **fields)
    actions.cover_employer(
        union=union, employer=make_employer(name, region), actor=None, on=DAY, start=LONG_AGO
    )
    return union


def make_member(name: str, union: Union, **fields: Any) -> Person:
    person = actions.register_person(name=name, actor=None, on=DAY, **fields)
    actions.keep_membership(person=person, union=union, actor=None, on=DAY, start=LONG_AGO)
    return person


def make_duty(user: User, union: Union, role: str) -> Duty:
    duty = actions.grant_duty(user=user, union=union, role=role, actor=None, on=LONG_AGO)
    user.duty = duty
    return duty


class Town:
    """A city federation, two counties, a town, four primary unions and an industrial union of two of them."""

    def __init__(self) -> None:
        self.city = make_union("沂州市总工会", UnionKind.LOCAL, "3713", level=Level.CITY)
        self.county = make_union("兰山区总工会", UnionKind.LOCAL, "371302", self.city, level=Level.COUNTY)
        self.other_county = make_union(
            "罗庄区总工会", UnionKind.LOCAL, "371311", self.city, level=Level.COUNTY
        )
        self.town = make_union(
            "柳青街道工会", UnionKind.TOWNSHIP, "371302004", self.county, level=Level.TOWNSHIP
        )
        self.north = make_primary("北关货运有限公司", self.town)
        self.south = make_primary("南苑物流有限公司", self.town)
        self.east = make_primary("东岭快运有限公司", self.county)
        self.far = make_primary("远山木业有限公司", self.other_county, "371311")
        self.industrial = make_union(
            "兰山区物流行业工会联合会",
            UnionKind.INDUSTRIAL,
            "371302",
            self.county,
            trades=["54"],
            code=a_code(),
        )
        for constituent in (self.north, self.south):
            actions.open_line(
                child=constituent,
                parent=self.industrial,
                kind=LineKind.CONSTITUENT,
                actor=None,
                on=DAY,
                start=LONG_AGO,
            )


@transaction.atomic
def make_town() -> Town:
    return Town()
