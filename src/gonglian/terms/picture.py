"""Terms as a table with bars: who sits where on a day, how the seat stands, and its days on an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gonglian.congress.states import BodyKind, Office
from gonglian.terms.models import Seat
from gonglian.terms.queries import BodyOn, SeatOn
from gonglian.terms.states import HEADS, Status
from gonglian.terms.timeline import Axis, Bar, axis_of, bars_of

MARKS = {  # shape, tone
    Status.FILLED: ("seat", ""), Status.ENDING: ("soon", "soon"), Status.CARRY_OVER: ("over", "late"),
    Status.ACTING: ("wait", "soon"), Status.VACANT: ("vacant", "todo"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One line of the table of terms. people: who sits there; mark: shape, word, tone; says: the bar in words. seat: the one
    seat of the line, None where it stands for all plain members; acts: word and address of what may be done there."""

    title: str
    people: list[Any]
    note: str
    mark: tuple[str, str, str]
    until: date | None
    bars: list[Bar]
    says: str
    seat: SeatOn | None = None
    acts: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Picture:
    """now: the place of the day of view on the axis, in percent."""

    rows: list[SeatRow]
    axis: Axis
    tally: str
    now: float


def picture_of(
    bodies: Sequence[BodyOn], on: date, *, each: bool = False, axis: Axis | None = None
) -> Picture | None:
    """The table of bodies as they stand on the day; None for none. each: a line for every seat, not one for all plain members."""
    if not bodies:
        return None
    axis = axis or axis_of(bodies, on)
    rows = [row for body in bodies for row in _body_rows(body, axis, on, each)]
    return Picture(rows, axis, tally_of(bodies[0]), axis.at(on))


def tally_of(body: BodyOn) -> str:
    """How many seats a body has, held and open, in words."""
    words = {
        "body": body.body,
        "seats": len(body.seats),
        "held": body.held,
        "open": len(body.seats) - body.held,
    }
    if words["open"]:
        return _("%(body)s %(seats)s 席：在任 %(held)s，空缺 %(open)s") % words
    return _("%(body)s %(seats)s 席，都在任") % words


def seat_title(seat: Seat) -> str:
    """The seat's office with its body where that is not the committee: 主席, 经审委主任."""
    return f"{_prefix(seat.body.kind)}{seat.get_office_display()}"


def _prefix(kind: str) -> str:
    return {BodyKind.AUDIT: _("经审委"), BodyKind.WOMEN: _("女职委")}.get(BodyKind(kind), "")


def _body_rows(body: BodyOn, axis: Axis, on: date, each: bool) -> list[SeatRow]:
    """A line for each head, then one for all plain members or one for each."""
    seats = sorted(body.seats, key=lambda one: seat_rank(one.seat))
    heads = [seat for seat in seats if seat.seat.office in HEADS]
    plain = [seat for seat in seats if seat.seat.office not in HEADS]
    rows = [_seat_row(seat, body, axis, on) for seat in heads]
    if each:
        return rows + [_seat_row(seat, body, axis, on) for seat in plain]
    return [*rows, _members_row(_prefix(body.body.kind), plain, body, axis, on)] if plain else rows


def seat_rank(seat: Seat) -> tuple[int, int]:
    """The order of the seats of a body in every list: its heads by office, then the plain seats by number."""
    office = Office(seat.office)
    return HEADS.index(office) if office in HEADS else len(HEADS), seat.number


def _seat_row(seat: SeatOn, body: BodyOn, axis: Axis, on: date) -> SeatRow:
    people = [seat.holder.person] if seat.holder else []
    mark, bars = mark_of(body.state_of(seat, on).status), bars_of(seat, body, axis, on)
    return SeatRow(
        seat_title(seat.seat),
        people,
        _note(seat, on),
        mark,
        body.runs_to,
        bars,
        _says(seat, body, mark[1]),
        seat,
    )


def _note(seat: SeatOn, on: date) -> str:
    """Who acts, or since when the seat is empty."""
    if seat.acting is not None:
        acts: dict[str, Any] = {"name": seat.acting.person, "day": seat.acting.starts_on}
        return _("%(name)s 自 %(day)s 起代理") % acts
    if (since := seat.vacant_since) is not None:
        words = {"name": seat.holders[-1].person, "day": since, "days": (on - since).days}
        return _("%(name)s 任到 %(day)s 前，已空缺 %(days)s 天") % words
    return ""


def _members_row(prefix: str, seats: list[SeatOn], body: BodyOn, axis: Axis, on: date) -> SeatRow:
    held = [seat.holder.person for seat in seats if seat.holder]
    states = [body.state_of(seat, on).status for seat in seats]
    mark = mark_of(Status.VACANT if Status.VACANT in states else states[0])
    title = _("%(body)s委员 %(count)s 席") % {"body": prefix, "count": len(seats)}
    note = _("%(held)s 人在任") % {"held": len(held)}
    longest = min(seats, key=lambda seat: seat.holders[0].valid.lower if seat.holders else date.max)
    bars = bars_of(longest, body, axis, on)
    return SeatRow(title, held, note, mark, body.runs_to, bars, _says(longest, body, mark[1]))


def mark_of(status: Status) -> tuple[str, str, str]:
    """Shape, word, tone of a status."""
    shape, tone = MARKS[status]
    return shape, str(status.label), tone


def _says(seat: SeatOn, body: BodyOn, word: str) -> str:
    """The bar in words: each holder with his days, who acted, then the state."""
    parts = [_span(row, "") for row in seat.holders] + [_span(row, _("代理")) for row in seat.actings]
    words = {"spans": "；".join(parts), "until": body.runs_to or _("未定"), "word": word}
    return _("%(spans)s。本届至 %(until)s，%(word)s") % words


def _span(row: Any, how: str) -> str:
    words = {
        "name": row.person,
        "how": how,
        "from": row.starts_on or _("起始日不详"),
        "until": row.ends_on or _("今"),
    }
    return _("%(name)s%(how)s %(from)s 至 %(until)s") % words
