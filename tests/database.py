"""The tests' database: built once, kept beside the other tools while what it is built from stays, copied for each process.

What is kept is the folder of a stopped server that holds the database `built`, and the keys its log is signed with; a run
starts a copy of it in memory.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier

from gonglian.config.localpg import LocalPG

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / ".tools/test-database"
BUILT = "built"


def start(server: LocalPG, keys: Path) -> None:
    """Start the run's server, from the kept folder where that is current. keys: the run's file of keys."""
    kept = KEPT / _fingerprint()
    if kept.exists():
        shutil.copytree(kept / "data", server.data)
        _give(server)
        keys.parent.mkdir(exist_ok=True)
        shutil.copy2(kept / "keys.env", keys)
    server.start()


def build(server: LocalPG, keys: Path) -> None:
    """Build the database unless the server came with it, and keep the folder for the next run."""
    from django.core.management import call_command
    from django.db import connection

    from gonglian.config.database import create_roles
    from gonglian.reference.actions import load_reference_data

    with connect(server.run) as link:
        if link.execute("select 1 from pg_database where datname = %s", [BUILT]).fetchone():
            return
        create_roles(link)
        link.execute(SQL("create database {}").format(Identifier(BUILT)))
    connection.settings_dict["NAME"] = BUILT
    call_command("migrate", verbosity=0)
    load_reference_data()
    connection.close()
    server.stop()
    shutil.rmtree(KEPT, ignore_errors=True)
    unfinished = KEPT / "unfinished"
    shutil.copytree(server.data, unfinished / "data")
    shutil.copy2(keys, unfinished)
    unfinished.rename(KEPT / _fingerprint())
    server.start()


def copy_for(process: str) -> str:
    """Make a database of this process's own; its name."""
    name = f"test_{process}"
    with connect(Path(os.environ["GONGLIAN_PG_RUN"])) as link:
        link.execute(SQL("create database {} template {}").format(Identifier(name), Identifier(BUILT)))
    return name


def connect(run: Path) -> psycopg.Connection[Any]:
    return psycopg.connect(host=str(run), port="5432", user="postgres", dbname="postgres", autocommit=True)


def _give(server: LocalPG) -> None:
    """The copied folder to the server's own user, who is another than root."""
    server.data.chmod(0o700)
    if server.as_user:
        for path in (server.data, *server.data.rglob("*")):
            os.chown(path, server.as_user["user"], server.as_user["group"])


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for file in sorted(_sources()):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _sources() -> Iterable[Path]:
    """Whatever has a say in the tables, the rights on them and the reference rows."""
    source = ROOT / "src/gonglian"
    yield from source.glob("*/migrations/*.py")
    yield from source.glob("core/*.py")
    yield from source.glob("config/*.py")
    yield from (file for file in source.glob("reference/**/*") if file.is_file() and file.suffix != ".pyc")
    yield ROOT / "requirements/base.txt"
    yield Path(__file__)
