"""`gonglian quotas` and `gonglian verify-archive`, at the command line; JSON alone on standard output."""

from __future__ import annotations

import argparse
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gonglian.congress import quotas
from gonglian.congress.archives.checking import verify_archive
from gonglian.core.parcels import UnreadableError
from gonglian.policy.answers import guarded, note_unused, print_json, read_json
from gonglian.policy.schema import BadInputError, Fact, Label, ListOf, Need, Share, Whole, read_facts, record

UNIT = record(
    Fact("name", Label(), gettext_lazy("选举单位")), Fact("members", Whole(), gettext_lazy("会员人数"))
)
SCHEMA = (
    Fact("total", Whole(), gettext_lazy("代表总数")),
    Fact("floor", Whole(), gettext_lazy("每个单位至少的名额")),
    Fact("constituents", ListOf(UNIT), gettext_lazy("选举单位")),
    Fact("manager_cap", Share(), gettext_lazy("管理人员最高比例"), Need.OPTIONAL),
    Fact("women_min", Share(), gettext_lazy("女代表最低比例"), Need.OPTIONAL),
    Fact("unit_max", Whole(), gettext_lazy("一个单位最多的名额"), Need.OPTIONAL),
    Fact("band_min", Whole(), gettext_lazy("代表总数下限"), Need.OPTIONAL),
    Fact("band_max", Whole(), gettext_lazy("代表总数上限"), Need.OPTIONAL),
)


def add_parser(commands: Any) -> None:
    """Add `quotas FILE.json`; `options.handler(options)` is the exit code.

    0 the table, 1 the demands cannot be met, 2 bad input. No database is needed.
    """
    parser = commands.add_parser("quotas", help="divide delegates' places over electing units")
    parser.add_argument("file", metavar="FILE", help="JSON file, - for standard input")
    parser.add_argument("--json", action="store_true", help="JSON output, which is the only one")
    parser.set_defaults(handler=partial(guarded, _divide))


def _divide(options: argparse.Namespace) -> int:
    facts, extras = read_facts(SCHEMA, read_json(options.file))
    demand, names = _demand(facts)
    note_unused(extras)
    if found := quotas.conflicts(demand):
        print_json({"infeasible": [{"constraint": each.constraint, "by": each.by} for each in found]})
        return 1
    print_json(_table(demand, names))
    return 0


def _table(demand: quotas.Demand, names: list[str]) -> dict[str, Any]:
    shares = dict(zip(names, quotas.divide(demand), strict=True))
    return {
        "seats": {name: share.places for name, share in shares.items()},
        "women_min": quotas.least_women(demand),
        "managers_max": quotas.most_managers(demand),
        "why": {name: quotas.explain(share) for name, share in shares.items()},
    }


def _demand(facts: dict[str, Any]) -> tuple[quotas.Demand, list[str]]:
    """The facts as a demand and the units' names. Refused: a needed key left out, no unit, a name twice or empty."""
    for key in ("total", "floor", "constituents"):
        if facts.get(key) is None:
            raise BadInputError(_("缺少这一项。"), key)
    units = facts["constituents"]
    if not units:
        raise BadInputError(_("至少列出一个选举单位。"), "constituents")
    _check_units(units)
    demand = quotas.Demand(
        total=facts["total"],
        floor=facts["floor"],
        members=tuple(unit["members"] for unit in units),
        unit_max=facts.get("unit_max"),
        band=(facts.get("band_min"), facts.get("band_max")),
        manager_cap=facts.get("manager_cap"),
        women_min=facts.get("women_min"),
    )
    return demand, [unit["name"] for unit in units]


def _check_units(units: list[dict[str, Any]]) -> None:
    counts = Counter(unit.get("name") for unit in units)
    for place, unit in enumerate(units):
        at = f"constituents[{place}]"
        if not unit.get("name"):
            raise BadInputError(_("写明选举单位名称。"), f"{at}.name")
        if counts[unit["name"]] > 1:
            raise BadInputError(_("%(name)s 列了两次。") % {"name": unit["name"]}, f"{at}.name")
        if unit.get("members") is None:
            raise BadInputError(_("缺少会员人数。"), f"{at}.members")


def add_verify_archive(commands: Any) -> None:
    """Add `verify-archive FILE [--key HEX]`: 0 sound, 1 not, 2 unreadable. No database is needed."""
    parser = commands.add_parser("verify-archive", help="check the sealed archive of a congress")
    parser.add_argument("file", metavar="FILE", help="the .zip as it was downloaded")
    parser.add_argument("--key", default="", metavar="HEX", help="the public key shown on the archive's page")
    parser.add_argument("--json", action="store_true", help="JSON output, which is the only one")
    parser.set_defaults(handler=_verify_archive)


def _verify_archive(options: argparse.Namespace) -> int:
    try:
        found = verify_archive(Path(options.file), key=options.key)
    except UnreadableError as fault:
        print_json({"error": str(fault), "at": options.file})
        return 2
    print_json(found)
    return 0 if found["ok"] else 1
