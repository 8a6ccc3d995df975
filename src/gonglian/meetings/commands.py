"""`gonglian elections judge`: who is elected by a count, at the command line; JSON alone on standard output."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from gonglian.policy.answers import guarded, note_unused, print_json, read_json
from gonglian.policy.elections import judge_election, read_election
from gonglian.policy.parameters import NoParameterError
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
    judge.set_defaults(handler=partial(guarded, _judge))


def _judge(options: argparse.Namespace) -> int:
    facts, extras = read_election(read_json(options.file))
    note_unused(extras)
    try:
        verdict = judge_election(facts)
    except NoParameterError:
        raise BadInputError(_("那时的规定没有收录，请填较近的日期。"), "held_on") from None
    print_json(verdict)
    return 0 if verdict["election_valid"] else 1
