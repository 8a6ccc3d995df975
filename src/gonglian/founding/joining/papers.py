"""The papers of joining and leaving: each unit's sheet to sign, the letter to each, the report to the leader."""

from __future__ import annotations

from datetime import date
from typing import Any

from gonglian.documents import actions as documents
from gonglian.documents.dates import spoken
from gonglian.documents.models import Paper
from gonglian.documents.papers import Kind, Sheet, SheetKind
from gonglian.documents.queries import wording_text
from gonglian.documents.wording import Purpose, Wording
from gonglian.founding.joining import queries
from gonglian.founding.joining.models import Joining, JoiningUnit
from gonglian.founding.joining.states import Way
from gonglian.founding.sheets import SIGN_LINES
from gonglian.organisation.models import Union

PURPOSES = {Way.JOIN: Purpose.JOIN, Way.LEAVE: Purpose.LEAVE}
SHEETS = {Way.JOIN: Purpose.SHEET, Way.LEAVE: Purpose.LEAVE}


def values_of(joining: Joining, units: list[Union], *, on: date) -> dict[str, Any]:
    """Blanks known once the industrial union's committee has decided about `units`."""
    return {
        "union": joining.union.name,
        "held_on": spoken(joining.accepted_on) if joining.accepted_on else "",
        "entitled": joining.entitled,
        "present": joining.present,
        "votes_for": joining.votes_for,
        "constituent_names": "、".join(union.name for union in units),
        "constituents_count": len(queries.constituents_after(joining, on=on)),
    }


def sheet_of(row: JoiningUnit) -> Sheet:
    """The sheet a unit signs when its committee has decided."""
    joining = row.joining
    purpose = SHEETS[Way(joining.way)]
    text = wording_text(joining.union, SheetKind.CONSENT, purpose) or ""
    title, _gap, body = text.partition("\n")
    filled, blocks = Wording(SheetKind.CONSENT, purpose, title.strip(), body.strip()).fill(
        {"union": joining.union.name, "constituent": row.union.name}
    )
    return Sheet(SheetKind.CONSENT, filled, blocks, signatures=SIGN_LINES)


def draft_letter(joining: Joining, row: JoiningUnit, *, actor: Any, on: date) -> Paper:
    """The industrial union's answer to one unit: no leader's reply, for it does not lead the unit."""
    return documents.draft_paper(
        issuer=joining.union, kind=Kind.LETTER, purpose=PURPOSES[Way(joining.way)], title="", addressee=row.union,
        values=values_of(joining, [row.union], on=on), actor=actor, on=on,
    )  # fmt: skip


def draft_report(joining: Joining, leader: Union, *, actor: Any, on: date) -> Paper:
    """The industrial union tells its leader."""
    units = [row.union for row in queries.agreed(joining)]
    return documents.draft_paper(
        issuer=joining.union, kind=Kind.REPORT, purpose=PURPOSES[Way(joining.way)], title="", addressee=leader,
        values=values_of(joining, units, on=on), actor=actor, on=on,
    )  # fmt: skip
