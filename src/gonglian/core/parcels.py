"""A sealed parcel: one .zip that anybody can check on any machine, with nothing at hand but the file.

Inside: the files; `manifest.json` with size and SHA-256 of each; `signature.json`, an Ed25519 signature over the
SHA-256 of the manifest's bytes, with the public key to check it by. The private key follows from the installation's log
key, so a parcel and the seals of the act log stand under one secret. Whose public key it is, the file cannot say itself:
the installation shows its own, and `check` takes it as `key`.

The same content gives the same bytes: nothing is compressed, times and order are fixed. So the checker can write the
parcel anew and compare: a byte changed anywhere is found, also between the files.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import struct
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.translation import gettext as _

FORMAT = 1
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
ALGORITHM = "Ed25519 over SHA-256(manifest.json)"
CHUNK = 1 << 20
_TIME = (1980, 1, 1, 0, 0, 0)
_UNREADABLE = (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, struct.error, OverflowError)


class UnreadableError(ValueError):
    """What is no parcel at all: no such file, or no .zip."""


@dataclass(frozen=True, slots=True)
class Fault:
    """kind: file_changed, file_missing, file_extra, manifest_broken, signature_wrong, key_differs or shell_changed."""

    kind: str
    message: str
    file: str = ""


@dataclass(slots=True)
class Checked:
    """What a check found. `manifest` is empty where it can't be read; `files`: content of those that are as listed and
    were asked for."""

    manifest: dict[str, Any] = field(default_factory=dict)
    public_key: str = ""
    faults: list[Fault] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def public_key() -> str:
    """The installation's own key to check parcels by, as hex."""
    return _private_key().public_key().public_bytes_raw().hex()


def write(target: IO[bytes], parts: Iterable[tuple[str, bytes]], about: Mapping[str, Any]) -> None:
    """Write parts (name, content), manifest (`about` with the list of files) and signature. Refused (ValueError): a name
    twice, or one of the parcel's own."""
    listed: list[dict[str, Any]] = []
    with zipfile.ZipFile(target, "w") as parcel:
        for name, content in parts:
            if name in (MANIFEST, SIGNATURE) or any(name == row["name"] for row in listed):
                raise ValueError(f"{name} stands in the parcel already")
            listed.append({"name": name, **_measure(content)})
            _put(parcel, name, content)
        manifest = _text({**about, "format": FORMAT, "files": listed})
        signature = _private_key().sign(hashlib.sha256(manifest).digest())
        _put(parcel, MANIFEST, manifest)
        _put(parcel, SIGNATURE, _signature_text(public_key(), signature.hex()))


def check(path: Path, *, key: str = "", keep: str = "") -> Checked:
    """Read every byte. key: the public key it has to be of. keep: the beginning of the names of those files that are
    given back. Refused: UnreadableError."""
    found = Checked()
    try:
        parcel = zipfile.ZipFile(path)
    except _UNREADABLE as error:
        raise UnreadableError(_("这不是封存包，或者文件不完整。")) from error
    with parcel:
        raw = _read(parcel, MANIFEST)
        _check_signature(parcel, raw, key, found)
        found.manifest = _manifest(raw)
        if not found.manifest:
            found.faults.append(Fault("manifest_broken", _("清单缺失或读不出来。"), MANIFEST))
            return found
        _check_files(parcel, path, found, keep)
    return found


def digest_of(file: IO[bytes]) -> str:
    """SHA-256 of a whole file, as hex; it stands at its beginning afterwards."""
    file.seek(0)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


# -- the parts of a check


def _check_signature(parcel: zipfile.ZipFile, manifest: bytes | None, key: str, found: Checked) -> None:
    wrong = Fault("signature_wrong", _("签名与清单不符。"), SIGNATURE)
    raw = _read(parcel, SIGNATURE)
    try:
        given = json.loads(raw or b"")
        found.public_key = str(given["public_key"])
        if raw != _signature_text(found.public_key, given["signature"]):
            raise ValueError(SIGNATURE)
        signer = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found.public_key))
        signer.verify(bytes.fromhex(given["signature"]), hashlib.sha256(manifest or b"").digest())
    except (ValueError, KeyError, TypeError, InvalidSignature, RecursionError):
        found.faults.append(wrong)
    if key and key.lower() != found.public_key:
        found.faults.append(Fault("key_differs", _("签名用的不是指定的公钥。"), SIGNATURE))


def _manifest(raw: bytes | None) -> dict[str, Any]:
    """The manifest if it is one: an object whose files have a name, a size and a digest each."""
    try:
        given = json.loads(raw or b"")
        is_sound = given["format"] == FORMAT and all(
            set(row) == {"name", "size", "sha256"} and isinstance(row["name"], str) for row in given["files"]
        )
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return dict(given) if is_sound else {}


def _check_files(parcel: zipfile.ZipFile, path: Path, found: Checked, keep: str) -> None:
    listed = [row["name"] for row in found.manifest["files"]]
    present = Counter(parcel.namelist())
    for name in sorted(set(present) - {*listed, MANIFEST, SIGNATURE}):
        found.faults.append(Fault("file_extra", _("%(name)s 不在清单里。") % {"name": name}, name))
    with tempfile.TemporaryFile() as again:
        with zipfile.ZipFile(again, "w") as copy:
            for row in found.manifest["files"]:
                _check_file(parcel, row, found, keep, copy)
            for name in (MANIFEST, SIGNATURE):
                _put(copy, name, _read(parcel, name) or b"")
        if not found.faults and not _is_same(again, path):
            message = _("封存包的外壳被改动过：文件都在，包不是原来的包。")
            found.faults.append(Fault("shell_changed", message))


def _check_file(
    parcel: zipfile.ZipFile, row: Mapping[str, Any], found: Checked, keep: str, copy: zipfile.ZipFile
) -> None:
    name = row["name"]
    if name not in parcel.NameToInfo:
        found.faults.append(Fault("file_missing", _("缺 %(name)s。") % {"name": name}, name))
        return
    content = _read(parcel, name)
    if content is None or _measure(content) != {"size": row["size"], "sha256": row["sha256"]}:
        found.faults.append(Fault("file_changed", _("%(name)s 被改动过。") % {"name": name}, name))
        return
    _put(copy, name, content)
    if keep and name.startswith(keep):
        found.files[name] = content


def _read(parcel: zipfile.ZipFile, name: str) -> bytes | None:
    """The content of a file; None if it is missing, damaged, or packed in another way than parcels are."""
    info = parcel.NameToInfo.get(name)
    if info is None or info.compress_type != zipfile.ZIP_STORED:
        return None
    try:
        return parcel.read(info)
    except _UNREADABLE:
        return None


def _is_same(again: IO[bytes], path: Path) -> bool:
    again.seek(0)
    with path.open("rb") as file:
        while True:
            one, two = again.read(CHUNK), file.read(CHUNK)
            if one != two:
                return False
            if not one:
                return True


# -- how it is written


def _put(parcel: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, date_time=_TIME)
    info.create_system = 0
    parcel.writestr(info, content)


def _measure(content: bytes) -> dict[str, Any]:
    return {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _text(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _signature_text(key: str, signature: str) -> bytes:
    """The one way in which a signature is written down; hex in small letters."""
    return _text({"algorithm": ALGORITHM, "public_key": key.lower(), "signature": signature.lower()})


def _private_key() -> Ed25519PrivateKey:
    secret = bytes.fromhex(settings.KEYS["LOG_KEY"])
    return Ed25519PrivateKey.from_private_bytes(hmac.digest(secret, b"gonglian sealed parcels", "sha256"))
