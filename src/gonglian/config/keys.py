"""The installation's keys: from the environment, else made once and kept in a file only its owner reads."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "LOG_KEY", "FIELD_KEY", "HASH_KEY")
OLD = "FIELD_KEY_OLD"  # there while the field key is being changed


def load_keys(folder: Path) -> dict[str, str]:
    """Each name of NAMES with its key (64 hex digits), and OLD if there is one. GONGLIAN_<NAME> in the environment wins
    over the file."""
    path = folder / "keys.env"
    if not path.exists():
        _create(path)
    kept = _read(path)
    keys = {name: os.environ.get(f"GONGLIAN_{name}") or kept[name] for name in NAMES}
    old = os.environ.get(f"GONGLIAN_{OLD}") or kept.get(OLD)
    return keys | ({OLD: old} if old else {})


def begin_change(folder: Path) -> None:
    """A new field key beside the old one; a change that is under way already is left as it is."""
    kept = _read(folder / "keys.env")
    if OLD not in kept:
        _replace(folder / "keys.env", kept | {OLD: kept["FIELD_KEY"], "FIELD_KEY": secrets.token_hex(32)})


def end_change(folder: Path) -> None:
    """The old key goes."""
    kept = _read(folder / "keys.env")
    _replace(folder / "keys.env", {name: key for name, key in kept.items() if name != OLD})


def _read(path: Path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)


def _replace(path: Path, keys: dict[str, str]) -> None:
    """The whole file at once and on the disk before it counts: a key that is half written is a key lost."""
    owner = path.stat()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.writelines(f"{name}={key}\n" for name, key in keys.items())
        handle.flush()
        os.fsync(handle.fileno())
    os.chown(draft, owner.st_uid, owner.st_gid)
    draft.replace(path)


def _create(path: Path) -> None:
    """Two processes may start at once: the file appears whole under its name, and the first one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.writelines(f"{name}={secrets.token_hex(32)}\n" for name in NAMES)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
