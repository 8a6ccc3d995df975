"""Renewals: one just being prepared, whose union asks that its term go on; one that is done and opened the second term."""

from __future__ import annotations

from gonglian.dashboards.demo.city import City
from gonglian.dashboards.demo.names import SECTORS
from gonglian.dashboards.demo.officers import officers
from gonglian.dashboards.demo.road import Founding
from gonglian.founding.renewal.actions import begin_renewal
from gonglian.organisation.queries import constituents_of
from gonglian.policy.arithmetic import add_months
from gonglian.terms.extending.actions import prepare_extension, send_extension
from gonglian.terms.queries import latest_term


def build(city: City) -> None:
    _begin(city, "soon", "餐饮", 20).prepare(congress_in=60)
    _ask_on(city, "soon", 9)
    done = _begin(city, "renewed", "家政", 120)
    done.prepare(congress_in=40)
    done.nominate()
    done.consult()
    done.ask()
    done.approve(6)
    done.hold()
    done.ask()
    done.approve(5)


def _ask_on(city: City, key: str, days: int) -> None:
    """So many days ago the union asked for two months more; the county has not answered."""
    union, on = city.heads[key], city.ago(days)
    term = latest_term(union, on=on)
    assert term is not None and term.ends_on is not None  # it renews
    row = prepare_extension(
        union=union, until=add_months(term.ends_on, 2), reason="三家组成单位正在改制，代表选举推迟。",
        actor=city.users[f"{key}.handler"], on=on,
    )  # fmt: skip
    send_extension(row=row, actor=city.users[f"{key}.head"], on=on)


def _begin(city: City, key: str, trade: str, days: int) -> Founding:
    """A renewal begun so many days ago by the union's own officers; its county approves."""
    union = city.heads[key]
    renewal = Founding(
        officers(city, key, "county2"), union, city.heads["371311"], list(constituents_of(union)), SECTORS[trade],
        city.ago(days),
    )  # fmt: skip
    renewal.case = begin_renewal(union=union, actor=renewal.officers.handler, on=renewal.on)
    return renewal
