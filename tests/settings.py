"""Settings of the tests: one throw-away server for the whole run, started before Django reads DATABASES."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from gonglian.config import localpg
from tests.database import start

if "GONGLIAN_PG_RUN" not in os.environ:  # worker processes inherit it
    _memory = Path("/dev/shm")
    _base = tempfile.mkdtemp(prefix="gonglian-test-", dir=_memory if os.access(_memory, os.W_OK) else None)
    Path(_base).chmod(0o755)
    os.environ["GONGLIAN_DATA"] = str(Path(_base) / "data")
    KEYS_FILE = Path(_base) / "data/keys.env"
    SERVER = localpg.LocalPG(Path(_base) / "pg", localpg.THROWAWAY_CONF)
    start(SERVER, KEYS_FILE)
    os.environ["GONGLIAN_PG_RUN"] = str(SERVER.run)
    _owner = os.getpid()

    @atexit.register
    def _remove() -> None:
        if os.getpid() == _owner:
            SERVER.destroy()
            shutil.rmtree(_base, ignore_errors=True)


from gonglian.config.settings import *  # noqa: F403

# Tests sign in as the server's superuser and take the app's role per session (tests/conftest.py): so they run under
# the app's rights and can still build and empty the test database.
DATABASES["default"].update({"USER": "postgres", "NAME": "postgres", "OPTIONS": {}})  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
