"""The installation's keys: from the environment, else made once and kept in a file only its owner reads."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "LOG_KEY", "FIELD_KEY", "HASH_KEY")


def load_keys(folder: Path) -> dict[str, str]:
    """Each name of NAMES with its key (64 hex digits). GONGLIAN_<NAME> in the environment wins over the file."""
    path = folder / "keys.env"
    if not path.exists():
        _create(path)
    kept = dict(line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {name: os.environ.get(f"GONGLIAN_{name}") or kept[name] for name in NAMES}


def _create(path: Path) -> None:
    """Two processes may start at once: the file appears whole under its name, and the first one stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.writelines(f"{name}={secrets.token_hex(32)}\n" for name in NAMES)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
