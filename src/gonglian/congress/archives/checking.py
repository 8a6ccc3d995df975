"""Checking an archive without a database: every byte, the signature, and each count judged once more."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress.archives.data import DATA, MEETING
from gonglian.core.parcels import Checked, Fault, check
from gonglian.meetings.sheets import PAPERS
from gonglian.policy.elections import judge_election, read_election
from gonglian.policy.parameters import Parameter, ParameterTable, unplain
from gonglian.policy.schema import BadInputError

FORMER = DATA + "parameters.json"  # sealed by an earlier version: one table for every count of the archive
COMPARED = ("election_valid", "elected", "runoff", "vacant")
SHOWN = ("product", "version", "union", "congress", "sealed_on", "log")


def verify_archive(path: Path, *, key: str = "") -> dict[str, Any]:
    """{"ok", what the manifest says of itself, "public_key", "files", "counts": [{"file", "ballot", "same"}], "faults":
    [{"kind", "message", "file"}]}. Refused: parcels.UnreadableError. No database is asked."""
    found = check(path, key=key, keep=DATA)
    counts = _judge_again(found)
    faults = [{name: value for name, value in asdict(fault).items() if value} for fault in found.faults]
    return {
        "ok": not faults,
        **{name: found.manifest.get(name) for name in SHOWN},
        "public_key": found.public_key,
        "files": len(found.manifest.get("files", ())),
        "counts": counts,
        "faults": faults,
    }


def _judge_again(found: Checked) -> list[dict[str, Any]]:
    """Each count of each meeting; what differs or can't be judged becomes a fault."""
    names = sorted(name for name in found.files if name.startswith(MEETING))
    return [count for name in names for count in _judge_meeting(name, found)]


def _judge_meeting(name: str, found: Checked) -> list[dict[str, Any]]:
    counts = []
    try:
        former = json.loads(found.files.get(FORMER, b"null"))
        ballots = [row for row in json.loads(found.files[name])["ballots"] if row["state"] == "counted"]
        for ballot in ballots:
            fault = _differs(ballot if former is None else {"parameters": former} | ballot)
            if fault:
                found.faults.append(Fault(fault[0], fault[1], name))
            counts.append({"file": name, "ballot": ballot["name"], "same": fault is None})
    except (LookupError, TypeError, ValueError):
        found.faults.append(
            Fault("verdict_unproved", _("%(name)s 里的计票读不出来。") % {"name": name}, name)
        )
    return counts


def _differs(ballot: Mapping[str, Any]) -> tuple[str, str] | None:
    """Kind and message of what is wrong with one count: its two sheets, or its verdict."""
    words = {"ballot": ballot["name"]}
    try:
        facts, _extras = read_election(ballot["facts"])
        judged = judge_election(facts, _table(ballot["parameters"]))
    except (BadInputError, LookupError):  # also a parameter that has no value on the day
        return "verdict_unproved", _("%(ballot)s的计票数据不全，不能重新判断。") % words
    if len(ballot["sheets"]) < 2 or any(_counted(sheet) != _counted(facts) for sheet in ballot["sheets"]):
        return "sheet_differs", _("%(ballot)s：计票人的计票单与判断所用的数不符。") % words
    if _essence(judged) != _essence(ballot["verdict"]):
        return "verdict_differs", _("%(ballot)s：重新判断的结果与存的不同。") % words
    return None


def _counted(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """The figures of a sheet, or of the facts, in one form: by place on the ballot, by name of write-in."""
    lines = row["lines"] if "lines" in row else row["candidates"]
    votes = [(line["for"], line["against"], line["abstain"]) for line in lines]
    return (
        [row[name] for name in PAPERS],
        votes,
        sorted((each["name"], each["for"]) for each in row["write_ins"]),
    )


def _essence(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """What a verdict decides; its sentences may be worded otherwise by another version of the product."""
    found = [
        (row["id"], row["ok"], row["result"], row["level"], row["parameters"]) for row in verdict["findings"]
    ]
    return {name: verdict[name] for name in COMPARED} | {"findings": found}


def _table(rows: Any) -> ParameterTable:
    """The parameters as the count found them; nothing else is known here."""
    return ParameterTable(
        Parameter(
            row["id"], unplain(row["value"]), date.fromisoformat(row["valid_from"]),
            row["valid_until"] and date.fromisoformat(row["valid_until"]), row["source"] or "", row["certainty"] or "",
            row["id"],
        )
        for row in rows
    )  # fmt: skip
