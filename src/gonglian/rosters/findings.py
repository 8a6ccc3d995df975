"""What an import of industrial unions brings to light: reality is recorded, and the rule that it breaks stands beside it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gonglian.policy.finding import Finding, Level, Result
from gonglian.rosters.models import Import
from gonglian.rosters.rows import SECTOR_UNIONS
from gonglian.rosters.states import Effect

# warning of a roster → clause, level, sources
CLAUSES = {
    "single_unit": ("ORG-01", Level.B, ("意见 2.1.a",)),
    "barred_chair": ("ELI-01", Level.B, ("意见 2.3.c",)),
    "audit_committee_missing": ("ORG-18", Level.W, ("意见 2.3.d", "LAW-2.32")),
    "women_committee_missing": ("ORG-18", Level.W, ("意见 2.3.d", "LAW-2.32")),
    "term_expired": ("TRM-01", Level.W, ("意见 2.4",)),
}
HEAD_OF_UNIT = ("ELI-02", Level.B, ("意见 2.3.c",))


def of_import(batch: Import) -> list[Finding]:
    """The findings on the industrial unions that an import newly records, in the order of their rows."""
    rows = (
        batch.rows.filter(kind=SECTOR_UNIONS, effect=Effect.NEW)
        .exclude(notes=[])
        .order_by("file_id", "number")
    )
    return [
        _finding(row.key, note["code"], note["message"], row.derived.get("chair_role") or "")
        for row in rows
        for note in row.notes
        if note["code"] in CLAUSES
    ]


def _finding(union: str, code: str, message: str, role: str) -> Finding:
    is_head = code == "barred_chair" and not role.startswith("association_")
    clause, level, cites = HEAD_OF_UNIT if is_head else CLAUSES[code]
    said = _("%(union)s：%(message)s") % {"union": union, "message": message}
    return Finding(clause, Result.FAIL, level, said, cites, _("在工会档案里办理更正或补建。"))
