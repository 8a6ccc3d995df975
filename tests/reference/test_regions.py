"""Linyi's territory out of the division package, and the zones of our own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gonglian.reference.regions import Region, RegionDataError, regions


def test_regions_of_linyi_have_the_published_counts() -> None:
    assert Counter(region.kind for region in regions()) == {"city": 1, "county": 12, "zone": 5, "town": 156}


def test_regions_begin_with_the_parents_code_and_come_after_it() -> None:
    seen = {""}
    for region in regions():
        assert region.code.startswith(region.parent)
        assert region.parent in seen
        seen.add(region.code)


@pytest.mark.parametrize(
    "region",
    [
        Region("3713", "临沂市", "city", ""),
        Region("371302", "兰山区", "county", "3713"),
        Region("371324", "兰陵县", "county", "3713"),
        Region("371371", "临沂高新技术产业开发区", "zone", "3713"),
        Region("3713Z1", "临沂沂河新区", "zone", "3713"),
        Region("371302001", "兰山街道", "town", "371302"),
        Region("371371100", "马厂湖镇", "town", "371371"),
    ],
)
def test_regions_of_linyi_hold(region: Region) -> None:
    assert region in regions()


def test_regions_of_another_city_have_no_zone_of_linyi() -> None:
    assert {region.code[:4] for region in regions("3702")} == {"3702"}


def test_regions_of_an_unknown_city_are_refused() -> None:
    with pytest.raises(RegionDataError, match="9999"):
        regions("9999")


def test_regions_without_data_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RegionDataError, match="npm ci"):
        regions(directory=tmp_path)
