"""`gonglian elections judge`: who is elected by a count, at the command line; JSON alone on standard output."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gonglian.policy.elections import judge_election, read_election
from gonglian.policy.schema import BadInputError


def add_parser(commands: Any) -> None:
    """Add `elections judge FILE.json`; `options.handler(options)` is the exit code.

    0 the election is valid, 1 it is not, 2 bad input. No database is needed.
    """
    parser = commands.add_parser("elections", help="judge the count of an election")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    judge = acts.add_parser("judge", help="say who is elected by a count, and why")
    judge.add_argument("file", metavar="FILE", help="JSON file, - for standard input")
    judge.add_argument("--json", action="store_true", help="JSON output, which is the only one")
    judge.set_defaults(handler=_judge)


def _judge(options: argparse.Namespace) -> int:
    try:
        facts, extras = read_election(_read(options.file))
    except BadInputError as fault:
        _print({"error": fault.message, "at": fault.at})
        return 2
    if extras:
        print(_("未使用的项：%(keys)s") % {"keys": " ".join(extras)}, file=sys.stderr)
    verdict = judge_election(facts)
    _print(verdict)
    return 0 if verdict["election_valid"] else 1


def _read(name: str) -> Any:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError:
        raise BadInputError(_("读不了文件 %(name)s。") % {"name": name}, "FILE") from None
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadInputError(_("文件不是有效的 JSON。"), "$") from None


def _print(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False))
