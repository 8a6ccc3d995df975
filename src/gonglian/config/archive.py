"""A backup as one file: a zip of `tables/NAME.copy`, `files/NAME`, `seals.jsonl` and `manifest.json`.

The manifest names every part with its size and SHA-256, and carries a MAC under the installation's log key: a part that
was lost, cut or exchanged is found before anything is restored. The keys themselves are never in it, only their marks.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext as _

from gonglian.core.refused import Refused, refuse

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


class Writer:
    """A new archive. `add` parts, then `close` with the manifest's other entries; nothing else may be in the file."""

    def __init__(self, path: Path) -> None:
        self._handle = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._handle, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        self.parts: dict[str, dict[str, Any]] = {}

    def add(self, name: str, chunks: Iterable[bytes | memoryview]) -> None:
        """One part, streamed."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(name, "w", force_zip64=True) as part:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                part.write(chunk)
        self.parts[name] = {"bytes": size, "sha256": digest.hexdigest()}

    def close(self, manifest: dict[str, Any]) -> None:
        """Write the manifest and put everything on the disk, so that reading back reads the disk."""
        content = manifest | {"format": FORMAT, "keys": key_marks(), "parts": self.parts}
        self._zip.writestr(
            MANIFEST, json.dumps(content | {"mac": _mac(content)}, ensure_ascii=False, indent=1)
        )
        self._zip.close()
        self._handle.flush()
        os.fsync(self._handle.fileno())
        os.posix_fadvise(self._handle.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        self._handle.close()

    def abandon(self) -> None:
        self._handle.close()


class Reader:
    """An archive that is there already. Refused: what is no backup of ours, newer than we are, or of other keys."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
            self.manifest: dict[str, Any] = json.loads(self._zip.read(MANIFEST))
            version = self.manifest["format"]
        except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
            raise refuse(_("%(file)s 读不出来，不是完整的备份文件。") % {"file": path},
                         cure=_("换一份备份，或重新备份。")) from error  # fmt: skip
        if version != FORMAT:
            raise refuse(_("这份备份的格式是 %(version)s，本程序认得 %(known)s。")
                         % {"version": version, "known": FORMAT}, cure=_("用做这份备份的版本或更新的版本恢复。"))  # fmt: skip

    def verify(self) -> None:
        """Read every byte. Refused: other keys, an altered manifest, parts that are missing, added, cut or altered."""
        kept = {name: value for name, value in self.manifest.items() if name != "mac"}
        strange = [name for name, mark in key_marks().items() if kept["keys"].get(name) != mark]
        if strange:
            raise refuse(_("这里的密钥（%(names)s）与备份时的不同，打不开加密内容。") % {"names": "、".join(strange)},
                         cure=_("先把原机器的 keys.env 放进数据目录，再恢复。"))  # fmt: skip
        if not hmac.compare_digest(self.manifest["mac"], _mac(kept)):
            raise refuse(_("备份的清单被改动过。"), cure=_("换一份备份。"))
        names = set(self._zip.namelist()) - {MANIFEST}
        if odd := sorted(names ^ set(kept["parts"])):
            raise _damaged(odd[0])
        for name, expected in kept["parts"].items():
            if self._measure(name) != expected:
                raise _damaged(name)

    def open(self, name: str) -> IO[bytes]:
        return self._zip.open(name)

    def chunks(self, name: str) -> Iterator[bytes]:
        with self.open(name) as part:
            while chunk := part.read(CHUNK):
                yield chunk

    def names(self, folder: str) -> list[str]:
        """The parts of a folder, without its name."""
        return [name.removeprefix(folder) for name in self.manifest["parts"] if name.startswith(folder)]

    def _measure(self, name: str) -> dict[str, Any] | None:
        digest, size = hashlib.sha256(), 0
        try:
            for chunk in self.chunks(name):
                digest.update(chunk)
                size += len(chunk)
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, zlib.error):
            return None
        return {"bytes": size, "sha256": digest.hexdigest()}


def key_marks() -> dict[str, str]:
    """A mark of each key by which it is recognised and that does not help to find it."""
    return {
        name: hashlib.sha256(f"gonglian {name} {settings.KEYS[name]}".encode()).hexdigest()[:16]
        for name in ("LOG_KEY", "FIELD_KEY", "HASH_KEY")
    }


def _mac(content: dict[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hmac.new(bytes.fromhex(settings.KEYS["LOG_KEY"]), text.encode(), hashlib.sha256).hexdigest()


def _damaged(name: str) -> Refused:
    return refuse(
        _("备份里的 %(name)s 与清单不符，备份已损坏。") % {"name": name}, cure=_("换一份备份，或重新备份。")
    )
