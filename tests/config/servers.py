"""Throw-away folders that the database server's own user can reach."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def open_folder() -> Iterator[Path]:
    """A new folder anyone may enter: as root the server runs as another user; pytest's folders are closed."""
    folder = Path(tempfile.mkdtemp(prefix="gonglian-config-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
