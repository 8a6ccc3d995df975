"""The federations of the city, its counties and its zone, and the unions of its towns."""

from __future__ import annotations

from gonglian.dashboards.demo.city import SINCE, City
from gonglian.dashboards.demo.names import CITY, COUNTIES, DEMO, TOWNS, ZONE
from gonglian.organisation import actions
from gonglian.organisation.models import Union
from gonglian.organisation.states import Level, LineKind, UnionKind


def build(city: City) -> None:
    heads = city.heads
    heads[CITY] = _open(city, f"海平市总工会{DEMO}", UnionKind.LOCAL, CITY, Level.CITY, None)
    for code, name in COUNTIES:
        heads[code] = _open(city, f"{name}总工会{DEMO}", UnionKind.LOCAL, code, Level.COUNTY, heads[CITY])
    code, name = ZONE
    heads[code] = _open(city, f"{name}总工会{DEMO}", UnionKind.ZONE, code, Level.ZONE, heads[CITY])
    for code, name in TOWNS:
        heads[code] = _open(
            city, f"{name}工会{DEMO}", UnionKind.TOWNSHIP, code, Level.TOWNSHIP, heads[code[:6]]
        )


def _open(city: City, name: str, kind: str, region: str, level: str, leader: Union | None) -> Union:
    union = actions.create_union(
        kind=kind, name=name, region_id=region, level=level, founded_on=SINCE, code=city.code("81", region),
        actor=None, on=city.today,
    )  # fmt: skip
    for line in (LineKind.LEADERSHIP, LineKind.DUES):
        if leader is not None:
            actions.open_line(child=union, parent=leader, kind=line, start=SINCE, actor=None, on=city.today)
    union.refresh_from_db()
    return union
