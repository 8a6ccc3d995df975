"""`gonglian first-admin`: an empty installation gets its city federation and its first administrator."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any


def add_parser(commands: Any) -> None:
    """Add this area's sub-command."""
    parser = commands.add_parser(
        "first-admin", help="begin an empty installation: city federation, first administrator"
    )
    parser.add_argument(
        "--union", required=True, metavar="NAME", help="name of the city's federation, 海平市总工会"
    )
    parser.add_argument("--username", required=True, help="with which the administrator signs in")
    parser.add_argument("--name", required=True, help="the administrator's own name")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(handler=run)


def run(options: argparse.Namespace) -> int:
    """Prints the one-time code. Exit 0 done, 1 refused: the installation is not empty."""
    from gonglian.config.starting import start_database
    from gonglian.core import clock
    from gonglian.core.refused import Refused
    from gonglian.organisation import actions

    start_database()
    asked = {"union_name": options.union, "username": options.username, "name": options.name}
    try:
        code = actions.begin_city(**asked, actor=None, on=clock.today())
    except Refused as refusal:
        print(str(refusal), *(reason.cure for reason in refusal.reasons), file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps({"username": options.username, "password": code}))
    else:
        print(f"用户名 {options.username}，一次性密码 {code}，三天内有效，第一次登录时要改。")
        print("登录以后，工作台会一条一条说明接着做什么。")
    return 0
