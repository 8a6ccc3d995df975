"""Linking the constituents of an industrial union that came with only their number: nothing ticked is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gonglian.core.acts import record
from gonglian.organisation.models import Line, Union
from tests.factories.dirty_rosters import ID_AREA
from tests.factories.pages import client_of, text_of
from tests.factories.rosters import ON, Shire, applied, csv_file, sector_row, union_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def shire() -> Shire:
    return Shire()


@pytest.fixture(autouse=True)
def rules(settings: Any) -> None:
    settings.ROSTER_ID_AREAS = [ID_AREA]


def test_linking_opens_constituent_lines_and_nothing_else(shire: Shire) -> None:
    rows = [union_row(1, 行业系统="木器"), union_row(2, 行业系统="木器"), union_row(3, 行业代码="5431")]
    applied(shire, csv_file("unions.csv", rows), csv_file("sector.csv", [sector_row()]))
    industrial = Union.objects.get(kind="industrial")
    client = client_of(shire.handler)
    url = reverse("rosters:link", args=[industrial.pk])
    page = text_of(client.get(url))
    assert ("云帆木器1号工会" in page, "云帆木器3号工会" in page) == (True, False)
    children = list(
        Union.objects.filter(name__in=["云帆木器1号工会", "云帆木器2号工会"]).values_list("pk", flat=True)
    )
    others = set(Line.objects.values_list("pk", flat=True))
    sent = {"children": children, "link": "1"}
    assert client.post(url, sent | {"start": "2999-01-01"}).status_code == 422
    assert client.post(url, sent).status_code == 302  # without a day: unknown
    made = Line.objects.exclude(pk__in=others)
    assert {(line.child_id, line.parent_id, line.kind, line.start_known) for line in made} == {
        (child, industrial.pk, "constituent", False) for child in children
    }  # fmt: skip


def linkable(shire: Shire, count: int) -> tuple[Client, str, list[int]]:
    rows = [union_row(number, 行业系统="木器") for number in range(1, count + 1)]
    applied(shire, csv_file("unions.csv", rows), csv_file("sector.csv", [sector_row()]))
    url = reverse("rosters:link", args=[Union.objects.get(kind="industrial").pk])
    keys = [Union.objects.get(name=f"云帆木器{number}号工会").pk for number in range(1, count + 1)]
    return client_of(shire.handler), url, keys


def form_of(response: Any) -> dict[str, Any]:
    """What a browser would send back without touching anything."""
    choosing = response.context["choosing"]
    ticked = [row.union.pk for row in choosing.page.rows if str(row.union.pk) in choosing.keys]
    return {
        "children": ticked, "kept": choosing.kept, "q": choosing.q, "region": choosing.region,
        "page": choosing.page.number,
    }  # fmt: skip


def test_ticks_survive_filtering_and_paging(shire: Shire, monkeypatch: Any) -> None:
    monkeypatch.setattr("gonglian.rosters.linking.PAGE", 2)
    client, url, (one, two, three) = linkable(shire, 3)
    second = client.post(url, {"children": [one], "page": "2"})
    assert [row.union.pk for row in second.context["choosing"].page.rows] == [three]
    narrow = client.post(url, form_of(second) | {"children": [three], "q": "云帆木器2号", "page": "1"})
    assert (second.status_code, narrow.status_code) == (200, 200)
    choosing = narrow.context["choosing"]
    assert [row.union.pk for row in choosing.page.rows] == [two]
    assert set(choosing.kept.split()) == {str(one), str(three)}
    assert "没有符合的单位" in text_of(client.post(url, form_of(narrow) | {"region": "999999"}))
    assert client.post(url, form_of(narrow) | {"link": "1"}).status_code == 302
    made = Line.objects.filter(kind="constituent").values_list("child_id", flat=True)
    assert set(made) == {one, three}


def test_what_the_filter_shows_and_whole_places_are_chosen_at_once(shire: Shire) -> None:
    client, url, (one, two, three) = linkable(shire, 3)
    shown = client.post(url, {"children": [three], "q": "云帆木器2号", "take": "shown"})
    assert shown.context["choosing"].keys == {str(two), str(three)}
    (*_, place) = shown.context["choosing"].places
    assert (place.total, place.chosen) == (3, 2)
    whole = client.post(url, form_of(shown) | {"take": place.code})
    assert whole.context["choosing"].keys == {str(one), str(two), str(three)}
    fewer = client.post(url, form_of(whole) | {"drop": "shown"})
    assert fewer.context["choosing"].keys == {str(one), str(three)}
    assert client.post(url, form_of(fewer) | {"drop": place.code}).context["choosing"].keys == set()


def test_a_tick_that_fits_no_longer_is_told_and_the_others_stay(shire: Shire) -> None:
    client, url, (one, two) = linkable(shire, 2)
    client.post(url, {"children": [one], "link": "1"})
    late = client.post(url, {"children": [one, two], "link": "1"})
    assert (late.status_code, late.context["choosing"].keys) == (422, {str(two)})
    assert "有 1 个已不在名单里" in text_of(late)
    assert Line.objects.filter(kind="constituent").count() == 1


def test_a_whole_city_is_linked_with_as_many_questions_as_a_town(
    shire: Shire, django_assert_max_num_queries: Any
) -> None:
    client, url, _ = linkable(shire, 1)
    one = Union.objects.get(name="云帆木器1号工会")
    with transaction.atomic(), record("tests.many", actor=None, on=ON):
        Union.objects.bulk_create(
            Union(
                city=one.city, kind=one.kind, name=f"松岭木器{n}号工会", pinyin=f"songling{n}", initials=f"sl{n}",
                region_id=one.region_id, declared=one.declared, path=f"{shire.county.path}s{n}/",
            )
            for n in range(2000)
        )  # fmt: skip
    with django_assert_max_num_queries(25):
        shown = client.post(url, {"take": "shown"})
    assert (len(shown.context["choosing"].keys), len(shown.context["choosing"].page.rows)) == (2001, 100)
    with django_assert_max_num_queries(30):
        assert client.post(url, form_of(shown) | {"link": "1"}).status_code == 302
    assert Line.objects.filter(kind="constituent").count() == 2001
