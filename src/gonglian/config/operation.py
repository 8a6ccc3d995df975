"""Commands that run the system: demo, serve, worker, migrate, verify-log."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from gonglian.config.starting import start_database


def add_parser(commands: Any) -> None:
    """Add this area's sub-commands."""
    demo = commands.add_parser("demo", help="start everything with a demo city and serve it on this machine")
    demo.add_argument("--port", type=int, default=8000)
    demo.set_defaults(handler=run_demo)
    commands.add_parser("up", help="start the embedded database and bring it up to date").set_defaults(
        handler=run_up
    )
    commands.add_parser("migrate", help="bring the database up to date").set_defaults(handler=run_migrate)
    commands.add_parser("worker", help="run background jobs and seal the act log").set_defaults(
        handler=run_worker
    )
    verify = commands.add_parser("verify-log", help="find changes to the act log")
    verify.add_argument("--seals", type=Path, metavar="FILE", help="seals exported earlier, as JSON lines")
    verify.add_argument("--json", action="store_true")
    verify.set_defaults(handler=run_verify_log)


def bring_up_to_date(*, always: bool = False) -> None:
    """Migrate if something is to migrate, or `always`, and load the reference data. Runs as the owner."""
    from django.core.management import call_command

    if always or pending_migrations():
        call_command("migrate", verbosity=0, interactive=False)
    from gonglian.reference.actions import load_reference_data

    load_reference_data()


def pending_migrations() -> list[str]:
    """The steps that the database has still to take to be of this version, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, _ in plan]


def unknown_migrations() -> list[str]:
    """Steps of this product that the database has taken and this version does not know."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    loader = MigrationExecutor(connection).loader
    ours = {app for app, _ in loader.disk_migrations}
    strange = [
        step for step in loader.applied_migrations if step[0] in ours and step not in loader.disk_migrations
    ]
    return sorted(f"{app}.{name}" for app, name in strange)


def run_migrate(options: argparse.Namespace) -> int:
    start_database()
    bring_up_to_date()
    return 0


def run_up(options: argparse.Namespace) -> int:
    return run_migrate(options)


def run_worker(options: argparse.Namespace) -> int:
    """Work until told to end; exit 1 at once if the database is behind this version or ahead of it."""
    from gonglian.config.serve import wrong_schema
    from gonglian.config.worker import work

    start_database()
    wrong = wrong_schema()
    for reason in wrong:
        print(f"{reason.message}\n  {reason.cure}", file=sys.stderr)
    return 1 if wrong else work()


def run_demo(options: argparse.Namespace) -> int:
    from gonglian.config.demo import demo

    return demo(options.port)


def run_verify_log(options: argparse.Namespace) -> int:
    """Exit 0 sound, 1 faults found, 2 the seals file can't be read."""
    if options.seals and not options.seals.is_file():
        print(json.dumps({"error": f"没有这个文件：{options.seals}", "at": "--seals"}, ensure_ascii=False))
        return 2
    start_database()
    from gonglian.core.seals import verify_log

    result = verify_log(options.seals)
    if options.json:
        print(json.dumps(result, ensure_ascii=False))
    else:
        for fault in result["faults"]:
            print(fault["message"])
        print(
            f"履历 {result['acts']} 条，封签 {result['seals']} 个，{'完好' if result['ok'] else '有改动'}",
            file=sys.stdout,
        )
    return 0 if result["ok"] else 1
