"""Bars of a term's picture in percent of its width: pure arithmetic on days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gonglian.terms.queries import BodyOn, SeatOn, is_ending

LABELS = 6  # years named above the bars at most


@dataclass(frozen=True, slots=True)
class Bar:
    """css: held, acting, planned, extended, end, over or open (see the legend); x and width in percent."""

    css: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """The days from `first` to `last` on a line of 100 percent."""

    first: date
    last: date

    def at(self, day: date) -> float:
        days = (min(max(day, self.first), self.last) - self.first).days
        return round(100 * days / max(1, (self.last - self.first).days), 2)

    def bar(self, css: str, start: date, end: date) -> Bar | None:
        """From `start` to the day before `end`; None for nothing."""
        x, to = self.at(start), self.at(end)
        return Bar(css, x, round(to - x, 2)) if to > x else None

    @property
    def years(self) -> list[tuple[int, float]]:
        """New Year's days inside, at most LABELS, with their places."""
        inside = range(self.first.year + 1, self.last.year + 1)
        step = -(-len(inside) // LABELS) or 1
        return [(year, self.at(date(year, 1, 1))) for year in inside[::step]]


def axis_of(bodies: Sequence[BodyOn], on: date) -> Axis:
    """From the first day of the earliest body or holder to the last planned day, the day of view inside."""
    days = [on, *_days(bodies)]
    return Axis(min(days) - timedelta(days=60), max(days) + timedelta(days=60))


def bars_of(seat: SeatOn, body: BodyOn, axis: Axis, on: date) -> list[Bar]:
    """Who sat there or acted up to the day; then the rest of the term with what was added to it, its coming end, its overrun, or
    the empty seat."""
    end, own = _after(body.runs_to), _after(body.ends_on)
    bars = [_held(axis, row.valid.lower, row.valid.upper, on, end) for row in seat.holders]
    found = [bar for pair in bars for bar in pair]
    if seat.holder is None and (since := seat.vacant_since):
        found.append(axis.bar("open", since, max(on, end) if end else on))
    elif seat.holder is not None and end is not None and own is not None and on < end:
        css = "end" if is_ending(end - timedelta(days=1), on) else "planned"
        found += [axis.bar(css, on, min(own, end)), axis.bar("extended", max(on, own), end)]
    for row in seat.actings:
        found.append(axis.bar("acting", row.valid.lower or axis.first, min(row.valid.upper or on, on)))
    return [bar for bar in found if bar is not None]


def _after(last: date | None) -> date | None:
    return last + timedelta(days=1) if last else None


def _held(axis: Axis, start: date | None, upper: date | None, on: date, end: date | None) -> list[Bar | None]:
    """A holder's time up to the day, in two parts where it runs past the term's end."""
    begin, until = start or axis.first, min(upper or on, on)
    if end is None or until <= end:
        return [axis.bar("held", begin, until)]
    return [axis.bar("held", begin, end), axis.bar("over", max(begin, end), until)]


def _days(bodies: Iterable[BodyOn]) -> Iterable[date]:
    for body in bodies:
        if body.term and body.term.valid.lower:
            yield body.term.valid.lower
        if body.runs_to:
            yield body.runs_to
        for seat in body.seats:
            yield from (row.valid.lower for row in seat.holders if row.valid.lower)
