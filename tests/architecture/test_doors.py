"""Every address × everybody who may knock, against the table of doors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.views import login
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from tests.architecture.door import Door
from tests.architecture.doors import DOORS, OPEN, SLOW_FOR_EVERYBODY
from tests.architecture.scene import WORDS, Scene

LOGIN = "/account/login/"


def named(patterns: list[Any], space: str = "") -> Iterator[str]:
    """The full name of every address below `patterns`; one without a name is given by its route."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else ""
            yield from named(pattern.url_patterns, space + inner)
        elif isinstance(pattern, URLPattern):
            yield space + (pattern.name or f"unnamed {pattern.pattern}")


def knock(scene: Scene, door: Door, who: str) -> int:
    """The answer's status; whatever was done is undone."""
    client = Client(raise_request_exception=True)
    if who:
        client.force_login(scene.people[who])
    with transaction.atomic():
        status = client.generic(door.method, _address(scene, door), content_type=_form(door)).status_code
        transaction.set_rollback(True)
    return status


def _form(door: Door) -> str:
    return "application/x-www-form-urlencoded" if door.method == "POST" else ""


def _address(scene: Scene, door: Door) -> str:
    example: Any = getattr(scene, door.of) if door.of else ()
    return reverse(door.page, args=example if isinstance(example, tuple) else [example.pk])


def _label(door: Door) -> str:
    return f"{door.method} {door.page} of {door.of or 'all'} as {door.who}"


@pytest.fixture
def scene(db: None) -> Scene:
    return Scene()


def test_every_address_has_a_door() -> None:
    known = {door.page for door in DOORS} | SLOW_FOR_EVERYBODY
    assert sorted(known ^ set(named(get_resolver().url_patterns))) == []


def test_no_door_hides_another() -> None:
    labels = [_label(door) for door in DOORS]
    assert sorted(set(labels)) == sorted(labels)


def test_named_walks_into_areas() -> None:
    area = ([path("one/", login, name="one"), path("two/", login)], "area")
    patterns = [path("", include(area)), path("three/", login, name="three")]
    assert list(named(patterns)) == ["area:one", "area:unnamed two/", "three"]


@pytest.mark.parametrize("who", ["nobody", "stranger", "insider"])
def test_doors_answer_those_without_the_right(scene: Scene, who: str) -> None:
    found = {_label(door): knock(scene, door, who) for door in DOORS}
    assert found == {_label(door): getattr(door, who) for door in DOORS}


def test_doors_answer_the_holder(scene: Scene) -> None:
    found = {_label(door): knock(scene, door, door.who) for door in DOORS}
    assert found == {_label(door): door.holder for door in DOORS}


def test_doors_lead_everybody_else_to_sign_in(scene: Scene) -> None:
    closed = [door for door in DOORS if door.page not in OPEN]
    client = Client()
    found = {}
    for door in closed:
        answer = client.generic(door.method, _address(scene, door), content_type=_form(door))
        found[_label(door)] = (answer.status_code, answer.headers.get("Location", "").split("?")[0])
    assert found == {_label(door): (302, LOGIN) for door in closed}


def test_doors_to_business_are_not_there_for_the_admin(scene: Scene) -> None:
    doors = [
        door for door in DOORS if door.of and door.of not in WORDS and not door.page.startswith("duties:")
    ]
    found = {_label(door): knock(scene, door, "admin") for door in doors}
    assert found == {
        _label(door): 403 if door.of in ("series", "series_year") else 404 for door in doors
    }  # series: one's own office's


@pytest.mark.parametrize(
    "address", ["organisation:union", "documents:paper", "meetings:meeting", "approvals:notice"]
)
def test_doors_to_nothing_are_not_found(scene: Scene, address: str) -> None:
    client = Client()
    client.force_login(scene.people["head"])
    assert client.get(reverse(address, args=[999_999_999])).status_code == 404
