"""Where things lie on disk. A checkout keeps its data in `.data`; an installation sets GONGLIAN_DATA."""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent


def data_dir() -> Path:
    """The folder of everything that changes: database, keys, uploads, exported seals."""
    return Path(os.environ.get("GONGLIAN_DATA") or PROJECT / ".data").resolve()


def node_modules() -> Path:
    """The folder in which npm installed the front-end files and reference data."""
    return Path(os.environ.get("GONGLIAN_NODE_MODULES") or PROJECT / "node_modules").resolve()
