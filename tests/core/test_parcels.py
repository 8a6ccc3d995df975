"""A parcel proves itself: whatever is changed in it, anywhere, is found."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from gonglian.core.parcels import MANIFEST, SIGNATURE, UnreadableError, check, digest_of, public_key, write

PARTS = [
    ("data/a.json", b'{"votes": 8}'),
    ("papers/01-\xe5\x8d\x95.docx", b"PK\x03\x04 paper"),
    ("empty.txt", b""),
]
OTHER_KEY = "00" * 32


def packed(parts: list[tuple[str, bytes]] = PARTS) -> bytes:
    target = io.BytesIO()
    write(target, parts, {"union": "示例工会"})
    return target.getvalue()


def faults(raw: bytes, place: Path, **options: str) -> list[tuple[str, str]]:
    """(kind, file) of each fault; unreadable for what is no parcel."""
    file = place / "parcel.zip"
    file.write_bytes(raw)
    try:
        return [(fault.kind, fault.file) for fault in check(file, **options).faults]
    except UnreadableError:
        return [("unreadable", "")]


def rebuilt(change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The parcel packed once more in the same way, after `change` of what it holds."""
    with zipfile.ZipFile(io.BytesIO(packed())) as parcel:
        held = {name: parcel.read(name) for name in parcel.namelist()}
    change(held)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as parcel:
        for name, content in held.items():
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            parcel.writestr(info, content)
    return target.getvalue()


def test_sound_parcel_gives_back_what_was_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "parcel.zip"
    file.write_bytes(packed())
    found = check(file, key=public_key().upper(), keep="data/")
    assert (found.faults, found.files, found.public_key) == ([], dict(PARTS[:1]), public_key())
    assert [row["name"] for row in found.manifest["files"]] == [name for name, _content in PARTS]


def test_same_content_gives_the_same_bytes() -> None:
    assert packed() == packed()
    assert digest_of(io.BytesIO(packed())) != digest_of(io.BytesIO(packed(PARTS[:1])))


@pytest.mark.parametrize("name", ["data/a.json", MANIFEST, SIGNATURE])
def test_name_twice_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        packed([*PARTS, (name, b"")])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda held: held.update({"data/a.json": b'{"votes": 9}'}), [("file_changed", "data/a.json")]),
        (lambda held: held.pop("empty.txt"), [("file_missing", "empty.txt")]),
        (lambda held: held.update({"more.txt": b""}), [("file_extra", "more.txt")]),
        (lambda held: held.update({MANIFEST: b"{}"}), [("signature_wrong", SIGNATURE), ("manifest_broken", MANIFEST)]),
        (lambda held: held.pop(MANIFEST), [("signature_wrong", SIGNATURE), ("manifest_broken", MANIFEST)]),
        (lambda held: held.pop(SIGNATURE), [("signature_wrong", SIGNATURE)]),
        (lambda held: held.update({SIGNATURE: b"[]"}), [("signature_wrong", SIGNATURE)]),
        (lambda held: held.update({SIGNATURE: held[SIGNATURE] + b" "}), [("signature_wrong", SIGNATURE)]),
        (lambda held: held.update({"empty.txt": held.pop("empty.txt")}), [("shell_changed", "")]),  # another order
    ],
)  # fmt: skip
def test_tampering_is_named(
    change: Callable[[dict[str, bytes]], None], expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    assert faults(rebuilt(change), tmp_path) == expected


def test_manifest_made_to_fit_a_changed_file_has_no_signature(tmp_path: Path) -> None:
    def forge(held: dict[str, bytes]) -> None:
        held["empty.txt"] = b"x"
        manifest = json.loads(held[MANIFEST])
        digest = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
        manifest["files"][2] |= {"size": 1, "sha256": digest}
        held[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()

    assert faults(rebuilt(forge), tmp_path) == [("signature_wrong", SIGNATURE)]


def test_another_installations_parcel_is_told_by_its_key(tmp_path: Path) -> None:
    assert faults(packed(), tmp_path, key=OTHER_KEY) == [("key_differs", SIGNATURE)]


@pytest.mark.parametrize("raw", [b"", b"no zip", packed()[:-30]])
def test_what_is_no_parcel_is_unreadable(raw: bytes, tmp_path: Path) -> None:
    assert faults(raw, tmp_path) == [("unreadable", "")]
    with pytest.raises(UnreadableError):
        check(tmp_path / "not-there.zip")


@pytest.mark.parametrize("wrap", [lambda raw: b"before" + raw, lambda raw: raw + b"after"])
def test_bytes_around_are_found(wrap: Callable[[bytes], bytes], tmp_path: Path) -> None:
    assert faults(wrap(packed()), tmp_path) in ([("shell_changed", "")], [("unreadable", "")])


def test_every_byte_counts(tmp_path: Path) -> None:
    raw = packed()
    unseen = [
        place
        for place in range(len(raw))
        if not faults(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :], tmp_path)
    ]
    assert unseen == []


@hypothesis(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(min_value=0), change=st.integers(min_value=1, max_value=255))
def test_no_change_of_a_byte_passes(place: int, change: int, tmp_path: Path) -> None:
    raw = bytearray(packed())
    raw[place % len(raw)] ^= change
    assert faults(bytes(raw), tmp_path) != []
