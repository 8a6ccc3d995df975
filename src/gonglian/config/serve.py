"""`gonglian serve`: the web server of an installation, in the foreground, for a service manager to hold.

This process becomes the server, so a signal reaches it directly: SIGTERM or SIGINT lets running requests end, SIGHUP
starts new workers one by one.
"""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext as _

from gonglian.config import database, operation
from gonglian.config.paths import node_modules
from gonglian.config.starting import start_database
from gonglian.core.refused import Reason


def add_parser(commands: Any) -> None:
    serve = commands.add_parser("serve", help="serve the pages, behind a proxy that ends TLS")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--workers", type=int, default=min(4, os.cpu_count() or 1), metavar="N")
    serve.set_defaults(handler=run)


def run(options: argparse.Namespace) -> int:
    """Serve, or say what is in the way and exit 1."""
    start_database()
    try:
        obstacles = [*wrong_settings(), *wrong_schema()]
    except OperationalError as error:
        obstacles = [Reason(_("连不上数据库：%(why)s") % {"why": str(error).splitlines()[0]},
                            _("检查数据库是否已启动，DATABASE_URL 是否正确。"))]  # fmt: skip
    for reason in obstacles:
        print(f"{reason.message}\n  {reason.cure}", file=sys.stderr)
    if not obstacles:
        env = os.environ | {"GONGLIAN_DB_ROLE": database.APP, "GONGLIAN_DB_POOL": "1"}
        os.execve(sys.executable, command(options), env)  # noqa: S606 - the program and its arguments are ours
    return 1


def command(options: argparse.Namespace) -> list[str]:
    """What this process becomes."""
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--host", options.host,
        "--port", str(options.port), "--workers", str(options.workers), "--blocking-threads", "4",
        "--respawn-failed-workers", "--workers-kill-timeout", "30", "--log-level", "warning",
        "gonglian.config.wsgi:application",
    ]  # fmt: skip


def wrong_settings() -> list[Reason]:
    """Settings with which nobody may be served."""
    found = []
    if settings.DEBUG:
        found.append(Reason(_("GONGLIAN_DEBUG=1 会把内部情况显示给读者。"), _("去掉 GONGLIAN_DEBUG。")))
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Reason(_("GONGLIAN_HOSTS 是 *，任何域名都会被接受。"), _("写明本系统的域名，用逗号分开。"))
        )
    missing = [name for name in settings.NPM_STATIC.values() if not (node_modules() / name).exists()]
    if missing:
        found.append(Reason(_("前端文件不全：%(name)s") % {"name": missing[0]},
                            _("在安装目录以 root 运行 ./dev prepare。")))  # fmt: skip
    return found


def wrong_schema() -> list[Reason]:
    """A database that is behind this version, or ahead of it."""
    found = []
    if pending := operation.pending_migrations():
        found.append(Reason(_("数据库还差 %(count)s 步升级，从 %(first)s 起。") % {"count": len(pending), "first": pending[0]},
                            _("先备份，再运行 gonglian migrate。")))  # fmt: skip
    if ahead := operation.unknown_migrations():
        found.append(Reason(_("数据库比程序新：本程序不认得 %(step)s。") % {"step": ahead[0]},
                            _("换用升级时的程序版本。")))  # fmt: skip
    return found
