"""Every test runs under the app's database role, as the product does; the log and the guard are real.

The connection signs in as the server's superuser and takes the role per session, so that the same run can build the test
database and empty it between transactional tests.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.shared import Shared

os.environ.setdefault(
    "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
)  # sync Playwright keeps a loop in the test's thread

AS_APP = "-c role=gonglian_app"
# Suites that walk pages and doors, one name for each: ./dev check leaves them to ./dev test.
WALKS = (
    "architecture/test_cast", "architecture/test_doors", "dashboards/test_union_sections", "dashboards/test_workbench",
    "documents/test_numbering", "founding/test_preparing", "rosters/test_process", "views.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(walk in item.nodeid for walk in WALKS):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test database is built: make the two roles."""
    import psycopg

    from gonglian.config.database import create_roles

    place = {"host": os.environ["GONGLIAN_PG_RUN"], "port": "5432", "user": "postgres", "dbname": "postgres"}
    with psycopg.connect(**place) as server:  # type: ignore[arg-type]
        server.execute("select pg_advisory_xact_lock(716)")  # parallel workers share one server
        create_roles(server)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After it is built: load reference data, then act as the app."""
    from gonglian.reference.actions import load_reference_data

    with django_db_blocker.unblock():
        load_reference_data()
        connection.close()
        connection.settings_dict["OPTIONS"] = {"options": AS_APP}
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["OPTIONS"] = {}


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
            shared.stand_at(request.fixturenames)


@pytest.fixture
def shared_town(shared: Shared, db: None) -> Any:
    return shared.copy_of("shared_town")


@pytest.fixture
def town(shared_town: Any) -> Any:
    """A small city, `tests.factories.organisation.Town`; a module may have its own instead."""
    return shared_town


@pytest.fixture
def shared_road(shared: Shared, db: None) -> Any:
    """The cast of a founding that has not begun, `tests.factories.founding.Road`."""
    return shared.copy_of("shared_road")


@pytest.fixture
def actor(db: None) -> Iterator[Any]:
    """A user without any duty, for acts whose right is not under test."""
    from tests.factories.organisation import make_user

    return make_user("actor", "测试员")
