"""What the filters of a list offer: places and trades."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gonglian.reference.industries import DIVISION, SECTION, industries
from gonglian.reference.models import Region, RegionKind

Group = tuple[str, str, list[tuple[str, str]]]


@dataclass(frozen=True)
class Choices:
    """Groups of a select: code, name, [(finer code, name)]."""

    groups: list[Group]

    @property
    def codes(self) -> set[str]:
        return {code for code, _, finer in self.groups for code in (code, *(fine for fine, _ in finer))}


def region_choices() -> Choices:
    """Counties and zones, each with its towns."""
    regions = list(Region.objects.all())
    towns: dict[str | None, list[tuple[str, str]]] = {}
    for region in regions:
        if region.kind == RegionKind.TOWN:
            towns.setdefault(region.parent_id, []).append((region.code, region.name))
    upper = [region for region in regions if region.kind in (RegionKind.COUNTY, RegionKind.ZONE)]
    return Choices([(region.code, region.name, towns.get(region.code, [])) for region in upper])


@cache
def trade_choices() -> Choices:
    """The sections of GB/T 4754-2017, each with its divisions."""
    divisions: dict[str, list[tuple[str, str]]] = {}
    for industry in industries():
        if industry.level == DIVISION:
            divisions.setdefault(industry.parent, []).append((industry.code, industry.name))
    sections = [industry for industry in industries() if industry.level == SECTION]
    return Choices([(section.code, section.name, divisions.get(section.code, [])) for section in sections])
