"""`gonglian demo`: database, data, web server and worker in one foreground process; Ctrl-C leaves nothing running."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from types import FrameType

from gonglian.config import database, operation

PR_SET_PDEATHSIG = 1  # Linux: a child gets this signal when its parent dies, even by kill -9


def demo(port: int) -> int:
    """Prepare, print the sign-ins, serve until interrupted. Exit 1 if the port is taken."""
    if _taken(port):
        print(f"端口 {port} 已被占用，请换一个：./dev demo --port {port + 1}", file=sys.stderr)
        return 1
    server = database.prepare_embedded() if database.is_embedded() else None
    try:
        operation.bring_up_to_date()
        from gonglian.dashboards.demo.city import load_demo_city

        sign_ins = load_demo_city()
        return _serve(port, sign_ins)
    finally:
        if server:
            server.stop()


def _serve(port: int, sign_ins: list[tuple[str, str, str]]) -> int:
    env = os.environ | {"GONGLIAN_DB_ROLE": database.APP, "GONGLIAN_DB_POOL": "1"}
    granian = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "2", "--blocking-threads", "4", "--log-level", "warning", "gonglian.config.wsgi:application",
    ]  # fmt: skip
    worker = [sys.executable, "-m", "gonglian", "worker"]
    stopping = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    children = [
        subprocess.Popen(c, env=env, preexec_fn=_die_with_parent, start_new_session=True)
        for c in (granian, worker)
    ]
    try:
        _announce(port, sign_ins)
        while not stopping and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            _end(child)
    return 0 if stopping else 1


def _announce(port: int, sign_ins: list[tuple[str, str, str]]) -> None:
    for _ in range(200):
        if _taken(port):
            break
        time.sleep(0.1)
    print(f"\n工联已启动：http://127.0.0.1:{port}/\n\n演示账号（数据均为虚构）：")
    for username, password, who in sign_ins:
        print(f"  {username:<12} {password:<16} {who}")
    print("\n按 Ctrl-C 停止。", flush=True)


def _end(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=8)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
