"""Changing the field key: everything sealed is found, sealed anew, and opens; broken off, it goes on."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.apps import apps
from django.conf import settings
from django.db import models

from gonglian.accounts.adapter import SealedFactors
from gonglian.core import rotation, sealing
from gonglian.core.models import Act
from gonglian.organisation.models import Person
from tests.factories.organisation import make_user

DAY = date(2026, 3, 2)
NUMBERS = ["11010119900101001X", "110101199003070775", "110101199003073554"]


@pytest.fixture
def new_key(monkeypatch: pytest.MonkeyPatch) -> str:
    """From here on the field key is a new one, the old one beside it."""
    key = secrets.token_hex(32)
    monkeypatch.setitem(settings.KEYS, "FIELD_KEY_OLD", settings.KEYS["FIELD_KEY"])
    monkeypatch.setitem(settings.KEYS, "FIELD_KEY", key)
    return key


@pytest.fixture
def people(db: None) -> list[Person]:
    from gonglian.organisation.actions import register_person

    return [register_person(name="凌知远", id_number=number, actor=None, on=DAY) for number in NUMBERS]


def numbers() -> list[str]:
    return [sealing.open_text(bytes(person.id_sealed)) for person in Person.objects.order_by("pk")]


def test_sealed_text_opens_and_differs_each_time() -> None:
    one, other = sealing.seal_text("密"), sealing.seal_text("密")
    assert (sealing.open_text(one), sealing.open_text(other), one != other) == ("密", "密", True)
    assert sealing.is_current(one) is True


def test_text_sealed_before_keys_had_names_opens() -> None:
    nonce = b"n" * 12
    old = (
        b"\x01"
        + nonce
        + AESGCM(bytes.fromhex(settings.KEYS["FIELD_KEY"])).encrypt(nonce, "密".encode(), None)
    )
    assert (sealing.open_text(old), sealing.is_current(old)) == ("密", False)


def test_text_under_the_old_key_opens_while_it_is_there(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    sealed = sealing.seal_text("密")
    request.getfixturevalue("new_key")
    assert (sealing.open_text(sealed), sealing.is_current(sealed)) == ("密", False)
    monkeypatch.delitem(settings.KEYS, "FIELD_KEY_OLD")
    with pytest.raises(ValueError, match="not here"):
        sealing.open_text(sealed)


@pytest.mark.parametrize("change", [b"\x03" + b"x" * 30, b""])
def test_unknown_sealing_is_refused(change: bytes) -> None:
    with pytest.raises(ValueError, match="unknown"):
        sealing.open_text(change)


def test_altered_text_is_refused() -> None:
    sealed = bytearray(sealing.seal_text("密"))
    sealed[-1] ^= 1
    with pytest.raises(InvalidTag):
        sealing.open_text(bytes(sealed))


def test_reseal_all_moves_everything_to_the_new_key(
    people: list[Person], monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    from allauth.mfa.models import Authenticator

    data = {"secret": SealedFactors().encrypt("JBSWY3DPEHPK3PXP")}
    factor = Authenticator.objects.create(user=make_user("city.head"), type="totp", data=data)
    hashes = list(Person.objects.order_by("pk").values_list("id_hash", flat=True))
    request.getfixturevalue("new_key")
    monkeypatch.setattr(rotation, "BATCH", 2)
    told: list[tuple[str, int]] = []
    assert rotation.reseal_all(on=DAY, tell=lambda name, done: told.append((name, done))) == 4
    assert [row for row in told if row[1]] == [
        ("accounts.second_factors", 1),
        ("organisation.person.id_sealed", 2),
        ("organisation.person.id_sealed", 1),
    ]
    monkeypatch.delitem(settings.KEYS, "FIELD_KEY_OLD")  # the new key alone opens all of it
    factor.refresh_from_db()
    assert (numbers(), SealedFactors().decrypt(factor.data["secret"])) == (NUMBERS, "JBSWY3DPEHPK3PXP")
    assert list(Person.objects.order_by("pk").values_list("id_hash", flat=True)) == hashes
    acts = Act.objects.filter(act="core.rotate_keys", object_name="organisation.person.id_sealed")
    assert [act.after["count"] for act in acts.order_by("pk")] == [2, 1]


def test_broken_off_it_goes_on_with_what_is_left(
    people: list[Person], monkeypatch: pytest.MonkeyPatch, new_key: str
) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    name = "organisation.person.id_sealed"
    after, done = rotation._reseal_batch(name, None, DAY)  # and then the machine went down
    assert (after, done, numbers()) == (people[1].pk, 2, NUMBERS)
    assert rotation.reseal_all(on=DAY, tell=lambda name, done: None) == 1


@pytest.fixture
def place() -> Iterator[str]:
    yield "core.example"
    rotation._PLACES.pop("core.example", None)


def test_second_place_of_a_name_is_refused(place: str) -> None:
    rotation.register(place, lambda after: (None, 0))
    with pytest.raises(ValueError, match=place):
        rotation.register(place, lambda after: (None, 0))


def test_every_binary_column_is_sealed_and_known_or_a_hash() -> None:
    columns = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField) and not field.name.endswith("_hash")
    }
    assert columns - set(rotation.registered()) == set()
