"""`gonglian demo` as real processes: it answers, ends without a trace, and survives being killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.config.servers import open_folder

pytestmark = pytest.mark.slow
PATIENCE = 180  # seconds; a busy machine is no fault
ACT = """
from datetime import date
import django; django.setup()
from gonglian.organisation import actions
day = date(2026, 3, 1)
actions.open_account(username="after.dark", name="夜班员", password="Ye-ban-2026", actor=None, on=day)
"""


class Demo:
    """The demo on a port and a data folder of its own; nothing of the tests' settings reaches it."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GONGLIAN_", "DJANGO_", "PYTEST"))
        }
        self.env = kept | {
            "GONGLIAN_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "gonglian.config.settings",
        }
        self.log = folder / "demo.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "gonglian", "demo", "--port", str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                env=self.env,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None and time.monotonic() < until, self.log.read_text()[-3000:]
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/", timeout=10) as page:
                return page.status == 200 and "登录" in page.read().decode()
        except (URLError, ConnectionError, TimeoutError):
            return False

    def end(self, number: int) -> int:
        """Send the signal to the foreground process alone, as a kill from outside would; its exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(timeout=PATIENCE)

    def run(self, *arguments: str) -> str:
        answer = subprocess.run(
            [sys.executable, *arguments], env=self.env, capture_output=True, text=True, check=False
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def verified(self) -> dict[str, object]:
        result = json.loads(self.run("-m", "gonglian", "verify-log", "--json"))
        return {name: result[name] for name in ("ok", "acts", "faults")}

    def processes(self) -> list[str]:
        """Command lines of everything that still runs on our data folder."""
        mark = f"GONGLIAN_DATA={self.data}\0".encode()
        running = []
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (folder / "environ").read_bytes() + b"\0":
                    running.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:  # ended while we looked, or somebody else's
                continue
        return [command for command in running if command]

    def wait_for_processes(self, *, none_of: str) -> list[str]:
        """Those that still run once no command holds `none_of` any more, or patience ends."""
        until = time.monotonic() + 20
        while any(none_of in command for command in self.processes()) and time.monotonic() < until:
            time.sleep(0.2)
        return self.processes()


@pytest.fixture
def demo() -> Iterator[Demo]:
    with open_folder() as folder:
        made = Demo(folder)
        yield made
        for number in (signal.SIGTERM, signal.SIGKILL):
            if made.process and made.process.poll() is None:
                made.end(number)
        from gonglian.config.localpg import LocalPG

        LocalPG(made.data / "pg").destroy()


def test_demo_answers_ends_cleanly_and_survives_kill(demo: Demo) -> None:
    demo.start()
    assert (demo.end(signal.SIGINT), demo.processes()) == (0, [])

    demo.start()
    demo.run("-c", ACT)
    before = demo.verified()
    demo.end(signal.SIGKILL)
    left = demo.wait_for_processes(none_of=" -m ")
    assert ([command for command in left if "granian" in command or "worker" in command], before["ok"]) == (
        [],
        True,
    )

    demo.start()
    assert demo.verified() == before
    assert (demo.end(signal.SIGTERM), demo.processes()) == (0, [])


def test_demo_refuses_a_port_in_use(demo: Demo) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", demo.port))
        taken.listen()
        command = [sys.executable, "-m", "gonglian", "demo", "--port", str(demo.port)]
        answer = subprocess.run(
            command, env=demo.env, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
    assert (answer.returncode, f"端口 {demo.port} 已被占用" in answer.stderr) == (1, True)
