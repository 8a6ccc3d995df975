"""`gonglian terms plan`: the renewal plan of a term, at the command line; JSON alone on standard output."""

from __future__ import annotations

import argparse
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.policy.answers import guarded, note_unused, print_json, read_json
from gonglian.policy.finding import Result
from gonglian.policy.parameters import NoParameterError
from gonglian.policy.registry import judge
from gonglian.policy.schema import BadInputError, Day, Fact, Need, Whole, read_facts
from gonglian.policy.shipped import shipped
from gonglian.policy.words import COMMITTEE, FEDERATION, ORG_FORM
from gonglian.reference.workdays import Calendar
from gonglian.terms.planning import Plan, plan_renewal

DEFAULT_YEARS = {FEDERATION: 5, COMMITTEE: 5}
SCHEMA = (
    Fact("org_form", ORG_FORM, gettext_lazy("工会形式")),
    Fact("elected_on", Day(), gettext_lazy("选举日")),
    Fact("years", Whole(), gettext_lazy("任期年数"), Need.NULLABLE),
    Fact("today", Day(), gettext_lazy("今天")),
)


def add_parser(commands: Any, calendar: Calendar) -> None:
    """Add `terms plan FILE.json`; `options.handler(options)` is the exit code: 0 the plan, 2 bad input.

    `calendar` is the city's. No database is needed.
    """
    parser = commands.add_parser("terms", help="plan the renewal of a term")
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    plan = acts.add_parser("plan", help="say by when each step of the renewal is due")
    plan.add_argument("file", metavar="FILE", help="JSON file, - for standard input")
    plan.add_argument("--json", action="store_true", help="JSON output, which is the only one")
    plan.set_defaults(handler=partial(guarded, _plan), calendar=calendar)


def _plan(options: argparse.Namespace) -> int:
    facts, extras = read_facts(SCHEMA, read_json(options.file))
    for key in ("org_form", "elected_on", "today"):
        if facts.get(key) is None:
            raise BadInputError(_("缺少这一项。"), key)
    note_unused(extras)
    print_json(_answer(_planned(facts, options.calendar)))
    return 0


def _planned(facts: dict[str, Any], calendar: Calendar) -> Plan:
    elected_on, years, today = facts["elected_on"], _years(facts), facts["today"]
    try:
        return plan_renewal(
            elected_on=elected_on, years=years, today=today, table=shipped(), calendar=calendar
        )
    except NoParameterError:
        raise BadInputError(_("那时的规定没有收录，请填较近的日期。"), "today") from None


def _years(facts: dict[str, Any]) -> int:
    """The term's years, the form's own where none are given. Refused: a form without terms, years that TRM-01 bars."""
    form, years = facts["org_form"], facts.get("years")
    years = DEFAULT_YEARS.get(form) if years is None else years
    on = max(facts["elected_on"], facts["today"])
    finding = judge("TRM-01", {"org_form": form, "years": years}, on)
    if finding.result is Result.NA:
        raise BadInputError(finding.message, "org_form")
    if years is not None and finding.result is Result.UNKNOWN:
        raise BadInputError(_("那时的规定没有收录，请填较近的日期。"), "today")
    if years is None or finding.result is not Result.OK:
        raise BadInputError(f"{finding.message}（意见 2.4）{finding.cure}", "years")
    return int(years)


def _answer(plan: Plan) -> dict[str, Any]:
    steps = [
        {
            "code": step.code.value,
            "name": str(step.code.label),
            "latest": step.latest.isoformat(),
            "why": step.why,
            "provisional": step.provisional,
        }
        for step in plan.steps
    ]
    return {"ends_on": plan.ends_on.isoformat(), "steps": steps, "status": plan.status.value}
