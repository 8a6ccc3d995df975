"""The product as an office runs it: the distribution's PostgreSQL 15, nginx with TLS before it, services that end in order.

Needs postgresql-15 and nginx, which `./dev test` installs as root; without them these tests are left out.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import OpenerDirector, Request

import pytest

from tests.config.installation import FIGURES, ROOT, installation
from tests.config.site import BINARIES, NGINX, Site, form, site

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (BINARIES / "postgres").exists(), reason="no PostgreSQL 15: apt-get install postgresql-15"
    ),
    pytest.mark.skipif(not Path(NGINX).exists(), reason="no nginx: apt-get install nginx-light"),
]
UNITS = sorted((ROOT / "deploy").glob("*.service")) + sorted((ROOT / "deploy").glob("*.timer"))


@pytest.fixture(scope="module")
def office() -> Iterator[Site]:
    """A site with data, running; what it said before the database was brought up to date is in `early`."""
    with site() as made:
        made.early = [  # type: ignore[attr-defined]
            made.installed.run(*words) for words in (("serve", "--port", str(made.web)), ("worker",))
        ]
        made.installed.do("migrate")
        made.installed.script(FIGURES)
        made.start()
        yield made


@pytest.fixture(scope="module")
def reader(office: Site) -> OpenerDirector:
    """Somebody who signed in over TLS."""
    browser = office.browser()
    request = form(browser, office.address("/account/login/"), login="city.head", password="Secret-2026-ok")
    with browser.open(request, timeout=60) as page:
        assert "临川市总工会" in page.read().decode()
    return browser


def status_of(browser: OpenerDirector, request: Request) -> int:
    try:
        with browser.open(request, timeout=120) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def upload(office: Site, reader: OpenerDirector, size: int) -> int:
    """Status of sending a roster of about this many bytes."""
    token = form(reader, office.address("/rosters/upload/")).data.decode().split("csrfmiddlewaretoken=")[1]  # type: ignore[union-attr]
    head = (
        f'--edge\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{token}\r\n--edge\r\n'
        'Content-Disposition: form-data; name="rosters"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\n'
    )
    body = head.encode() + b"a,b\r\n" * (size // 5) + b"\r\n--edge--\r\n"
    address = office.address("/rosters/upload/")
    headers = {"Content-Type": "multipart/form-data; boundary=edge", "Referer": address}
    return status_of(reader, Request(address, body, headers=headers))


def test_web_and_worker_refuse_a_database_that_is_behind(office: Site) -> None:
    early: list[subprocess.CompletedProcess[str]] = office.early  # type: ignore[attr-defined]
    assert [(run.returncode, "gonglian migrate" in run.stderr) for run in early] == [(1, True)] * 2


def test_plain_address_leads_to_the_secure_one(office: Site) -> None:
    assert office.plain_answer("/org/?q=1") == (301, "https://127.0.0.1/org/?q=1")


def test_answers_carry_what_tls_asks_for(office: Site) -> None:
    with office.browser().open(office.address("/account/login/")) as page:
        headers, cookies = page.headers, page.headers.get_all("Set-Cookie")
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert [cookie for cookie in cookies if "Secure" not in cookie] == []
    assert (len(headers["X-Request-ID"]), "Server" in headers and "/" in headers["Server"]) == (32, False)


def test_export_comes_through_whole(office: Site, reader: OpenerDirector) -> None:
    with reader.open(office.address("/org/unions.xlsx"), timeout=60) as answer:
        content = answer.read()
    assert (answer.status, content[:2], len(content) == int(answer.headers["Content-Length"])) == (
        200,
        b"PK",
        True,
    )


@pytest.mark.parametrize(("size", "status"), [(20 * 2**20, {200, 422}), (70 * 2**20, {413})])
def test_uploads_pass_up_to_their_limit(
    office: Site, reader: OpenerDirector, size: int, status: set[int]
) -> None:
    assert upload(office, reader, size) in status


def test_log_holds_requests_as_objects_and_no_password(office: Site, reader: OpenerDirector) -> None:
    lines = [json.loads(line) for line in office.log.read_text().splitlines() if line.startswith("{")]
    signed_in = [line for line in lines if line.get("path") == "/account/login/" and line["status"] == 302]
    assert (len(signed_in), "Secret-2026-ok" in office.log.read_text()) == (1, False)


def test_address_of_the_reader_is_known_behind_the_proxy(office: Site, reader: OpenerDirector) -> None:
    script = """
import django; django.setup()
from gonglian.accounts.models import SignInEvent
print(sorted(set(SignInEvent.objects.values_list("address", flat=True))))
"""
    assert office.installed.script(script) == "['127.0.0.1']\n"


def test_backup_of_it_restores_into_the_embedded_server(office: Site, tmp_path: Path) -> None:
    """From PostgreSQL 15 to another version and another machine."""
    made = json.loads(office.installed.do("backup", tmp_path, "--json"))
    with installation() as other:
        shutil.copy(office.installed.data / "keys.env", other.data / "keys.env")
        result = json.loads(other.do("restore", made["file"], "--json"))
    assert (result["ok"], result["rows"], result["files"]) == (True, made["rows"], made["files"])


def test_doctor_finds_nothing_wrong_while_all_runs(office: Site) -> None:
    """After the backup above; what depends on the machine and the year is left aside."""
    answer = json.loads(office.installed.run("doctor", "--json").stdout)
    found = {check["name"]: check for check in answer["checks"] if check["state"] != "ok"}
    machine = {"office", "calendar", "disk", "backup"}
    assert [check for name, check in found.items() if name not in machine] == []


def test_keys_are_changed_only_when_all_is_stopped(office: Site) -> None:
    refused = office.installed.run("rotate-keys")
    assert (refused.returncode, "systemctl stop" in refused.stderr) == (1, True)
    assert office.stop() == [0, 0, 0]
    assert json.loads(office.installed.do("rotate-keys", "--json"))["count"] == 1
    script = """
import django; django.setup()
from gonglian.core.sealing import open_text
from gonglian.organisation.models import Person
print([open_text(bytes(p.id_sealed)) for p in Person.objects.all()])
"""
    assert office.installed.script(script) == "['11010119900101001X']\n"
    assert "FIELD_KEY_OLD" not in (office.installed.data / "keys.env").read_text()


@pytest.mark.skipif(
    not shutil.which("systemd-analyze"), reason="no systemd here, for which the units are written"
)
def test_units_are_sound(tmp_path: Path) -> None:
    for unit in UNITS:
        (tmp_path / unit.name).write_text(
            unit.read_text().replace("/opt/gonglian/.venv/bin/python", sys.executable)
        )
    answer: Any = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    ours = [line for line in answer.stderr.splitlines() if "gonglian" in line]
    assert (len(UNITS), ours) == (4, [])
