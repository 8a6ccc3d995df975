"""Renewals: one just being prepared, one that is done and opened the second term."""

from __future__ import annotations

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import SECTORS
from gonglian.dashboards.demo.officers import officers
from gonglian.dashboards.demo.road import Founding
from gonglian.founding.renewal.actions import begin_renewal
from gonglian.organisation.queries import constituents_of


def build(city: City) -> None:
    _begin(city, "soon", "餐饮", 20).prepare(congress_in=60)
    done = _begin(city, "renewed", "家政", 120)
    done.prepare(congress_in=40)
    done.nominate()
    done.consult()
    done.ask()
    done.approve(6)
    done.hold()
    done.ask()
    done.approve(5)


def _begin(city: City, key: str, trade: str, days: int) -> Founding:
    """A renewal begun so many days ago by the union's own officers; its county approves."""
    union = city.heads[key]
    renewal = Founding(
        officers(city, key, "county2"), union, city.heads["371311"], list(constituents_of(union)), SECTORS[trade],
        city.ago(days),
    )  # fmt: skip
    renewal.case = begin_renewal(union=union, actor=renewal.officers.handler, on=renewal.on)
    return renewal
