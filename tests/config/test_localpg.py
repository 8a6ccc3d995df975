"""The embedded server survives what happens to machines. Each test has a server of its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import psycopg
import pytest

from gonglian.config.localpg import PORT, THROWAWAY_CONF, LocalPG
from tests.config.servers import open_folder


@pytest.fixture(scope="module")
def own_server() -> Iterator[LocalPG]:
    with open_folder() as folder:
        made = LocalPG(folder / "pg", THROWAWAY_CONF | {"synchronous_commit": "on", "shared_buffers": "16MB"})
        yield made
        made.destroy()


@pytest.fixture
def server(own_server: LocalPG) -> LocalPG:
    return own_server.start()


def run(server: LocalPG, statement: str) -> list[tuple[object, ...]]:
    place = {"host": str(server.run), "port": PORT, "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**place, autocommit=True) as connection:  # type: ignore[arg-type]
        cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def postmaster(server: LocalPG) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


def test_start_of_running_server_leaves_it_running(server: LocalPG) -> None:
    before = postmaster(server)
    server.start()
    assert (server.ready(), postmaster(server)) == (True, before)


def test_start_after_kill_finds_committed_rows(server: LocalPG) -> None:
    run(server, "create table kept as select generate_series(1, 1000) as n")
    killed = postmaster(server)
    os.kill(killed, signal.SIGKILL)
    server.start()
    assert (run(server, "select count(*) from kept"), postmaster(server) != killed) == ([(1000,)], True)


def test_start_ignores_pid_of_another_program(server: LocalPG) -> None:
    server.stop()
    (server.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.data}\n0\n{PORT}\n{server.run}\n\n\nready\n"
    )
    assert server.start().ready() is True


def test_start_ignores_pid_of_nobody(server: LocalPG) -> None:
    server.stop()
    (server.data / "postmaster.pid").write_text(
        f"4194000\n{server.data}\n0\n{PORT}\n{server.run}\n\n\nready\n"
    )
    assert server.start().ready() is True


def test_stop_twice_is_no_fault(server: LocalPG) -> None:
    server.stop()
    server.stop()
    assert server.ready() is False


def test_socket_of_deep_folder_stays_within_its_limit() -> None:
    with open_folder() as folder:
        deep = LocalPG(folder / "/".join(["a-rather-long-name"] * 6) / "pg", THROWAWAY_CONF)
        assert len(str(deep.run / f".s.PGSQL.{PORT}")) <= 107


def test_socket_folder_is_closed_to_others(server: LocalPG) -> None:
    assert server.run.stat().st_mode & 0o777 == 0o700
