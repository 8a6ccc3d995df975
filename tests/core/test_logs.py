"""No number of a person, no password, no key and no value of a form reaches the log."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client

from gonglian.core import logs
from gonglian.core.logs import JsonLines, Mask, masked, masked_path

ID = "11010119900101001X"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (f"证件号码 {ID} 重复", "证件号码 […] 重复"),
        ("电话 13800000000，卡号 6222 0000 0000 0000 000", "电话 […]，卡号 […]"),
        ("password=Yanshi-2026&x=1", "password=[…]&x=1"),
        ('{"new_password1": "Yan shi", "n": 3}', '{"new_password1": […], "n": 3}'),
        ("Cookie: sessionid=abc123; lang=zh", "Cookie: […]; lang=zh"),
        ("totp_secret='JBSWY3DP'", "totp_secret=[…]"),
        ("postgresql://app:geheim@db/x", "postgresql://app:[…]@db/x"),
        ("LOG_KEY=" + "ab" * 32, "LOG_KEY=[…]"),
        ("key " + "0f" * 32 + " end", "key […] end"),
        ("DETAIL:  Key (city, name)=(3713, 凌知远) already exists.", "DETAIL:  Key (city, name)=([…]) already exists."),
        ("DETAIL:  Failing row contains (1, 凌知远, null).", "DETAIL:  Failing row contains ([…])."),
        ('COPY person, line 3: "1\t凌知远"', "COPY person, line 3: […]"),
        ("2026-03-01 08:15:30 GET /founding/12/ 200 35 ms", "2026-03-01 08:15:30 GET /founding/12/ 200 35 ms"),
        ("履历 1234567 条", "履历 1234567 条"),
    ],
)  # fmt: skip
def test_masked_hides_what_must_not_be_written(text: str, written: str) -> None:
    assert masked(text) == written


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("/founding/12/steps/", "/founding/12/steps/"),
        ("/org/people/?q=凌知远", "/org/people/"),
        ("/vote/Zk3vQ8s-Yx71LmN0pQrStU/", "/vote/[…]/"),
        (f"/org/people/{ID}/", "/org/people/[…]/"),
    ],
)
def test_masked_path_keeps_no_query_and_no_long_name(path: str, written: str) -> None:
    assert masked_path(path) == written


@pytest.fixture
def lines() -> Iterator[StringIO]:
    """What the product's own logging writes as JSON, from now on."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    handler.addFilter(Mask())
    loggers = [logging.getLogger(), logging.getLogger("gonglian.request")]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    yield stream
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def test_traceback_is_masked_and_on_one_line(lines: StringIO) -> None:
    try:
        raise ValueError(f"身份证号 {ID} 不对")
    except ValueError:
        logging.getLogger("gonglian.x").exception("给 %s 登记", ID)
    written = json.loads(lines.getvalue())
    assert (written["level"], written["message"]) == ("error", "给 […] 登记")
    assert written["traceback"].endswith("ValueError: 身份证号 […] 不对")


def test_settings_use_the_mask() -> None:
    assert [handler["filters"] for handler in settings.LOGGING["handlers"].values()] == [["mask"]]


@pytest.mark.django_db
def test_refusal_of_the_database_is_written_without_the_row(lines: StringIO) -> None:
    from django.db import transaction

    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("insert into accounts_user (name) values (%s)", ["凌" + "知远"])
    except DatabaseError:
        logging.getLogger("gonglian.x").exception("refused")
    assert ("Failing row contains ([…])" in lines.getvalue(), "凌知远" in lines.getvalue()) == (True, False)


@pytest.mark.django_db
def test_sign_in_leaves_no_password_and_no_name_in_the_log(lines: StringIO) -> None:
    from tests.factories.organisation import make_user

    make_user("city.head", "凌知远", "Mimi-kouling-2026")
    client = Client()
    for password in ("Cuo-kouling-2026", "Mimi-kouling-2026"):
        client.post("/account/login/", {"login": "city.head", "password": password})
    client.get("/?q=凌知远")
    text = lines.getvalue()
    found = [
        word for word in ("Mimi-kouling", "Cuo-kouling", "凌知远", client.session.session_key) if word in text
    ]
    assert found == []
    last = json.loads(text.splitlines()[-1])
    assert {name: last[name] for name in ("method", "path", "status")} == {
        "method": "GET",
        "path": "/",
        "status": 200,
    }
    assert (last["user"] > 0, last["ms"] >= 0) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "kept"), [("proxy-0001-abcd", True), ("x", False), ("a b\r\nc", False), ("", False)]
)
def test_request_keeps_the_proxys_number_if_it_is_one(lines: StringIO, given: str, kept: bool) -> None:
    response = Client().get("/health/live/", headers={"X-Request-ID": given})
    number = response["X-Request-ID"]
    assert ((number == given), json.loads(lines.getvalue())["request"]) == (kept, number)
    assert logs.request_id.get() == ""


@pytest.mark.django_db
def test_health_says_whether_the_database_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    assert client.get("/health/").json() == {"ok": True, "database": True}

    def gone() -> None:
        raise DatabaseError("password authentication failed for user x")

    monkeypatch.setattr(connection, "cursor", gone)
    response = client.get("/health/")
    assert (response.status_code, response.json()) == (503, {"ok": False, "database": False})
    assert client.get("/health/live/").status_code == 200
