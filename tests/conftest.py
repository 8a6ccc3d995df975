"""Every test runs under the app's database role, as the product does; the log and the guard are real.

The connection signs in as the server's superuser and takes the role per session, so that the same run can build the test
database and empty it between transactional tests.
"""

from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections
from django.test import TransactionTestCase
from pytest_django.plugin import blocking_manager_key

from tests import database, settings
from tests.shared import Shared, asked_by, order

# Sync Playwright keeps a loop in the test's thread, where Django would refuse queries and give them another connection
# than the one the shared beginnings stand in: a connection belongs to its thread here, loop or none.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
connections._connections = threading.local()  # type: ignore[attr-defined]

AS_APP = "-c role=gonglian_app"
# Suites that walk pages and doors, a whole founding, or meet from many connections at once, one name for each: ./dev check
# leaves them to ./dev test.
WALKS = (
    "architecture/test_cast", "architecture/test_doors", "dashboards/test_union_sections", "dashboards/test_workbench",
    "documents/test_numbering", "founding/test_preparing", "founding/test_road", "meetings/test_concurrency",
    "rosters/test_process", "terms/test_concurrency", "views.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(walk in item.nodeid for walk in WALKS):
            item.add_marker(pytest.mark.slow)
    items.sort(key=order)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is loaded by now stays: the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Have the database built before any process asks for its copy; the first process owns the server."""
    if not hasattr(session.config, "workerinput"):
        with session.config.stash[blocking_manager_key].unblock():
            database.build(settings.SERVER, settings.KEYS_FILE)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, worker_id: str) -> Iterator[None]:
    """A database for this process, in which it acts as the app."""
    with django_db_blocker.unblock():
        connection.close()
        place = {"NAME": database.copy_for(worker_id), "OPTIONS": {"options": AS_APP}}
        connection.settings_dict.update(place)
    yield
    with django_db_blocker.unblock():
        connection.close()


_teardown = TransactionTestCase._fixture_teardown


def _empty_as_superuser(case: TransactionTestCase) -> None:
    """The app's role may neither truncate nor touch the log: emptying between tests is the superuser's."""
    from gonglian.reference.actions import load_reference_data

    with connection.cursor() as cursor:
        cursor.execute("set role none; set session_replication_role = replica")
    _teardown(case)
    connection.close()
    load_reference_data()


TransactionTestCase._fixture_teardown = _empty_as_superuser  # type: ignore[method-assign]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    quiet = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
             "--disable-component-update", "--disable-sync"]  # fmt: skip
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return (
        browser_type_launch_args
        | ({"executable_path": program} if program else {})
        | {"args": quiet + sandbox}
    )


@pytest.fixture(scope="session")
def shared(django_db_setup: None, django_db_blocker: Any) -> Iterator[Shared]:
    shared = Shared()
    yield shared
    with django_db_blocker.unblock():
        shared.stand_at([])


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> None:
    """Before a test's own transaction begins: have ready what its fixtures share with other tests."""
    if fixturedef.argname == "_django_db_helper":
        shared, blocker = request.getfixturevalue("shared"), request.getfixturevalue("django_db_blocker")
        with blocker.unblock():
            shared.stand_at(asked_by(request.node))


@pytest.fixture
def shared_town(shared: Shared, db: None) -> Any:
    return shared.copy_of("shared_town")


@pytest.fixture
def town(shared_town: Any) -> Any:
    """A small city, `tests.factories.organisation.Town`; a module may have its own instead."""
    return shared_town


@pytest.fixture
def shared_entrance(shared: Shared, db: None) -> Any:
    """Two units that want to join the town's industrial union, `tests.factories.joining.Entrance`."""
    return shared.copy_of("shared_entrance")


@pytest.fixture
def shared_move(shared: Shared, db: None) -> Any:
    """A union another county shall lead, `tests.factories.changes.Move`."""
    return shared.copy_of("shared_move")


@pytest.fixture
def shared_bench(shared: Shared, db: None) -> Any:
    """The town's industrial union with a committee and an audit committee, `tests.terms.seats.Bench`."""
    return shared.copy_of("shared_bench")


@pytest.fixture
def bench(shared_bench: Any) -> Any:
    """The same; a module may have its own instead."""
    return shared_bench


@pytest.fixture
def shared_renewal(shared: Shared, db: None) -> Any:
    """A road whose union has renewed itself, its second term begun in 2031, `tests.factories.founding.Road`."""
    return shared.copy_of("shared_renewal")


@pytest.fixture
def shared_road(shared: Shared, db: None) -> Any:
    """The cast of a founding that has not begun, `tests.factories.founding.Road`."""
    return shared.copy_of("shared_road")


@pytest.fixture
def road(shared: Shared, shared_road: Any) -> Any:
    """The same road where the mark `road_at` says, else not begun; a module may have its own instead."""
    return shared.furthest_road()


@pytest.fixture
def actor(db: None) -> Iterator[Any]:
    """A user without any duty, for acts whose right is not under test."""
    from tests.factories.organisation import make_user

    return make_user("actor", "测试员")
