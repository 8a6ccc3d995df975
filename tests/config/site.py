"""A site as an office runs it: PostgreSQL 15 of the distribution, our web and worker processes, nginx with TLS."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from gonglian.config import database, localpg
from tests.config.installation import ROOT, Installation
from tests.config.servers import open_folder

BINARIES = Path("/usr/lib/postgresql/15/bin")
NGINX = shutil.which("nginx") or "/usr/sbin/nginx"
PATIENCE = 120  # seconds; a busy machine is no fault


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgresql_15(folder: Path) -> Iterator[dict[str, str]]:
    """A server on a port of its own that asks for passwords; the addresses for both roles."""
    port = str(free_port())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PG_BIN", str(BINARIES))
        conf = localpg.THROWAWAY_CONF | {
            "listen_addresses": "127.0.0.1",
            "port": port,
            "shared_buffers": "64MB",
        }
        server = localpg.LocalPG(folder / "pg15", conf).start()
    try:
        with psycopg.connect(host=str(server.run), port=port, user="postgres", autocommit=True) as connection:
            database.create_roles(connection)
            for role in (database.OWNER, database.APP):
                connection.execute(f"alter role {role} password '{role}-word'")
            connection.execute(f"create database gonglian owner {database.OWNER}")
        address = "postgresql://{0}:{0}-word@127.0.0.1:" + port + "/gonglian"
        yield {
            "DATABASE_URL": address.format(database.APP),
            "DATABASE_OWNER_URL": address.format(database.OWNER),
        }
    finally:
        server.destroy()


class Site:
    """Web, worker and proxy of an installation; `ports` are those of plain and secure addresses."""

    def __init__(self, folder: Path, installed: Installation) -> None:
        self.folder, self.installed = folder, installed
        self.web, self.plain, self.secure = free_port(), free_port(), free_port()
        self.processes: list[subprocess.Popen[bytes]] = []
        self.log = folder / "web.log"

    def start(self) -> None:
        self._run(sys.executable, "-m", "gonglian", "serve", "--port", str(self.web), "--workers", "1")
        self._run(sys.executable, "-m", "gonglian", "worker")
        self._run(NGINX, "-c", str(self._write_proxy()), "-p", str(self.folder))
        self._wait()

    def stop(self) -> list[int]:
        """End all in order, as a service manager does; their exit states."""
        for process in self.processes:
            process.send_signal(signal.SIGTERM)
        ended = [process.wait(timeout=PATIENCE) for process in self.processes]
        self.processes = []
        return ended

    def browser(self) -> urllib.request.OpenerDirector:
        """Trusts only the site's own certificate, keeps cookies."""
        trusted = ssl.create_default_context(cafile=str(self.folder / "union.crt"))
        return urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=trusted),
            urllib.request.HTTPCookieProcessor(CookieJar()),
        )  # fmt: skip

    def address(self, path: str) -> str:
        return f"https://127.0.0.1:{self.secure}{path}"

    def plain_answer(self, path: str) -> tuple[int, str | None]:
        """Status and place of a request without TLS."""
        connection = http.client.HTTPConnection("127.0.0.1", self.plain, timeout=30)
        connection.request("GET", path, headers={"Host": "127.0.0.1"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")

    def _run(self, *command: str) -> None:
        with self.log.open("ab") as log:
            self.processes.append(
                subprocess.Popen(
                    command,
                    cwd=ROOT,
                    env=self.installed.env,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                )
            )

    def _write_proxy(self) -> Path:
        """The shipped configuration with this site's ports, host and certificate put in."""
        subject = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
        names = ("-keyout", str(self.folder / "union.key"), "-out", str(self.folder / "union.crt"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *subject],
                       check=True, capture_output=True)  # fmt: skip
        site = (ROOT / "deploy/nginx.conf").read_text()
        for shipped, here in {
            "127.0.0.1:8000": f"127.0.0.1:{self.web}", "listen 80;": f"listen 127.0.0.1:{self.plain};",
            "listen 443 ": f"listen 127.0.0.1:{self.secure} ", "union.example": "127.0.0.1",
            "/etc/gonglian/tls": str(self.folder),
        }.items():  # fmt: skip
            assert shipped in site, shipped
            site = site.replace(shipped, here)
        (self.folder / "site.conf").write_text(site)
        user = "user root;\n" if os.geteuid() == 0 else ""
        temporary = "".join(f"{kind}_temp_path {self.folder}/{kind};\n"
                            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))  # fmt: skip
        main = self.folder / "nginx.conf"
        main.write_text(
            f"{user}daemon off;\npid {self.folder}/nginx.pid;\nerror_log {self.folder}/nginx.log;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}include {self.folder}/site.conf;\n}}\n"
        )
        return main

    def _wait(self) -> None:
        until = time.monotonic() + PATIENCE
        while True:
            assert all(process.poll() is None for process in self.processes), self.log.read_text()[-3000:]
            try:
                with self.browser().open(self.address("/health/"), timeout=10):
                    return
            except OSError:
                assert time.monotonic() < until, self.log.read_text()[-3000:]
                time.sleep(0.2)


@contextmanager
def site() -> Iterator[Site]:
    """PostgreSQL 15 with an empty database, and a site on it that is not started yet."""
    with open_folder() as folder, postgresql_15(folder) as addresses:
        more = {"GONGLIAN_TLS": "1", "GONGLIAN_HOSTS": "127.0.0.1", "GONGLIAN_LOG": "json"}
        installed = Installation(folder, **addresses, **more)
        installed.data.mkdir()
        made = Site(folder, installed)
        try:
            yield made
        finally:
            made.stop()


def form(opener: urllib.request.OpenerDirector, address: str, **fields: str) -> urllib.request.Request:
    """A POST of these fields with the token of the page at the address."""
    with opener.open(address, timeout=60) as page:
        token = page.read().decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    body = urlencode(fields | {"csrfmiddlewaretoken": token}).encode()
    return urllib.request.Request(address, body, headers={"Referer": address})
