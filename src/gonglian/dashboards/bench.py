"""`gonglian bench`: how long the things people wait for take here, each beside a yardstick measured in the same run.

Machines differ and are noisy: compare the ratios, not the seconds. Reads the database at hand, changes nothing.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.test import Client

from gonglian.accounts.models import User
from gonglian.config.starting import start_database
from gonglian.organisation.models import Duty, Membership, Union
from gonglian.policy.site import judge

RUNS = 30


def add_parser(commands: Any) -> None:
    bench = commands.add_parser("bench", help="measure pages and clauses against a yardstick")
    bench.add_argument("--json", action="store_true")
    bench.set_defaults(handler=run_bench)


def run_bench(options: argparse.Namespace) -> int:
    """Exit 0; 2 when no union or nobody with a duty is there to measure with."""
    start_database()
    duty = Duty.objects.select_related("user", "union").filter(role="head").order_by("union__path").first()
    if duty is None:
        print(json.dumps({"error": "库里没有可用来测量的工会和身份", "at": "database"}, ensure_ascii=False))
        return 2
    rows = measure(duty.user)
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows["measures"]:
            print(
                f"{row['what']:<28} p50 {row['p50_ms']:>8.2f} ms  p95 {row['p95_ms']:>8.2f} ms  × {row['ratio']:>7.1f}"
            )
    return 0


def measure(user: User) -> dict[str, Any]:
    """{"unions", "members", "measures": [{"what", "p50_ms", "p95_ms", "ratio" to the yardstick's median}]}."""
    client = Client(headers={"host": "localhost"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    union = Union.objects.filter(kind="industrial").first() or Union.objects.earliest("pk")
    yardstick = _timed(_round_trip)
    jobs: dict[str, Callable[[], object]] = {
        "workbench": lambda: _page(client, "/"),
        "union list": lambda: _page(client, "/org/"),
        "union list, search": lambda: _page(client, "/org/?q=wl"),
        "terms of the city": lambda: _page(client, "/terms/?what=all"),
        "union file": lambda: _page(client, union.get_absolute_url()),
        "1,000 × ORG-01": _judge_many,
    }
    base = statistics.median(yardstick)
    measures = [_row("yardstick: select 1", yardstick, base)]
    measures += [_row(what, _timed(job), base) for what, job in jobs.items()]
    return {"unions": Union.objects.count(), "members": Membership.objects.count(), "measures": measures}


def _timed(job: Callable[[], object]) -> list[float]:
    job()  # once to warm up
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        job()
        times.append((time.perf_counter() - began) * 1000)
    return times


def _row(what: str, times: list[float], base: float) -> dict[str, Any]:
    ordered = sorted(times)
    p50, p95 = statistics.median(ordered), ordered[int(len(ordered) * 0.95) - 1]
    return {"what": what, "p50_ms": round(p50, 3), "p95_ms": round(p95, 3), "ratio": round(p50 / base, 1)}


def _page(client: Client, address: str) -> None:
    response = client.get(address)
    if response.status_code != 200:
        raise SystemExit(f"{address} answered {response.status_code}")


def _round_trip() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select 1")
        cursor.fetchone()


def _judge_many() -> None:
    from gonglian.core import clock

    facts = {"constituents": [{"union": "甲", "legal_persons": ["1"], "maybe_branch": False}] * 2}
    today = clock.today()
    for _ in range(1000):
        judge("ORG-01", facts, today)
