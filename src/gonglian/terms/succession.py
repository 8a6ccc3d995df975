"""Where a substitution stands: its steps, and the next one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from gonglian.organisation.models import Union
from gonglian.terms.models import Seat, Substitution
from gonglian.terms.states import OPEN_SUBSTITUTION, SubstitutionState

NEXT = {
    SubstitutionState.OPEN: "propose_successor", SubstitutionState.PROPOSED: "confirm_successor",
    SubstitutionState.CONFIRMED: "finish_substitution",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A step: its name, its day, what it gave; mark: shape, word, tone."""

    name: str
    day: date | None
    says: str
    mark: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next: the button's word, its address, what it needs."""

    word: str
    url: str
    says: str


def open_substitutions(unions: QuerySet[Union]) -> QuerySet[Substitution]:
    """Those under way in bodies of `unions`, the seat that fell first first."""
    rows = Substitution.objects.filter(state__in=OPEN_SUBSTITUTION, seat__body__union__in=unions.values("pk"))
    return rows.select_related("seat__body__union", "seat__constituent", "successor", "former").order_by(
        "post_ended_on", "pk"
    )


def underway_for(seats: list[Seat]) -> dict[int, Substitution]:
    """The substitution under way, by the seat's key."""
    rows = Substitution.objects.filter(seat__in=seats, state__in=OPEN_SUBSTITUTION)
    return {row.seat_id: row for row in rows}


def steps_of(row: Substitution) -> list[Step]:
    """Fell, proposed, confirmed, reported: what is done, what is next, what comes later."""
    words: dict[str, Any] = {
        "former": row.former, "unit": row.seat.constituent, "successor": row.successor, "entitled": row.entitled,
        "present": row.present, "votes": row.votes_for,
    }  # fmt: skip
    done = [
        (_("席位空出"), row.post_ended_on, _("%(former)s不再任%(unit)s的职务") % words),
        (_("提名接任人"), row.elected_on, _("%(successor)s，%(unit)s新当选的主席") % words),
        (_("机构确认"), row.confirmed_on, _("应到 %(entitled)s，实到 %(present)s，赞成 %(votes)s") % words),
        (_("报告上级，接任"), row.reported_on, row.report_number),
    ]
    found = []
    is_next = row.is_open
    for name, day, says in done:
        if day is not None:
            found.append(Step(name, day, says, ("ok", _("已办"), "")))
        else:
            mark = ("now", _("接着办"), "now") if is_next else ("todo", _("以后"), "")
            found.append(Step(name, None, "", mark))
            is_next = False
    return found


def next_of(row: Substitution) -> Next | None:
    """The next step; None once it is over."""
    words = {
        SubstitutionState.OPEN: (_("提名接任人"), _("等单位选出新主席，再提名。")),
        SubstitutionState.PROPOSED: (_("登记确认"), _("由机构开会确认，照会议记录登记。")),
        SubstitutionState.CONFIRMED: (_("登记接任"), _("报告签发后登记接任；报告已用纸质发出的，填日期和文号。")),
    }  # fmt: skip
    if not row.is_open:
        return None
    state = SubstitutionState(row.state)
    word, says = words[state]
    return Next(word, reverse(f"terms:{NEXT[state]}", args=[row.pk]), says)
