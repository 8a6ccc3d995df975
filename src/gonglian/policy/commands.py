"""`gonglian clauses list | show | judge`: the clauses at the command line; JSON alone on standard output."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import django
from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext as _

from gonglian.policy.answers import guarded, note_unused, print_json, read_json
from gonglian.policy.finding import Result
from gonglian.policy.registry import Clause, UnknownClauseError, all_clauses, get, judge_json
from gonglian.policy.schema import BadInputError, Day
from gonglian.policy.shipped import shipped
from gonglian.policy.workdays import Calendar


def add_parser(commands: Any, calendar: Calendar | None = None) -> None:
    """Add `clauses` to the command; `options.handler(options)` is the exit code.

    0 fulfilled or not applicable, 1 not fulfilled or not enough facts, 2 bad input. `calendar` is the city's
    working-day calendar for NOM-03; without it weekends and fixed holidays are free. No database is needed.
    """
    parser = commands.add_parser("clauses", help="list the clauses, show one, judge facts by one")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    listing = acts.add_parser("list", help="list all clauses")
    listing.set_defaults(handler=partial(_guarded, _list))
    show = acts.add_parser("show", help="show the facts and parameters of one clause")
    show.add_argument("id")
    show.set_defaults(handler=partial(_guarded, _show))
    judge = acts.add_parser("judge", help="judge facts by one clause")
    judge.add_argument("id")
    judge.add_argument("--facts", required=True, metavar="FILE", help="JSON file, - for standard input")
    judge.add_argument("--on", metavar="YYYY-MM-DD", help="day of judgement, today if left out")
    judge.set_defaults(handler=partial(_guarded, _judge), calendar=calendar)
    for act in (listing, show, judge):
        act.add_argument("--json", action="store_true", help="JSON output, which is the only one")


def _guarded(act: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gonglian.config.settings")
        django.setup()
    return guarded(act, options)


def _list(options: argparse.Namespace) -> int:
    print_json([clause.summary() for clause in all_clauses()])
    return 0


def _show(options: argparse.Namespace) -> int:
    print_json(_clause(options.id).describe(shipped()))
    return 0


def _judge(options: argparse.Namespace) -> int:
    clause = _clause(options.id)
    on = _day(options.on)
    finding, extras = judge_json(
        clause.id, read_json(options.facts, "--facts"), on, calendar=options.calendar
    )
    note_unused(extras)
    print_json(finding.to_json())
    return 0 if finding.result in (Result.OK, Result.NA) else 1


def _clause(name: str) -> Clause:
    try:
        return get(name)
    except UnknownClauseError:
        raise BadInputError(_("没有编号为 %(id)s 的条款。") % {"id": name}, "id") from None


def _day(text: str | None) -> date:
    return timezone.localdate() if text is None else Day().read(text, "--on", [])
