"""The daily mail: only to who asked, only counts and links, once a day, and a dead server stops nothing."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from gonglian.config import doctor
from gonglian.core import nightly
from gonglian.core.models import JobRun
from gonglian.dashboards.digest import choose, send_all
from gonglian.dashboards.models import Digest
from tests.factories.founding import Road

pytestmark = pytest.mark.django_db

WORKDAY, NEXT, SUNDAY = date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 8)
SMTP = "django.core.mail.backends.smtp.EmailBackend"


class Answer(socketserver.StreamRequestHandler):
    """Enough of SMTP to take a mail."""

    def handle(self) -> None:
        self.say("220 here")
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "DATA":
                self.say("354 go on")
                text = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    text += part
                self.server.taken.append(text.decode())  # type: ignore[attr-defined]
            self.say("221 bye" if word == "QUIT" else "250 ok")
            if word == "QUIT":
                return

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


@pytest.fixture
def server(settings: LazySettings) -> Iterator[list[str]]:
    """A mail server on loopback; the mails that it took."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Answer) as found:
        found.taken = []  # type: ignore[attr-defined]
        threading.Thread(target=found.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
        settings.EMAIL_PORT = found.server_address[1]
        yield found.taken  # type: ignore[attr-defined]
        found.shutdown()


@pytest.fixture
def road(shared_road: Road, settings: LazySettings) -> Road:
    """A request that waits for the county, whose handler wants mails."""
    settings.EMAIL_HOST, settings.ALLOWED_HOSTS = "mail.example", ["union.example"]
    road = shared_road
    road.begin()
    road.consent()
    road.send()
    choose(road.upper_handler, address="desk@union.example", is_on=True)
    return road


def test_nobody_is_written_to_who_did_not_ask(road: Road, settings: LazySettings) -> None:
    choose(road.upper_handler, address="desk@union.example", is_on=False)
    assert send_all(WORKDAY) == "0"
    choose(road.upper_handler, address="desk@union.example", is_on=True)
    settings.EMAIL_HOST = ""  # the installation has no mail
    assert send_all(WORKDAY) == "0"
    assert mail.outbox == []


def test_one_mail_a_working_day_with_counts_and_links_and_no_names(road: Road) -> None:
    for day in (WORKDAY, WORKDAY, SUNDAY):
        send_all(day)
    (sent,) = mail.outbox
    assert sent.to == ["desk@union.example"]
    assert "件" in sent.body and "://union.example/" in sent.body
    people = (road.upper_handler, road.head, road.handler)
    for name in [name for user in people for name in (user.name, user.duty.union.name)]:
        assert name not in f"{sent.body} {sent.subject}"
    send_all(NEXT)
    assert len(mail.outbox) == 2


def test_a_closed_account_gets_none(road: Road) -> None:
    type(road.upper_handler).objects.filter(pk=road.upper_handler.pk).update(is_active=False)
    send_all(WORKDAY)
    assert mail.outbox == []


def test_a_mail_reaches_a_real_server_once(road: Road, server: list[str]) -> None:
    send_all(WORKDAY)
    send_all(WORKDAY)
    (text,) = server
    assert "To: desk@union.example" in text
    assert [check.state for check in doctor.examine_mail()] == [doctor.OK]


def test_a_dead_server_is_logged_and_stops_nothing(
    road: Road, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        settings.EMAIL_PORT = free.getsockname()[1]
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    nightly.run_due(WORKDAY)
    assert JobRun.objects.get(name="dashboards.send_digests").ok
    assert "not sent: ConnectionRefusedError" in caplog.text
    assert "desk@" not in caplog.text
    assert Digest.objects.get().sent_on == WORKDAY
    (check,) = doctor.examine_mail()
    assert (check.state, bool(check.cure)) == (doctor.WARN, True)


def test_an_officer_switches_it_on_and_off_on_her_own_page(road: Road) -> None:
    client = Client(SERVER_NAME="union.example")
    client.force_login(road.head)
    page = "/news/mail/"
    assert client.post(page, {"is_on": "on"}).status_code == 422
    assert client.post(page, {"is_on": "on", "address": "a@b\nBcc: c@d.example"}).status_code == 422
    assert client.post(page, {"is_on": "on", "address": "head@union.example"}).status_code == 302
    assert Digest.objects.get(user=road.head).is_on
    assert "head@union.example" in client.get(page).content.decode()
    assert client.post(page, {"address": "head@union.example"}).status_code == 302
    assert not Digest.objects.get(user=road.head).is_on
