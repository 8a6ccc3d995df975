"""What an import of industrial unions brings to light: reality is recorded, and the rule that it breaks stands beside it.

A roster's row is judged by the clauses as far as it says enough: the chair's post (ELI-01, ELI-02) and the end of the term
(TRM-03). It gives only a number of constituents and no days of the other two bodies, so those are told as written.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.policy.arithmetic import add_years
from gonglian.policy.finding import Finding, Level, Result
from gonglian.policy.site import judge
from gonglian.rosters.models import Import, ImportRow
from gonglian.rosters.rows import SECTOR_UNIONS
from gonglian.rosters.states import Effect

# warning of a roster → clause, level, sources
AS_WRITTEN = {
    "single_unit": ("ORG-01", Level.B, ("意见 2.1.a",)),
    "audit_committee_missing": ("ORG-18", Level.W, ("意见 2.3.d", "LAW-2.32")),
    "women_committee_missing": ("ORG-18", Level.W, ("意见 2.3.d", "LAW-2.32")),
}
AT_ASSOCIATIONS = "association_"


def of_import(batch: Import) -> list[Finding]:
    """The findings on the industrial unions that an import newly records, in the order of their rows."""
    rows = (
        batch.rows.filter(kind=SECTOR_UNIONS, effect=Effect.NEW)
        .exclude(notes=[])
        .order_by("file_id", "number")
    )
    return [
        replace(finding, message=_("%(union)s：%(message)s") % {"union": row.key, "message": finding.message})
        for row in rows
        for note in row.notes
        for finding in _of_note(row, note, batch.judged_on)
    ]


def _of_note(row: ImportRow, note: dict[str, Any], on: date) -> list[Finding]:
    code = note["code"]
    if code == "barred_chair":
        return _of_chair(row, on)
    if code == "term_expired":
        start, years = date.fromisoformat(row.values["term_start"]), int(row.values["term_years"])
        facts = {"ends_on": add_years(start, years), "on": on, "org_form": row.derived.get("form")}
        return [judge("TRM-03", facts, on)]
    if code not in AS_WRITTEN:
        return []
    clause, level, cites = AS_WRITTEN[code]
    cure = _("在工会档案里办理更正或补建。")
    return [Finding(clause, Result.FAIL, level, note["message"], cites, cure)]


def _of_chair(row: ImportRow, on: date) -> list[Finding]:
    """What the two clauses say of the post; where neither fails, what is still missing to answer the one that asks."""
    role = row.derived.get("chair_role") or ""
    kind = "association" if role.startswith(AT_ASSOCIATIONS) else "enterprise"
    position = {"role": role, "org_kind": kind, "in_scope": None, "from": None, "until": None}
    facts = {"seat": "chair", "org_form": row.derived.get("form"), "positions": [position], "declared": False}
    found = [judge(clause, facts, on) for clause in ("ELI-01", "ELI-02")]
    asked = found[0] if kind == "association" else found[1]
    return [one for one in found if one.result is Result.FAIL] or [asked]
