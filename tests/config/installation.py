"""An installation of its own for a test: data folder, keys, embedded server; commands run as processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from gonglian.config.localpg import LocalPG
from tests.config.servers import open_folder

ROOT = Path(__file__).resolve().parents[2]
FIGURES = """
from datetime import date
from io import BytesIO
import django; django.setup()
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from gonglian.documents.actions import attach_file
from gonglian.core.seals import seal_acts
from tests.factories.organisation import make_duty, make_member, make_primary, make_union, make_user
day = date(2026, 3, 2)
city = make_union("临川市总工会", "local", "3713")
primary = make_primary("青禾货运", city)
make_member("凌知远", primary, id_number="11010119900101001X")
make_duty(make_user("city.head", "穆景行"), city, "head")
for name, content in (("意见.pdf", b"%PDF-1.4 invented"), ("扫描.png", bytes([137]) + b"PNG\\r\\n" + bytes([26, 10]))):
    attach_file(paper=None, owner=city, upload=UploadedFile(BytesIO(content), name, size=len(content)),
                actor=None, on=day)
    seal_acts()
"""


class Installation:
    """Nothing of the tests' own settings reaches it. `more`: further environment."""

    def __init__(self, folder: Path, **more: str) -> None:
        self.data = folder / "data"
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("GONGLIAN_", "DJANGO_", "PYTEST", "DATABASE_"))
        }
        self.env = kept | more | {
            "GONGLIAN_DATA": str(self.data),
            "DJANGO_SETTINGS_MODULE": "gonglian.config.settings",
        }  # fmt: skip

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """`gonglian ARGUMENTS`, to its end."""
        return self._python("-m", "gonglian", *map(str, arguments))

    def do(self, *arguments: object) -> str:
        """What the command printed; it must succeed."""
        answer = self.run(*arguments)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def script(self, source: str) -> str:
        """What a Python script printed that runs inside this installation."""
        answer = self._python("-c", source)
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def end(self) -> None:
        LocalPG(self.data / "pg").destroy()

    def _python(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False,
            timeout=300, stdin=subprocess.DEVNULL,
        )  # fmt: skip


@contextmanager
def installation(**more: str) -> Iterator[Installation]:
    """A new one, with nothing in it yet; gone afterwards."""
    with open_folder() as folder:
        made = Installation(folder, **more)
        made.data.mkdir()
        made.data.chmod(0o755)
        yield made
        made.end()
