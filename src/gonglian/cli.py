"""The command `gonglian`: one parser; each area adds its own sub-commands. JSON alone on standard output."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from gonglian.config import operation, serve, starting, upkeep

WITHOUT_DATABASE = {"messages", "makemigrations", "collectstatic", "findstatic"}  # of Django's commands


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["manage"]:  # Django's own commands, for developers
        return _manage(arguments[1:])
    starting.load_django(arguments[0] if arguments else "")
    parser = build_parser()
    options = parser.parse_args(arguments)
    try:
        return int(options.handler(options) or 0)
    except BrokenPipeError:  # the reader closed the pipe: not a fault of the command
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar of the command."""
    from gonglian.congress import commands as congress
    from gonglian.dashboards import bench
    from gonglian.meetings import commands as meetings
    from gonglian.organisation import commands as organisation
    from gonglian.policy import commands as policy
    from gonglian.reference.workdays import Calendar
    from gonglian.rosters import commands as rosters
    from gonglian.terms import commands as terms

    parser = argparse.ArgumentParser(prog="gonglian", description="工联 · 产业（行业）工会工作系统")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    operation.add_parser(commands)
    serve.add_parser(commands)
    upkeep.add_parser(commands)
    policy.add_parser(commands, calendar=Calendar())
    organisation.add_parser(commands)
    rosters.add_command(commands)
    meetings.add_parser(commands)
    congress.add_parser(commands)
    congress.add_verify_archive(commands)
    terms.add_parser(commands, calendar=Calendar())
    bench.add_parser(commands)
    return parser


def _manage(arguments: list[str]) -> int:
    from django.core.management import execute_from_command_line

    starting.load_django("manage")
    if not WITHOUT_DATABASE.intersection(arguments[:1]):
        starting.start_database()
    execute_from_command_line(["gonglian manage", *arguments])
    return 0
