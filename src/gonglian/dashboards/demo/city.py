"""The city as its topics share it, and its loading: once, inside one act; a database with unions is left alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from django.db import transaction
from stdnum.cn import uscc

from gonglian.accounts.models import User
from gonglian.core import clock
from gonglian.core.acts import record
from gonglian.dashboards.demo.names import PASSWORD, PLACES, ROLES
from gonglian.organisation.models import Employer, Union
from gonglian.organisation.states import Role

SINCE = date(2019, 5, 1)  # the oldest unions of the city


@dataclass
class Firm:
    """A primary union with the employer it covers and how many members it keeps."""

    union: Union
    employer: Employer
    trade: str
    members: int


@dataclass
class City:
    """What the topics share. heads: territorial unions by region code, and "industry" for the one with officers;
    users: by user name, each with his duty chosen. The generator is seeded: every loading gives the same city."""

    today: date
    heads: dict[str, Union] = field(default_factory=dict)
    firms: list[Firm] = field(default_factory=list)
    users: dict[str, User] = field(default_factory=dict)
    random: Random = field(default_factory=lambda: Random(20150409))  # noqa: S311 - invented data, not secrets
    serial: int = 0

    def code(self, prefix: str, region: str) -> str:
        """The next well-formed credit code that belongs to nobody: its body begins with MY."""
        self.serial += 1
        body = f"MY{self.serial:06d}"
        weights = (3, 7, 9, 10, 5, 8, 4, 2)
        rest = 11 - sum(w * int(c, 36) for w, c in zip(weights, body, strict=True)) % 11
        front = f"{prefix}{region:0<6}"[:8] + body + {10: "X", 11: "0"}.get(rest, str(rest))
        return front + str(uscc.calc_check_digit(front))

    def of(self, region: str, trade: str) -> list[Union]:
        """The primary unions of a trade in a town, or in all towns of a county."""
        return [
            firm.union
            for firm in self.firms
            if firm.trade == trade and firm.union.region_id.startswith(region)
        ]

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)


def load_demo_city() -> list[tuple[str, str, str]]:
    """Load the city unless unions are there; returns (user name, password, who it is) of each sign-in."""
    if not Union.objects.exists():
        today = clock.today()
        with transaction.atomic(), record("demo.load_city", actor=None, on=today) as entry:
            city = City(today)
            _fill(city)
            entry.after = {"unions": Union.objects.count(), "people": sum(f.members for f in city.firms)}
    return [
        (f"{place}.{role.value}", PASSWORD, f"{name} · {office} · {Role(role).label}")
        for place, _key, office, names in PLACES
        for role, name in zip(ROLES, names, strict=True)
    ]


def _fill(city: City) -> None:
    """Topic by topic, each on what those before it made."""
    from gonglian.dashboards.demo import (
        by_elections,
        changes,
        dispatched,
        duplicates,
        firms,
        foundings,
        joinings,
        officers,
        papers,
        parameters,
        renewals,
        rosters,
        standing,
        territory,
    )

    territory.build(city)
    firms.build(city)
    standing.build(city)
    officers.build(city)
    foundings.build(city)
    renewals.build(city)
    by_elections.build(city)
    dispatched.build(city)
    joinings.build(city)
    changes.build(city)
    duplicates.build(city)
    parameters.build(city)
    papers.build(city)
    rosters.build(city)
